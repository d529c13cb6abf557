import Supervision
import Testing

@Suite struct IndicatorShareTests {
    private func share(_ kind: IndicatorShare.Kind, _ state: IndicatorShare.State = .open) -> IndicatorShare {
        IndicatorShare(
            id: "s", inspection: "i", criterion: "2.1", organisation: "o", kind: kind, dueOn: "2026-04-01", state: state
        )
    }

    @Test("A lead reports an answer with its evidence, a helper its words")
    func report() throws {
        func lead(_ answered: Bool, _ lacks: Bool) throws -> IndicatorShare {
            try share(.lead).reported("", isAnswered: answered, lacksEvidence: lacks, by: "p", on: "2026-03-10")
        }
        #expect(throws: ShareRefusal.unanswered("2.1")) { try lead(false, false) }
        #expect(throws: ShareRefusal.evidenceMissing("2.1")) { try lead(true, true) }
        #expect(try lead(true, false).state == .reported)
        func helper(_ words: String) throws -> IndicatorShare {
            try share(.cooperating).reported(words, isAnswered: false, lacksEvidence: true, by: "p", on: "2026-03-10")
        }
        #expect(throws: ShareRefusal.reportEmpty) { try helper("　") }
        #expect(try helper("已配合核定编制").report == "已配合核定编制")
        #expect(throws: ShareRefusal.reportTooLong) { try helper(String(repeating: "字", count: 4_001)) }
        #expect(throws: ShareRefusal.reportedAlready) {
            try lead(true, false).reported("", isAnswered: true, lacksEvidence: false, by: "p", on: "2026-03-10")
        }
    }

    @Test("A government gives back only what was reported, and says why; then it is late again by its day")
    func giveBack() throws {
        #expect(throws: ShareRefusal.notReported) { try share(.lead).returned("补") }
        #expect(throws: ShareRefusal.reasonMissing) { try share(.lead, .reported).returned(" ") }
        let back = try share(.lead, .reported).returned("缺决算表")
        #expect(back.daysLate(on: "2026-04-01") == nil && back.daysLate(on: "2026-04-02") == 1)
        #expect(share(.lead, .reported).daysLate(on: "2026-05-01") == nil)
    }

    @Test("The self-report has at most 5000 characters, white space aside", arguments: [(5_000, true), (5_001, false)])
    func limit(count: Int, fits: Bool) {
        let text = String(repeating: "督 \n", count: count)
        #expect(((try? SelfReport.check(text)) != nil) == fits)
        #expect(SelfReport.count(text) == count)
    }

    @Test("A self-assessment waits for every department and, from a government, for its text")
    func ready() throws {
        #expect(throws: ShareRefusal.departmentsOpen(["财政局（2.1）"])) {
            try SelfReport.requireReady("正文", needsText: true, open: ["财政局（2.1）"])
        }
        #expect(throws: ShareRefusal.textMissing) { try SelfReport.requireReady(" ", needsText: true, open: []) }
        try SelfReport.requireReady("", needsText: false, open: [])
        try SelfReport.requireReady("正文", needsText: true, open: [])
    }

    @Test("A division carries over to the next version by number and title; what was renamed is left to people")
    func carry() {
        let old = [("1.1", "党的领导"), ("1.2", "规划 与部署"), ("2.1", "经费投入"), ("2.2", "重名"), ("2.3", "重名"), ("3.1", "控辍保学")]
        let new = [
            ("1.1", "党的领导"), ("1.2", "新增要点"), ("1.3", "规划与部署"), ("2.1", "经费保障"), ("2.2", "重名"), ("2.4", "重名"),
            ("4.1", "控辍保学"),
        ]
        #expect(
            IndicatorCarry.matches(old: old, new: new)
                == ["1.1": "1.1", "1.2": "1.3", "2.2": "2.2", "3.1": "4.1"])
    }

    @Test("An unchanged version carries over whole, and no criterion is given away twice")
    func property() {
        var random = SplitMix(3)
        for _ in 0..<200 {
            let old = (0..<6).map { ("\($0)", "题\(random.next() % 5)") }
            let new = (0..<6).map { ("\($0)", "题\(random.next() % 5)") }
            #expect(IndicatorCarry.matches(old: old, new: old).count == 6)
            let matches = IndicatorCarry.matches(old: old, new: new)
            #expect(Set(matches.values).count == matches.count)
        }
    }

    @Test("The shipped procedure of 督政 can be used")
    func procedure() {
        #expect(Procedure.governmentDuty.problems().isEmpty)
        #expect(Procedure.shipped.contains(.governmentDuty))
    }
}
