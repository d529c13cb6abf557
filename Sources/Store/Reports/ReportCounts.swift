import SQLCore
import Supervision

/// The figures of one campaign, counted from its rows.
struct ReportCounts {
    let figures: ReportFigures
    let units: [(name: String, score: String, grade: String)]
    let problems: [(dimension: String, problem: String)]
    /// By each further framework, in their order.
    let further: [[ReportText.Content.Unit]]

    init(
        _ id: CampaignID, _ framework: Framework?, further others: [(number: Int, framework: Framework)], on day: Day,
        in db: SQLConnection
    ) throws {
        let results = try ReportCounts.results(id, in: db)
        let found = try ReportCounts.findings(id, framework, others, in: db)
        further = try others.map { try ReportCounts.results(id, sheet: $0.number, in: db) }
        let frame = try ReportCounts.count(
            "SELECT count(*) FROM frame_unit WHERE campaign_id = \(id) AND status IN ('in', 'chosen')", in: db)
        let drawn = try ReportCounts.count("SELECT count(*) FROM inspection WHERE campaign_id = \(id)", in: db)
        figures = ReportFigures(
            campaign: id, countedOn: day, frame: frame, drawn: drawn, inspected: results.count,
            grades: ReportCounts.grades(results.map(\.grade), framework), dimensions: found.dimensions,
            rectified: found.rectified, closed: found.closed,
            further: zip(others, further).map { other, units in
                .init(other.framework.name, grades: ReportCounts.grades(units.map(\.grade), other.framework))
            })
        units = results
        problems = found.problems
    }

    private static func count(_ query: SQL, in db: SQLConnection) throws -> Int { try db.first(query)?.get(0) ?? 0 }

    /// Units whose result was confirmed, in the order of their codes.
    private static func results(
        _ id: CampaignID, in db: SQLConnection
    ) throws -> [(name: String, score: String, grade: String)] {
        try db.rows(
            "SELECT name, score, grade FROM inspection WHERE campaign_id = \(id) AND grade IS NOT NULL ORDER BY code"
        ).map { row in
            let score: String = try row.get(1) ?? ""
            return (try row.get(0), Score(stored: score)?.formatted() ?? score, try row.get(2))
        }
    }

    /// What units came to by a further framework.
    private static func results(
        _ id: CampaignID, sheet: Int, in db: SQLConnection
    ) throws -> [ReportText.Content.Unit] {
        try db.rows(
            """
            SELECT i.name, a.score, a.grade FROM inspection i JOIN assessment a ON a.inspection_id = i.id
            WHERE i.campaign_id = \(id) AND a.role = 'onSite' AND a.sheet = \(sheet) AND a.state = 'submitted'
            ORDER BY i.code
            """
        ).map { row in
            let score: String = try row.get(1) ?? ""
            return (try row.get(0), Score(stored: score)?.formatted() ?? score, try row.get(2) ?? "")
        }
    }

    /// In the order of the framework's bands, best first; grades that no band knows come last.
    private static func grades(_ given: [String], _ framework: Framework?) -> [ReportFigures.Count] {
        let bands = (framework?.bands ?? []).sorted { $0.atLeast > $1.atLeast }.map(\.name)
        let others = Set(given).subtracting(bands).sorted()
        return (bands + others).map { name in ReportFigures.Count(name, given.filter { $0 == name }.count) }
    }

    private struct Found {
        var dimensions: [ReportFigures.Dimension] = []
        var problems: [(dimension: String, problem: String)] = []
        var rectified = 0
        var closed = 0
    }

    /// Findings that were issued, each counted once however many units share it.
    private static func findings(
        _ id: CampaignID, _ framework: Framework?, _ others: [(number: Int, framework: Framework)],
        in db: SQLConnection
    ) throws -> Found {
        let rows = try db.rows(
            """
            SELECT f.criterion, f.grade, f.problem, f.state,
                (SELECT count(*) FROM finding_part p WHERE p.finding_id = f.id AND p.state NOT IN ('verified', 'closed'))
            FROM finding f WHERE f.campaign_id = \(id) AND f.state <> 'draft' ORDER BY f.criterion, f.number
            """)
        var found = Found()
        found.dimensions = (framework?.nodes ?? []).map { ReportFigures.Dimension($0.title) }
        for row in rows {
            let (sheet, criterion) = AssessmentSheet.read(try row.get(0))
            let other = others.first { $0.number == sheet }?.framework
            let own = dimension(of: criterion, sheet == 1 ? framework : other)
            let name = other.map { "\($0.name)：\(own)" } ?? own
            let place = found.dimensions.firstIndex { $0.name == name } ?? found.dimensions.endIndex
            if place == found.dimensions.endIndex { found.dimensions.append(ReportFigures.Dimension(name)) }
            let grade: String = try row.get(1)
            found.dimensions[place].count(Finding.Grade(rawValue: grade) ?? .ordinary)
            found.problems.append((name, try row.get(2)))
            let (state, open): (String, Int) = try (row.get(3), row.get(4))
            if state == "closed" { found.closed += 1 }
            if state == "closed" || open == 0 { found.rectified += 1 }
        }
        return found
    }

    private static func dimension(of criterion: String, _ framework: Framework?) -> String {
        framework?.nodes.first { $0.withDescendants.contains { $0.number == criterion } }?.title ?? "其他"
    }
}
