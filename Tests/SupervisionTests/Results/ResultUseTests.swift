import Supervision
import Testing

struct ResultUseTests {
    @Test("A decision is said once, in words, and not too many")
    func decision() throws {
        let use = ResultUse(
            id: "u", organisation: "o", purpose: .annualCheck, matter: "2026年度年检", by: "p", on: "2026-03-10")
        #expect(throws: ResultUseRefusal.decisionMissing) { try use.decided(" ", by: "p", on: "2026-03-11") }
        #expect(throws: ResultUseRefusal.tooLong(500)) {
            try use.decided(String(repeating: "长", count: 501), by: "p", on: "2026-03-11")
        }
        let decided = try use.decided(String(repeating: "好", count: 500), by: "p", on: "2026-03-11")
        #expect(decided.decidedOn == "2026-03-11")
        #expect(throws: ResultUseRefusal.decided) { try decided.decided("年检合格", by: "q", on: "2026-03-12") }
    }

    @Test("Every purpose has its word and what is usually decided")
    func purposes() {
        #expect(ResultUse.Purpose.allCases.map(\.label) == ["年检", "级类", "评优"])
        #expect(ResultUse.Purpose.allCases.allSatisfy { !$0.usual.isEmpty })
    }
}
