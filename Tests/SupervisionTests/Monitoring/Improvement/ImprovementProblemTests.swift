import Testing

@testable import Supervision

/// What a county's figures and prices become before anybody searches.
struct ImprovementProblemTests {
    private static func measure(_ problem: ImprovementProblem, _ code: String) throws -> ImprovementProblem.Measure {
        let place = try #require(problem.standard.indicators.firstIndex { $0.code == code })
        return try #require(problem.measures.first { $0.indicator == place })
    }

    /// 23 rooms for 1,000 pupils are the standard, 19.55 the floor.
    @Test(arguments: [(23, 0, 0), (22, 1, 0), (20, 3, 0), (19, 4, 1), (0, 23, 20)])
    func stepsToStandardAndFloor(rooms: Int, full: Int, floor: Int) throws {
        let problem = try CountySample.problem(
            [CountySample.school("1", shared: [.mediaRooms: rooms])], [ResourcePrice(.mediaRooms, price: Points(1))])
        let measure = try Self.measure(problem, "rooms.media")
        #expect(measure.fullSteps == full)
        #expect(measure.floorSteps == floor)
    }

    /// Buying exactly so many steps reaches it, one fewer does not: asked of the evaluation, over many figures.
    @Test func stepsAreTheFewestThatReach() throws {
        var dice = SplitMix(11)
        for _ in 0..<200 {
            let price = ResourcePrice(
                .teachingArea, price: Points(1), unit: Points(scaled: 1 + dice.below(40) * 1300),
                isWhole: Bool.random(using: &dice))
            let school = BalanceSchool(
                code: "1", name: "", pupils: [.primary: 1 + dice.below(900), .junior: 1 + dice.below(900)],
                shared: CountySample.school("1").shared.merging([
                    .teachingArea: Points(scaled: dice.below(40_000_000)), .indoorSportsArea: .zero,
                ]) { $1 },
                own: [
                    .primary: CountySample.school("1").own[.primary] ?? [:],
                    .junior: CountySample.school("1", .junior).own[.junior] ?? [:],
                ])
            let problem = try CountySample.problem([school], [price], stage: .junior)
            let measure = try Self.measure(problem, "area.teaching")
            func isReached(_ count: Int) -> Bool {
                var steps = [Int](repeating: 0, count: problem.purchases.count)
                steps[measure.purchase] = count
                let plan = ImprovementPlan(problem, steps: steps)
                return plan.evaluation.stages[0].schools[0].reached.contains("area.teaching")
            }
            #expect(isReached(measure.fullSteps))
            #expect(measure.fullSteps == 0 || !isReached(measure.fullSteps - 1))
            #expect(measure.floorSteps <= measure.fullSteps)
        }
    }

    @Test func aThingBoughtForANineYearSchoolServesBothStagesAndATeacherOne() throws {
        let school = BalanceSchool(
            code: "9", name: "", pupils: [.primary: 600, .junior: 400],
            shared: CountySample.school("1").shared,
            own: [
                .primary: CountySample.school("1").own[.primary] ?? [:],
                .junior: CountySample.school("1", .junior).own[.junior] ?? [:],
            ])
        let problem = try CountySample.problem([school], [])
        #expect(problem.measures.count == 14)
        #expect(problem.purchases.count == 6 + 4)
        // A pupil of the junior stage has 1.1 times what one of the primary stage has.
        let areas = problem.measures.filter { problem.standard.indicators[$0.indicator].code == "area.sports" }
        #expect(areas.count == 2 && areas[0].purchase == areas[1].purchase)
        #expect(abs(areas[1].base - 1.1 * areas[0].base) < 1e-12)
    }

    @Test func missingFiguresAreRefused() {
        let school = CountySample.school("1")
        let bare = BalanceSchool(
            code: "2", name: "", pupils: [.primary: 10], shared: [:], own: school.own)
        #expect(throws: ImprovementRefusal.self) { try CountySample.problem([school, bare], []) }
        #expect(throws: ImprovementRefusal.noSchools) { try CountySample.problem([school], [], stage: .junior) }
    }

    @Test func theCompositeRuleHasNoSuchAnswer() {
        #expect(throws: ImprovementRefusal.self) {
            try ImprovementProblem(.basicBalance, schools: [CountySample.school("1")], prices: PriceList())
        }
    }

    /// Four rooms short of the floor, three may be bought; two rooms and a teacher short, nothing may be bought.
    @Test func obstaclesName() throws {
        let price = ResourcePrice(.mediaRooms, price: Points(1), most: Points(3))
        let floor = try CountySample.problem([CountySample.school("1", shared: [.mediaRooms: 16])], [price])
        #expect(floor.obstacles.count == 1)
        #expect(floor.obstacles.first?.message.contains("网络多媒体教室数") == true)
        let enough = try CountySample.problem([CountySample.school("1", shared: [.mediaRooms: 17])], [price])
        #expect(enough.obstacles.isEmpty)
        let many = try CountySample.problem(
            [CountySample.school("1", own: [.qualifiedTeachers: 41], shared: [.mediaRooms: 22])], [])
        #expect(many.obstacles.first?.message.contains("2项") == true)
    }

    @Test func aSchoolsOwnPriceGoesBeforeTheCommonOne() throws {
        let list = PriceList(
            [ResourcePrice(.mediaRooms, price: Points(5))],
            special: ["2": [ResourcePrice(.mediaRooms, price: Points(7))]])
        #expect(list.price(of: .mediaRooms, at: "1")?.price == Points(5))
        #expect(list.price(of: .mediaRooms, at: "2")?.price == Points(7))
        #expect(list.price(of: .sportsArea, at: "2") == nil)
    }
}
