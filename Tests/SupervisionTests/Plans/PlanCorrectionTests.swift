import Supervision
import TestKit
import Testing

@Suite struct PlanCorrectionTests {
    private let version = PlanSample.version()
    private var fresh: PlanCorrecting { PlanCorrecting(version.reading, in: version.text, year: 2026) }

    private func key(_ number: String, in state: PlanCorrecting) throws -> String {
        try #require(state.entries.first { $0.item.number == number }?.key)
    }

    private func set(
        _ field: PlanCorrection.Field, _ from: PlanCorrection.Value, _ to: PlanCorrection.Value, _ key: String
    )
        -> PlanCorrection
    {
        PlanCorrection(subject: key, title: "", act: .set(field, from: from, to: to))
    }

    @Test("A field says what the officer wrote, and keeps what was read beside it")
    func fields() throws {
        var state = fresh
        let key = try key("2.", in: state)
        #expect(state.apply(set(.title, .text("完成40所幼儿园办园行为督导评估"), .text("幼儿园评估"), key)) == nil)
        #expect(state.apply(set(.kinds, .words(["督学"]), .words(["专项", "督学"]), key)) == nil)
        #expect(state.apply(set(.units, .words(["幼儿园"]), .words(["公办幼儿园"]), key)) == nil)
        #expect(state.apply(set(.chapter, .text("二、督学"), .text("三、专项"), key)) == nil)
        let entry = try #require(state.entry(key))
        #expect(entry.item.title == "幼儿园评估" && entry.item.kinds == [.special, .schools])
        #expect(entry.item.units.map(\.value) == ["公办幼儿园"] && state.chapter(of: entry) == "三、专项")
        #expect(entry.base.title == "完成40所幼儿园办园行为督导评估" && entry.corrected == [.title, .kinds, .units, .chapter])
    }

    @Test("A correction of something that reads otherwise is a conflict and changes nothing")
    func changed() throws {
        var state = fresh
        let key = try key("2.", in: state)
        let why = state.apply(set(.units, .words(["小学"]), .words(["初中"]), key))
        #expect(why == .changed(now: .words(["幼儿园"])))
        #expect(state.apply(set(.title, .text("x"), .text("y"), "no such key")) == .gone)
        #expect(state.result == version.reading)
    }

    @Test("An item is cut at a place of its text; each part keeps the fields that stand in it")
    func split() throws {
        var state = fresh
        let key = try key("2.", in: state)
        let from = state.source(try #require(state.entry(key)).item.span)
        let place = "2.完成40所幼儿园办园行为督导评估。".count
        let last = place + "3月至6月底完成实地评估。".count
        #expect(
            state.apply(PlanCorrection(subject: key, title: "", act: .split(at: [place, last], from: from))) == nil)
        #expect(state.entries.count == 5)
        let parts = state.entries.filter { $0.item.span.from >= PlanSample.span("2.完成").from }.prefix(3).map(\.item)
        #expect(parts.map(\.title) == ["完成40所幼儿园办园行为督导评估", "3月至6月底完成实地评估", "整改复查另行安排"])
        #expect(parts[0].text == "完成40所幼儿园办园行为督导评估。" && parts[0].number == "2.")
        #expect(parts.map(\.targets.count) == [1, 0, 0] && parts.map(\.windows.count) == [0, 1, 0])
        #expect(parts[0].span.to == parts[1].span.from && parts[2].kinds == [.schools])
        for places in [[0], [from.visible.count], [last, place], [place, place], []] {
            var other = fresh
            let act = PlanCorrection.Act.split(at: places, from: from)
            #expect(other.apply(PlanCorrection(subject: key, title: "", act: act)) != nil, "\(places)")
        }
    }

    @Test("The next item is merged into the one before; what was read of both stays")
    func merge() throws {
        var state = fresh
        let (second, third) = (try key("2.", in: state), try key("3.", in: state))
        #expect(state.apply(PlanCorrection(subject: third, title: "", act: .merge(next: second, title: ""))) == .gone)
        #expect(state.apply(PlanCorrection(subject: second, title: "", act: .merge(next: third, title: ""))) == nil)
        let merged = try #require(state.entry(second)).item
        #expect(state.entries.count == 2 && merged.windows.count == 2 && merged.kinds == [.schools, .inspectors])
        #expect(merged.text.hasSuffix("至少1次。") && merged.span.to == PlanSample.span("至少1次。").to)
    }

    @Test("What is no item stays in the text as unread, and what was marked does not")
    func dropAndAdd() throws {
        var state = fresh
        let key = try key("3.", in: state)
        let span = try #require(state.entry(key)).item.span
        #expect(state.apply(PlanCorrection(subject: key, title: "", act: .drop)) == nil)
        #expect(state.result.unread.contains { $0.holds(span) } && state.entries.count == 2)
        let add = PlanCorrection(subject: "", title: "", act: .add(passage: "附注：请各校\n配合。", occurrence: 0))
        #expect(state.apply(add) == nil)
        let added = try #require(state.entries.last)
        #expect(added.item.text == "附注：请各校配合。" && added.item.span == PlanSample.span("附注：请各校配合。"))
        #expect(!state.result.unread.contains { $0.overlaps(added.item.span) })
        #expect(state.apply(add) == .changed(now: .text("附注：请各校配合")))
        #expect(state.apply(PlanCorrection(subject: "", title: "", act: .add(passage: "没有", occurrence: 0))) == .gone)
    }

