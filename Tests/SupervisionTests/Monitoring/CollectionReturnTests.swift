import Testing

@testable import Supervision

/// The states of a return, each step with what it refuses.
struct CollectionReturnTests {
    private static let day: Day = "2026-10-10"
    private static let pupils = CollectionItem(Variable(code: "pupils", name: "在校生数", unit: "人"), .primary)

    private func made(_ state: CollectionReturn.State) -> CollectionReturn {
        CollectionReturn(
            id: "r", round: "c", organisation: "o", stages: [.primary], state: state, submittedBy: "unit")
    }

    @Test("From the draft to the lock and back")
    func walk() throws {
        let submitted = try made(.draft).submitted(missing: [], unexplained: 0, by: "unit", on: Self.day)
        #expect(submitted.state == .submitted && submitted.submittedOn == Self.day)
        let returned = try submitted.returned("重填")
        #expect(returned.state == .returned && returned.returnReason == "重填")
        let again = try returned.submitted(missing: [], unexplained: 0, by: "unit", on: Self.day)
        let locked = try again.reviewed(open: 0, by: "officer", on: Self.day).locked()
        #expect(locked.state == .locked && locked.version == 6)
        #expect(try locked.unlocked("更正").state == .reviewed)
    }

    @Test("Each step refuses every state that is not its own", arguments: CollectionReturn.State.allCases)
    func states(state: CollectionReturn.State) {
        let one = made(state)
        func allows(_ states: Set<CollectionReturn.State>, _ step: () throws -> CollectionReturn) {
            #expect(((try? step()) != nil) == states.contains(state))
        }
        allows([.draft, .returned]) { try one.submitted(missing: [], unexplained: 0, by: "unit", on: Self.day) }
        allows([.submitted, .reviewed]) { try one.returned("理由") }
        allows([.submitted]) { try one.reviewed(open: 0, by: "officer", on: Self.day) }
        allows([.reviewed]) { try one.locked() }
        allows([.locked]) { try one.unlocked("理由") }
        #expect(
            ((try? one.admitsChange(byOffice: false, reason: "")) != nil) == (state == .draft || state == .returned))
        #expect(((try? one.admitsChange(byOffice: true, reason: "核对报表")) != nil) == (state != .locked))
    }

    @Test("Nothing incomplete, unexplained or unsettled goes on, and nobody reviews their own")
    func refusals() {
        #expect(throws: CollectionRefusal.incomplete(["小学在校生数"], 1)) {
            try made(.draft).submitted(missing: [Self.pupils], unexplained: 0, by: "unit", on: Self.day)
        }
        #expect(throws: CollectionRefusal.unexplained(2)) {
            try made(.draft).submitted(missing: [], unexplained: 2, by: "unit", on: Self.day)
        }
        #expect(throws: CollectionRefusal.unsettled(1)) {
            try made(.submitted).reviewed(open: 1, by: "officer", on: Self.day)
        }
        #expect(throws: FourEyesRefusal.self) { try made(.submitted).reviewed(open: 0, by: "unit", on: Self.day) }
        #expect(throws: CollectionRefusal.reasonMissing) { try made(.submitted).returned("  ") }
        #expect(throws: CollectionRefusal.reasonTooLong) {
            try made(.submitted).returned(String(repeating: "长", count: 501))
        }
        #expect(throws: CollectionRefusal.reasonMissing) { try made(.draft).admitsChange(byOffice: true, reason: "") }
    }
}
