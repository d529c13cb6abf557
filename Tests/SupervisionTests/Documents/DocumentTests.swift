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
        let draft = Document(id: "d", kind: .opinion, office: "督导室", text: text, draftedBy: "officer", on: "2021-03-07")
        let number = try #require(DocumentNumber(mark: "教督", year: 2021, serial: 1))
        #expect(throws: DocumentRefusal.approverDrafted) {
            try draft.issued(number: number, by: "officer", on: "2021-03-08")
        }
        let edited = try draft.edited(text, by: "director", on: "2021-03-07")
        for person: PersonID in ["officer", "director"] {
            #expect(throws: DocumentRefusal.approverDrafted) {
                try edited.issued(number: number, by: person, on: "2021-03-08")
            }
        }
        #expect(throws: DocumentRefusal.wrongYear(2021)) {
            try draft.issued(number: number, by: "director", on: "2022-01-01")
        }
        let issued = try draft.issued(number: number, by: "director", on: "2021-03-08")
        #expect(throws: DocumentRefusal.self) { try issued.edited(text, by: "officer", on: "2021-03-08") }
        let sent = try issued.sent(by: "officer", on: "2021-03-09")
        #expect(throws: DocumentRefusal.reasonMissing) {
            try sent.withdrawn(reason: " ", by: "director", on: "2021-03-09")
        }
        let withdrawn = try sent.withdrawn(reason: "有误", by: "director", on: "2021-03-09")
        #expect(withdrawn.state == .withdrawn && withdrawn.number == number)
        #expect(withdrawn.history.map(\.kind) == [.drafted, .issued, .sent, .withdrawn] && withdrawn.version == 4)
        #expect(throws: DocumentRefusal.notForPublic(.opinion)) { try issued.requirePublishable() }
    }

    @Test("A report is published when issued, taken down with a reason, and gone when it is void")
    func publication() throws {
        let text = DocumentText(title: "报告", blocks: [.paragraph("正文")])
        let draft = Document(id: "d", kind: .report, office: "督导室", text: text, draftedBy: "a", on: "2021-03-08")
        let number = try #require(DocumentNumber(mark: "教督", year: 2021, serial: 1))
        #expect(throws: DocumentRefusal.wrongState("公布", .draft)) { try draft.published(by: "b", on: "2021-03-08") }
        let issued = try draft.issued(number: number, by: "b", on: "2021-03-08")
        let shown = try issued.published(by: "b", on: "2021-03-09")
        #expect(shown.publishedOn == "2021-03-09")
        #expect(throws: DocumentRefusal.published) { try shown.published(by: "b", on: "2021-03-09") }
        #expect(throws: DocumentRefusal.reasonMissing) { try shown.unpublished(reason: "", by: "b", on: "2021-03-10") }
        let hidden = try shown.unpublished(reason: "有异议", by: "b", on: "2021-03-10")
        #expect(hidden.publishedOn == nil)
        #expect(throws: DocumentRefusal.notPublished) { try hidden.unpublished(reason: "再", by: "b", on: "2021-03-10") }
        #expect(try shown.withdrawn(reason: "有误", by: "b", on: "2021-03-11").publishedOn == nil)
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
        let draft = Document(id: "d", kind: .report, office: "督导室", text: text, draftedBy: "a", on: "2021-03-08")
        let refusal = #expect(throws: DocumentRefusal.self) {
            try draft.issued(number: number, by: "b", on: "2021-03-08")
        }
        #expect(refusal?.message.contains("13812345678") == false)
        #expect(refusal?.message.contains("手机号138****78") == true)
    }
}

struct CompositionTests {
    @Test("A person's name in a text is found however it is spaced; a single character is not")
    func names() {
        #expect(PersonalData.find(in: "园长张 三丰负责", names: ["张三丰", "李", "王五"]).map(\.text) == ["张三丰"])
        #expect(PersonalData.find(in: "", names: ["张三丰"]).isEmpty)
    }