    @Test("Rows that belong to an item give it their windows once; others are items of their own")
    func contents() throws {
        var state = fresh
        #expect(state.contents.map(\.number) == ["1.", "2.", "3.", "2"])
        #expect(state.contents[1].windows.map(\.stage) == ["", "幼儿园评估"])
        let row = state.rows[1].key
        let third = try key("3.", in: state)
        #expect(state.apply(set(.belongsTo, .text(""), .text(third), row)) == nil)
        #expect(state.contents.map(\.number) == ["1.", "2.", "3."])
        #expect(state.contents[2].windows.last?.stage == "督学培训班")
    }

    @Test("Reading the same text again with corrections gives the same result, whatever the corrections")
    func same() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            let corrections = randomCorrections(&random)
            let carried = PlanCorrections.carried(corrections, from: version, to: PlanSample.version())
            #expect(carried == corrections)
            let once = PlanCorrections.apply(corrections, to: version.reading, in: version.text, year: 2026)
            let again = PlanCorrections.apply(carried, to: PlanSample.reading(), in: PlanSample.text, year: 2026)
            #expect(once.0.result == again.0.result && once.1 == again.1 && once.1.isEmpty)
        }
    }

    @Test("Corrections keep every scalar of the text in an item or in what is unread")
    func whole() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            let corrections = randomCorrections(&random)
            let (state, _) = PlanCorrections.apply(corrections, to: version.reading, in: version.text, year: 2026)
            let reading = state.result
            let spans = reading.chapters.map(\.span) + reading.items.map(\.span) + reading.schedule.map(\.span)
            let left = (spans + reading.unread).reduce([SourceSpan(0, reading.length)]) { $0.removing($1) }
            #expect(left.isEmpty, "\(corrections.map(\.label))")
        }
    }

    @Test("Another version keeps what it still bears and tells the rest")
    func carried() throws {
        let (second, third) = (try key("2.", in: fresh), try key("3.", in: fresh))
        let corrections = [
            set(.kinds, .words(["督学"]), .words(["专项"]), second),
            set(.windows, .windows(version.reading.items[1].windows), .windows([]), second),
            set(.title, .text("责任督学每月到校督导至少1次"), .text("到校督导"), third),
        ]
        let next = PlanSample.text.replacing("3月至6月底完成实地评估。整改复查另行安排。", with: "3月至6月底完成实地评估。整改复查7月安排。")
            .replacing("3.责任督学每月到校督导至少1次。\n", with: "")
        var reading = PlanSample.reading()
        reading.items.removeLast()
        reading.items[1].text = reading.items[1].text.replacing("另行安排", with: "7月安排")
        reading.items[1].windows.append(
            PlanWindow(start: "2026-07-01", end: "2026-07-31", text: "7月", span: PlanSample.span("7月", in: next)))
        let carried = PlanCorrections.carried(
            corrections, from: version, to: .init(reading, in: next, year: 2026))
        let (state, conflicts) = PlanCorrections.apply(carried, to: reading, in: next, year: 2026)
        #expect(state.entries[1].item.kinds == [.special] && state.entries[1].item.windows.count == 2)
        #expect(conflicts.map(\.index) == [1, 2] && conflicts[1].why == .gone)
        #expect(conflicts[0].why == .changed(now: .windows(reading.items[1].windows)))
    }

    /// Some corrections, each made for what the ones before left.
    private func randomCorrections(_ random: inout SystemRandomNumberGenerator) -> [PlanCorrection] {
        var state = fresh
        var made: [PlanCorrection] = []
        for _ in 0..<Int.random(in: 0...6, using: &random) {
            guard let next = randomCorrection(state, &random), state.apply(next) == nil else { continue }
            made.append(next)
        }
        return made
    }

    private func randomCorrection(
        _ state: PlanCorrecting, _ random: inout SystemRandomNumberGenerator
    ) -> PlanCorrection? {
        guard let index = state.entries.indices.randomElement(using: &random) else { return nil }
        let entry = state.entries[index]
        func correction(_ act: PlanCorrection.Act) -> PlanCorrection {
            PlanCorrection(subject: entry.key, title: entry.item.title, act: act)
        }
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return correction(.drop)
        case 1:
            guard index + 1 < state.entries.count else { return nil }
            return correction(.merge(next: state.entries[index + 1].key, title: ""))
        case 2:
            let from = state.source(entry.base.span)
            guard from.visible.count > 2 else { return nil }
            return correction(
                .split(at: [Int.random(in: 1..<from.visible.unicodeScalars.count, using: &random)], from: from))
        case 3: return PlanCorrection(subject: "", title: "", act: .add(passage: "附注：请各校配合。", occurrence: 0))
        case 4:
            guard let from = state.base(.targets, of: entry.key) else { return nil }
            return correction(.set(.targets, from: from, to: .targets([])))
        default:
            guard let from = state.base(.title, of: entry.key) else { return nil }
            return correction(.set(.title, from: from, to: .text("第\(made(random: &random))次修改")))
        }
    }

    private func made(random: inout SystemRandomNumberGenerator) -> Int { Int.random(in: 0..<100, using: &random) }
}
