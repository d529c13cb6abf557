import Supervision
import Testing

@Suite struct PlanCampaignDraftTests {
    private func window(_ start: Day?, _ end: Day?, _ stage: String = "") -> PlanWindow {
        PlanWindow(start: start, end: end, stage: stage, text: "", span: SourceSpan(0, 0))
    }

    private func target(
        _ quantity: Int?, _ unit: String, of: String = "", _ comparison: PlanTarget.Comparison = .equal,
        _ force: PlanTarget.Force = .must
    ) -> PlanTarget {
        PlanTarget(
            quantity: quantity.map { Points($0) }, comparison: comparison, force: force, unit: unit, of: of, text: "",
            span: SourceSpan(0, 0))
    }

    private func draft(
        _ title: String, _ units: [String], _ targets: [PlanTarget] = [], _ windows: [PlanWindow] = [],
        chosen: PlanWindow? = nil, text: String = ""
    ) -> PlanCampaignDraft {
        let item = PlanItem(id: "i", plan: "p", title: title, text: text, units: units)
        return PlanCampaignDraft(
            item, year: 2021, targets: targets, windows: windows, window: chosen, on: "2021-03-08")
    }

    @Test("40所幼儿园, 3月—6月底 becomes a campaign in one step")
    func kindergartens() throws {
        let draft = draft(
            "扎实开展幼儿园办园行为督导评估", ["幼儿园"],
            [target(75, "所", of: "幼儿园", .equal, .baseline), target(40, "所", of: "幼儿园")],
            [window("2021-03-01", "2021-06-30")])
        #expect(draft.name == "2021年幼儿园办园行为督导评估" && draft.kind == .evaluation)
        #expect(draft.startsOn == "2021-03-01" && draft.endsOn == "2021-06-30")
        #expect(draft.procedure.code == "kindergarten" && draft.manner == .announced)
        let stratum = try #require(draft.strata.first)
        #expect(draft.strata.count == 1 && stratum.rule == .count(40) && stratum.filter.kinds == ["幼儿园"])
    }

    @Test("Three schools with five stages go through 创建评估, and nobody else does")
    func creation() {
        let stages = [
            window("2021-03-21", "2021-03-31", "第一轮视导"), window("2021-05-11", "2021-05-20", "第二轮视导"),
            window("2021-09-21", "2021-09-30", "第三轮视导"), window("2021-11-11", "2021-11-20", "区级评估"),
            window("2021-11-21", "2021-11-30", "市级验收"),
        ]
        let schools = ["光谷二十七小", "龙泉小学", "大屋陈学校"]
        let draft = draft("3所学校市级义务教育现代化学校创建", schools, [target(3, "所")], stages)
        #expect(draft.procedure.code == "creation" && draft.kind == .evaluation && draft.named == schools)
        #expect(draft.startsOn == "2021-03-21" && draft.endsOn == "2021-11-30")
        let nobody = draft.strata[0].filter
        let unit = UnitProfile(id: "u", code: "1", name: "龙泉小学", regionCode: "420100", kind: "学校", stages: ["小学"])
        #expect(draft.strata.count == 1 && !nobody.includes(unit))
        let one = self.draft("创建", schools, [], stages, chosen: stages[3])
        #expect(one.startsOn == "2021-11-11" && one.endsOn == "2021-11-20" && one.name.hasSuffix("（区级评估）"))
    }

    @Test(
        "Words for units become conditions of the registry",
        arguments: [
            ("幼儿园", ["幼儿园"], [], []), ("民办幼儿园", ["幼儿园"], ["民办", "普惠性民办"], []),
            ("义务教育学校", ["学校"], [], ["小学", "初中"]), ("各小学", ["学校"], [], ["小学"]), ("初中", ["学校"], [], ["初中"]),
            ("普通高中", ["学校"], [], ["高中"]), ("中等职业学校", ["学校"], [], ["中职"]), ("特殊教育学校", ["学校"], [], ["特教"]),
            ("民办中小学", ["学校"], ["民办", "普惠性民办"], ["小学", "初中", "高中"]), ("各区", ["人民政府"], [], []),
        ] as [(String, [String], [String], [String])])
    func words(word: String, kinds: [String], running: [String], stages: [String]) throws {
        let filter = try #require(PlanUnitWord(word).filter)
        #expect(filter.kinds == kinds && filter.running == running && filter.stages == stages)
    }

    @Test("A unit that is called by its name is no condition", arguments: ["龙泉小学", "第一幼儿园", "光谷二十七小", "扬中"])
    func named(word: String) {
        #expect(PlanUnitWord(word).filter == nil)
    }

    @Test("A share of what is drawn is a rule, a base line and a ceiling are not")
    func rules() {
        #expect(draft("抽查", ["小学"], [target(30, "%", of: "抽查比例", .atLeast)]).strata[0].rule == .percent("30"))
        #expect(draft("抽查", ["小学"], [target(86, "%", of: "达标率", .equal, .baseline)]).strata[0].rule == .all)
        #expect(draft("抽查", ["小学"], [target(5, "所", of: "", .atMost)]).strata[0].rule == .all)
        #expect(draft("抽查", ["小学"], [target(nil, "所")]).strata[0].rule == .all)
        let two = draft("抽查", ["小学", "初中"], [target(5, "所", of: "初中")])
        #expect(two.strata.map(\.rule) == [.all, .count(5)] && two.strata.map(\.name) == ["小学", "初中"])
    }

    @Test("The first window counts, or the one that was chosen; without one a term from today")
    func days() {
        let windows = [window("2021-03-01", "2021-03-31"), window("2021-09-01", "2021-09-30")]
        #expect(draft("双减专项督导", [], [], windows).startsOn == "2021-03-01")
        #expect(draft("双减专项督导", [], [], windows, chosen: windows[1]).endsOn == "2021-09-30")
        #expect(draft("双减专项督导", [], [], []).endsOn == "2021-07-08")
        #expect(draft("双减专项督导", [], [], [window(nil, "2021-12-31")]).startsOn == "2021-03-08")
        #expect(draft("双减专项督导", []).kind == .special && draft("双减专项督导", []).strata[0].name == "全部单位")
        #expect(draft("食堂暗访", ["学校"]).manner == .unannounced)
    }
}
