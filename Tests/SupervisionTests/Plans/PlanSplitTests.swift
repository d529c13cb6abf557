import Supervision
import Testing

@Suite struct PlanSplitTests {
    @Test("A blank line is a place, wherever lines are broken besides")
    func places() throws {
        #expect(try PlanSplit.places("一是甲。\n\n二是乙。", of: "一是甲。二是乙。") == [4])
        #expect(try PlanSplit.places("一是\n甲。\n\n二是乙。\n \n三是丙", of: "一是甲。二是乙。三是丙") == [4, 8])
        // The document's own blank line is no place, the one that was added is.
        #expect(try PlanSplit.places("一是甲。\n\n二是乙。\n\n三是丙", of: "一是甲。\n\n二是乙。三是丙") == [8])
    }

    @Test("Without a blank line, and with other words, it is refused")
    func refused() {
        #expect(throws: PlanRefusal.splitNowhere) { try PlanSplit.places("甲乙", of: "甲乙") }
        #expect(throws: PlanRefusal.splitNowhere) { try PlanSplit.places("甲乙\n\n", of: "甲乙") }
        #expect(throws: PlanRefusal.splitNowhere) { try PlanSplit.places("甲\n\n乙", of: "甲\n\n乙") }
        #expect(throws: PlanRefusal.splitChanged) { try PlanSplit.places("甲\n\n丙", of: "甲乙") }
    }
}

@Suite struct PlanItemMatchTests {
    @Test("The same title belongs together, then what is most alike, and strangers stay alone")
    func pairs() {
        let old: [PlanItemMatch.Words] = [
            .init("开展幼儿园办园行为督导评估", "完成40所幼儿园办园行为督导评估"), .init("举办督学培训班", "8月上旬举办督学培训班"),
            .init("校外培训治理", "对校外培训机构开展专项督导"),
        ]
        let new: [PlanItemMatch.Words] = [
            .init("举办督学培训班", "9月举办"), .init("抓好幼儿园办园行为督导评估", "完成35所幼儿园办园行为督导评估"),
            .init("推进信息公开", "公开年度报告"),
        ]
        let pairs = PlanItemMatch.pairs(old, new)
        #expect(pairs.map(\.old) == [0, 1] && pairs.map(\.new) == [1, 0])
        #expect(PlanItemMatch.pairs(old, old).allSatisfy { $0.old == $0.new })
        #expect(PlanItemMatch.pairs([], new).isEmpty && PlanItemMatch.pairs(old, []).isEmpty)
    }
}
