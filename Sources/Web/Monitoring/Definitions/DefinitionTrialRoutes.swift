import Hummingbird
import SQLCore
import Store
import Supervision

/// A standard that is being written, tried on a county's figures; a form as a unit will see it.
enum DefinitionTrialRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/standards/local/:id/trial", DefinitionRoutes.readers, trial)
        site.post("/standards/local/:id/check", DefinitionRoutes.office, check)
        site.get("/collection-forms/own/:id/preview", DefinitionRoutes.readers, preview)
    }

    /// The counties on whose figures the viewer may try, without judging any; its own comes alone.
    static func counties(_ call: Call) async throws -> [Choice] {
        let viewer = call.viewer
        return try await call.read { db in
            if let own = own(viewer) { return [Choice(own, try Regions.find(own, in: db)?.name ?? own)] }
            let told = try MonitoringValues.districts(visibleTo: viewer, in: db)
            return try RoadmapDistricts.all(visibleTo: viewer, in: db).filter { told.contains($0.code) }
                .map { Choice($0.code, $0.name) }
        }
    }

    private static func own(_ viewer: Viewer) -> String? {
        BalanceCounties.isJudged(viewer.scope) ? Place(viewer.scope).deepest : nil
    }

    private static func record(_ call: Call, _ kind: DefinitionKind) async throws -> DefinitionRecord {
        let (id, viewer): (DefinitionID, Viewer) = (call.id(), call.viewer)
        return try await call.read { db in try Definitions.require(id, kind, visibleTo: viewer, in: db) }
    }

    private static func county(
        _ region: String, _ year: Int?, _ standard: Standard, _ call: Call
    ) async throws -> StandardCounty {
        let viewer = call.viewer
        return try await call.read { db in
            var question = StandardQuestion()
            question.region = try own(viewer) ?? RoadmapDistricts.require(region, visibleTo: viewer, in: db).code
            question.year = year
            return try StandardCounty.read(question, by: standard, visibleTo: viewer, in: db)
        }
    }

    private static func trial(_ call: Call) async throws -> Response {
        let record = try await record(call, .standard)
        let address = ListAddress("/standards/local/\(record.id)/trial", call.query)
        let counties = try await counties(call)
        let draft = StandardFile.draft(SheetText.rows(record.text))
        let year = Int(address.filter("year")).flatMap { (2000...2199).contains($0) ? $0 : nil }
        let region = address.filter("region").isEmpty ? counties.first?.value : address.filter("region")
        let county: StandardCounty? =
            if let standard = draft.standard, let region { try await county(region, year, standard, call) } else { nil }
        return call.page(
            DefinitionTrialPage(
                record: record, county: county, counties: counties, problems: draft.problems.count, address: address))
    }

    /// One expression as it stands in the form, asked while it is typed.
    private static func check(_ call: Call, _ sent: Submission) async throws -> Response {
        let record = try await record(call, .standard)
        let (column, fields) = (call.query.text("column"), sent.fields)
        let text = fields["c.\(column)"] ?? ""
        let isOfEach = ["适用", "加计"].contains(column) || fields.text("c.对象") == "每个单位" || fields["c.对象"] == nil
        let standard = StandardFile.draft(SheetText.rows(record.text)).standard
        let check = ExpressionCheck(text, standard?.vocabulary ?? ExpressionVocabulary([]), isOfOrganisation: isOfEach)
        var county: StandardCounty?
        let region = own(call.viewer) ?? fields.text("region")
        if check.expression != nil, let standard, !region.isEmpty {
            county = try await self.county(region, nil, standard, call)
        }
        let limits = ["限值", "小学限值", "初中限值"].map { Points(fields.text("c.\($0)").normalisedCell) }
        return call.page(
            DefinitionCheckPage(
                record: record, check: check, county: county, isOfEach: isOfEach,
                isByStage: fields.text("c.分学段") == "是", limits: (limits[0], [.primary: limits[1], .junior: limits[2]])))
    }

    private static func preview(_ call: Call) async throws -> Response {
        let record = try await record(call, .form)
        guard record.problemCount == 0, let form = try? CollectionFormTable.parse(SheetText.rows(record.text)) else {
            throw DefinitionRefusal.unsound(count: record.problemCount)
        }
        return call.page(CollectionFormPage(form: form, home: CollectionHome(call.viewer)))
    }
}
