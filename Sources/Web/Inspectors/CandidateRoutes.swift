import Hummingbird
import Office
import SQLCore
import Store
import Supervision

/// `/inspectors/candidates`: the way to an appointment, 推荐, 审核, 公示, 公布, each with its day.
enum CandidateRoutes {
    static let keepers = Audience.roles(Role.office)

    static func register(on site: inout Sitemap) {
        site.get("/inspectors/candidates", keepers, list)
        site.get("/inspectors/candidates/export.xlsx", keepers, export)
        site.get("/inspectors/candidates/new", keepers) { call in
            call.page(CandidateFormPage(fields: Fields([("day", call.day.text)])))
        }
        site.post("/inspectors/candidates", keepers, create)
        site.get("/inspectors/candidates/:id", keepers) { call in try await show(call) }
        site.post("/inspectors/candidates/:id/review", keepers) { call, sent in
            try await step(call, sent) { candidate, act in
                try candidate.reviewed(QualificationFields.read(sent.fields), on: act.day)
            }
        }
        site.post("/inspectors/candidates/:id/notice", keepers, notice)
        site.post("/inspectors/candidates/:id/refusal", keepers) { call, sent in
            try await step(call, sent) { candidate, act in
                try candidate.refused(sent.fields.text("reason"), on: act.day)
            }
        }
        site.post("/inspectors/candidates/:id/appointment", keepers, appoint)
    }

    private static func list(_ call: Call) async throws -> Response {
        let address = ListAddress("/inspectors/candidates", call.query)
        let filter = InspectorCandidateFilter(address)
        let page = try await call.read { db in
            CandidateListPage(
                listing: try InspectorCandidates.list(filter, address.page, visibleTo: call.viewer, in: db),
                address: address,
                isNoticeDue: try !InspectorCandidates.reviewed(of: Place.of(call.viewer.scope, in: db), in: db).isEmpty)
        }
        return call.page(page)
    }

    private static func export(_ call: Call) async throws -> Response {
        let filter = InspectorCandidateFilter(ListAddress("/inspectors/candidates", call.query))
        let columns: [SheetLayout.Column] = [
            .init("姓名"), .init("工作单位", width: 30), .init("推荐单位", width: 24), .init("专兼职"), .init("级别", width: 12),
            .init("学历"), .init("从教年数"), .init("状态", width: 18), .init("推荐", kind: .day, width: 14),
            .init("审核", kind: .day, width: 14), .init("公示自", kind: .day, width: 14),
            .init("公示至", kind: .day, width: 14), .init("公布或终止", kind: .day, width: 14), .init("理由", width: 30),
        ]
        @Sendable func day(_ day: Day?) -> SheetCell { day.map { .day($0.text) } ?? .empty }
        let export = SheetExport(title: "督学选聘", columns: columns) { page in
            try await call.read { db in
                try InspectorCandidates.list(filter, page, visibleTo: call.viewer, in: db)
            }
        } cells: { record in
            let one = record.candidate
            return [
                .text(one.name), .text(one.employer), .text(one.recommendedBy), .text(one.isFullTime ? "专职" : "兼职"),
                .text(one.level.label), .text(one.qualification.degree.label),
                one.qualification.years.map { .integer($0) } ?? .empty, .text(one.state.label),
                .day(one.recommendedOn.text), day(one.reviewedOn), day(one.shown?.from), day(one.shown?.until),
                day(one.decidedOn), .text(one.reason),
            ]
        }
        return try await export.response(named: "督学选聘")
    }

    private static func create(_ call: Call, _ sent: Submission) async throws -> Response {
        try await call.change(
            sent,
            again: { refusal in
                call.page(CandidateFormPage(fields: sent.fields, refusal: refusal), status: refusal.status)
            },
            { act in
                let new = try CandidateFormPage.checked(sent.fields, id: act.newID(), on: act.day)
                try InspectorCandidates.insert(new, act)
                return "/inspectors/candidates/\(new.id)?done=created"
            })
    }

    private static func show(
        _ call: Call, typed: Fields? = nil, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let id: InspectorCandidateID = call.id()
        let page = try await call.read { db in
            let record = try InspectorCandidates.require(id, visibleTo: call.viewer, in: db)
            return CandidatePage(
                record: record, notices: try InspectorCandidates.notices(for: record, on: call.day, in: db),
                isOwn: try record.place == Place.of(call.viewer.scope, in: db), today: call.day, typed: typed,
                problem: refusal?.message)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func step(
        _ call: Call, _ sent: Submission,
        _ next: @escaping @Sendable (InspectorCandidate, Act) throws -> InspectorCandidate
    ) async throws -> Response {
        let id: InspectorCandidateID = call.id()
        return try await change(call, sent) { act in
            try InspectorCandidates.step(id, version: sent.fields.number("version") ?? 0, act) { try next($0, act) }
            return "/inspectors/candidates/\(id)?done=saved"
        }
    }

    private static func notice(_ call: Call, _ sent: Submission) async throws -> Response {
        let id: InspectorCandidateID = call.id(), document = sent.fields.text("notice")
        guard !document.isEmpty else {
            return try await step(call, sent) { candidate, act in
                guard let from = Day(sent.fields.text("from")), let until = Day(sent.fields.text("until")) else {
                    throw InspectorCandidateRefusal.shownDays
                }
                return try candidate.shown(from: from, until: until, on: act.day)
            }
        }
        return try await change(call, sent) { act in
            try InspectorCandidates.show(
                id, by: Identifier(document), version: sent.fields.number("version") ?? 0, act)
            return "/inspectors/candidates/\(id)?done=saved"
        }
    }

    private static func appoint(_ call: Call, _ sent: Submission) async throws -> Response {
        let id: InspectorCandidateID = call.id()
        return try await change(call, sent) { act in
            let (first, last) = (sent.fields.text("from"), sent.fields.text("until"))
            let (from, until) = (Day(first), Day(last))
            guard first.isEmpty == (from == nil), last.isEmpty == (until == nil), from != nil || until == nil else {
                throw InspectorTermRefusal.noEnd
            }
            let term = from.flatMap { Period(from: $0, until: until) }
            guard from == nil || term != nil else { throw FormRefusal([:], message: "聘期结束不能早于开始。") }
            let certificate = sent.fields.text("certificate")
            guard certificate.count <= 40 else { throw FormRefusal([:], message: "督学证号不能超过40字。") }
            let person = try InspectorCandidates.appoint(
                id, term: term, certificate: certificate, version: sent.fields.number("version") ?? 0, act)
            return "/inspectors/\(person)?done=created"
        }
    }

    private static func change(
        _ call: Call, _ sent: Submission, _ body: @escaping @Sendable (Act) throws -> String
    ) async throws -> Response {
        try await call.change(
            sent,
            again: { refusal in
                guard refusal.kind != .notFound else { throw refusal }
                return try await show(call, typed: sent.fields, refusal)
            }, body)
    }
}

extension InspectorCandidateFilter {
    init(_ address: ListAddress) {
        self.init()
        text = address.filter("q")
        state = address.filter("state")
        (sort, isDescending) = address.sort(InspectorCandidateFilter.sorts)
    }
}
