import Supervision
import TestKit
import Testing

@Suite struct DrawTests {
    private func frame(_ ids: [String], stratum: String = "全部") throws -> DrawFrame {
        try DrawFrame(ids.map { DrawFrame.Unit(id: $0, stratum: stratum) })
    }

    private func record(_ ids: [String], _ rule: DrawRule, seed: String = "20210308") throws -> DrawRecord {
        try Draw(frame: frame(ids), strata: [DrawStratum(name: "全部", rule: rule)], seed: seed).record()
    }

    private func codes(_ count: Int, prefix: String = "21") -> [String] {
        (0..<count).map { "\(prefix)12\(100_000 + $0)" }
    }

    @Test("A ticket is the SHA-256 of seed, comma and id, as sha256sum gives it")
    func ticket() {
        #expect(
            DrawTicket.of("1150000001", seed: "2021-03-08")
                == "5cb0db4033b72e89f14d63becd17b2849874d095f0c92b0aa42bec94fa8a7981")
        #expect(
            DrawTicket.of("城口一小", seed: "春季")
                == "1bb1e1167ee3b6b72507e16a8a6bc8459160662059dc44aa070393ffc5092c1d")
    }

    @Test("The frame's hash is that of the ids in the order of their bytes, each with a line feed")
    func hash() throws {
        #expect(
            try frame(["b", "a", "Z"]).hash == "056ca2d5c976245e6600bb7b71a5988f2ab67969b7ac64b05ccac3cbab5f09ef")
        #expect(try frame(["Z", "b", "a"]).hash == frame(["a", "b", "Z"]).hash)
    }

    @Test("Every 市属 school and thirty percent of the 区属 ones: 41 give 13")
    func reopening() throws {
        let units =
            codes(9, prefix: "34").map { DrawFrame.Unit(id: $0, stratum: "市属") }
            + codes(41).map { DrawFrame.Unit(id: $0, stratum: "区属") }
        let percent = try #require(Percent("30"))
        let strata = [DrawStratum(name: "市属", rule: .all), DrawStratum(name: "区属", rule: .percent(percent))]
        let record = try Draw(frame: DrawFrame(units), strata: strata, seed: "开学第一批").record()
        #expect(record.strata.map(\.count) == [9, 13])
        #expect(record.selected.count == 22 && record.size == 50)
        #expect(Set(record.selected.prefix(9)) == Set(codes(9, prefix: "34")))
        #expect(record.rule == "strata" && record.rules == ["市属": "all", "区属": "percent 30"])
        #expect(record.problems().isEmpty)
    }

    @Test("A campaign's rules are the draw's rules")
    func scopeRules() throws {
        let percent = try #require(Percent("33.3"))
        #expect(DrawRule(ScopeStratum.Rule.percent("33.3")) == .percent(percent))
        #expect(DrawRule(ScopeStratum.Rule.count(3)) == .count(3) && DrawRule(ScopeStratum.Rule.all) == .all)
        #expect(DrawRule(ScopeStratum.Rule.percent("三成")) == nil)
    }

    @Test("Byte order marks and outer blanks are stripped; the seed is taken verbatim")
    func stripping() throws {
        #expect(try frame(["\u{FEFF}A1 ", "　A2\t"]).ids == ["A1", "A2"])
        #expect(
            try record(["A1", "A2"], .count(1), seed: " s").tickets
                != record(["A1", "A2"], .count(1), seed: "s").tickets)
    }

    @Test("Duplicate and empty ids, an empty frame and an empty seed are refused")
    func refusals() {
        #expect(throws: DrawRefusal.duplicateID("A")) { try frame(["A", "B", " A"]) }
        #expect(throws: DrawRefusal.emptyID(position: 2)) { try frame(["A", " "]) }
        #expect(throws: DrawRefusal.emptyFrame) { try frame([]) }
        #expect(throws: DrawRefusal.emptySeed) { try record(["A"], .all, seed: "") }
    }

    @Test("As many as there are can be asked for, one more is refused")
    func tooMany() throws {
        #expect(try record(["A", "B", "C"], .count(3)).selected.count == 3)
        #expect(throws: DrawRefusal.tooFew(stratum: DrawStratum(name: "全部", rule: .count(4)), size: 3)) {
            try record(["A", "B", "C"], .count(4))
        }
    }

    @Test("What is left out or chosen by hand has a reason and moves nobody's ticket")
    func marked() throws {
        let units = codes(10).map { DrawFrame.Unit(id: $0, stratum: "全部") }
        let strata = [DrawStratum(name: "全部", rule: .count(3))]
        let plain = try Draw(frame: DrawFrame(units), strata: strata, seed: "s").record()
        let other = try #require(plain.frame.first { !plain.selected.contains($0) })
        let marked = try DrawFrame(
            units, excluded: [.init(id: "9", reason: "本轮已督导")], chosen: [.init(id: other, reason: "群众反映集中")])
        let record = try Draw(frame: marked, strata: strata, seed: "s").record()
        #expect(record.selected == plain.selected && record.frameHash == plain.frameHash)
        #expect(record.everySelected == plain.selected + [other])
        #expect(record.excluded?.first?.reason == "本轮已督导" && record.problems().isEmpty)
        #expect(throws: DrawRefusal.reasonMissing("9")) {
            try DrawFrame(units, excluded: [.init(id: "9", reason: " ")])
        }
        #expect(throws: DrawRefusal.chosenOutside("x")) { try DrawFrame(units, chosen: [.init(id: "x", reason: "y")]) }
        #expect(throws: DrawRefusal.duplicateID(units[0].id)) {
            try DrawFrame(units, excluded: [.init(id: units[0].id, reason: "y")])
        }
    }

    @Test("A unit that joins moves nobody else's ticket, and the order of the list decides nothing")
    func joining() throws {
        var dice = Dice(11)
        for _ in 0..<50 {
            let ids = codes(Int.random(in: 2...60, using: &dice)).shuffled(using: &dice)
            let count = Int.random(in: 1..<ids.count, using: &dice)
            let before = try record(ids, .count(count))
            let after = try record(ids.shuffled(using: &dice) + ["5112999999"], .count(count))
            #expect(before.tickets.allSatisfy { after.tickets[$0] == $1 })
            #expect(try record(ids.shuffled(using: &dice), .count(count)).selected == before.selected)
            #expect(
                after.selected.filter { $0 != "5112999999" }
                    == Array(before.selected.prefix(after.selected.contains("5112999999") ? count - 1 : count)))
        }
    }
}
