import Foundation
import Supervision
import Testing

struct FrameworkTests {
    @Test("A sound framework has no problems and may be published, and then never changes")
    func life() throws {
        let published = try Framework.sample().published()
        #expect(published.state == .published)
        #expect(throws: FrameworkRefusal.notDraft(.published)) { try published.edited(name: "另") }
        #expect(throws: FrameworkRefusal.notDraft(.published)) { try published.published() }
        let next = try published.nextDraft(id: "f2")
        #expect(next.version == 2 && next.state == .draft && next.nodes == published.nodes)
        #expect(try published.withdrawn().state == .withdrawn)
        #expect(throws: FrameworkRefusal.notPublished(.draft)) { try Framework.sample().withdrawn() }
        #expect(throws: FrameworkRefusal.notPublished(.draft)) { try Framework.sample().nextDraft(id: "f2") }
    }

    static let faults: [(FrameworkProblem.Rule, String, @Sendable (inout Framework) -> Void)] = [
        (.empty, "", { $0.nodes = [] }),
        (.weightSum, "1", { $0.nodes[0].children[0].weight = Points(29) }),
        (.weightSum, "1", { $0.nodes[0].weight = Points(61) }),
        (.emptyBranch, "1", { $0.nodes[0].children = [] }),
        (.duplicateNumber, "1.1", { $0.nodes[0].children[1].number = "1.1" }),
        (.number, "3.1", { $0.nodes[0].children[1].number = "3.1" }),
        (.number, "1.2.1", { $0.nodes[0].children[1].number = "1.2.1" }),
        (.blankTitle, "2.1", { $0.nodes[1].children[0].title = " " }),
        (.mixed, "1", { $0.nodes[0].criterion = Criterion(.yesNo) }),
        (.maximum, "1.1", { $0.nodes[0].children[0].criterion = Criterion(.scored(max: .zero)) }),
        (.levels, "1.2", { $0.nodes[0].children[1].criterion = Criterion(.graded([])) }),
        (.target, "2.2", { $0.nodes[1].children[1].criterion = Criterion(.counted(unit: "次", target: .zero)) }),
        (.cap, "2.3", { $0.nodes[1].children[2].criterion = Criterion(.veto(cap: "无此等次")) }),
        (.weight, "2.3", { $0.nodes[1].children[2].weight = Points(1) }),
        (.bands, "", { $0.bands = [] }),
        (.bands, "合格", { $0.bands[2] = Band("合格", atLeast: Points(60), below: Points(79)) }),
        (.bands, "合格", { $0.bands[2] = Band("合格", atLeast: Points(60), below: Points(81)) }),
        (.bands, "不合格", { $0.bands[3] = Band("不合格", atLeast: Points(1), below: Points(60)) }),
        (.bands, "优秀", { $0.bands[0] = Band("优秀", atLeast: Points(90), below: Points(100)) }),
    ]

    @Test("Each fault is found, and the sentence names its place", arguments: faults.indices)
    func validation(index: Int) {
        let (rule, place, spoil) = FrameworkTests.faults[index]
        var framework = Framework.sample()
        #expect(framework.validate().isEmpty)
        spoil(&framework)
        let problem = framework.validate().first { $0.rule == rule && $0.place == place }
        #expect(problem != nil)
        #expect(place.isEmpty || problem?.message.contains(place) == true)
        #expect(throws: FrameworkRefusal.self) { try framework.published() }
    }

    @Test(
        "The templates are sound, add up to 100, are labelled, and mix the kinds",
        arguments: FrameworkTemplates.all.indices)
    func templates(index: Int) {
        let framework = FrameworkTemplates.all[index]
        #expect(framework.validate() == [])
        #expect(framework.fullMark == Points(100))
        #expect(framework.isTemplate && framework.label.contains("模板"))
        #expect(Set(framework.leaves.compactMap { $0.criterion?.kind.label }).count == 5)
        #expect(framework.leaves.contains { $0.criterion?.requiresEvidence == true })
        #expect(framework.leaves.allSatisfy { !($0.criterion?.guidance.isEmpty ?? true) })
        #expect(framework.nodes.count == 5)
    }
}

struct FrameworkTableTests {
    @Test("Rows and tree are two forms of the same thing")
    func roundTrip() throws {
        var random = SplitMix(7)
        for framework in FrameworkTemplates.all + (0..<200).map({ _ in Framework.random(&random) }) {
            #expect(framework.validate() == [])
            let rows = FrameworkTable.rows(framework)
            #expect(Set(rows.map(\.count)).count == 1)
            #expect(try FrameworkTable.parse(rows, id: framework.id) == framework)
            #expect(Framework(FrameworkShape(framework), id: framework.id) == framework)
        }
    }

    static let faults: [(row: Int, column: String, cell: String)] = [
        (8, "类型", "打分"), (8, "满分", "三十"), (9, "等级", "优100"), (11, "需佐证", "要"), (12, "目标", "x"),
        (8, "编号", "7.1"), (8, "分值", "1.23456"),
    ]

    @Test("Every bad cell is named by row, column, value and reason", arguments: faults)
    func badCells(row: Int, column: String, cell: String) throws {
        var rows = FrameworkTable.rows(.sample())
        let place = try #require(rows[5].firstIndex(of: column))
        rows[row - 1][place] = cell
        rows[12][0] = ""
        let error = #expect(throws: RowProblems.self) { try FrameworkTable.parse(rows, id: "f1") }
        let problems = error?.problems ?? []
        #expect(problems.contains { $0.row == row && $0.column == column && $0.value == cell && !$0.reason.isEmpty })
        #expect(problems.contains { $0.row == 13 && $0.column == "编号" })
    }

    @Test("A sheet without header, or with a strange column, is refused")
    func badHeader() {
        #expect(throws: RowProblems.self) { try FrameworkTable.parse([["单位", "代码"]], id: "f") }
        #expect(throws: RowProblems.self) { try FrameworkTable.parse([], id: "f") }
        #expect(throws: RowProblems.self) { try FrameworkTable.parse([["编号", "名称", "分值", "类型", "颜色"]], id: "f") }
        #expect(throws: RowProblems.self) { try FrameworkTable.parse([["编号", "名称", "分值"]], id: "f") }
    }

    @Test("JSON keeps every detail, and a hand-written node may leave out what is usual")
    func json() throws {
        var random = SplitMix(9)
        for framework in FrameworkTemplates.all + (0..<20).map({ _ in Framework.random(&random) }) {
            let shape = FrameworkShape(framework)
            #expect(try JSONDecoder().decode(FrameworkShape.self, from: JSONEncoder().encode(shape)) == shape)
        }
        let text = #"{"number":"1","title":"甲","weight":"5","criterion":{"kind":"scored","max":"5"}}"#
        let node = try JSONDecoder().decode(FrameworkNode.self, from: Data(text.utf8))
        #expect(node == FrameworkNode("1", "甲", weight: Points(5), criterion: Criterion(.scored(max: Points(5)))))
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Criterion.self, from: Data(#"{"kind":"打分"}"#.utf8))
        }
    }

    @Test("Decimals are exact to four digits and nothing else is a number")
    func points() {
        #expect(Points("12.5")?.scaled == 125_000)
        #expect(Points("33.3333")?.text == "33.3333")
        #expect(Points("-0.50")?.text == "-0.5")
        #expect(Points("100")?.text == "100")
        for text in ["", ".", "1.", ".5", "1e3", "+1", "1.23456", "１", "--1", "99999999999"] {
            #expect(Points(text) == nil)
        }
    }
}
