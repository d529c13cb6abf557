import SQLCore
import Supervision

/// Problems by the dimensions of the frameworks in which they were found.
enum DimensionTable {
    private struct Count {
        var counts: [Finding.Grade: Int] = [:]
        var campaigns: Set<CampaignID> = []
        var criteria: Set<String> = []
        var isOutside = false

        mutating func add(_ campaign: CampaignID?, _ criterion: String, _ grade: Finding.Grade, _ count: Int) {
            counts[grade, default: 0] += count
            criteria.insert(criterion)
            if let campaign { campaigns.insert(campaign) } else { isOutside = true }
        }

        static func key(_ campaign: CampaignID, _ criterion: String) -> String { "\(campaign) \(criterion)" }

        /// Whether its campaigns and criteria, each with each, are no other dimension's.
        func isExact(_ name: String, _ owners: [String: String]) -> Bool {
            campaigns.allSatisfy { campaign in
                criteria.allSatisfy { owners[Count.key(campaign, $0)] ?? name == name }
            }
        }

        /// The query whose rows these are; nil where the list cannot be narrowed to them.
        func narrowed(_ query: FigureQuery) -> FigureQuery? {
            if isOutside { return query.with(FigureFilter("kind", "none")) }
            guard !criteria.contains("") else { return nil }
            return query.with(FigureFilter("campaign", campaigns.map(\.rawValue).sorted().joined(separator: ",")))
                .with(FigureFilter("criterion", criteria.sorted().joined(separator: ",")))
        }
    }

    static func table(_ scope: SummaryScope, in db: SQLConnection) throws -> SummarySource.Table {
        let query = FigureQuery(.findings, ["issued": scope.period.text, "state": "all"])
        let source = try FigureSource(query, visibleTo: scope.counting, in: db)
        let rows = try db.rows(
            """
            SELECT w.campaign_id, w.criterion, w.grade, count(*) \(source.from) JOIN finding_part w ON w.id = p.id
            WHERE \(source.condition) GROUP BY w.campaign_id, w.criterion, w.grade
            """)
        var titles = Titles()
        var found: [String: Count] = [:]
        // To which dimension a campaign's criterion belongs: what the link of another one must not bring along.
        var owners: [String: String] = [:]
        for row in rows {
            let (campaign, criterion): (CampaignID?, String) = (try row.get(0), try row.get(1))
            let grade: String = try row.get(2)
            let name = try titles.dimension(of: criterion, in: campaign, db)
            if let campaign { owners[Count.key(campaign, criterion)] = name }
            found[name, default: Count()].add(
                campaign, criterion, Finding.Grade(rawValue: grade) ?? .ordinary, try row.get(3))
        }
        let order = titles.order
        let names = found.keys.sorted { (order[$0] ?? .max, $0) < (order[$1] ?? .max, $1) }
        return .init(
            header: ["方面"] + Finding.Grade.allCases.map(\.label) + ["合计"],
            rows: names.map { name in
                let count = found[name] ?? Count()
                return row(name, count, count.isExact(name, owners) ? count.narrowed(query) : nil, scope)
            })
    }

    private static func row(
        _ name: String, _ count: Count, _ rows: FigureQuery?, _ scope: SummaryScope
    ) -> [SummarySource.Cell] {
        func cell(_ column: String, _ number: Int, _ label: String, _ query: FigureQuery?) -> SummarySource.Cell {
            SummaryTables.cell(
                .dimensions, column, [name], number, "“\(name)”\(label)问题", "统计期内下发的、属于该一级指标的问题，按责任单位计",
                link: query?.address() ?? "", scope)
        }
        let cells = Finding.Grade.allCases.map { grade in
            cell(
                grade.rawValue, count.counts[grade] ?? 0, grade.label, rows?.with(FigureFilter("grade", grade.rawValue))
            )
        }
        return [.text(name)] + cells + [cell("total", count.counts.values.reduce(0, +), "全部", rows)]
    }

    /// The first-level titles of frameworks, read once each.
    private struct Titles {
        /// In the order of their frameworks.
        private(set) var order: [String: Int] = [:]
        private var frameworks: [CampaignID: [Int: Framework]] = [:]

        mutating func dimension(of stored: String, in campaign: CampaignID?, _ db: SQLConnection) throws -> String {
            guard let campaign else { return "不属于督导项目" }
            let (sheet, number) = AssessmentSheet.read(stored)
            guard let framework = try known(campaign, db)[sheet] else { return "未对应指标" }
            let title = framework.nodes.first { $0.withDescendants.contains { $0.number == number } }?.title ?? "其他"
            return "\(framework.name)：\(title)"
        }

        private mutating func known(_ campaign: CampaignID, _ db: SQLConnection) throws -> [Int: Framework] {
            if let known = frameworks[campaign] { return known }
            var found: [Int: Framework] = [:]
            for entry in try CampaignFrameworks.list(of: campaign, in: db) {
                let framework = try FrameworkVersions.require(entry.id, in: db)
                found[entry.number] = framework
                for node in framework.nodes {
                    let name = "\(framework.name)：\(node.title)"
                    if order[name] == nil { order[name] = order.count }
                }
            }
            frameworks[campaign] = found
            return found
        }
    }
}
