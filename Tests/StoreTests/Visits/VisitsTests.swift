import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct VisitsTests {
    /// Two districts, each with an inspector and a checklist.
    static func plant(_ engine: Engine) async throws -> any SQLDatabase {
        let database = try await engine.makeDatabase()
        try await FindingSamples.act(as: FindingSamples.officer(), in: database) { act in
            try FindingSamples.plant(in: act.db)
            try VisitSample.appoint(in: act.db)
            try VisitSample.appoint("neighbour", county: "500102", certificate: "督-102", in: act.db)
            try VisitSample.plantChecklist(act)
        }
        return database
    }

    @discardableResult
    static func send(
        _ visit: Visit, as viewer: Viewer = VisitSample.inspector(), sentAt: Instant = VisitSample.now,
        in database: any SQLDatabase
    ) async throws -> VisitReceipt {
        try await FindingSamples.act(as: viewer, in: database) { act in
            try Visits.store(visit, sentAt: sentAt, act)
        }
    }

    static func count(_ table: String, in database: any SQLDatabase) async throws -> Int {
        try await database.read { db in
            try db.first("SELECT count(*) FROM \(SQL.identifier(table))")?.get(0) ?? 0
        }
    }

    @Test(
        "The same visit again gives the same answer and is one visit; another under its id is refused",
        arguments: Engine.available)
    func once(on engine: Engine) async throws {
        let database = try await Self.plant(engine)
        let visit = VisitSample.visit(problems: [
            VisitProblem(id: VisitSample.id(90), problem: "留样不全", outcome: .advice, requirement: "补齐", days: 5)
        ])
        let first = try await Self.send(visit, in: database)
        let later = VisitSample.now.adding(seconds: 400)
        let again = try await Self.send(visit, sentAt: later, in: database)
        #expect(first == again && first.state == "stored" && first.number == "督访20260310-000001")
        #expect(try await Self.count("visit", in: database) == 1)
        #expect(try await Self.count("finding", in: database) == 1)
        await #expect(throws: VisitRefusal.changed) {
            try await Self.send(VisitSample.visit(record: "另一份记录"), in: database)
        }
        await #expect(throws: VisitRefusal.notFound) {
            try await Self.send(visit, as: VisitSample.inspector("500102", person: "neighbour"), in: database)
        }
    }

    @Test("Each outcome enters the ledger with its own owner and clock", arguments: Engine.available)
    func outcomes(on engine: Engine) async throws {
        let database = try await Self.plant(engine)
        func problem(_ number: Int, _ outcome: VisitOutcome, days: Int? = nil, to department: OrganisationID? = nil)
            -> VisitProblem
        {
            VisitProblem(
                id: VisitSample.id(number), problem: outcome.rawValue, outcome: outcome, requirement: "改", days: days,
                department: department)
        }
        try await Self.send(
            VisitSample.visit(problems: [
                problem(101, .settled), problem(102, .advice, days: 0), problem(103, .advice, days: 30),
                problem(104, .consult, to: "bureau-500101"), problem(105, .consult), problem(106, .serious),
            ]), in: database)
        let rows = try await database.read { db in
            try db.rows(
                """
                SELECT q.outcome, p.organisation_id, p.state, p.due_on, f.source, f.office, f.grade FROM visit_problem q
                    JOIN finding f ON f.id = q.finding_id JOIN finding_part p ON p.finding_id = f.id ORDER BY q.ordinal
                """
            ).map { row in try (0..<7).map { try row.get($0) as String } }
        }
        let day = FindingSamples.day
        #expect(
            rows == [
                ["settled", "school-500101", "closed", day.text, "visit", "500101", "ordinary"],
                ["advice", "school-500101", "issued", day.text, "visit", "500101", "ordinary"],
                ["advice", "school-500101", "issued", day.adding(days: 30).text, "visit", "500101", "ordinary"],
                ["consult", "bureau-500101", "issued", day.adding(days: 30).text, "visit", "500101", "serious"],
                ["consult", "school-500101", "draft", "", "visit", "500101", "serious"],
                ["serious", "school-500101", "draft", "", "visit", "500101", "grave"],
            ])
        // What was settled on the spot waits for nobody; what the office has to decide is its to-do at once.
        let deadlines = try await Self.count("deadline", in: database)
        #expect(deadlines == 3)
        let todos = try await database.read { db in
            try Todos.list(visibleTo: FindingSamples.officer(), in: db)
        }
        #expect(todos.counts[.answerReport] == 2)
        #expect(todos.rows.first { $0.kind == .answerReport }?.dueOn == day)
        let unit = try await database.read { db in try Todos.list(visibleTo: FindingSamples.unit(), in: db) }
        #expect(unit.counts[.signVisit] == 1 && unit.counts[.acknowledge] == 2)
    }

    @Test("A department that is none is refused, and nothing of the visit stays", arguments: Engine.available)
    func department(on engine: Engine) async throws {
        let database = try await Self.plant(engine)
        await #expect(throws: VisitRefusal.noDepartment) {
            try await Self.send(
                VisitSample.visit(problems: [
                    VisitProblem(id: VisitSample.id(9), problem: "乱", outcome: .consult, department: "school-500102")
                ]), in: database)
        }
        #expect(try await Self.count("visit", in: database) == 0)
        #expect(try await Self.count("finding", in: database) == 0)
    }

    @Test("Which school may be visited by whom, and what is refused with a reason", arguments: Engine.available)
    func schools(on engine: Engine) async throws {
        let database = try await Self.plant(engine)
        await #expect(throws: VisitRefusal.noSchool) {
            try await Self.send(VisitSample.visit(to: "nowhere"), in: database)
        }
        await #expect(throws: VisitRefusal.noSchool) {
            try await Self.send(VisitSample.visit(to: "bureau-500101"), in: database)
        }
        await #expect(throws: VisitRefusal.notYours) {
            try await Self.send(VisitSample.visit(to: "school-500102"), in: database)
        }
        await #expect(throws: VisitRefusal.wrongKind) {
            try await Self.send(VisitSample.visit(kind: .office), in: database)
        }
        let officer = FindingSamples.officer()
        try await Self.send(VisitSample.visit(2, kind: .office), as: officer, in: database)
        await #expect(throws: VisitRefusal.notYours) {
            try await Self.send(VisitSample.visit(3, to: "school-500102", kind: .office), as: officer, in: database)
        }
        #expect(try await Self.count("visit", in: database) == 1)
    }

    @Test(
        "A school where the inspector was posted then and is not now is kept with a mark; a closed one too",
        arguments: Engine.available)
    func moved(on engine: Engine) async throws {
        let database = try await Self.plant(engine)
        let day = FindingSamples.day
        try await database.write { db in
            try VisitSample.post(
                at: ["school-500102"], from: day.adding(days: -30), until: day.adding(days: -3), in: db)
        }
        let moved = try await Self.send(
            VisitSample.visit(to: "school-500102", on: day.adding(days: -3)), in: database)
        #expect(moved.marks == [.schoolMoved])
        // Once the office has posted somebody, its inspectors have no other schools; before, they share them.
        let before = try await Self.send(VisitSample.visit(5, on: day.adding(days: -31)), in: database)
        #expect(before.marks == [.schoolMoved])
        await #expect(throws: VisitRefusal.notYours) { try await Self.send(VisitSample.visit(2), in: database) }
        await #expect(throws: VisitRefusal.notYours) {
            try await Self.send(VisitSample.visit(3, to: "school-500102", on: day.adding(days: -2)), in: database)
        }
        try await database.write { db in
            _ = try db.execute("UPDATE organisation SET state = 'closed' WHERE id = 'school-500102'")
        }
        let closed = try await Self.send(
            VisitSample.visit(4, to: "school-500102", on: day.adding(days: -5)), in: database)
        #expect(closed.marks == [.schoolMoved, .schoolClosed])
    }

    @Test("Every doubt is marked, kept and waits for the office", arguments: Engine.available)
    func marks(on engine: Engine) async throws {
        let database = try await Self.plant(engine)
        let officer = FindingSamples.officer()
        let finding = try await FindingSamples.act(as: officer, in: database) { act in
            let id = try Findings.issue(FindingSamples.problem(), act)
            let theme = NewVisitTheme(
                month: Month(of: act.day), title: "作业管理", note: "", checklist: nil, isRequired: true)
            try VisitThemes.publish(VisitThemes.create(theme, act), act)
            let part = try Findings.require(id, visibleTo: officer, in: act.db).parts[0].part
            return KnownFinding(id: part.id, version: part.version - 1, isSettled: true)
        }
        try await Self.send(VisitSample.visit(1), in: database)
        let receipt = try await Self.send(
            VisitSample.visit(2, known: [finding], location: nil), sentAt: VisitSample.now.adding(seconds: 601),
            in: database)
        #expect(receipt.marks == [.clockOff, .findingClosed, .outsidePlan, .noLocation, .twice])
        let planned = try await Self.send(
            VisitSample.visit(3, on: FindingSamples.day.adding(days: -1), theme: "作业管理"), in: database)
        #expect(planned.marks == [])
        let todos = try await database.read { db in try Todos.list(visibleTo: officer, in: db) }
        #expect(todos.counts[.decideVisit] == 1)
        let id: VisitID = VisitSample.id(2)
        for mark in [VisitMark.clockOff, .findingClosed] {
            try await FindingSamples.act(as: officer, in: database) { act in
                try VisitSteps.decide(mark, of: id, .accepted, reason: "与督学核实", act)
            }
        }
        try await FindingSamples.act(as: officer, in: database) { act in
            try VisitSteps.decide(.twice, of: id, .void, reason: "重复登记", act)
        }
        let dossier = try await database.read { db in try Visits.require(id, visibleTo: officer, in: db) }
        #expect(dossier.row.isVoid && dossier.row.openMarks == 0)
        await #expect(throws: VisitRefusal.notFound) {
            try await database.read { db in try Visits.require(id, visibleTo: FindingSamples.unit(), in: db) }
        }
        await #expect(throws: VisitRefusal.reasonMissing) {
            try await FindingSamples.act(as: officer, in: database) { act in
                try VisitSteps.decide(.twice, of: id, .accepted, reason: " ", act)
            }
        }
    }

    @Test("A checklist of a later version marks the visit, which keeps its own", arguments: Engine.available)
    func republished(on engine: Engine) async throws {
        let database = try await Self.plant(engine)
        try await database.write { db in
            _ = try db.execute(
                """
                INSERT INTO framework_version (id, framework_id, number, state, content, digest, criteria, created_at,
                    published_at, version)
                SELECT 'visit-checklist-2', framework_id, 2, 'published', content, digest, criteria, created_at,
                    published_at, 1 FROM framework_version WHERE id = 'visit-checklist-1'
                """)
        }
        let visit = VisitSample.visit(checklist: VisitSample.checklist, answers: [VisitAnswer("1.1", "是")])
        #expect(try await Self.send(visit, in: database).marks == [.checklistOld])
        let dossier = try await database.read { db in
            try Visits.require(visit.id, visibleTo: VisitSample.inspector(), in: db)
        }
        #expect(dossier.checklist?.id == VisitSample.checklist && dossier.answers == visit.answers)
    }
}
