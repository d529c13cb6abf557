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

    /// The counties whose figures the viewer may try on; its own comes alone.
    static func counties(_ call: Call) async throws -> [Choice] {
        let viewer = call.viewer
        return try await call.read { db in
            if BalanceCounties.isJudged(viewer.scope), let own = Place(viewer.scope).deepest {
                return [Choice(own, try Regions.find(own, in: db)?.name ?? own)]
            }
            let year = try MonitoringValues.years(visibleTo: viewer, in: db).first ?? viewer.day.year
            return try BalanceCounties.lines(year: year, BalanceQuestion(), visibleTo: viewer, in: db)
                .map { Choice($0.district.code, $0.name) }
        }
    }

    private static func record(_ call: Call, _ kind: DefinitionKind) async throws -> DefinitionRecord {
        let (id, viewer): (DefinitionID, Viewer) = (call.id(), call.viewer)
        return try await call.read { db in try Definitions.require(id, kind, visibleTo: viewer, in: db) }
    }

    /// Nil where there is nobody to try it on.
    private static func county(
        _ region: String, _ year: Int?, _ standard: Standard, _ counties: [Choice], _ call: Call
    ) async throws -> StandardCounty? {
        guard let chosen = counties.first(where: { $0.value == region }) ?? counties.first else { return nil }
        let viewer = call.viewer
        return try await call.read { db in
            var question = StandardQuestion()
            (question.region, question.year) = (chosen.value, year)
            return try StandardCounty.read(question, by: standard, visibleTo: viewer, in: db)
        }
    }

    private static func trial(_ call: Call) async throws -> Response {
        let record = try await record(call, .standard)
        let address = ListAddress("/standards/local/\(record.id)/trial", call.query)
        let counties = try await counties(call)
        let draft = StandardFile.draft(SheetText.rows(record.text))
        let year = Int(address.filter("year")).flatMap { (2000...2199).contains($0) ? $0 : nil }
        let county: StandardCounty? =
            if let standard = draft.standard {
                try await county(address.filter("region"), year, standard, counties, call)
            } else { nil }
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
        if check.expression != nil, let standard {
            county = try await self.county(fields.text("region"), nil, standard, try await counties(call), call)
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
