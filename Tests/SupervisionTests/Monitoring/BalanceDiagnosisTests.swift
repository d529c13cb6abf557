import Testing

@testable import Supervision

@Suite struct BalanceDiagnosisTests {
    /// Pupils by hundred, each with so much sports area.
    private static func school(_ code: String, area: Int, teachers: Int = 50, backbone: Int = 12) -> BalanceSchool {
        BalanceSchool(
            code: code, name: "第\(code)小学", pupils: [.primary: 1_000],
            shared: [
                .teachingArea: Points(6_000), .indoorSportsArea: Points(100), .sportsArea: Points(area),
                .equipment: Points(3_000_000), .mediaRooms: Points(30),
            ],
            own: [
                .primary: [
                    .qualifiedTeachers: Points(teachers), .backboneTeachers: Points(backbone),
                    .artsTeachers: Points(10),
                ]
            ])
    }

    private static func diagnosis(_ schools: [BalanceSchool], before: [BalanceSchool]? = nil) -> BalanceDiagnosis {
        let standard = BalanceStandard.qualityBalance
        var evaluations = [2026: BalanceEvaluation(standard, schools: schools)]
        if let before { evaluations[2025] = BalanceEvaluation(standard, schools: before) }
        return BalanceDiagnosis(
            place: "云江新区", office: "督导室", year: 2026, standard: standard, evaluations: evaluations,
            verdict: evaluations[2026]?.verdict ?? .undetermined, countedOn: "2026-03-31",
            charts: [
                BalanceDiagnosis.coefficientCharts: [.init(caption: "差异系数", svg: "<svg>1</svg>")],
                BalanceDiagnosis.yearCharts: [.init(caption: "历年", svg: "<svg>2</svg>")],
            ])
    }

    @Test("The shipped wording says verdict, figures, failing schools and changes, and leaves only the advice open")
    func whole() {
        let text = Self.diagnosis(
            [Self.school("1", area: 8_000), Self.school("2", area: 2_000)],
            before: [Self.school("1", area: 8_000), Self.school("2", area: 7_600)]
        ).text(by: BalanceDiagnosis.wording)
        #expect(text.title == "云江新区2026年县域义务教育优质均衡年度诊断报告")
        #expect(text.blanks == ["【待填：工作建议】"] && text.pictures == ["<svg>1</svg>", "<svg>2</svg>"])
        let plain = text.plain
        for words in ["未达到", "第2小学", "体育场馆2.00（7.5）", "图1 差异系数", "图2 历年", "由2所变为1所", "没有缺少的数据", "没有测算最省达标方案"] {
            #expect(plain.contains(words), "\(words)")
        }
        #expect(!plain.contains("{") && !plain.contains("生成时填入"))
        #expect(text.blocks.contains { if case .picture(1, "图1 差异系数") = $0 { true } else { false } })
    }

    @Test("What nobody reported is told and never printed as zero")
    func missing() {
        let bare = BalanceSchool(code: "3", name: "第3小学", pupils: [.primary: 500])
        let plain = Self.diagnosis([Self.school("1", area: 8_000), bare]).text(by: BalanceDiagnosis.wording).plain
        #expect(plain.contains("没有填报的不按0计算") && plain.contains("第3小学") && plain.contains("数据不全"))
        #expect(plain.contains("目前只有2026年的数据"))
    }

    @Test("Pictures are numbered in the order in which a wording shows them, and only those that it shows")
    func order() {
        let wording = DocumentWording(
            kind: .diagnosis, name: "短", title: "{地区}", body: "{历年图}\n{差异系数图}\n{结论}")
        #expect(wording.problems().isEmpty)
        let text = Self.diagnosis([Self.school("1", area: 8_000)]).text(by: wording)
        #expect(text.pictures == ["<svg>2</svg>", "<svg>1</svg>"])
        let without = DocumentWording(kind: .diagnosis, name: "短", title: "{地区}", body: "{结论}")
        #expect(Self.diagnosis([Self.school("1", area: 8_000)]).text(by: without).pictures.isEmpty)
        #expect(DocumentWording(kind: .notice, name: "短", title: "甲", body: "{结论}").problems()["body"] != nil)
        #expect(DocumentWording(kind: .diagnosis, name: "短", title: "甲", body: "{单位}").problems()["body"] != nil)
    }

    @Test("Trends are followed until the roadmap's year, which is named")
    func planned() {
        var diagnosis = Self.diagnosis([])
        for (year, low) in [(2024, 12), (2025, 11), (2026, 10)] {
            diagnosis.evaluations[year] = BalanceEvaluation(
                .qualityBalance,
                schools: [
                    Self.school("1", area: 8_000, backbone: low), Self.school("2", area: 8_000, backbone: 26 - low),
                ])
        }
        func warnings(_ planned: Int?) -> String {
            diagnosis.planned = planned
            return diagnosis.facts["{预警}"] ?? ""
        }
        // 0.077, 0.154 and 0.231 lead beyond 0.5 in 2030, and not yet in 2029.
        #expect(warnings(nil) == "没有预警。" && warnings(2029) == "没有预警。")
        #expect(warnings(2030).contains("照此2030年将超出限值0.50，正是规划年。"))
        #expect(warnings(2031).contains("照此2030年将超出限值0.50，早于规划年2031年。"))
    }

    @Test("Each picture is shown where it first stands, however often it is written")
    func repeated() {
        let text = DocumentText(
            title: "报告",
            blocks: DocumentText.blocks(editing: "〔图1〕甲\n〔图2〕乙\n" + String(repeating: "〔图1〕甲\n", count: 50)),
            pictures: ["<svg>1</svg>", "<svg>2</svg>"])
        #expect(text.shownBlocks.count == 52 && DocumentText.blocks(editing: text.editable) == text.blocks)
        #expect(text.shownBlocks.prefix(2) == text.blocks.prefix(2))
        #expect(text.shownBlocks.dropFirst(2).allSatisfy { $0 == .paragraph("甲") })
    }

    @Test("A text with pictures comes out of the editor as it went in")
    func editing() {
        let text = Self.diagnosis([Self.school("1", area: 8_000)]).text(by: BalanceDiagnosis.wording)
        #expect(DocumentText.blocks(editing: text.editable) == text.blocks)
        for line in ["〔图〕甲", "〔图0〕甲", "〔图甲〕乙", "〔图1甲"] {
            #expect(DocumentText.blocks(editing: line) == [.paragraph(line)], "\(line)")
        }
    }
}
