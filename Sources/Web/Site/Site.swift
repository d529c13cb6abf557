import HTTPTypes
package import Hummingbird
import Logging
import SQLCore
import Store
import Supervision

/// The whole site as a responder: the sitemap's routes behind the middleware that every request passes.
package enum Site {
    /// Every address; the one list that the router and the role matrix test are made from.
    package static let map: Sitemap = {
        var site = Sitemap()
        PublicAssets.register(on: &site)
        HealthRoutes.register(on: &site)
        SignInRoutes.register(on: &site)
        CodeRoutes.register(on: &site)
        SecurityRoutes.register(on: &site)
        CalendarFeedRoutes.register(on: &site)
        WorkbenchRoutes.register(on: &site)
        LeaderRoutes.register(on: &site)
        AuditRoutes.register(on: &site)
        EvidenceRoutes.register(on: &site)
        AccountRoutes.register(on: &site)
        SeparationRoutes.register(on: &site)
        SettingsRoutes.register(on: &site)
        ReminderRoutes.register(on: &site)
        OpinionRoutes.register(on: &site)
        DocumentRoutes.register(on: &site)
        DocumentDraftRoutes.register(on: &site)
        DocumentWordingRoutes.register(on: &site)
        DocumentFormatRoutes.register(on: &site)
        DocumentVersionRoutes.register(on: &site)
        ObjectionRoutes.register(on: &site)
        TipRoutes.register(on: &site)
        ReportRoutes.register(on: &site)
        SummaryRoutes.register(on: &site)
        FindingRoutes.register(on: &site)
        RectificationRoutes.register(on: &site)
        RectificationLists.register(on: &site)
        BulkRoutes.register(on: &site)
        RevisitRoutes.register(on: &site)
        WallRoutes.register(on: &site)
        PlanChartRoutes.register(on: &site)
        PlanTableRoutes.register(on: &site)
        PlanComparisonRoutes.register(on: &site)
        DeadlineRoutes.register(on: &site)
        CalendarRoutes.register(on: &site)
        CampaignRoutes.register(on: &site)
        RecusalRoutes.register(on: &site)
        CycleRoutes.register(on: &site)
        ResultRoutes.register(on: &site)
        InspectionRoutes.register(on: &site)
        ProcedureRoutes.register(on: &site)
        HearingRoutes.register(on: &site)
        StepRecordRoutes.register(on: &site)
        TrainingRoutes.register(on: &site)
        UnitCalendarRoutes.register(on: &site)
        FrameworkRoutes.register(on: &site)
        AssessmentRoutes.register(on: &site)
        GovernmentRoutes.register(on: &site)
        DutyRoutes.register(on: &site)
        ResultNoticeRoutes.register(on: &site)
        BalanceRoutes.register(on: &site)
        ImprovementRoutes.register(on: &site)
        EarlyWarningRoutes.register(on: &site)
        StandardRoutes.register(on: &site)
        DefinitionRoutes.register(on: &site)
        LedgerRoutes.register(on: &site)
        ObligationRoutes.register(on: &site)
        RoadmapRoutes.register(on: &site)
        CertificationRoutes.register(on: &site)
        CollectionRoutes.register(on: &site)
        QualityRoutes.register(on: &site)
        ReceptionRoutes.register(on: &site)
        PlanRoutes.register(on: &site)
        FigureRoutes.register(on: &site)
        PlanFigureRoutes.register(on: &site)
        VisitScriptRoutes.register(on: &site)
        VisitRoutes.register(on: &site)
        VisitThemeRoutes.register(on: &site)
        VisitTaskRoutes.register(on: &site)
        CoverageRoutes.register(on: &site)
        ZoneRoutes.register(on: &site)
        OrganisationRoutes.register(on: &site)
        GroupRoutes.register(on: &site)
        InspectorRoutes.register(on: &site)
        VisitAppRoutes.register(on: &site)
        RegionRoutes.register(on: &site)
        ImportRoutes.register(on: &site)
        JobRoutes.register(on: &site)
        return site
    }()

    package static func router(_ services: Services) -> Router<AppContext> {
        let router = Router(context: AppContext.self)
        router.add(middleware: SecurityHeaders(settings: services.settings))
        router.add(middleware: Outcome(services: services))
        for entry in map.entries {
            router.on(RouterPath(entry.path), method: entry.method) { request, context in
                try await entry.handler(try await guest(request, context, services))
            }
        }
        return router
    }

    /// The request with the session that its cookie names.
    private static func guest(_ request: Request, _ context: AppContext, _ services: Services) async throws -> Guest {
        let token = request.cookies[SessionCookie.name(services.settings)]?.value
        guard let token, !request.uri.path.hasPrefix("/assets/"), request.uri.path != "/health" else {
            return Guest(request: request, context: context, services: services, session: nil, token: token)
        }
        let now = services.now()
        let terms = services.settings.sessionTerms
        let session = try await services.database.read { db in
            try Sessions.find(token: token, at: now, terms: terms, in: db)
        }
        if let session, session.seenAt.adding(seconds: 60) < now {
            try await services.database.write(.relaxed) { db in try Sessions.touch(token: token, at: now, in: db) }
        }
        return Guest(request: request, context: context, services: services, session: session, token: token)
    }
}

/// The name and attributes of the session's cookie.
enum SessionCookie {
    static func name(_ settings: WebSettings) -> String { settings.isSecure ? "__Host-dudao" : "dudao" }

    static func set(_ token: String, _ settings: WebSettings) -> String {
        "\(name(settings))=\(token); Path=/; HttpOnly; SameSite=Lax\(settings.isSecure ? "; Secure" : "")"
    }

    static func clear(_ settings: WebSettings) -> String { set("", settings) + "; Max-Age=0" }
}
