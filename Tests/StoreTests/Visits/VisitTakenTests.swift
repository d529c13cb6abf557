import SQLCore
import Store
import Supervision
import TestKit
import Testing

/// What a phone takes along: themes, joint visits in their days, who receives inspectors.
@Suite struct VisitTakenTests {
    private let day = FindingSamples.day
    private let inspector = VisitSample.inspector()
    private let officer = FindingSamples.officer()
    private let city = Viewer(
        account: "a-city", person: "city", name: "city", role: .officer, scope: .region(.city, code: "500100"),
        day: FindingSamples.day)

    private func package(
        of viewer: Viewer, in database: any SQLDatabase
    ) async throws -> VisitPackage {
        try await database.read { db in try VisitPackages.of(viewer, in: db) }
    }

    private func publish(
        _ title: String, _ checklist: FrameworkID? = nil, as viewer: Viewer, in database: any SQLDatabase
    ) async throws {
        try await FindingSamples.act(as: viewer, in: database) { act in
            let theme = NewVisitTheme(
                month: Month(of: act.day), title: title, note: "", checklist: checklist, isRequired: false)
            try VisitThemes.publish(VisitThemes.create(theme, act), act)
        }
    }

    @Test(
        "Every published theme is taken along, without a checklist too, and two may share one",
        arguments: Engine.available)
    func themes(on engine: Engine) async throws {
        let database = try await VisitsTests.plant(engine)
        try await publish("食堂卫生", as: officer, in: database)
        try await publish("开学", VisitSample.checklist, as: officer, in: database)
        try await publish("防溺水", VisitSample.checklist, as: officer, in: database)
        try await publish("食堂卫生", as: city, in: database)
        let taken = try await package(of: inspector, in: database)
        #expect(taken.themes.map(\.title).sorted() == ["开学", "食堂卫生", "食堂卫生", "防溺水"].sorted())
        #expect(taken.themes.filter { $0.title == "食堂卫生" }.allSatisfy { $0.checklist == nil })
        #expect(Set(taken.checklists.map(\.theme)) == ["开学", "防溺水"] && taken.checklists.count == 2)
        let visit = VisitSample.visit(theme: "食堂卫生")
        #expect(try await VisitsTests.send(visit, in: database).marks == [])
    }

    @Test("A visit is not outside a plan that was published after its day", arguments: Engine.available)
    func plannedLater(on engine: Engine) async throws {
        let database = try await VisitsTests.plant(engine)
        try await publish("食堂卫生", as: officer, in: database)
        let before = VisitSample.visit(1, on: day.adding(days: -1))
        #expect(try await VisitsTests.send(before, in: database).marks == [])
        #expect(try await VisitsTests.send(VisitSample.visit(2), in: database).marks == [.outsidePlan])
    }

    @Test(
        "An office sees what the one above published for its inspectors, and nothing of a draft",
        arguments: Engine.available)
    func above(on engine: Engine) async throws {
        let database = try await VisitsTests.plant(engine)
        try await publish("全市统一", as: city, in: database)
        try await FindingSamples.act(as: city, in: database) { act in
            _ = try VisitThemes.create(
                NewVisitTheme(month: Month(of: act.day), title: "草稿", note: "", checklist: nil, isRequired: true), act)
        }
        try await publish("邻区", as: FindingSamples.officer("500102"), in: database)
        func titles(_ viewer: Viewer) async throws -> [String] {
            try await database.read { db in
                try VisitThemes.list(month: nil, PageRequest(), visibleTo: viewer, in: db).rows.map(\.title)
            }
        }
        #expect(try await titles(officer) == ["全市统一"])
        #expect(try await titles(inspector) == ["全市统一"])
        #expect(try await titles(city).sorted() == ["全市统一", "草稿", "邻区"].sorted())
    }

    private func task(
        from: Day, people: [PersonID] = ["inspector", "neighbour"], to school: OrganisationID = "school-500101",
        in database: any SQLDatabase
    ) async throws -> VisitTaskID {
        let new = NewVisitTask(
            school: school, theme: "联合", checklist: nil, from: from, dueOn: from.adding(days: 2), people: people)
        return try await FindingSamples.act(as: officer, in: database) { act in try VisitTasks.create(new, act) }
    }

