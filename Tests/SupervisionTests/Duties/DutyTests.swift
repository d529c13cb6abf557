import Supervision
import Testing

@Suite struct DutyTests {
    private func target(
        _ rule: DutyTarget.Rule, _ target: Int, full: Int = 10, state: DutyTarget.State = .open, actual: Points? = nil,
        by: PersonID? = nil
    ) -> DutyTarget {
        DutyTarget(
            id: "t", sheet: "s", organisation: "o", title: "入园率", unit: "%", rule: rule, target: Points(target),
            fullMark: Points(full), state: state, actual: actual, reportedBy: by)
    }

    @Test(
        "Marks follow the rule, exactly, on both sides of the target",
        arguments: [
            (DutyTarget.Rule.atLeast, 95, "95", "10.0000"), (.atLeast, 95, "96", "10.0000"),
            (.atLeast, 95, "94.9999", "10.0000"), (.atLeast, 3, "1", "3.3333"), (.atLeast, 3, "0", "0.0000"),
            (.atMost, 3, "3", "10.0000"), (.atMost, 3, "0", "10.0000"), (.atMost, 3, "6", "5.0000"),
            (.atMost, 0, "0", "10.0000"), (.atMost, 0, "1", "0.0000"), (.done, 1, "1", "10.0000"),
            (.done, 1, "0", "0.0000"),
        ])
    func score(rule: DutyTarget.Rule, wanted: Int, value: String, marks: String) throws {
        let score = target(rule, wanted).score(of: try #require(Points(value)))
        #expect(score.formatted(digits: 4) == marks)
    }

    @Test("Just short of the target is not full marks, whatever the rounding shows")
    func exact() throws {
        let near = target(.atLeast, 95).score(of: try #require(Points("94.9999")))
        #expect(near < Score(Points(10)))
    }

    @Test("More never earns less where more is wanted, less never where less is, and never beyond full marks")
    func monotone() {
        var random = SplitMix(11)
        for _ in 0..<500 {
            let wanted = Int(random.next() % 100) + 1
            let (low, step) = (Int(random.next() % 200), Int(random.next() % 50))
            let up = target(.atLeast, wanted), down = target(.atMost, wanted)
            #expect(up.score(of: Points(low)) <= up.score(of: Points(low + step)))
            #expect(down.score(of: Points(low)) >= down.score(of: Points(low + step)))
            #expect(up.score(of: Points(low)) <= Score(Points(10)) && down.score(of: Points(low)) >= .zero)
        }
    }

    @Test("The office takes what was reported, or another value with its reason, and not its own report")
    func confirm() throws {
        let reported = try target(.atLeast, 95).reported(Points(96), note: "", by: "unit", on: "2026-12-01")
        #expect(try reported.confirmed(Points(96), note: "", by: "office").score == Score(Points(10)))
        #expect(throws: DutyRefusal.differenceUnexplained) {
            try reported.confirmed(Points(90), note: " ", by: "office")
        }
        #expect(try reported.confirmed(Points(90), note: "年报为90", by: "office").confirmed == Points(90))
        #expect(throws: FourEyesRefusal.self) { try reported.confirmed(Points(96), note: "", by: "unit") }
        #expect(throws: DutyRefusal.differenceUnexplained) {
            try target(.atLeast, 95).confirmed(Points(0), note: "", by: "office")
        }
        let back = try reported.confirmed(Points(96), note: "", by: "office").returned("重核")
        #expect(back.state == .returned && back.score == nil)
    }

    @Test("A sheet is given out with targets and closed once all are confirmed")
    func sheet() throws {
        let draft = DutySheet(id: "s", year: 2026, name: "目标", issuer: "考核办", dueOn: "2026-12-15")
        #expect(throws: DutyRefusal.empty) { try draft.issued(targets: 0) }
        let issued = try draft.issued(targets: 1)
        #expect(throws: DutyRefusal.sheetState("下达", .issued)) { try issued.issued(targets: 1) }
        #expect(throws: DutyRefusal.unconfirmed(1)) { try issued.closed(unconfirmed: 1) }
        #expect(try issued.closed(unconfirmed: 0).reopened().state == .issued)
    }

    private func standing(_ name: String, _ kind: String, _ score: Int, of maximum: Int, confirmed: Int = 2)
        -> DutyStanding
    {
        DutyStanding(
            organisation: Identifier(name), name: name, kind: kind, score: Score(Points(score)),
            maximum: Score(Points(maximum)), confirmed: confirmed, total: 2)
    }

    @Test("Ranks are by kind and by share; equal shares share a rank; who is not confirmed has none")
    func ranking() {
        let ranked = DutyRanking.ranked([
            standing("丙镇", "township", 90, of: 100), standing("甲镇", "township", 45, of: 50),
            standing("乙镇", "township", 95, of: 100), standing("丁镇", "township", 80, of: 100),
            standing("戊镇", "township", 100, of: 100, confirmed: 1), standing("财政局", "department", 70, of: 100),
        ])
        #expect(ranked.map(\.name) == ["财政局", "乙镇", "丙镇", "甲镇", "丁镇", "戊镇"])
        #expect(ranked.map(\.rank) == [1, 1, 2, 2, 4, nil])
    }

    @Test("The order of entry never changes a rank")
    func orderless() {
        var random = SplitMix(5)
        for _ in 0..<100 {
            let rows = (0..<8).map {
                standing("单位\($0)", $0 % 2 == 0 ? "township" : "department", Int(random.next() % 5), of: 5)
            }
            let one = DutyRanking.ranked(rows), other = DutyRanking.ranked(rows.reversed())
            #expect(one == other)
        }
    }

    @Test("Pasted targets are read with their rule; what is wrong is said by its line")
    func lines() {
        let text = """
            清溪镇 | 学前三年毛入园率 | ≥92% | % | 20 | 教育事业统计
            清溪镇\t校园周边事故\t≤0\t起\t10
            财政局 | 生均经费按月拨付 | 完成 | | 30 | 国库支付系统
            财政局 | 没有满分 | 5 | 所
            财政局 | 目标不对 | 约5 | 所 | 10
            财政局 | 不低于零 | 0 | 所 | 10
            """
        let (lines, problems) = DutyLine.parse(text)
        #expect(lines.map(\.rule) == [.atLeast, .atMost, .done])
        #expect(lines[0].target == Points(92) && lines[0].dataSource == "教育事业统计" && lines[1].target == .zero)
        #expect(problems.count == 3 && problems[0].hasPrefix("第4行") && problems[2].hasPrefix("第6行"))
    }
}
