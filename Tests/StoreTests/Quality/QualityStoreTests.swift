import Jobs
import Logging
import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct QualityStoreTests {
    private let officer = FindingSamples.officer()

    private func started(
        _ method: QualityRound.Method = .sample, level: QualityRound.Level = .local, on engine: Engine
    ) async throws -> (any SQLDatabase, QualityRoundID) {
        let database = try await engine.makeDatabase()
        try await database.write { db in try CollectionSample.plant(in: db) }
        return (database, try await QualityMonitoring.round(method, level: level, in: database))
    }

    private func record(_ id: QualityRoundID, in database: any SQLDatabase) async throws -> QualityRoundRecord {
        try await database.read { [officer] db in try QualityRounds.require(id, visibleTo: officer, in: db) }
    }

    @Test(
        "A frame is proposed from what schools reported, frozen, drawn, and proves itself", arguments: Engine.available)
    func sample(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await database.write { db in
            try CollectionSample.plant(in: db)
            try db.execute("UPDATE organisation SET tags = '创建学校 镇区' WHERE id = 'p-1'")
        }
        let round = try await QualityMonitoring.round(in: database)
        let rows = try await database.read { [officer] db in
            try QualityFrames.list(of: round, QualityFrameFilter(), PageRequest(), visibleTo: officer, in: db)
        }
        #expect(rows.rows.map(\.stratum).sorted() == ["", "", "", "", "", "", "镇区"])
        #expect(rows.total == 7, "six primary schools and the nine-year one; the kindergarten is none")
        try await QualityMonitoring.drawn(round, in: database)
        let record = try await record(round, in: database)
        #expect(record.round.state == .sampled && record.counts.schools == 3 && record.round.seed == "s")
        let published = try await database.read { db in try QualityFrames.publicRecord(of: record, in: db) }
        #expect(try #require(published).problems().isEmpty)
        try await database.write { db in
            _ = try db.execute("UPDATE quality_frame SET size = 999 WHERE code = 'L-p-1'")
        }
        let forged = try await database.read { db in try QualityFrames.publicRecord(of: record, in: db) }
        #expect(try #require(forged).problems().contains { $0.contains("名单摘要") })
        await #expect(throws: QualityRefusal.wrongState("修改名单", .sampled)) {
            try await QualityMonitoring.step(round, in: database) { try QualityFrames.save([], of: round, $1) }
        }
    }

    @Test("A name that several counties have is refused where the viewer sees several", arguments: Engine.available)
    func names(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await database.write { db in
            try FindingSamples.plant(in: db)
            try db.execute("UPDATE region SET name = '鼓楼区' WHERE code IN ('500101', '500102')")
        }
        let city = Viewer(
            account: "c", person: "c", name: "市", role: .officer, scope: .region(.city, code: "500100"),
            day: FindingSamples.day)
        func found(_ name: String, by viewer: Viewer) async throws -> [String] {
            try await FindingSamples.act(as: viewer, in: database) { act in
                try QualityCounties.find([(name: name, kind: .sample)], act).map(\.region)
            }
        }
        await #expect(throws: QualityRefusal.severalCounties("鼓楼区", ["500101", "500102"])) {
            try await found("鼓楼区", by: city)
        }
        #expect(try await found("500102", by: city) == ["500102"])
        #expect(try await found("鼓楼区", by: FindingSamples.officer("500102")) == ["500102"])
    }

    @Test(
        "A school without its pupils keeps the frame open; leaving it out with a reason lets it go on",
        arguments: Engine.available)
    func unsized(on engine: Engine) async throws {
        let (database, round) = try await started(on: engine)
        try await database.write { db in
            _ = try db.execute("UPDATE quality_frame SET size = NULL WHERE code = 'L-p-2'")
        }
        await #expect(throws: QualityRefusal.sizeMissing(["第2小学"], 1)) {
            try await QualityMonitoring.step(round, in: database) { try QualityFrames.freeze(round, version: $0, $1) }
        }
        try await QualityMonitoring.step(round, in: database) { _, act in
            try QualityFrames.save(
                [QualityFrameEntry(grade: "4", organisation: "p-2", stratum: "", size: nil, excluded: "停办")], of: round,
                act)
        }
        try await QualityMonitoring.drawn(round, in: database)
        #expect(try await QualityMonitoring.schools(round, in: database).allSatisfy { $0.code != "L-p-2" })
    }

    @Test(
        "A district sees its own, a school itself once it is drawn, names only the school and the holder",
        arguments: Engine.available)
    func visibility(on engine: Engine) async throws {
        let (database, round) = try await started(on: engine)
        let next = FindingSamples.officer("500102")
        let city = Viewer(
            account: "c", person: "c", name: "市", role: .officer, scope: .region(.city, code: "500100"),
            day: FindingSamples.day)
        await #expect(throws: QualityRefusal.notFound) {
            try await database.read { db in try QualityRounds.require(round, visibleTo: next, in: db) }
        }
        try await QualityMonitoring.drawn(round, in: database)
        let school = try #require(try await QualityMonitoring.schools(round, in: database).first)
        let head = FindingSamples.unit(school.organisation.rawValue)
        let other = FindingSamples.unit("school-500101")
        let todos = try await database.read { db in try Todos.list(visibleTo: head, in: db) }
        #expect(todos.counts[.reportRoster] == 1 && todos.rows.first?.dueOn == "2026-03-20")
        for (viewer, count) in [(officer, 3), (city, 3), (next, 0), (head, 1), (other, 0)] {
            let listed = try await database.read { db in
                try QualitySchools.list(QualitySchoolFilter(of: round), PageRequest(), visibleTo: viewer, in: db)
            }
            #expect(listed.total == count)
        }
        #expect(QualitySchools.showsNames(school, officer) && QualitySchools.showsNames(school, head))
        #expect(!QualitySchools.showsNames(school, city) && !QualitySchools.showsNames(school, other))
        await #expect(throws: QualityRefusal.notYours) {
            try await FindingSamples.act(as: city, in: database) { act in
                try QualityPupils.purge(round, act)
            }
        }
    }

    @Test(
        "Rosters: twice the same number is refused; pupils are drawn when all are in; names go at the end",
        arguments: Engine.available)
    func rosters(on engine: Engine) async throws {
        let (database, round) = try await started(on: engine)
        try await QualityMonitoring.drawn(round, in: database)
        let school = try #require(try await QualityMonitoring.schools(round, in: database).first)
        let twice = QualityMonitoring.pupils(2) + QualityMonitoring.pupils(1)
        await #expect(throws: QualityRefusal.rosterTwice("学号“N100”出现了不止一次")) {
            try await QualityMonitoring.step(round, in: database) { _, act in
                try QualityPupils.replace(twice, of: school.id, version: 1, act)
            }
        }
        await #expect(throws: QualityRefusal.rosterEmpty) {
            try await QualityMonitoring.step(round, in: database) {
                try QualityPupils.submit(school.id, version: 1, $1); _ = $0
            }
        }
        await #expect(throws: QualityRefusal.rostersMissing(3)) {
            try await QualityMonitoring.step(round, in: database) {
                try QualityPupils.draw(round, seed: "x", version: $0, $1)
            }
        }
        try await QualityMonitoring.rosters(round, in: database)
        try await QualityMonitoring.step(round, in: database) {
            try QualityPupils.draw(round, seed: "x", version: $0, $1)
        }
        let hash = PupilSampling.hash(QualityMonitoring.pupils(12).reversed().map(\.key))
        #expect(try await QualityMonitoring.schools(round, in: database).allSatisfy { $0.rosterHash == hash })
        let codes = try await database.read { db in try QualityScores.pupils(of: round, in: db) }
        #expect(codes.count == 15 && codes.keys.allSatisfy { $0.count == 8 })
        let drawn = try await QualityMonitoring.schools(round, in: database)
        #expect(drawn.allSatisfy { $0.drawn == 5 && $0.pupils == 12 && $0.weight != nil })
        await #expect(throws: QualityRefusal.notClosed) {
            try await QualityMonitoring.step(round, in: database) {
                try QualityPupils.purge(round, $1); _ = $0
            }
        }
        try await database.write { db in
            _ = try db.execute("UPDATE quality_round SET state = 'closed' WHERE id = \(round)")
        }
        try await QualityMonitoring.step(round, in: database) {
            try QualityPupils.purge(round, $1); _ = $0
        }
        let left = try await database.read { db in
            try db.rows("SELECT name, number, class_name, code FROM quality_pupil WHERE round_id = \(round)")
                .map { row in try (0..<3).map { try row.get($0) as String } }
        }
        #expect(left.count == 15 && left.allSatisfy { $0.allSatisfy(\.isEmpty) })
    }

    @Test(
        "A list from above is taken as it is: no chance, no weight; a school may be excused",
        arguments: Engine.available)
    func given(on engine: Engine) async throws {
        let (database, round) = try await started(.given, on: engine)
        await #expect(throws: QualityRefusal.emptyFrame("四年级")) {
            try await QualityMonitoring.step(round, in: database) { try QualityFrames.freeze(round, version: $0, $1) }
        }
        await #expect(throws: QualityRefusal.noUnit("无此学校")) {
            try await QualityMonitoring.step(round, in: database) { _, act in
                try QualityFrames.add("无此学校", grade: "4", to: round, act)
            }
        }
        try await QualityMonitoring.step(round, in: database) { _, act in
            for name in ["第1小学", "第2小学", "第1小学"] { try QualityFrames.add(name, grade: "4", to: round, act) }
        }
        try await QualityMonitoring.step(round, in: database) { try QualityFrames.freeze(round, version: $0, $1) }
        let schools = try await QualityMonitoring.schools(round, in: database)
        #expect(
            schools.map(\.name) == ["第1小学", "第2小学"] && schools.allSatisfy { $0.chance.isEmpty && $0.weight == nil })
        let (first, second) = (schools[0], schools[1])
        try await QualityMonitoring.step(round, in: database) { _, act in
            try QualityPupils.replace(QualityMonitoring.pupils(8), of: first.id, version: 1, act)
            try QualityPupils.submit(first.id, version: 2, act)
        }
        await #expect(throws: QualityRefusal.reasonMissing) {
            try await QualityMonitoring.step(round, in: database) { _, act in
                try QualityPupils.excuse(second.id, reason: " ", version: 1, act)
            }
        }
        try await QualityMonitoring.step(round, in: database) { _, act in
            try QualityPupils.excuse(second.id, reason: "校舍维修停课", version: 1, act)
        }
        try await QualityMonitoring.step(round, in: database) {
            try QualityPupils.draw(round, seed: "x", version: $0, $1)
        }
        #expect(try await QualityMonitoring.schools(round, in: database).map(\.drawn) == [5, 0])
        #expect(try await record(round, in: database).round.state == .rostered)
    }
}