    @Test(
        "A joint visit's school is taken along three days before it begins and no earlier", arguments: Engine.available)
    func lead(on engine: Engine) async throws {
        let database = try await VisitsTests.plant(engine)
        let begin = day.adding(days: 10)
        let task = try await task(from: begin, in: database)
        for (offset, isThere) in [(-4, false), (-3, true), (0, true), (9, true), (10, false)] {
            let guest = VisitSample.inspector("500102", person: "neighbour", on: begin.adding(days: offset))
            let taken = try await package(of: guest, in: database)
            #expect(taken.tasks.map(\.id) == (isThere ? [task] : []), "\(offset)")
            #expect(taken.schools.contains { $0.id == "school-500101" } == isThere)
            #expect(taken.tasks.allSatisfy { $0.fromDay == begin })
        }
    }

    @Test(
        "Only an inspector who serves then and may go there is sent, and only to a school", arguments: Engine.available)
    func sent(on engine: Engine) async throws {
        let database = try await VisitsTests.plant(engine)
        await #expect(throws: VisitTaskRefusal.noSchool) {
            try await task(from: day, to: "bureau-500101", in: database)
        }
        try await database.write { db in
            _ = try db.execute("UPDATE inspector SET term_until = \(day.adding(days: 4)) WHERE person_id = 'neighbour'")
        }
        await #expect(throws: VisitTaskRefusal.noInspector) {
            try await task(from: day.adding(days: 5), in: database)
        }
        let planned = try await task(from: day.adding(days: 4), in: database)
        // On the last day of the term still, the day after not any more.
        for (number, offset, isTaken) in [(1, 4, true), (2, 5, false)] {
            let on = day.adding(days: offset)
            let guest = VisitSample.inspector("500102", person: "neighbour", on: on)
            let taken = try await package(of: guest, in: database)
            #expect(taken.tasks.isEmpty == !isTaken)
            let sentAt = Instant(milliseconds: (on.number * 24 + 2) * 3_600_000)
            let visit = VisitSample.visit(number, on: on, task: planned)
            if isTaken {
                try await VisitsTests.send(visit, as: guest, sentAt: sentAt, in: database)
            } else {
                await #expect(throws: VisitRefusal.notYours) {
                    try await VisitsTests.send(visit, as: guest, sentAt: sentAt, in: database)
                }
            }
        }
        try await database.write { db in
            _ = try db.execute(
                """
                INSERT INTO recusal (id, person_id, organisation_id, ground, explanation, side, applied_by, applied_on,
                    state, from_day, jurisdiction, province, city, county, zone, version)
                VALUES ('r', 'inspector', 'school-500101', 'relative', '', 'office', 'inspector', \(day), 'granted',
                    \(day), '', '500000', '500100', '500101', '', 1)
                """)
        }
        await #expect(throws: VisitTaskRefusal.recused("inspector")) {
            try await task(from: day, in: database)
        }
    }

    @Test("Only the office that planned a joint visit takes it back", arguments: Engine.available)
    func cancelled(on engine: Engine) async throws {
        let database = try await VisitsTests.plant(engine)
        let task = try await task(from: day, in: database)
        for viewer in [city, FindingSamples.officer("500102")] {
            await #expect(throws: VisitTaskRefusal.notFound) {
                try await FindingSamples.act(as: viewer, in: database) { act in try VisitTasks.cancel(task, act) }
            }
        }
        try await FindingSamples.act(as: officer, in: database) { act in try VisitTasks.cancel(task, act) }
    }

    @Test(
        "A school and its office keep who receives inspectors, and those who go there take it along",
        arguments: Engine.available)
    func contact(on engine: Engine) async throws {
        let database = try await VisitsTests.plant(engine)
        func keep(_ name: String, version: Int, as viewer: Viewer) async throws {
            try await FindingSamples.act(as: viewer, in: database) { act in
                try VisitContacts.keep(name, "023-48001000", of: "school-500101", version: version, act)
            }
        }
        #expect(try await package(of: inspector, in: database).schools.map(\.contactPhone) == [""])
        try await keep("王老师", version: 0, as: FindingSamples.unit())
        await #expect(throws: VisitRefusal.contactStale) { try await keep("李老师", version: 0, as: officer) }
        try await keep("李老师", version: 1, as: officer)
        await #expect(throws: VisitRefusal.otherOffice) { try await keep("市里", version: 2, as: city) }
        for stranger in [FindingSamples.unit("school-500102"), FindingSamples.officer("500102")] {
            await #expect(throws: RegistryRefusal.notFound) { try await keep("外人", version: 2, as: stranger) }
        }
        let schools = try await package(of: inspector, in: database).schools
        #expect(schools.map(\.contactName) == ["李老师"] && schools.map(\.contactPhone) == ["023-48001000"])
        let others = try await package(
            of: VisitSample.inspector("500102", person: "neighbour"), in: database)
        #expect(others.schools.map(\.contactPhone) == [""])
    }
}