    @Test("The report states its figures and lists problems under their dimension")
    func report() {
        let figures = ReportFigures(
            campaign: "c", countedOn: "2021-07-01", frame: 200, drawn: 40, inspected: 38,
            grades: [.init("优秀", 10), .init("合格", 28)],
            dimensions: [.init("办园条件", ordinary: 2), .init("安全卫生", serious: 1, grave: 1)], rectified: 3, closed: 2)
        let text = ReportText.compose(
            ReportText.Content(
                campaign: "办园行为督导评估", office: "督导室", from: "2021-03-01", until: "2021-06-30", framework: "样例",
                figures: figures, units: [("甲幼儿园", "90.00", "优秀")], problems: [("安全卫生", "消防通道堵塞")])
        ).plain
        for part in [
            "单位200个，确定督导对象40个，已完成实地督导评估38个", "“优秀”10个，“合格”28个", "共发现问题4个，其中一般2个、较重1个、严重1个",
            "（一）安全卫生\n1.消防通道堵塞", "经核查已完成整改3个，其中已销号2个；正在整改1个",
        ] {
            #expect(text.contains(part), "\(part)")
        }
    }

    @Test("What is edited as text and not changed is the same document")
    func editable() {
        let blocks: [DocumentText.Block] = [
            .heading(level: 1, "一、总体评价"), .paragraph("总体规范。"), .heading(level: 2, "（一）条件"),
            .table(header: ["指标", "得分"], rows: [["办园条件", "20"], ["安全", ""]]), .paragraph("1.整改。"),
            .table(header: ["一"], rows: [["二"]]),
        ]
        let text = DocumentText(title: "意见", blocks: blocks)
        #expect(DocumentText.blocks(editing: text.editable) == blocks)
        #expect(DocumentText.blocks(editing: " \r\n甲\r\n\r\n乙 ") == [.paragraph("甲"), .paragraph("乙")])
        #expect(
            DocumentText.blocks(editing: "甲｜乙\n1\n2｜3｜4") == [
                .table(header: ["甲", "乙"], rows: []), .paragraph("1"), .table(header: ["2", "3", "4"], rows: []),
            ])
        #expect(DocumentText.headingLevel("一、我们认为，这是一句话。") == nil)
        #expect(DocumentText.withoutNumber("（十二）安全") == "安全" && DocumentText.withoutNumber("安全") == "安全")
    }

    @Test("A difference shows what went before what came, and nothing where nothing changed")
    func difference() {
        #expect(
            TextDiff.lines(from: "甲\n乙\n丙", to: "甲\n丁\n丙\n戊") == [
                .same("甲"), .removed("乙"), .added("丁"), .same("丙"), .added("戊"),
            ])
        #expect(
            TextDiff.lines(from: "甲", to: "甲") == [.same("甲")] && TextDiff.lines(from: "甲", to: "") == [.removed("甲")])
    }

    @Test("The default 代字 follows the place")
    func marks() {
        #expect(DocumentMark.derived(province: "500112Z01", region: "云江新区") == "渝云教督")
        #expect(DocumentMark.derived(province: "500000", region: "") == "渝教督")
        #expect(DocumentMark.derived(province: "", region: "") == "教督")
    }

    @Test("The opinion holds an evaluation, the findings, what to do by when, and the defence with its answers")
    func opinion() {
        let text = OpinionText.compose(
            OpinionText.Content(
                unit: "甲幼儿园", campaign: "办园行为督导评估", inspectedOn: "2021-04-01", score: "85.50", grade: "良好",
                evaluation: "总体规范。", dimensions: [("办园条件", "20.00", "22.00")],
                findings: [("消防设施缺失", "配齐设施", "2021-06-01", 30), ("台账不全", "补齐台账", nil, nil), ("公示不全", "补公示", nil, 15)],
                defence: [DefencePoint("设施已订购")]))
        let headings = text.blocks.compactMap { block in
            if case .heading(_, let words) = block { words } else { nil }
        }
        #expect(headings == ["一、总体评价", "二、存在的问题", "三、整改要求", "四、申辩及采纳情况"])
        #expect(text.recipient == "甲幼儿园")
        #expect(text.plain.contains("1.配齐设施（于2021年6月1日前完成）"))
        #expect(text.plain.contains("2.补齐台账（期限另行通知）"))
        #expect(text.plain.contains("3.补公示（自本意见书发出之日起15日内完成）"))
    }
}
