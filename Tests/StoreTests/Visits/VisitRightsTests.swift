import SQLCore
import Store
import Supervision
import TestKit
import Testing

/// Whose school it is, now and on the day of the visit, and what is told to whom.
@Suite struct VisitRightsTests {
    private let day = FindingSamples.day
    private let inspector = VisitSample.inspector()
    private let neighbour = VisitSample.inspector("500102", person: "neighbour")

    /// The school of the first district belonged to the second one until four days ago.
    private func move(_ database: any SQLDatabase) async throws {
        let last = day.adding(days: -4)
        try await database.write { db in
            for (number, county, from, until) in [
                (1, "500102", "2000-01-01" as Day, last), (2, "500101", last.adding(days: 1), Day.never),
            ] {
                try db.execute(
                    """
                    INSERT INTO organisation_version (id, organisation_id, number, code, name, kind, category, running,
                        authority, region_code, stages, tags, reason, from_day, until_day)
                    VALUES (\("version-\(number)"), 'school-500101', \(number), 'L', '小学', 'school', '', '', 'county',
                        \(county), '', '', '', \(from), \(until))
                    """)
            }
        }
    }

    @Test(
        "A school that moved is still its former office's and inspector's on a day before, with a mark",
        arguments: Engine.available)
    func moved(on engine: Engine) async throws {
        let database = try await VisitsTests.plant(engine)
        try await move(database)
        let officer = FindingSamples.officer("500102")
        for (number, viewer, kind) in [(1, neighbour, Visit.Kind.routine), (2, officer, .office)] {
            let then = VisitSample.visit(number, on: day.adding(days: -4), kind: kind)
            #expect(try await VisitsTests.send(then, as: viewer, in: database).marks == [.schoolMoved])
            await #expect(throws: VisitRefusal.notYours) {
                try await VisitsTests.send(
                    VisitSample.visit(number + 10, on: day.adding(days: -3), kind: kind), as: viewer, in: database)
            }
        }
        // Whose it is now may write down what was before.
        let own = VisitSample.visit(3, on: day.adding(days: -9))
        #expect(try await VisitsTests.send(own, in: database).marks == [])
    }

    @Test("An appointment counts from its first day to its last, whatever became of it", arguments: Engine.available)
    func dismissed(on engine: Engine) async throws {
        let database = try await VisitsTests.plant(engine)
        func appoint(_ state: String, from: Day? = nil, until: Day? = nil) async throws {
            try await database.write { db in
                _ = try db.execute(
                    """
                    UPDATE inspector SET state = \(state), term_from = \(from), term_until = \(until)
                    WHERE person_id = 'inspector'
                    """)
            }
        }
        func schools() async throws -> Int {
            try await database.read { db in try VisitPackages.of(inspector, in: db).schools.count }
        }
        try await appoint("ended", until: day.adding(days: -3))
        #expect(try await schools() == 0)
        let last = VisitSample.visit(1, on: day.adding(days: -3))
        #expect(try await VisitsTests.send(last, in: database).marks == [.schoolMoved])
        await #expect(throws: VisitRefusal.notYours) {
            try await VisitsTests.send(VisitSample.visit(2, on: day.adding(days: -2)), in: database)
        }
        try await appoint("active", from: day.adding(days: 1))
        #expect(try await schools() == 0)
        await #expect(throws: VisitRefusal.notYours) { try await VisitsTests.send(VisitSample.visit(3), in: database) }
        for until in [day, nil] {
            try await appoint("active", from: day, until: until)
            #expect(try await schools() == 1)
        }
        try await appoint("active", until: day.adding(days: -1))
        #expect(try await schools() == 0)
    }

    private func task(
        _ people: [PersonID], to school: OrganisationID = "school-500101", in database: any SQLDatabase
    ) async throws -> VisitTaskID {
        let new = NewVisitTask(
            school: school, theme: "联合", checklist: nil, from: day.adding(days: -5), dueOn: day.adding(days: -1),
            people: people)
        return try await FindingSamples.act(
            as: FindingSamples.officer(String(school.rawValue.suffix(6))), in: database
        ) { act in
            try VisitTasks.create(new, act)
        }
    }

    @Test(
        "A joint visit is the visit's only for those who take part, at its school and in its days",
        arguments: Engine.available)
    func joint(on engine: Engine) async throws {
        let database = try await VisitsTests.plant(engine)
        try await database.write { db in try VisitSample.appoint("third", in: db) }
        let (others, elsewhere, own) = (
            try await task(["neighbour", "third"], in: database),
            try await task(["inspector", "neighbour"], to: "school-500102", in: database),
            try await task(["inspector", "neighbour"], in: database)
        )
        func stored(_ number: Int, _ task: VisitTaskID, on day: Day) async throws -> [String] {
            let visit = VisitSample.visit(number, on: day, task: task)
            try await VisitsTests.send(visit, in: database)
            return try await database.read { db in
                let row = try db.first("SELECT task_id FROM visit WHERE id = \(visit.id)")
                let people: Int? = try db.first("SELECT count(*) FROM visit_person WHERE visit_id = \(visit.id)")?.get(
                    0)
                return [try row?.get(0) ?? "", "\(people ?? 0)"]
            }
        }
        let late = VisitSample.inspector("500102", person: "neighbour", on: day.adding(days: 7))
        #expect(try await stored(1, others, on: day.adding(days: -1)) == ["", "1"])
        #expect(try await stored(2, elsewhere, on: day.adding(days: -2)) == ["", "1"])
        #expect(try await stored(3, own, on: day.adding(days: -6)) == ["", "1"])
        #expect(try await stored(4, own, on: day.adding(days: -5)) == [own.rawValue, "2"])
        // A clock that is wrong by months, as its sending shows, does not put a guest out; the office decides.
        let wrong = VisitSample.visit(8, on: day.adding(days: 200), task: own)
        let sentAt = VisitSample.now.adding(seconds: 201 * 86_400)
        await #expect(throws: VisitRefusal.notYours) {
            try await VisitsTests.send(wrong, as: late, sentAt: sentAt, in: database)
        }
        #expect(
            try await VisitsTests.send(wrong, as: neighbour, sentAt: sentAt, in: database).marks
                == [.clockOff, .future, .twice])
        // A guest's record of it, on whatever day, is the second one.
        let second = VisitSample.visit(5, on: day.adding(days: -3), task: own)
        #expect(try await VisitsTests.send(second, as: neighbour, in: database).marks == [.twice])
        await #expect(throws: VisitRefusal.notYours) {
            try await VisitsTests.send(
                VisitSample.visit(6, on: day.adding(days: -6), task: own), as: neighbour, in: database)
        }
        await #expect(throws: VisitRefusal.notYours) {
            try await VisitsTests.send(VisitSample.visit(7, on: day.adding(days: 7), task: own), as: late, in: database)
        }
    }

    @Test("What was visited before a task was cancelled is taken with a mark", arguments: Engine.available)
    func cancelled(on engine: Engine) async throws {
        let database = try await VisitsTests.plant(engine)
        let task = try await task(["inspector", "neighbour"], in: database)
        try await FindingSamples.act(as: FindingSamples.officer(), in: database) { act in
            try VisitTasks.cancel(task, act)
        }
        let before = VisitSample.visit(1, on: day, task: task)
        #expect(try await VisitsTests.send(before, as: neighbour, in: database).marks == [.schoolMoved])
        let later = VisitSample.inspector("500102", person: "neighbour", on: day.adding(days: 1))
        await #expect(throws: VisitRefusal.notYours) {
            try await VisitsTests.send(
                VisitSample.visit(2, on: day.adding(days: 1), task: task), as: later, in: database)
        }
    }

    @Test(
        "Of earlier problems only the school's own are told again, and linked where they open",
        arguments: Engine.available)
    func known(on engine: Engine) async throws {
        let database = try await VisitsTests.plant(engine)
        func part(_ county: String) async throws -> KnownFinding {
            let office = FindingSamples.officer(county)
            return try await FindingSamples.act(as: office, in: database) { act in
                let id = try Findings.issue(FindingSamples.problem([Identifier("school-\(county)")]), act)
                let part = try Findings.require(id, visibleTo: office, in: act.db).parts[0].part
                return KnownFinding(id: part.id, version: part.version, isSettled: true, note: "见过")
            }
        }
        let (own, foreign) = (try await part("500101"), try await part("500102"))
        #expect(try await VisitsTests.send(VisitSample.visit(1, known: [own]), in: database).marks == [])
        let visit = VisitSample.visit(2, on: day.adding(days: -1), known: [own, foreign])
        #expect(try await VisitsTests.send(visit, in: database).marks == [.findingClosed])
        let (seen, ruled) = try await database.read { db in
            (
                try Visits.require(visit.id, visibleTo: inspector, in: db).known,
                try Visits.require(visit.id, visibleTo: FindingSamples.officer(), in: db).known
            )
        }
        #expect(seen.map(\.problem) == ["食品留样记录不全", "（已不在这所学校名下）"])
        #expect(seen.map(\.note) == ["见过", "见过"] && seen.allSatisfy { $0.finding == nil })
        #expect(ruled.map { $0.finding != nil } == [true, false])
    }

    @Test("A problem is linked only for whom its page opens", arguments: Engine.available)
    func links(on engine: Engine) async throws {
        let database = try await VisitsTests.plant(engine)
        let visit = VisitSample.visit(problems: [
            VisitProblem(id: VisitSample.id(21), problem: "留样不全", outcome: .advice, requirement: "补", days: 3),
            VisitProblem(id: VisitSample.id(22), problem: "有偿补课", outcome: .serious),
        ])
        try await VisitsTests.send(visit, in: database)
        let city = Viewer(
            account: "a-city", person: "city", name: "city", role: .officer, scope: .region(.city, code: "500100"),
            day: day)
        let cases: [(Viewer, [Bool])] = [
            (FindingSamples.officer(), [true, true]), (city, [true, false]), (inspector, [true, false]),
            (FindingSamples.unit(), [true]),
        ]
        for (viewer, expected) in cases {
            let found = try await database.read { db in try Visits.require(visit.id, visibleTo: viewer, in: db) }
            #expect(found.problems.map(\.isLinked) == expected, "\(viewer.name)")
            for problem in found.problems where problem.isLinked {
                _ = try await database.read { db in
                    if problem.state == .draft {
                        _ = try Findings.handDraft(problem.finding, visibleTo: viewer, in: db)
                    } else {
                        _ = try Findings.require(problem.finding, visibleTo: viewer, in: db)
                    }
                }
            }
        }
    }

    @Test("A list tells a school nothing of what was reported to the office", arguments: Engine.available)
    func redacted(on engine: Engine) async throws {
        let database = try await VisitsTests.plant(engine)
        func problem(_ number: Int, _ outcome: VisitOutcome) -> VisitProblem {
            VisitProblem(id: VisitSample.id(number), problem: "乱", outcome: outcome, requirement: "改", days: 3)
        }
        let (hash, reported) = (String(repeating: "a", count: 64), VisitSample.id(31) as VisitProblemID)
        try await VisitsTests.send(
            VisitSample.visit(
                1, problems: [problem(31, .serious)],
                photos: [VisitPhoto(id: VisitSample.id(41), sha256: hash, bytes: 9, of: reported.rawValue)]),
            in: database)
        try await VisitsTests.send(
            VisitSample.visit(2, on: day.adding(days: -1), problems: [problem(32, .serious), problem(33, .advice)]),
            in: database)
        func list(_ viewer: Viewer, _ change: (inout VisitFilter) -> Void) async throws -> [VisitRow] {
            var filter = VisitFilter()
            change(&filter)
            let asked = filter
            return try await database.read { db in
                try Visits.list(asked, PageRequest(), visibleTo: viewer, in: db).rows
            }
        }
        let school = FindingSamples.unit()
        let all = try await list(school) { _ in }
        #expect(all.map(\.outcome) == [.none, .advice] && all.map(\.problems) == [0, 1])
        #expect(all.map(\.photos) == [0, 0] && all.map(\.photosMissing) == [0, 0])
        #expect(try await list(school) { $0.outcome = .serious } == all)
        #expect(try await list(school) { $0.outcome = .consult } == [])
        #expect(try await list(school) { $0.outcome = VisitOutcome.none }.map(\.id) == [VisitSample.id(1)])
        for state in VisitFilter.State.allCases where !VisitFilter.State.ofUnits.contains(state) {
            #expect(try await list(school) { $0.state = state } == all, "\(state)")
        }
        #expect(try await list(school) { $0.sort = "outcome" }.map(\.outcome) == [.advice, .none])
        #expect(try await list(FindingSamples.officer()) { $0.outcome = .serious }.map(\.problems) == [1, 2])
    }

    @Test("A department is consulted about schools of its own office only", arguments: Engine.available)
    func consulted(on engine: Engine) async throws {
        let database = try await VisitsTests.plant(engine)
        let task = try await task(["inspector", "neighbour"], in: database)
        let package = try await database.read { db in try VisitPackages.of(neighbour, in: db) }
        #expect(package.schools.map(\.office) == ["500102", "500101"])
        #expect(package.departments.map(\.id) == ["bureau-500101", "bureau-500102"])
        #expect(package.departments.map(\.office) == ["500101", "500102"])
        func consult(_ number: Int, _ department: OrganisationID) async throws {
            let problem = VisitProblem(
                id: VisitSample.id(100 + number), problem: "乱", outcome: .consult, department: department)
            try await VisitsTests.send(
                VisitSample.visit(number, on: day.adding(days: -1), task: task, problems: [problem]), as: neighbour,
                in: database)
        }
        for wrong in ["bureau-500102", "government-500101", "nothing"] {
            await #expect(throws: VisitRefusal.noDepartment) { try await consult(1, Identifier(wrong)) }
        }
        try await consult(2, "bureau-500101")
    }
}
