import Supervision
import Testing

@Suite struct PlanComparisonTests {
    private typealias Sample = ChartSample

    private func side(
        _ title: String, _ targets: [PlanTarget] = [], _ windows: [PlanWindow] = [], text: String = "按要求开展。"
    ) -> PlanComparison.Side {
        let item = PlanItem(id: Identifier(title), plan: "plan", title: title, text: text)
        return PlanComparison.Side(item: item, targets: targets, windows: windows)
    }

    private func compared(_ old: [PlanComparison.Side], _ new: [PlanComparison.Side]) -> PlanComparison {
        PlanComparison(from: old, in: 2025, to: new, in: 2026)
    }

    @Test("What is only there now is new, what was only there then is dropped, what is in both goes on")
    func parts() {
        let comparison = compared([side("双减专项督导"), side("民办专项督导")], [side("双减专项督导"), side("质量监测")])
        #expect(comparison.added.map(\.item.title) == ["质量监测"])
        #expect(comparison.dropped.map(\.item.title) == ["民办专项督导"])
        #expect(comparison.same.map(\.new.item.title) == ["双减专项督导"] && comparison.changed.isEmpty)
    }

    @Test(
        "An item is the same with another year, other figures, spaces or punctuation, or with words that are most alike",
        arguments: [
            ("2025年幼儿园办园行为督导评估", "2026年幼儿园办园行为督导评估", true), ("“双减”专项督导", "双减 专项督导。", true),
            ("质量监测", "质量监测试点", true), ("学校食堂食品安全专项督导", "责任督学聘任", false), ("35所幼儿园评估", "40所幼儿园评估", true),
            ("2024—2025学年度考核", "2025—2026学年度考核", true), ("2025年度总结", "2026年度总结", true),
        ])
    func titles(old: String, new: String, isSame: Bool) {
        #expect(compared([side(old)], [side(new)]).kept.count == (isSame ? 1 : 0))
    }

    @Test(
        "A figure that is other than last year stands beside the old one",
        arguments: [
            ([Sample.target(35)], [Sample.target(40)], 1), ([Sample.target(40)], [Sample.target(40)], 0),
            ([Sample.target(40)], [], 1), ([], [Sample.target(40)], 1), ([Sample.target(nil)], [Sample.target(nil)], 0),
            ([Sample.target(40)], [Sample.target(40, of: "幼儿园", .aim)], 1),
            ([Sample.target(30, "%", of: "抽查比例", .must, .atLeast)], [Sample.target(30, "%", of: "抽查比例")], 1),
            (
                [Sample.target(75, of: "幼儿园", .baseline), Sample.target(35)],
                [Sample.target(40), Sample.target(75, of: "幼儿园", .baseline)], 1
            ),
            ([Sample.target(35)], [Sample.target(35, "人")], 2),
        ])
    func targets(old: [PlanTarget], new: [PlanTarget], changes: Int) {
        let comparison = compared([side("评估", old)], [side("评估", new)])
        #expect(comparison.changedTargets == changes)
        #expect(comparison.changed.count == (changes > 0 ? 1 : 0))
    }

