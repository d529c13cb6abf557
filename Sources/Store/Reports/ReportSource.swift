import SQLCore
import Supervision

/// Everything a report states, as the records say it.
struct ReportSource {
    let content: ReportText.Content
    let place: Place

    /// A campaign belongs to the office that runs it; neither units nor teams draw its report up.
    private static var visible: Visibility {
        Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" })
    }

    static func require(
        _ id: CampaignID, visibleTo viewer: Viewer, on day: Day, in db: SQLConnection
    ) throws -> ReportSource {
        let row = try db.first(
            """
            SELECT c.name, c.starts_on, c.ends_on, c.province, c.city, c.county, c.zone, v.content
            FROM campaign c LEFT JOIN framework_version v ON v.id = c.framework_version_id
            WHERE c.id = \(id) AND \(visible.condition(for: viewer, alias: "c."))
            """)
        guard let row else { throw CampaignRefusal.notFound }
        let place = try Place(province: row.get(3), city: row.get(4), county: row.get(5), zone: row.get(6))
        let tree: String? = try row.get(7)
        let framework = try tree.map { text -> Framework in
            Framework(try JSONColumn.value(text), id: "report")
        }
        let others = try CampaignFrameworks.list(of: id, in: db).filter { $0.number > 1 }.map {
            (number: $0.number, framework: try FrameworkVersions.require($0.id, in: db))
        }
        let counted = try ReportCounts(id, framework, further: others, on: day, in: db)
        var content = ReportText.Content(
            campaign: try row.get(0), office: try DocumentNumbers.office(for: place, in: db), from: try row.get(1),
            until: try row.get(2), framework: framework?.name ?? "", figures: counted.figures, units: counted.units,
            problems: counted.problems)
        content.further = counted.further
        return ReportSource(content: content, place: place)
    }
}
