import Supervision
import Testing

struct DocumentTests {
    @Test("Numbers have six-corner brackets, no 第 and no leading zero")
    func numbers() throws {
        #expect(try #require(DocumentNumber("武新管教督〔2021〕1号")).serial == 1)
        #expect(DocumentNumber("市中教督办[2021]12号")?.text == "市中教督办〔2021〕12号")
        for text in ["", "教督〔2021〕01号", "教督〔2021〕第1号", "教督〔2021〕1", "〔2021〕1号", "教督〔1〕1号", "教督2021〕1号"] {
            #expect(DocumentNumber(text) == nil)
        }
    }

    @Test("A sequence gives each number once and leaves none out")
    func sequence() throws {
        var sequence = DocumentSequence(mark: "教督", year: 2021)
        var serials: [Int] = []
        for _ in 0..<100 {
            let next = try #require(sequence.next())
            serials.append(next.number.serial)
            sequence = next.sequence
        }
        #expect(serials == Array(1...100))
        #expect(DocumentSequence(mark: "", year: 2021).next() == nil)
    }

    @Test("Drafted by one, issued by another with its number; withdrawn it keeps the number")
    func life() throws {
        let text = DocumentText(title: "通知", recipient: "各幼儿园", blocks: [.paragraph("正文")])
        let draft = Document(id: "d", kind: .notice, text: text, draftedBy: "officer")
        let number = try #require(DocumentNumber(mark: "教督", year: 2021, serial: 1))
        #expect(throws: DocumentRefusal.approverDrafted) {
            try draft.issued(number: number, by: "officer", on: "2021-03-08")
        }
        #expect(throws: DocumentRefusal.wrongYear(2021)) {
            try draft.issued(number: number, by: "director", on: "2022-01-01")
        }
        let issued = try draft.issued(number: number, by: "director", on: "2021-03-08")
        #expect(throws: DocumentRefusal.self) { try issued.edited(text, by: "officer") }
        let withdrawn = try issued.sent(on: "2021-03-09").withdrawn(reason: "有误")
        #expect(withdrawn.state == .withdrawn && withdrawn.number == number)
        #expect(throws: DocumentRefusal.self) { try draft.requirePublishable() }
        #expect(throws: Never.self) { try issued.requirePublishable() }
    }

    @Test("Chinese ordinals", arguments: [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "100")])
    func ordinals(number: Int, text: String) {
        #expect(ChineseNumber.text(number) == text)
    }
}

struct PersonalDataTests {
    static let cases: [(String, [PersonalData.Kind])] = [
        ("联系人电话13812345678。", [.mobile]), ("138-1234-5678", [.mobile]), ("138 1234 5678", [.mobile]),
        ("１３８１２３４５６７８", [.mobile]), ("+86 13812345678", [.mobile]), ("8613812345678", [.mobile]),
        ("身份证50010119900307123X", [.identityNumber]), ("500101199003071234", [.identityNumber]),
        ("500101900307123", [.identityNumber]), ("023-65712345", [.landline]), ("邮箱a.b@c.cn", [.email]),
        ("13812345678、13987654321", [.mobile, .mobile]), ("2021-3-8 13812345678", [.mobile]),
        ("学校标识码2150001234", []), ("2021年3月8日", []), ("2021-03-08 12:00", []), ("教督〔2021〕12号", []),
        ("预算12345678901元", []), ("500101199013071234", []), ("得分95.5，共375所", []), ("", []),
    ]

    @Test(
        "Phone and identity numbers are found however they are written; codes, dates and sums are not taken for them",
        arguments: cases)
    func find(text: String, kinds: [PersonalData.Kind]) {
        #expect(PersonalData.find(in: text).map(\.kind) == kinds)
    }

    @Test("A published text with such a number is refused without repeating it")
    func refused() throws {
        let text = DocumentText(title: "报告", blocks: [.table(header: ["电话"], rows: [["13812345678"]])])
        let number = try #require(DocumentNumber(mark: "教督", year: 2021, serial: 1))
        let document = try Document(id: "d", kind: .report, text: text, draftedBy: "a")
            .issued(number: number, by: "b", on: "2021-03-08")
        let refusal = #expect(throws: DocumentRefusal.self) { try document.requirePublishable() }
        #expect(refusal?.message.contains("13812345678") == false)
        #expect(refusal?.message.contains("手机号138****78") == true)
    }
}

struct CompositionTests {
    @Test("The report never names a person, whoever stands in plans and tasks")
    func anonymous() throws {
        var random = SplitMix(3)
        let family = Array("赵钱孙李周吴郑王冯陈"), given = Array("梓涵宇轩欣怡浩然子墨")
        for _ in 0..<200 {
            let name = "\(family[random.below(10)])\(given[random.below(10)])\(given[random.below(10)])"
            let plan = RectificationPlan(
                measures: "由\(name)负责", tasks: [.init("\(name)采购", responsible: [name])], responsible: [name])
            let moment = FindingTests.moment
            let part = try FindingTests.part().issued(by: .init(PersonID(name), .office), moment).part
                .acknowledged(by: .init(PersonID(name), .unit), moment).part
                .planned(plan, by: .init(PersonID(name), .unit), moment).part
            let text = ReportText.compose(
                ReportText.Content(
                    campaign: "办园行为督导评估", office: "督导室", from: "2021-03-01", until: "2021-06-30", framework: "样例",
                    units: [("甲幼儿园", "90.00", "优秀")], grades: [("优秀", 1)], findings: [FindingTests.finding([part])],
                    suggestions: ["加强管理"]))
            #expect(!text.plain.contains(name))
        }
    }

    @Test("The opinion holds an evaluation, the findings, what to do by when, and the defence with its answers")
    func opinion() {
        let text = OpinionText.compose(
            OpinionText.Content(
                unit: "甲幼儿园", campaign: "办园行为督导评估", inspectedOn: "2021-04-01", score: "85.50", grade: "良好",
                evaluation: "总体规范。", dimensions: [("办园条件", "20.00", "22.00")],
                findings: [("消防设施缺失", "配齐设施", "2021-06-01"), ("台账不全", "补齐台账", nil)],
                defence: [DefencePoint("设施已订购")]))
        let headings = text.blocks.compactMap { block in
            if case .heading(_, let words) = block { words } else { nil }
        }
        #expect(headings == ["一、总体评价", "二、存在的问题", "三、整改要求", "四、申辩及采纳情况"])
        #expect(text.recipient == "甲幼儿园")
        #expect(text.plain.contains("1.配齐设施（于2021年6月1日前完成）"))
        #expect(text.plain.contains("2.补齐台账（期限另行通知）"))
    }
}
