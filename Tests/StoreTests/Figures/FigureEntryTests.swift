import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct FigureEntryTests {
    private static let officer = FigureWorld.viewer("500101")
    private static let neighbour = FigureWorld.viewer("500102")

    private static func started(_ engine: Engine) async throws -> any SQLDatabase {
        let database = try await engine.makeDatabase()
        try await database.write { db in try FindingSamples.plant(in: db) }
        return database
    }

    private static func satisfied() -> FigureDraft {
        var draft = FigureDraft(.entered)
        draft.code = "own.satisfied"
        draft.name = "总体满意度"
        draft.unit = "%"
        draft.digits = 2
        return draft
    }

    private static func entry(_ period: FigurePeriod, _ value: String, figure: String = "own.satisfied")
        -> NewFigureEntry
    {
        NewFigureEntry(figure: figure, period: period, value: value, source: "2026年满意度调查报告第3页")
    }

    @Test("Entered shares are told exactly, with the change on last year", arguments: Engine.available)
    func entered(on engine: Engine) async throws {
        let database = try await FigureEntryTests.started(engine)
        try await FindingSamples.act(as: FigureEntryTests.officer, in: database) { act in
            _ = try OwnFigures.create(FigureEntryTests.satisfied(), act)
            _ = try FigureEntries.enter(FigureEntryTests.entry(.year(2026), "96.65"), act)
            _ = try FigureEntries.enter(FigureEntryTests.entry(.year(2025), "95.35%"), act)
        }
        let (mine, theirs) = try await database.read { db in
            let request = FigureRequest("own.satisfied", .year(2026))
            let mine = try Figures.compared(
                [request], from: Figures.book(for: FigureEntryTests.officer, in: db),
                visibleTo: FigureEntryTests.officer, in: db)[0]
            let theirs = try Figures.book(for: FigureEntryTests.neighbour, in: db).find("own.satisfied")
            return (mine, theirs)
        }
        #expect(mine.now.text == "96.65%")
        #expect(mine.now.change(from: mine.before)?.text() == "较上年提高1.3个百分点")
        #expect(mine.now.link?.hasPrefix("/figures/entries/") == true)
        #expect(theirs == nil)
    }

    @Test("A correction keeps what was said before, and a value taken back says nothing", arguments: Engine.available)
    func history(on engine: Engine) async throws {
        let database = try await FigureEntryTests.started(engine)
        let (first, last) = try await FindingSamples.act(as: FigureEntryTests.officer, in: database) { act in
            _ = try OwnFigures.create(FigureEntryTests.satisfied(), act)
            let first = try FigureEntries.enter(FigureEntryTests.entry(.year(2026), "96.5"), act)
            let last = try FigureEntries.enter(FigureEntryTests.entry(.year(2026), "96.65"), act)
            return (first, last)
        }
        try await FindingSamples.act(as: FigureEntryTests.officer, in: database) { act in
            let entry = try FigureEntries.require(last, visibleTo: act.viewer, in: act.db)
            #expect(try FigureEntries.history(of: entry, in: act.db).map(\.number) == [2, 1])
            #expect(throws: FigureRefusal.stale) { try FigureEntries.takeBack(first, reason: "填错", act) }
            #expect(throws: FigureRefusal.reasonMissing) { try FigureEntries.takeBack(last, reason: " ", act) }
            #expect(try FigureEntries.takeBack(last, reason: "报告作废", act) == "own.satisfied")
            let now = try Figures.read(
                [FigureRequest("own.satisfied", .year(2026))], from: Figures.book(for: act.viewer, in: act.db),
                visibleTo: act.viewer, in: act.db)
            #expect(now[0].value == .noData)
            #expect(try FigureEntries.history(of: entry, in: act.db).map(\.isTakenBack) == [true, false, false])
        }
        await #expect(throws: FigureRefusal.self) {
            try await FindingSamples.act(as: FigureEntryTests.neighbour, in: database) { act in
                _ = try FigureEntries.require(last, visibleTo: act.viewer, in: act.db)
            }
        }
    }

    @Test("Of what is counted only years that are over take a base line, which then goes before the count")
    func baseline() async throws {
        let database = try await FigureEntryTests.started(.sqlite)
        try await FindingSamples.act(as: FigureEntryTests.officer, in: database) { act in
            #expect(throws: FigureRefusal.notEntered("发现问题")) {
                try FigureEntries.enter(FigureEntryTests.entry(.year(2026), "3", figure: "finding.found"), act)
            }
            let id = try FigureEntries.enter(FigureEntryTests.entry(.year(2025), "55", figure: "finding.found"), act)
            let read = try Figures.read(
                [FigureRequest("finding.found", .year(2025)), FigureRequest("finding.found", ["幼儿园"], .year(2025))],
                from: FigureBook(), visibleTo: act.viewer, in: act.db)
            #expect(read[0].value == FigureValue(55))
            #expect(read[0].origin == .entered(id, isBaseline: true))
            #expect(read[1].value == .noData)
        }
    }

    @Test("What cannot be entered is refused with its reason")
    func refused() async throws {
        let database = try await FigureEntryTests.started(.sqlite)
        try await FindingSamples.act(as: FigureEntryTests.officer, in: database) { act in
            _ = try OwnFigures.create(FigureEntryTests.satisfied(), act)
            for value in ["", "很多", "1e5", "96.65432", "-"] {
                #expect(throws: FigureRefusal.valueInvalid) {
                    try FigureEntries.enter(FigureEntryTests.entry(.year(2026), value), act)
                }
            }
            var nameless = FigureEntryTests.entry(.year(2026), "1")
            nameless.source = ""
            #expect(throws: FigureRefusal.sourceMissing) { try FigureEntries.enter(nameless, act) }
            nameless.source = String(repeating: "源", count: 501)
            #expect(throws: FigureRefusal.tooLong("来源", 500)) { try FigureEntries.enter(nameless, act) }
            #expect(throws: FigureRefusal.notFound("own.gone")) {
                try FigureEntries.enter(FigureEntryTests.entry(.year(2026), "1", figure: "own.gone"), act)
            }
        }
    }

    @Test(
        "A figure in use is not taken away, and one that is not leaves no trace but the audit",
        arguments: Engine.available)
    func deleted(on engine: Engine) async throws {
        let database = try await FigureEntryTests.started(engine)
        try await FindingSamples.act(as: FigureEntryTests.officer, in: database) { act in
            _ = try OwnFigures.create(FigureEntryTests.satisfied(), act)
            var share = FigureDraft(.share(of: "finding.closed", in: "finding.found"))
            (share.code, share.name, share.unit) = ("own.share", "占比", "%")
            _ = try OwnFigures.create(share, act)
            var counted = FigureDraft(.rows(FigureQuery(.findings, ["state": "all"])))
            (counted.code, counted.name, counted.unit) = ("own.all", "全部", "个")
            _ = try OwnFigures.create(counted, act)
            share.measure = .share(of: "finding.closed", in: "own.all")
            try OwnFigures.save(share, of: "own.share", version: 1, act)
            #expect(throws: FigureRefusal.stale) { try OwnFigures.save(share, of: "own.share", version: 1, act) }
            #expect(throws: FigureRefusal.used("全部", ["指标“占比”"])) {
                try OwnFigures.delete("own.all", version: 1, act)
            }
            #expect(throws: FigureRefusal.notOwn("发现问题")) { try OwnFigures.delete("finding.found", version: 1, act) }
            try OwnFigures.delete("own.share", version: 2, act)
            try OwnFigures.delete("own.all", version: 1, act)
            #expect(try OwnFigures.all(visibleTo: act.viewer, in: act.db).map(\.figure.code) == ["own.satisfied"])
        }
        await #expect(throws: FigureRefusal.notFound("own.satisfied")) {
            try await FindingSamples.act(as: FigureEntryTests.neighbour, in: database) { act in
                try OwnFigures.delete("own.satisfied", version: 1, act)
            }
        }
    }

    @Test("What was kept tells later which figures are something else now", arguments: Engine.available)
    func changed(on engine: Engine) async throws {
        let database = try await FigureEntryTests.started(engine)
        let officer = FigureEntryTests.officer
        try await FindingSamples.act(as: officer, in: database) { act in
            _ = try Findings.issue(FindingSamples.problem(), act)
            let requests = ["finding.found", "finding.closed.share", "campaign.begun"].map {
                FigureRequest($0, .year(2026))
            }
            let readings = try Figures.read(requests, from: FigureBook(), visibleTo: act.viewer, in: act.db)
            let place = try Place.office(of: act.viewer.scope, in: act.db)
            try FigureSnapshots.keep(readings + readings, for: ("summary", "s1"), in: place, act)
            #expect(try FigureSnapshots.of("s1", in: act.db).count == 3)
            #expect(try FigureSnapshots.changed(of: "s1", from: FigureBook(), visibleTo: officer, in: act.db).isEmpty)
        }
        try await FindingSamples.act(as: officer, in: database) { act in
            _ = try Findings.issue(FindingSamples.problem(["bureau-500101"]), act)
            let changed = try FigureSnapshots.changed(of: "s1", from: FigureBook(), visibleTo: officer, in: act.db)
            #expect(changed.map(\.then.request.code) == ["finding.found"])
            #expect(changed.first?.then.value == FigureValue(1) && changed.first?.now.value == FigureValue(2))
        }
    }
}
