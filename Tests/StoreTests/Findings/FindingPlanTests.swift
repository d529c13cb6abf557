import SQLCore
import Store
import Supervision
import TestKit
import Testing

/// The ledger is the hottest list: each of its ways must be one walk along an index that covers it.
@Suite struct FindingPlanTests {
    private struct Way: Sendable, CustomTestStringConvertible {
        let level: RegionLevel
        let group: FindingFilter.Group
        let column: FindingFilter.Order.Column
        let index: String

        var testDescription: String { "\(level) \(group) \(column)" }
    }

    private static let ways: [Way] = [RegionLevel.county, .city, .zone, .province].flatMap { level in
        [
            Way(level: level, group: .open, column: .due, index: "finding_part_\(level)_open"),
            Way(level: level, group: .late, column: .due, index: "finding_part_\(level)_open"),
            Way(level: level, group: .submitted, column: .due, index: "finding_part_\(level)_open"),
            Way(level: level, group: .all, column: .due, index: "finding_part_\(level)_due"),
            Way(level: level, group: .closed, column: .due, index: "finding_part_\(level)_due"),
            Way(level: level, group: .all, column: .number, index: "finding_part_\(level)_number"),
        ]
    }

    @Test("A page's ids come from a covering index in its own order, forwards and backwards", arguments: ways)
    private func walks(_ way: Way) async throws {
        let database = try await Engine.sqlite.makeDatabase()
        let viewer = Viewer(
            account: "a", person: "p", name: "", role: .officer, scope: .region(way.level, code: "500101"),
            day: FindingSamples.day)
        for isDescending in [false, true] {
            var filter = FindingFilter()
            filter.group = way.group
            filter.grade = .serious
            let keys = Findings.keys(
                filter, .init(way.column, isDescending: isDescending), PageRequest(number: 201), visibleTo: viewer)
            let plan = try await database.read { db in
                try db.rows("EXPLAIN QUERY PLAN \(keys)").map { try $0.get("detail") as String }
            }.joined(separator: "; ")
            #expect(plan.contains("USING COVERING INDEX \(way.index) "), "\(plan)")
            #expect(!plan.contains("TEMP B-TREE"), "\(plan)")
        }
    }

    @Test("A number or a unit's name is looked up first, and a criterion is filtered within the index")
    func searches() async throws {
        let database = try await Engine.sqlite.makeDatabase()
        let city = Viewer(
            account: "a", person: "p", name: "", role: .officer, scope: .region(.city, code: "500100"),
            day: FindingSamples.day)
        var (number, unit, criterion) = (FindingFilter(), FindingFilter(), FindingFilter())
        number.search = "17"
        unit.search = "小学"
        criterion.criterion = "A1"
        for (filter, used) in [
            (number, "SEARCH n USING INDEX finding_part_number"),
            (unit, "SEARCH n USING INDEX finding_part_organisation"),
            (criterion, "COVERING INDEX finding_part_city_open"),
        ] {
            let keys = Findings.keys(filter, .init(), PageRequest(), visibleTo: city)
            let plan = try await database.read { db in
                try db.rows("EXPLAIN QUERY PLAN \(keys)").map { try $0.get("detail") as String }
            }.joined(separator: "; ")
            #expect(plan.contains(used), "\(plan)")
        }
    }

    @Test("A unit's findings are found through its parties, never by reading all")
    func unit() async throws {
        let database = try await Engine.sqlite.makeDatabase()
        let keys = Findings.keys(FindingFilter(), .init(), PageRequest(), visibleTo: FindingSamples.unit())
        let plan = try await database.read { db in
            try db.rows("EXPLAIN QUERY PLAN \(keys)").map { try $0.get("detail") as String }
        }.joined(separator: "; ")
        #expect(plan.contains("finding_party_organisation"), "\(plan)")
        #expect(!plan.contains("SCAN"), "\(plan)")
    }
}
