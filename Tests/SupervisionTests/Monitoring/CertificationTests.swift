import Supervision
import TestKit
import Testing

@Suite struct CertificationTests {
    private static let today: Day = "2026-12-31"

    private static func steps(_ lines: [String]) throws -> [CertificationStep] {
        let head = ["标准\t测试", "代码\ttest", "依据\t办法", "环节", "编号\t名称\t办理\t等次\t时限\t性质\t依据\t待核"]
        return try CertificationProcedureFile.parse(SheetText.rows((head + lines).joined(separator: "\n"))).steps
    }

    private static func four() throws -> [CertificationStep] {
        try steps([
            "self\t自评\t区县\t\t4月30日\t截止\t依据\t", "check\t复核\t市\t\t10日\t截止\t依据\t",
            "publicity\t公示\t市\t\t5个工作日\t期满\t依据\t", "certified\t公布\t国家\t\t\t\t依据\t",
        ])
    }

    private func refusal(_ body: () throws -> CertificationCase) -> CertificationRefusal? {
        do {
            _ = try body()
            return nil
        } catch {
            return error as? CertificationRefusal
        }
    }

    @Test("Steps follow each other; a day before the step began or after today is refused, and so is anything after")
    func through() throws {
        var found = CertificationCase(try Self.four(), year: 2026, openedOn: "2026-03-02")
        #expect(found.end(in: .stateCouncil) == .day("2026-04-30"))
        #expect(
            refusal { try found.completed(on: "2026-03-01", today: Self.today, in: .stateCouncil) }
                == .beforeStep("自评", "2026-03-02"))
        #expect(
            refusal { try found.completed(on: "2026-03-03", today: "2026-03-02", in: .stateCouncil) } == .future)
        found = try found.completed(on: "2026-03-02", today: Self.today, in: .stateCouncil)
        #expect(found.current?.code == "check" && found.end(in: .stateCouncil) == .day("2026-03-12"))
        found = try found.completed(on: "2026-03-09", today: Self.today, in: .stateCouncil)
        // Monday 9 March: five working days end on Monday 16.
        #expect(found.end(in: .stateCouncil) == .day("2026-03-16"))
        #expect(
            refusal { try found.completed(on: "2026-03-16", today: Self.today, in: .stateCouncil) }
                == .waitNotOver("公示", "2026-03-16"))
        found = try found.completed(on: "2026-03-17", today: Self.today, in: .stateCouncil)
        found = try found.completed(on: "2026-04-01", today: Self.today, in: .stateCouncil)
        #expect(found.state == .certified && found.current == nil)
        #expect(
            refusal { try found.completed(on: "2026-04-02", today: Self.today, in: .stateCouncil) }
                == .over(.certified))
    }

    @Test("A waiting time that reaches a year whose calendar is unknown cannot be told over")
    func unknownCalendar() throws {
        let found = CertificationCase(
            try Self.steps(["publicity\t公示\t市\t\t5个工作日\t期满\t依据\t"]), year: 2027, openedOn: "2026-12-30")
        #expect(
            refusal { try found.completed(on: "2027-01-20", today: "2027-01-20", in: .stateCouncil) }
                == .waitUnknown("公示"))
    }

    @Test("A step goes back to an earlier one only, from where all is done again; a terminated case stays so")
    func back() throws {
        var found = CertificationCase(try Self.four(), year: 2026, openedOn: "2026-03-02")
        #expect(
            refusal { try found.returned(to: "self", on: "2026-03-03", today: Self.today) } == .notEarlier("自评"))
        found = try found.completed(on: "2026-03-03", today: Self.today, in: .stateCouncil)
        #expect(
            refusal { try found.returned(to: "publicity", on: "2026-03-04", today: Self.today) } == .notEarlier("复核"))
        found = try found.returned(to: "self", on: "2026-03-04", today: Self.today)
        #expect(found.current?.code == "self" && found.standing(of: found.steps[1]) == nil)
        found = try found.terminated(on: "2026-03-05", today: Self.today)
        #expect(found.state == .terminated)
        #expect(refusal { try found.terminated(on: "2026-03-06", today: Self.today) } == .over(.terminated))
    }

    @Test("No path through the steps skips one", arguments: 0..<30)
    func noPathSkips(seed: Int) throws {
        var dice = Dice(UInt64(seed + 7))
        let steps = try Self.four()
        var found = CertificationCase(steps, year: 2026, openedOn: "2026-01-05")
        var day: Day = "2026-01-05"
        for _ in 0..<60 where found.state == .open {
            day = day.adding(days: Int.random(in: 0...4, using: &dice))
            let target = steps.randomElement(using: &dice)?.code ?? ""
            switch Int.random(in: 0..<12, using: &dice) {
            case 0: found = (try? found.returned(to: target, on: day, today: Self.today)) ?? found
            case 1 where seed % 5 == 0:
                found = (try? found.terminated(on: day, today: Self.today)) ?? found
            default: found = (try? found.completed(on: day, today: Self.today, in: .stateCouncil)) ?? found
            }
        }
        // Every step that was begun came right after the one before it was done, or by a return.
        for (before, after) in zip(found.passes, found.passes.dropFirst()) {
            let from = try #require(steps.firstIndex { $0.code == before.step })
            let to = try #require(steps.firstIndex { $0.code == after.step })
            #expect(before.outcome == .done ? to == from + 1 : before.outcome == .returned && to < from)
            #expect(after.beganOn >= before.beganOn && before.endedOn == after.beganOn)
        }
        guard found.state == .certified else { return }
        let last = steps.map { step in found.passes.lastIndex { $0.step == step.code && $0.outcome == .done } }
        #expect(!last.contains(nil) && last.compactMap { $0 } == last.compactMap { $0 }.sorted())
    }

    @Test("A county does its own steps, a city its own; the nation's are the province's, or the city's without one")
    func actors() {
        var place = ScopeColumns()
        place[.province] = "500000"
        place[.city] = "500100"
        place[.county] = "500101"
        let scopes: [Scope] = [
            .region(.county, code: "500101"), .region(.city, code: "500100"), .region(.province, code: "500000"),
            .region(.county, code: "500102"), .nation,
        ]
        func admitted(_ actor: CertificationActor, isProvinceThere: Bool = true) -> [Int] {
            scopes.indices.filter {
                actor.admits(scopes[$0], district: "500101", in: place, isProvinceThere: isProvinceThere)
            }
        }
        #expect(admitted(.county) == [0] && admitted(.city) == [1])
        #expect(admitted(.province) == [2] && admitted(.nation) == [2])
        for actor in [CertificationActor.province, .nation] {
            #expect(admitted(actor, isProvinceThere: false) == [1])
        }
        #expect(admitted(.county, isProvinceThere: false) == [0] && admitted(.city, isProvinceThere: false) == [1])
        place[.city] = ""
        #expect(admitted(.city) == [2], "no city lies between")
        #expect(admitted(.nation, isProvinceThere: false) == [2], "there is nobody else")
    }

    @Test("A title is withdrawn after as many failed reviews running as the procedure asks")
    func title() throws {
        let file = ["标准\t测试", "代码\ttest", "依据\t办法", "连续不达标取消\t2", "环节", "编号\t名称\t办理", "self\t自评\t区县"]
        let procedure = try CertificationProcedureFile.parse(SheetText.rows(file.joined(separator: "\n")))
        var title = CertifiedTitle(standard: "test", tier: "", certifiedOn: "2022-12-01")
        title = try title.reviewed(2023, reached: false, today: Self.today)
        #expect(throws: CertificationRefusal.notFailedRunning(2)) {
            try title.withdrawn(on: "2024-01-01", today: Self.today, under: procedure)
        }
        title = try title.reviewed(2025, reached: false, today: Self.today)
        #expect(title.failuresRunning == 1, "a year without a review interrupts")
        title = try title.reviewed(2024, reached: false, today: Self.today)
        #expect(title.failuresRunning == 3)
        #expect(throws: CertificationRefusal.reviewTwice(2024)) {
            try title.reviewed(2024, reached: true, today: Self.today)
        }
        title = try title.withdrawn(on: "2026-01-01", today: Self.today, under: procedure)
        #expect(!title.isHeld && HeldTitles([title]).days.isEmpty)
    }

    @Test("What a file says of its tiers and of the whole is kept, also what is unverified")
    func words() throws {
        let file = [
            "标准\t测试", "代码\ttest", "依据\t办法", "说明\t逐级达标", "等次", "名称\t间隔\t依据\t待核", "巩固\t0\t29项合格\t",
            "提高\t1\t31项合格\t间隔以本省为准", "环节", "编号\t名称\t办理", "self\t自评\t区县",
        ]
        let procedure = try CertificationProcedureFile.parse(SheetText.rows(file.joined(separator: "\n")))
        #expect(procedure.note == "逐级达标" && procedure.tiers.map(\.clause) == ["29项合格", "31项合格"])
        #expect(procedure.tiers.map(\.unverified) == ["", "间隔以本省为准"])
    }

    @Test("Every bad cell of a procedure's file is named")
    func file() {
        let lines = [
            "标准\t测试", "代码\ttest", "依据\t办法", "环节", "编号\t名称\t办理\t等次\t时限\t性质\t依据\t待核", "a\t甲\t乡镇\t\t\t\t\t",
            "a\t乙\t市\t优秀\t不久\t\t\t",
        ]
        do {
            _ = try CertificationProcedureFile.parse(SheetText.rows(lines.joined(separator: "\n")))
            Issue.record("the file was taken")
        } catch {
            #expect(error.problems.map(\.column) == ["办理", "编号", "等次", "时限"])
        }
    }
}
