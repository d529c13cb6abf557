import Supervision
import TestKit
import Testing

@Suite struct LampRuleTests {
    private let rule = LampRule.shipped

    @Test(
        "Each criterion lights its lamp at its number and not below",
        arguments: [
            // open, late, soon, colour
            (0, 0, 0, Lamp.Colour.none), (10, 0, 0, .green), (10, 1, 0, .yellow), (10, 2, 0, .red), (11, 2, 0, .yellow),
            (100, 9, 0, .yellow), (100, 10, 0, .red), (10, 0, 2, .green), (10, 0, 3, .yellow), (11, 0, 3, .green),
            (1, 1, 0, .red), (5, 0, 5, .yellow),
        ])
    func findings(open: Int, late: Int, soon: Int, colour: Lamp.Colour) {
        let lamp = rule.lamp(for: LampFigures(open: open, late: late, soon: soon), on: "2026-03-10")
        #expect(lamp.colour == colour)
        #expect(lamp.reasons.isEmpty == (colour < .yellow))
    }

    @Test(
        "A campaign lights red only after its last day and yellow when it is as far behind as the rule says",
        arguments: [
            // units, finished, day, colour: ten days from 1 to 10 March
            (10, 0, "2026-02-28", Lamp.Colour.green), (10, 0, "2026-03-01", .green), (10, 0, "2026-03-02", .yellow),
            (10, 1, "2026-03-02", .green), (10, 3, "2026-03-05", .yellow), (10, 4, "2026-03-05", .green),
            (10, 9, "2026-03-10", .green), (10, 8, "2026-03-10", .yellow), (10, 9, "2026-03-11", .red),
            (10, 10, "2026-03-11", .green), (1_000, 801, "2026-03-10", .green), (1_000, 800, "2026-03-10", .yellow),
        ] as [(Int, Int, Day, Lamp.Colour)])
    func campaigns(units: Int, finished: Int, day: Day, colour: Lamp.Colour) {
        let progress = LampFigures.Progress(
            units: units, finished: finished, startsOn: "2026-03-01", endsOn: "2026-03-10")
        #expect(rule.lamp(for: LampFigures(campaigns: [progress]), on: day).colour == colour)
    }

    @Test("A criterion that is left out lights nothing")
    func leftOut() {
        let silent = LampRule(
            redLateCount: nil, redLatePercent: 100, redUnfinished: false, yellowLateCount: nil, yellowSoonPercent: nil,
            yellowBehindPoints: nil)
        let over = LampFigures.Progress(units: 5, finished: 0, startsOn: "2026-01-01", endsOn: "2026-01-31")
        let figures = LampFigures(open: 10, late: 9, soon: 1, campaigns: [over])
        #expect(silent.lamp(for: figures, on: "2026-03-10").colour == .green)
        #expect(silent.words[1] == "黄灯：未设条件。")
    }

    @Test("More late findings, more open campaigns past their end and a later day never make a lamp milder")
    func monotone() {
        var dice = Dice(17)
        for _ in 0..<2_000 {
            let open = Int.random(in: 1...60, using: &dice)
            let late = Int.random(in: 0..<open, using: &dice)
            let units = Int.random(in: 1...20, using: &dice)
            let finished = Int.random(in: 0...units, using: &dice)
            let start: Day = "2026-03-01"
            let day = start.adding(days: Int.random(in: -3...15, using: &dice))
            func figures(_ late: Int, _ finished: Int) -> LampFigures {
                LampFigures(
                    open: open, late: late,
                    campaigns: [.init(units: units, finished: finished, startsOn: "2026-03-01", endsOn: "2026-03-10")])
            }
            let lamp = rule.lamp(for: figures(late, finished), on: day)
            #expect(rule.lamp(for: figures(late + 1, finished), on: day).colour >= lamp.colour)
            if finished > 0 {
                #expect(rule.lamp(for: figures(late, finished - 1), on: day).colour >= lamp.colour)
            }
            #expect(rule.lamp(for: figures(late, finished), on: day.adding(days: 1)).colour >= lamp.colour)
        }
    }

    @Test("The rule says itself in words, with its own numbers")
    func words() {
        #expect(
            rule.words[0] == "红灯：逾期未改的问题有10个以上；或者逾期未改的问题占未销号问题的20%以上；或者项目已过结束日期，仍有单位未完成。")
        #expect(rule.words[1].contains("落后于时间进度20个百分点以上"))
    }

    @Test("What cannot light or means nothing is refused at its field")
    func problems() {
        #expect(rule.problems.isEmpty)
        var wrong = rule
        wrong.yellowLateCount = 10
        wrong.redLatePercent = 101
        wrong.yellowBehindPoints = 0
        #expect(Set(wrong.problems.keys) == ["yellowLateCount", "redLatePercent", "yellowBehindPoints"])
        var dark = rule
        (dark.redLateCount, dark.redLatePercent, dark.redUnfinished) = (nil, nil, false)
        #expect(dark.problems.keys.contains("redLateCount"))
    }

    @Test("A share is rounded half up only when it is shown")
    func share() {
        #expect(Share(1, of: 3).text == "33.3%")
        #expect(Share(1, of: 800).text == "0.1%")
        #expect(Share(1, of: 16).text == "6.3%")
        #expect(Share(0, of: 0).text == "—")
        #expect(Share(199, of: 1_000).reaches(20) == false)
        #expect(Share(200, of: 1_000).reaches(20))
    }

    @Test("A district is the same after its address")
    func district() {
        for district in [District(.county, "320102"), District(.city, "320100", isOwn: true)] {
            #expect(District(text: district.text) == district)
        }
        #expect(["", "county-", "county", "town-320102", "city-320100-x"].allSatisfy { District(text: $0) == nil })
        #expect(District(.city, "320100").below == [.county, .zone])
    }
}
