import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct PlanStoreTests {
    private let officer = FindingSamples.officer("500101")
    private let neighbour = FindingSamples.officer("500102", person: "neighbour")

    private func database(_ engine: Engine) async throws -> any SQLDatabase {
        let database = try await engine.makeDatabase()
        try await database.write { db in
            try FindingSamples.plant(in: db)
            for person in ["officer", "neighbour", "wang"] {
                try db.execute("INSERT INTO person (id, name, created_at) VALUES (\(person), \(person), '2026-03-01')")
            }
        }
        return database
    }

    private func read(_ engine: Engine) async throws -> (any SQLDatabase, PlanID) {
        let database = try await database(engine)
        let id = try await FindingSamples.act(as: officer, in: database) { act in
            let plan = Plan(id: act.newID(), title: "2026年工作要点", year: 2026)
            try Plans.create(plan, act)
            try PlanSources.add(
                NewPlanVersion(source: PlanSource(PlanSample.text), reading: PlanSample.reading(), year: 2026),
                to: plan.id,
                act)
            return plan.id
        }
        return (database, id)
    }

    private func accepted(_ engine: Engine) async throws -> (any SQLDatabase, PlanID) {
        let (database, id) = try await read(engine)
        try await FindingSamples.act(as: officer, in: database) { try Plans.accept(id, version: 1, $0) }
        return (database, id)
    }

    private func items(
        _ database: any SQLDatabase, _ viewer: Viewer,
        _ change: @escaping @Sendable (inout PlanItemFilter) -> Void = { _ in }
    ) async throws -> [PlanItemRow] {
        try await database.read { db in
            var filter = PlanItemFilter()
            change(&filter)
            return try PlanItems.list(filter, PageRequest(), visibleTo: viewer, in: db).rows
        }
    }

    @Test(
        "A document becomes items with targets and windows; the neighbour sees none of it", arguments: Engine.available)
    func acceptance(on engine: Engine) async throws {
        let (database, id) = try await accepted(engine)
        let rows = try await items(database, officer)
        #expect(rows.map(\.item.number) == ["1.", "2.", "3.", "2"])
        #expect(rows[1].item.chapter == "二、督学" && rows[1].targets.map(\.target.quantity) == [Points(40)])
        #expect(rows[1].windows.map(\.window.stage) == ["", "幼儿园评估"] && rows[1].item.units == ["幼儿园"])
        #expect(rows[2].windows.first?.dueOn == "2026-01-31" && rows[2].daysLate(on: "2026-03-10") == 38)
        let record = try await database.read { [officer] db in try Plans.require(id, visibleTo: officer, in: db) }
        #expect(record.counts.total == 4 && record.counts.late == 1 && record.counts.withoutOwner == 4)
        #expect(try await items(database, neighbour).isEmpty)
        for stranger in [neighbour, FindingSamples.unit()] {
            await #expect(throws: PlanRefusal.notFound) {
                try await database.read { db in try Plans.require(id, visibleTo: stranger, in: db) }
            }
        }
        let city = Viewer(
            account: "a-city", person: "city", name: "city", role: .officer, scope: .region(.city, code: "500100"),
            day: FindingSamples.day)
        #expect(try await items(database, city).count == 4)
        await #expect(throws: PlanRefusal.notYours) {
            try await FindingSamples.act(as: city, in: database) { try Plans.close(id, version: 2, $0) }
        }
    }

    @Test("Each filter finds exactly its rows", arguments: Engine.available)
    func filters(on engine: Engine) async throws {
        let (database, id) = try await accepted(engine)
        func numbers(_ change: @escaping @Sendable (inout PlanItemFilter) -> Void) async throws -> [String] {
            try await items(database, officer, change).map(\.item.number)
        }
        #expect(try await numbers { $0.kind = .schools } == ["2."])
        #expect(try await numbers { $0.isLate = true } == ["3."])
        #expect(try await numbers { $0.dueUntil = "2026-06-30" } == ["1.", "2.", "3."])
        #expect(try await numbers { $0.within = Period(from: "2026-08-10", until: "2026-08-31") } == ["3.", "2"])
        #expect(try await numbers { $0.within = Period(from: "2026-08-11", until: "2026-08-31") } == ["3."])
        #expect(try await numbers { $0.unit = "幼儿" } == ["2."])
        #expect(try await numbers { $0.text = "培训班" } == ["2"])
        #expect(try await numbers { $0.year = 2027 } == [])
        #expect(try await numbers { $0.status = .done } == [])
        #expect(try await numbers { $0.isUndated = true } == [])
        #expect(
            try await numbers {
                $0.plan = id; $0.lacksOwner = true
            } == ["1.", "2.", "3.", "2"])
        #expect(try await numbers { $0.sort = "due" } == ["3.", "1.", "2.", "2"])
    }

    @Test("Owner and co-workers see their item and no other", arguments: Engine.available)
    func people(on engine: Engine) async throws {
        let (database, _) = try await accepted(engine)
        let all = try await items(database, officer)
        let first = try #require(all.first)
        try await FindingSamples.act(as: officer, in: database) { act in
            try PlanItems.assign(
                first.id, owner: PlanOwner(person: "wang", name: "王督学"),
                coworkers: [
                    PlanMember(coworker: .organisation("school-500101"), name: "第101小学"),
                    PlanMember(coworker: .person("officer"), name: "officer"),
                ], version: 1, act)
        }
        let wang = Viewer(
            account: "a", person: "wang", name: "王督学", role: .inspector, scope: .granted, day: FindingSamples.day)
        #expect(try await items(database, wang).map(\.id) == [first.id])
        #expect(try await items(database, FindingSamples.unit()).map(\.coworkers.count) == [2])
        #expect(try await items(database, FindingSamples.unit("school-500102")).isEmpty)
        #expect(try await items(database, officer) { $0.person = "officer" }.map(\.id) == [first.id])
        await #expect(throws: PlanRefusal.stale) {
            try await FindingSamples.act(as: officer, in: database) { act in
                try PlanItems.assign(first.id, owner: nil, coworkers: [], version: 1, act)
            }
        }
        await #expect(throws: PlanRefusal.notYours) {
            try await FindingSamples.act(as: wang, in: database) { act in
                try PlanItems.move(first.id, to: .done, reason: "", version: 2, act)
            }
        }
    }

    @Test("A stage is done, moved with its history, and what was late is late no more", arguments: Engine.available)
    func windows(on engine: Engine) async throws {
        let (database, _) = try await accepted(engine)
        let late = try await items(database, officer) { $0.isLate = true }
        let row = try #require(late.first)
        let window = try #require(row.windows.first)
        for version in 1...2 {
            _ = try await FindingSamples.act(as: officer, in: database) { act in
                try PlanWindows.mark(window.id, isDone: true, version: version, act)
            }
        }
        #expect(try await items(database, officer) { $0.isLate = true }.isEmpty)
        let monthly = try await items(database, officer) { $0.text = "每月" }
        let after = try #require(monthly.first)
        #expect(after.item.status == .running && after.windows.first?.dueOn == "2026-03-31")
        _ = try await FindingSamples.act(as: officer, in: database) { act in
            try PlanWindows.move(window.id, to: "2026-02-01", "2026-11-30", reason: "假期不到校", version: 3, act)
        }
        let (moves, moved) = try await database.read { [officer] db in
            (try PlanWindows.moves(of: row.id, in: db), try PlanItems.require(row.id, visibleTo: officer, in: db))
        }
        #expect(moves.map(\.fromEnd) == ["2026-12-31"] && moves.map(\.reason) == ["假期不到校"])
        #expect(moved.windows.first?.window.end == "2026-11-30" && moved.windows.first?.version == 4)
        await #expect(throws: PlanRefusal.stale) {
            _ = try await FindingSamples.act(as: officer, in: database) { act in
                try PlanWindows.move(window.id, to: nil, "2026-11-30", reason: "x", version: 3, act)
            }
        }
        await #expect(throws: PlanRefusal.notFound) {
            _ = try await FindingSamples.act(as: neighbour, in: database) { act in
                try PlanWindows.mark(window.id, isDone: true, version: 4, act)
            }
        }
    }

    @Test("Corrections are kept, taken back, carried to a new version and asked about", arguments: Engine.available)
    func corrections(on engine: Engine) async throws {
        let (database, id) = try await read(engine)
        func review() async throws -> PlanReview {
            let found = try await database.read { [officer] db in
                try PlanCorrectionLog.review(id, visibleTo: officer, in: db)
            }
            return try #require(found)
        }
        let read = try await review()
        let key = try #require(read.state.entries.last?.key)
        func set(_ title: String) async throws {
            try await FindingSamples.act(as: officer, in: database) { act in
                let change = PlanCorrection.Act.set(
                    .title, from: .text("责任督学每月到校督导至少1次"), to: .text(title))
                try PlanCorrectionLog.add([PlanCorrection(subject: key, title: "", act: change)], to: id, act)
            }
        }
        try await set("到校")
        try await set("到校督导")
        #expect(try await review().corrections.count == 1)
        #expect(try await review().state.entry(key)?.item.title == "到校督导")
        try await set("责任督学每月到校督导至少1次")
        #expect(try await review().corrections.isEmpty)
        try await set("到校督导")
        try await FindingSamples.act(as: officer, in: database) { act in
            var reading = PlanSample.reading()
            reading.items.removeLast()
            try PlanSources.add(
                NewPlanVersion(source: PlanSource(PlanSample.text), reading: reading, year: 2026), to: id, act)
        }
        let second = try await review()
        #expect(second.version.number == 2 && second.conflicts.map(\.why) == [.gone])
        await #expect(throws: PlanRefusal.conflicts(1)) {
            try await FindingSamples.act(as: officer, in: database) { try Plans.accept(id, version: 1, $0) }
        }
        let correction = try #require(second.corrections.first?.id)
        await #expect(throws: PlanRefusal.notFound) {
            try await FindingSamples.act(as: neighbour, in: database) { act in
                try PlanCorrectionLog.remove(correction, of: id, act)
            }
        }
        try await FindingSamples.act(as: officer, in: database) { act in
            try PlanCorrectionLog.remove(correction, of: id, act)
            try Plans.accept(id, version: 1, act)
        }
        #expect(try await items(database, officer).count == 3)
    }

    @Test("A new version keeps who works on what, and drops what is not in it any more", arguments: Engine.available)
    func secondVersion(on engine: Engine) async throws {
        let (database, id) = try await accepted(engine)
        let before = try await items(database, officer)
        try await FindingSamples.act(as: officer, in: database) { act in
            try PlanItems.assign(
                before[1].id, owner: PlanOwner(person: "wang", name: "王"), coworkers: [], version: 1, act)
            _ = try PlanWindows.mark(before[1].windows[0].id, isDone: true, version: 1, act)
            var reading = PlanSample.reading()
            reading.items[1].text += "（修订）"
            reading.items[1].targets[0].quantity = Points(35)
            reading.items.removeLast()
            try PlanSources.add(
                NewPlanVersion(source: PlanSource(PlanSample.text), reading: reading, year: 2026), to: id, act)
            try Plans.accept(id, version: 2, act)
        }
        let after = try await items(database, officer)
        let kindergartens = try #require(after.first { $0.id == before[1].id })
        #expect(kindergartens.owner?.name == "王" && kindergartens.windows[0].isDone)
        #expect(
            kindergartens.targets.map(\.target.quantity) == [Points(35)] && kindergartens.item.text.hasSuffix("（修订）"))
        #expect(after.first { $0.id == before[2].id }?.item.status == .dropped)
        #expect(after.count == 4)
    }

    @Test("A task from above is added and removed; what came from the document is not", arguments: Engine.available)
    func above(on engine: Engine) async throws {
        let (database, id) = try await accepted(engine)
        let task = try await FindingSamples.act(as: officer, in: database) { act in
            let item = PlanItem(id: act.newID(), plan: id, title: "暑期托管专项督查", origin: .above)
            let window = PlanWindow(start: nil, end: "2026-03-05", text: "", span: SourceSpan(0, 0))
            try PlanItems.add(
                NewPlanItem(item: item, windows: [PlanItemWindow(id: act.newID(), window: window)]), act)
            return item.id
        }
        let rows = try await items(database, officer) { $0.isLate = true }
        #expect(rows.map(\.item.origin) == [.document, .above] && rows.last?.ordinal == 5)
        await #expect(throws: PlanRefusal.notRemovable) {
            try await FindingSamples.act(as: officer, in: database) { act in
                _ = try PlanItems.remove(rows[0].id, version: 1, act)
            }
        }
        try await FindingSamples.act(as: officer, in: database) { act in
            _ = try PlanItems.remove(task, version: 1, act)
        }
        #expect(try await items(database, officer).count == 4)
    }

    @Test("A campaign of the own office is linked; another's is not", arguments: Engine.available)
    func campaigns(on engine: Engine) async throws {
        let (database, _) = try await accepted(engine)
        let (own, other) = (
            try await Sample.campaign(in: database, county: "500101"),
            try await Sample.campaign(in: database, county: "500102")
        )
        let all = try await items(database, officer)
        let first = try #require(all.first)
        try await FindingSamples.act(as: officer, in: database) { act in
            try PlanCampaigns.link(own.campaign, to: first.id, act)
            try PlanCampaigns.link(own.campaign, to: first.id, act)
        }
        let linked = try await items(database, officer) { $0.campaign = own.campaign }
        #expect(linked.map(\.id) == [first.id] && linked.first?.campaigns.count == 1)
        #expect(linked.first?.item.status == .running)
        await #expect(throws: PlanRefusal.campaignUnknown) {
            try await FindingSamples.act(as: officer, in: database) { act in
                try PlanCampaigns.link(other.campaign, to: first.id, act)
            }
        }
    }
}
