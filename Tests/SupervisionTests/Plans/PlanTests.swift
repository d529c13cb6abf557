import Supervision
import Testing

@Suite struct PlanTests {
    private func plan(_ state: Plan.State = .draft) -> Plan {
        Plan(id: "p", title: "工作要点", year: 2026, state: state, acceptedOn: state == .draft ? nil : "2026-03-01")
    }

    @Test(
        "A plan over several years runs in each of them and in no other",
        arguments: [
            (2023, false), (2024, true), (2025, true), (2026, true), (2027, false),
        ])
    func years(year: Int, runs: Bool) {
        let plan = Plan(id: "p", title: "三年行动方案", year: 2024, lastYear: 2026)
        #expect(plan.covers(year) == runs)
        #expect(plan.yearsText == "2024—2026年")
        #expect(Plan(id: "p", title: "要点", year: 2026, lastYear: 2025).yearsText == "2026年")
    }

    @Test(
        "It is accepted with at least one item and at most so many as a plan may have",
        arguments: [
            (0, false), (1, true), (500, true), (501, false),
        ])
    func accepted(items: Int, isTaken: Bool) {
        let next = try? plan().accepted(items: items, on: "2026-03-08")
        #expect((next?.state == .accepted) == isTaken)
    }

    @Test("Accepting again keeps the first day; a closed plan is opened again first")
    func again() throws {
        let first = try plan().accepted(items: 3, on: "2026-03-08")
        #expect(try first.accepted(items: 4, on: "2026-05-01").acceptedOn == "2026-03-08")
        #expect(throws: PlanRefusal.wrongState("接受", .closed)) {
            try plan(.closed).accepted(items: 1, on: "2026-05-01")
        }
        #expect(try plan(.closed).reopened().state == .accepted)
        #expect(throws: PlanRefusal.wrongState("重新打开", .accepted)) { try plan(.accepted).reopened() }
    }

    @Test("It is closed once nothing of it is open")
    func closed() throws {
        #expect(try plan(.accepted).closed(open: 0).state == .closed)
        #expect(throws: PlanRefusal.itemsOpen(1)) { try plan(.accepted).closed(open: 1) }
        #expect(throws: PlanRefusal.wrongState("结束", .draft)) { try plan().closed(open: 0) }
    }

    @Test("An item is dropped with a reason only, and what is done has its day")
    func status() throws {
        let item = PlanItem(id: "i", plan: "p", title: "培训")
        #expect(throws: PlanRefusal.reasonEmpty) { try item.moved(to: .dropped, reason: " ", on: "2026-03-08") }
        #expect(throws: PlanRefusal.sameStatus(.open)) { try item.moved(to: .open, reason: "", on: "2026-03-08") }
        let dropped = try item.moved(to: .dropped, reason: "上级取消", on: "2026-03-08")
        #expect(dropped.reason == "上级取消" && dropped.doneOn == nil)
        let done = try dropped.moved(to: .done, reason: "", on: "2026-03-09")
        #expect(done.doneOn == "2026-03-09" && done.reason.isEmpty && done.version == 3)
        #expect(try done.moved(to: .running, reason: "", on: "2026-03-10").doneOn == nil)
    }

    @Test("Only a figure that must be reached can be missed", arguments: PlanTarget.Force.allCases)
    func force(force: PlanTarget.Force) {
        func target(_ quantity: Points?) -> PlanItemTarget {
            let target = PlanTarget(
                quantity: quantity, force: force, unit: "所", of: "", text: "", span: SourceSpan(0, 0))
            return PlanItemTarget(id: "t", target: target)
        }
        #expect(target(Points(40)).canBeMissed == (force == .must))
        #expect(!target(nil).canBeMissed)
    }

    @Test("Every refusal has a code of its own and a sentence")
    func refusals() {
        let all: [PlanRefusal] = [
            .notFound, .stale, .notYours, .wrongState("改", .draft), .noItems, .tooManyItems(501), .itemsOpen(1),
            .conflicts(1), .sameStatus(.open), .reasonEmpty, .windowUndated, .windowDone, .passageMissing, .nothingNext,
        ]
        #expect(Set(all.map(\.code)).count == all.count)
        #expect(all.allSatisfy { $0.code.hasPrefix("plan.") && !$0.code.contains("(") && $0.message.hasSuffix("。") })
    }
}