    @Test("The changed figure says both sides in words")
    func words() throws {
        let change = try #require(
            compared([side("评估", [Sample.target(35)])], [side("评估", [Sample.target(40)])]).kept.first?.targets.first)
        #expect(change.old?.chinese == "35所" && change.new?.chinese == "40所")
        #expect(Sample.target(30, "%", of: "抽查比例", .must, .atLeast).chinese == "不少于30%")
        #expect(Sample.target(5, "个", of: "区", .aim).chinese == "力争5个")
        #expect(Sample.target(nil, "个", of: "区").chinese == "若干个")
    }

    @Test("The same months of another year are no change; other months, another stage or none are")
    func times() {
        let spring = [Sample.window("2025-03-01", "2025-06-30")]
        #expect(
            compared([side("评估", [], spring)], [side("评估", [], [Sample.window("2026-03-01", "2026-06-30")])]).changed
                .isEmpty)
        for other in [
            [Sample.window("2026-04-01", "2026-06-30")], [Sample.window("2026-03-01", "2026-06-30", "自评")], [],
            [Sample.window("2026-03-01", "2026-06-30", every: PlanTarget.Period(1, .month))],
        ] {
            let pair = compared([side("评估", [], spring)], [side("评估", [], other)]).kept[0]
            #expect(pair.windows?.old == ["3月—6月底"] && pair.isChanged)
        }
    }

    @Test("What is called exactly the same goes before what is called so but for its figures")
    func nearest() {
        let comparison = compared([side("3所学校创建"), side("5所学校创建")], [side("5所学校创建"), side("8所学校创建")])
        #expect(
            comparison.kept.map { [$0.old.item.title, $0.new.item.title] } == [
                ["5所学校创建", "5所学校创建"], ["3所学校创建", "8所学校创建"],
            ])
    }

    @Test(
        "A winter of the year before, and the end of February in a leap year, move along with the year",
        arguments: [
            (2025, "2024-11-01", "2025-03-20", 2026, "2025-11-01", "2026-03-20"),
            (2023, "2023-02-21", "2023-02-28", 2024, "2024-02-21", "2024-02-29"),
            (2024, "2024-02-01", "2024-02-29", 2025, "2025-02-01", "2025-02-28"),
        ] as [(Int, Day, Day, Int, Day, Day)])
    func shifted(oldYear: Int, oldStart: Day, oldEnd: Day, newYear: Int, start: Day, end: Day) {
        let comparison = PlanComparison(
            from: [side("评估", [], [Sample.window(oldStart, oldEnd)])], in: oldYear,
            to: [side("评估", [], [Sample.window(start, end)])], in: newYear)
        #expect(comparison.changed.isEmpty)
    }

    @Test("Other words are shown sentence by sentence; only another year is none")
    func wording() {
        let pair = compared(
            [side("评估", text: "完成2025年度评估。抓好整改。")], [side("评估", text: "完成2026年度评估。狠抓整改。")]
        ).kept[0]
        #expect(pair.wording?.contains(.removed("抓好整改。")) == true && pair.wording?.contains(.added("狠抓整改。")) == true)
        #expect(compared([side("评估", text: "完成2025年评估。")], [side("评估", text: "完成2026年评估。")]).changed.isEmpty)
    }

    @Test("Beside itself nothing is changed; with the sides swapped new and dropped swap, and every change turns round")
    func property() {
        var random = SplitMix(21)
        func plan(_ year: Int) -> [PlanComparison.Side] {
            (0..<Int.random(in: 0...8, using: &random)).map { _ in
                let number = Int.random(in: 0...5, using: &random)
                let targets = (0..<Int.random(in: 0...3, using: &random)).map { _ in
                    Sample.target(
                        Int.random(in: 1...3, using: &random), Bool.random(using: &random) ? "所" : "人", of: "单位",
                        Bool.random(using: &random) ? .must : .aim)
                }
                let month = Int.random(in: 1...3, using: &random)
                let start = Day(year: year, month: month, day: 1)
                let windows = [Sample.window(start, start?.adding(days: 20))]
                return side(
                    "\(year)年事项\(number)号", targets, windows, text: "甲\(Int.random(in: 0...2, using: &random))。")
            }
        }
        for _ in 0..<300 {
            let (old, new) = (plan(2025), plan(2026))
            let itself = PlanComparison(from: old, in: 2025, to: old, in: 2025)
            #expect(itself.changed.isEmpty && itself.added.isEmpty && itself.dropped.isEmpty)
            #expect(itself.kept.count == old.count)
            let (there, back) = (compared(old, new), PlanComparison(from: new, in: 2026, to: old, in: 2025))
            #expect(there.added == back.dropped && there.dropped == back.added)
            #expect(there.kept.count + there.added.count == new.count)
            #expect(there.changedTargets == back.changedTargets && there.changedTimes == back.changedTimes)
            #expect(there.changedTexts == back.changedTexts)
            let forward = there.kept.flatMap(\.targets).map { [$0.old, $0.new] }
            let turned = back.kept.flatMap(\.targets).map { [$0.new, $0.old] }
            #expect(Set(forward) == Set(turned))
        }
    }
}
