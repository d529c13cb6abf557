import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct VisitStepsTests {
    private let inspector = VisitSample.inspector()
    private let officer = FindingSamples.officer()
    private let school = FindingSamples.unit()

    private func photo(_ number: Int, _ hash: String) -> VisitPhoto {
        VisitPhoto(id: VisitSample.id(number), sha256: hash, bytes: 9)
    }

    private func store(
        _ hash: String, as number: Int, in database: any SQLDatabase, by viewer: Viewer = VisitSample.inspector()
    ) async throws {
        try await FindingSamples.act(as: viewer, in: database) { act in
            try VisitPhotos.store(
                StoredFile(hash: hash, size: 9, mediaType: "image/png"), as: VisitSample.id(number),
                of: VisitSample.id(1), act)
        }
    }

    @Test("Photos come before or after their visit; it is whole once all are there", arguments: Engine.available)
    func photos(on engine: Engine) async throws {
        let database = try await VisitsTests.plant(engine)
        let hashes = ["a", "b", "c"].map { String(repeating: $0, count: 64) }
        try await store(hashes[0], as: 11, in: database)
        try await store(hashes[2], as: 13, in: database)
        let visit = VisitSample.visit(photos: [
            photo(11, hashes[0]), photo(12, hashes[1]), photo(13, String(repeating: "d", count: 64)),
        ])
        let receipt = try await VisitsTests.send(visit, in: database)
        // The third came with other content than the visit says, so it is wanted again.
        #expect(receipt.state == "waitingPhotos" && receipt.missing == [VisitSample.id(12), VisitSample.id(13)])
        await #expect(throws: VisitRefusal.photoBroken) { try await store(hashes[2], as: 12, in: database) }
        await #expect(throws: VisitRefusal.notFound) { try await store(hashes[1], as: 99, in: database) }
        await #expect(throws: VisitRefusal.notFound) {
            try await store(
                hashes[1], as: 12, in: database, by: VisitSample.inspector("500102", person: "neighbour"))
        }
        try await store(hashes[1], as: 12, in: database)
        try await store(hashes[1], as: 12, in: database)
        try await store(String(repeating: "d", count: 64), as: 13, in: database)
        let whole = try await database.read { db in
            try Visits.receipt(of: visit.id, by: inspector, in: db)
        }
        #expect(whole.state == "stored" && whole.missing.isEmpty)
        #expect(try await VisitsTests.send(visit, in: database) == whole)
        let seen = try await database.read { db in
            try VisitPhotos.require(VisitSample.id(12), of: visit.id, visibleTo: school, in: db)
        }
        #expect(seen.hash == hashes[1])
        await #expect(throws: VisitRefusal.notFound) {
            try await database.read { db in
                try VisitPhotos.require(
                    VisitSample.id(12), of: visit.id, visibleTo: FindingSamples.unit("school-500102"), in: db)
            }
        }
    }

    @Test("Its author waits no longer for a photo that the phone has lost", arguments: Engine.available)
    func givenUp(on engine: Engine) async throws {
        let database = try await VisitsTests.plant(engine)
        let hashes = ["a", "b", "c"].map { String(repeating: $0, count: 64) }
        let (reported, problem) = (VisitSample.id(21) as VisitProblemID, VisitSample.id(21) as VisitID)
        let visit = VisitSample.visit(
            problems: [VisitProblem(id: reported, problem: "乱", outcome: .serious)],
            photos: [
                photo(11, hashes[0]), photo(12, hashes[1]),
                VisitPhoto(id: VisitSample.id(13), sha256: hashes[2], bytes: 9, of: problem.rawValue),
            ])
        try await VisitsTests.send(visit, in: database)
        try await store(hashes[0], as: 11, in: database)
        func giveUp(_ number: Int, as viewer: Viewer = VisitSample.inspector()) async throws {
            try await FindingSamples.act(as: viewer, in: database) { act in
                try VisitPhotos.giveUp(VisitSample.id(number), of: visit.id, act)
            }
        }
        await #expect(throws: VisitRefusal.notAuthor) { try await giveUp(12, as: officer) }
        for other in ["500102", "500101"] {
            let stranger = VisitSample.inspector(other, person: "neighbour")
            await #expect(throws: VisitRefusal.notFound) { try await giveUp(12, as: stranger) }
        }
        await #expect(throws: VisitRefusal.noMissingPhoto) { try await giveUp(11) }
        func row() async throws -> [Int] {
            let found = try await database.read { db in try Visits.require(visit.id, visibleTo: officer, in: db).row }
            return [found.photos, found.photosMissing, found.told.photos]
        }
        #expect(try await row() == [3, 2, 2])
        try await giveUp(13)
        #expect(try await row() == [2, 1, 2])
        try await giveUp(12)
        #expect(try await row() == [1, 0, 1])
        // The phone asks again, is told that all is there, and forgets the record.
        #expect(try await VisitsTests.send(visit, in: database).state == "stored")
    }

    @Test(
        "A school sees what is asked of it, and neither remarks nor what the office has not decided",
        arguments: Engine.available)
    func redacted(on engine: Engine) async throws {
        let database = try await VisitsTests.plant(engine)
        let visit = VisitSample.visit(
            problems: [
                VisitProblem(id: VisitSample.id(21), problem: "留样不全", outcome: .advice, requirement: "补", days: 3),
                VisitProblem(id: VisitSample.id(22), problem: "有偿补课", outcome: .serious),
            ], record: "内部看法", location: nil)
        try await VisitsTests.send(visit, in: database)
        let (mine, theirs) = try await database.read { db in
            (
                try Visits.require(visit.id, visibleTo: inspector, in: db),
                try Visits.require(visit.id, visibleTo: school, in: db)
            )
        }
        #expect(mine.content.record == "内部看法" && mine.problems.count == 2 && mine.notes.map(\.mark) == [.noLocation])
        #expect(theirs.content.record.isEmpty && theirs.problems.map(\.problem) == ["留样不全"] && theirs.notes.isEmpty)
        #expect(theirs.row.marks.isEmpty && theirs.row.outcome != .serious)
        // The inspector follows what became of the problem in the ledger.
        let finding = mine.problems[0].finding
        _ = try await database.read { db in try Findings.require(finding, visibleTo: inspector, in: db) }
        await #expect(throws: FindingRefusal.notFound) {
            try await database.read { db in
                try Findings.require(
                    finding, visibleTo: VisitSample.inspector("500102", person: "neighbour"), in: db)
            }
        }
    }

    @Test(
        "A school signs once by its own login, with its words; a correction keeps the old and asks anew",
        arguments: Engine.available)
    func receipt(on engine: Engine) async throws {
        let database = try await VisitsTests.plant(engine)
        let visit = VisitSample.visit()
        try await VisitsTests.send(visit, in: database)
        func sign(_ viewer: Viewer, _ words: String = "", version: Int = 1) async throws {
            try await FindingSamples.act(as: viewer, in: database) { act in
                try VisitSteps.sign(visit.id, disagreement: words, version: version, act)
            }
        }
        await #expect(throws: VisitRefusal.notFound) { try await sign(FindingSamples.unit("school-500102")) }
        await #expect(throws: VisitRefusal.notFound) { try await sign(officer) }
        await #expect(throws: VisitRefusal.reasonTooLong) { try await sign(school, String(repeating: "不", count: 501)) }
        await #expect(throws: VisitRefusal.stale) { try await sign(school, version: 2) }
        try await sign(school, "留样已补齐")
        await #expect(throws: VisitRefusal.signedAlready) { try await sign(school) }
        let signed = try await database.read { db in try Visits.require(visit.id, visibleTo: officer, in: db) }
        #expect(signed.row.signedAt == VisitSample.now && signed.row.disagreement == "留样已补齐")
        func correct(_ viewer: Viewer, _ reason: String, version: Int) async throws {
            var next = visit
            next.record = "更正后的记录"
            let changed = next
            try await FindingSamples.act(as: viewer, in: database) { act in
                try VisitSteps.correct(changed, reason: reason, version: version, act)
            }
        }
        await #expect(throws: VisitRefusal.notAuthor) { try await correct(officer, "改", version: 1) }
        await #expect(throws: VisitRefusal.reasonMissing) { try await correct(inspector, "", version: 1) }
        try await correct(inspector, "班级写错", version: 1)
        await #expect(throws: VisitRefusal.stale) { try await correct(inspector, "再改", version: 1) }
        let after = try await database.read { db in try Visits.require(visit.id, visibleTo: officer, in: db) }
        #expect(after.content.record == "更正后的记录" && after.version == 2 && after.row.signedAt == nil)
        #expect(after.versions.map(\.content.record) == [visit.record] && after.versions.map(\.reason) == ["班级写错"])
        // Whoever read it before the correction signs for what is there no more.
        await #expect(throws: VisitRefusal.stale) { try await sign(school, version: 1) }
        try await sign(school, version: 2)
        // What was sent first is still known as that.
        #expect(try await VisitsTests.send(visit, in: database).state == "stored")
    }

    @Test(
        "What the office wants corrected is the author's to-do; times may change, and the mark is decided on anew",
        arguments: Engine.available)
    func correction(on engine: Engine) async throws {
        let database = try await VisitsTests.plant(engine)
        let visit = VisitSample.visit(on: FindingSamples.day.adding(days: 3))
        #expect(try await VisitsTests.send(visit, in: database).marks == [.future])
        /// What the office has to decide, and what the author has to correct.
        func todos() async throws -> [Int?] {
            try await database.read { db in
                [
                    try Todos.list(visibleTo: officer, in: db).counts[.decideVisit],
                    try Todos.list(visibleTo: inspector, in: db).counts[.correctVisit],
                ]
            }
        }
        #expect(try await todos() == [1, nil])
        try await FindingSamples.act(as: officer, in: database) { act in
            try VisitSteps.decide(.future, of: visit.id, .correct, reason: "日期写错", act)
        }
        #expect(try await todos() == [nil, 1])
        var filter = VisitFilter()
        (filter.state, filter.isMine) = (.asked, true)
        let asked = filter
        let (mine, theirs) = try await database.read { db in
            try (
                Visits.list(asked, PageRequest(), visibleTo: inspector, in: db).total,
                Visits.list(asked, PageRequest(), visibleTo: officer, in: db).total
            )
        }
        #expect(mine == 1 && theirs == 0)
        func correct(_ day: Day) async throws {
            let changed = VisitSample.visit(on: day)
            try await FindingSamples.act(as: inspector, in: database) { act in
                try VisitSteps.correct(changed, reason: "改日期", version: 1, act)
            }
        }
        await #expect(throws: VisitRefusal.future) { try await correct(FindingSamples.day.adding(days: 1)) }
        try await correct(FindingSamples.day)
        #expect(try await todos() == [1, nil])
        let after = try await database.read { db in try Visits.require(visit.id, visibleTo: inspector, in: db) }
        #expect(after.row.day == FindingSamples.day && after.startedAt == VisitSample.visit().startedAt)
        #expect(after.versions.map(\.startedAt) == [visit.startedAt])
        #expect(after.notes.map(\.decision) == [.open])
    }

    @Test(
        "A joint visit opens that one school to those who take part, from wherever they come",
        arguments: Engine.available)
    func joint(on engine: Engine) async throws {
        let database = try await VisitsTests.plant(engine)
        let guest = VisitSample.inspector("500102", person: "neighbour")
        let task = try await FindingSamples.act(as: officer, in: database) { act in
            let found = try VisitOffice.inspector(certificate: "督-102", in: act.db)
            #expect(found == "neighbour")
            return try VisitTasks.create(
                NewVisitTask(
                    school: "school-500101", theme: "联合督导", checklist: VisitSample.checklist, from: act.day,
                    dueOn: act.day.adding(days: 3), people: ["inspector", "neighbour"]), act)
        }
        let package = try await database.read { db in try VisitPackages.of(guest, in: db) }
        #expect(
            package.schools.map(\.id) == ["school-500102", "school-500101"]
                && package.schools.map(\.isOwn) == [true, false])
        #expect(package.tasks.map(\.id) == [task] && package.checklists.map(\.version) == [VisitSample.checklist])
        #expect(package.checklists[0].criteria.map(\.kind) == ["yesNo", "graded", "counted"])
        await #expect(throws: VisitRefusal.notYours) {
            try await VisitsTests.send(VisitSample.visit(), as: guest, in: database)
        }
        try await VisitsTests.send(VisitSample.visit(task: task), as: guest, in: database)
        // It is done: nobody takes it along any more, and the other's record of it is marked.
        let left = try await database.read { db in try VisitPackages.of(inspector, in: db).tasks }
        #expect(left.isEmpty)
        // Both see the one visit, and nobody else of the guest's district.
        let seen = try await database.read { db in
            try [inspector, guest, officer, FindingSamples.officer("500102")].map {
                try Visits.list(VisitFilter(), PageRequest(), visibleTo: $0, in: db).total
            }
        }
        #expect(seen == [1, 1, 1, 0])
        let todos = try await database.read { db in try Todos.list(visibleTo: inspector, in: db) }
        #expect(todos.counts[.visitJointly] == nil)
    }
}
