import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct FigureBaselineTests {
    private static func statement(
        _ quantity: String?, _ unit: String, _ of: String, at place: Int, year: Int? = nil, isApproximate: Bool = false
    ) -> PlanReading.Statement {
        PlanReading.Statement(
            quantity: quantity.flatMap { Points($0) }, unit: unit, of: of, year: year, isApproximate: isApproximate,
            text: "\(of)\(quantity ?? "x")\(unit)", span: SourceSpan(place, place + 5))
    }

    /// This year's plan of the first district, in whose file last year's summary stands.
    private static func planted(_ engine: Engine) async throws -> any SQLDatabase {
        let database = try await engine.makeDatabase()
        var reading = PlanReading()
        reading.statements = [
            statement("55", "所", "评估幼儿园", at: 0), statement("96.65", "%", "整改完成率", at: 10),
            statement("7", "所", "往年", at: 20, year: 2024), statement("30", "所", "约数", at: 30, isApproximate: true),
            statement(nil, "所", "隐去", at: 40),
        ]
        let text = try JSONColumn.text(reading)
        try await database.write { db in
            try FindingSamples.plant(in: db)
            try db.execute(
                """
                INSERT INTO plan (id, title, issuer, document_number, year, last_year, state, province, city, county, zone,
                    created_by, created_at, version)
                VALUES ('p', '总结与要点', '', '', 2026, 2026, 'draft', '500000', '500100', '500101', '', 'a', '2026-01-01', 1)
                """)
            try db.execute(
                """
                INSERT INTO plan_source (id, plan_id, number, file_name, media_type, text, tables, reading, read_at, read_by)
                VALUES ('s', 'p', 1, '', '', '', '[]', \(text), '2026-01-01T00:00:00.000Z', 'a')
                """)
        }
        return database
    }

    @Test("Exact figures of last year are offered with a proposal, and taken over once", arguments: Engine.available)
    func taken(on engine: Engine) async throws {
        let database = try await FigureBaselineTests.planted(engine)
        try await FindingSamples.act(as: FindingSamples.officer(), in: database) { act in
            func lines() throws -> [FigureBaseline] {
                try FigureBaselines.lines(of: 2025, visibleTo: act.viewer, in: act.db)
            }
            #expect(try lines().map(\.value) == ["55所", "96.65%"])
            #expect(
                try lines().map(\.proposal) == [
                    "campaign.finished.organisations | kindergarten", "finding.rectified.share",
                ])
            try FigureBaselines.take(document: "s", line: 1, as: "finding.rectified.share", of: 2025, act)
            #expect(try lines().map { $0.taken?.figure } == [nil, "finding.rectified.share"])
            let read = try Figures.read(
                [FigureRequest("finding.rectified.share", .year(2025))], from: FigureBook(), visibleTo: act.viewer,
                in: act.db)
            #expect(read[0].text == "96.65%")
            #expect(throws: FigureRefusal.notFound("finding.found")) {
                try FigureBaselines.take(document: "s", line: 3, as: "finding.found", of: 2025, act)
            }
        }
        let neighbour = FindingSamples.officer("500102")
        let theirs = try await database.read { db in
            try FigureBaselines.lines(of: 2025, visibleTo: neighbour, in: db)
        }
        #expect(theirs.isEmpty)
    }
}
