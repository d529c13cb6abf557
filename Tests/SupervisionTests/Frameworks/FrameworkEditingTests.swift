import Testing

@testable import Supervision

struct FrameworkEditingTests {
    /// 1(1.1 1.2) 2(2.1 2.2 2.3), by the titles of the sample.
    private let sample = Framework.sample()

    private func titles(_ framework: Framework) -> [String] { framework.allNodes.map { "\($0.number) \($0.title)" } }

    static let moves: [(String, NodeStep, String, [String])] = [
        ("1.2", .up, "1.1", ["1 条件", "1.1 设施", "1.2 场地", "2 安全", "2.1 制度", "2.2 演练", "2.3 事故"]),
        ("1.1", .down, "1.2", ["1 条件", "1.1 设施", "1.2 场地", "2 安全", "2.1 制度", "2.2 演练", "2.3 事故"]),
        ("1", .down, "2", ["1 安全", "1.1 制度", "1.2 演练", "1.3 事故", "2 条件", "2.1 场地", "2.2 设施"]),
        ("2", .inward, "1.3", ["1 条件", "1.1 场地", "1.2 设施", "1.3 安全", "1.3.1 制度", "1.3.2 演练", "1.3.3 事故"]),
        ("1.2", .outward, "2", ["1 条件", "1.1 场地", "2 设施", "3 安全", "3.1 制度", "3.2 演练", "3.3 事故"]),
    ]

    @Test("A node goes one place on, and everything is numbered by place", arguments: moves.indices)
    func steps(index: Int) throws {
        let (number, step, place, expected) = FrameworkEditingTests.moves[index]
        let (moved, now) = try sample.moving(number, step)
        #expect(titles(moved) == expected && now == place)
    }

    @Test("What cannot be done is refused with the reason, and nothing else")
    func refusals() throws {
        #expect(throws: FrameworkEditRefusal.atEnd("1 条件")) { try sample.moving("1", .up) }
        #expect(throws: FrameworkEditRefusal.atEnd("2 安全")) { try sample.moving("2", .down) }
        #expect(throws: FrameworkEditRefusal.atEnd("1 条件")) { try sample.moving("1", .outward) }
        #expect(throws: FrameworkEditRefusal.atEnd("1 条件")) { try sample.moving("1", .inward) }
        #expect(throws: FrameworkEditRefusal.underCriterion("1.1 场地")) { try sample.moving("1.2", .inward) }
        #expect(throws: FrameworkEditRefusal.noNode("7")) { try sample.moving("7", .up) }
        #expect(throws: FrameworkEditRefusal.circle("1 条件")) { try sample.moving("1", under: "1", before: nil) }
        #expect(throws: FrameworkEditRefusal.circle("1 条件")) { try sample.moving("1", under: "1", before: "1.1") }
        #expect(throws: FrameworkEditRefusal.noNode("1.1")) { try sample.moving("2.1", under: "2", before: "1.1") }
        #expect(throws: FrameworkEditRefusal.hasChildren("1 条件")) { try sample.turning("1", into: Criterion(.yesNo)) }
        let nameless = FrameworkNode("", "空", weight: .zero, criterion: Criterion(.graded([])))
        #expect(throws: FrameworkEditRefusal.self) { try sample.checking(nameless) }
    }

    @Test("A group does not go into its own subtree, however deep")
    func circle() throws {
        let inner = FrameworkNode("", "内", weight: .zero, children: [])
        let (nested, number) = try sample.adding(inner, under: "1")
        #expect(number == "1.3")
        #expect(throws: FrameworkEditRefusal.circle("1 条件")) { try nested.moving("1", under: "1.3", before: nil) }
    }

    @Test("Four levels are allowed and the fifth is not", arguments: [(3, true), (4, false)])
    func depth(above: Int, isAllowed: Bool) throws {
        var framework = Framework(id: "d", code: "d", name: "深", nodes: [])
        var parent: String?
        for level in 1...above {
            (framework, parent) = try framework.adding(
                FrameworkNode("", "第\(level)级", weight: .zero), under: parent)
        }
        let leaf = FrameworkNode("", "观测点", weight: Points(1), criterion: Criterion(.yesNo))
        if isAllowed {
            let deep = try framework.adding(leaf, under: parent).framework
            #expect(!deep.validate().contains { $0.rule == .depth })
            #expect(throws: FrameworkEditRefusal.tooDeep) { try deep.turning("1.1.1.1", into: nil) }
        } else {
            #expect(throws: FrameworkEditRefusal.tooDeep) { try framework.adding(leaf, under: parent) }
        }
    }

    @Test("A tree that came in too deep is told before it is published")
    func tooDeep() {
        var framework = Framework.sample()
        var node = FrameworkNode("1.1.1.1.1", "五级", weight: Points(30), criterion: Criterion(.yesNo))
        for number in ["1.1.1.1", "1.1.1", "1.1"] {
            node = FrameworkNode(number, "级", weight: Points(30), children: [node])
        }
        framework.nodes[0].children[0] = node
        #expect(framework.validate().map(\.rule) == [.depth])
    }

    @Test(
        "No more nodes than the limit",
        arguments: [(Framework.maximumNodes - 1, true), (Framework.maximumNodes, false)])
    func full(count: Int, isAllowed: Bool) {
        let leaf = FrameworkNode("1", "点", weight: Points(1), criterion: Criterion(.yesNo))
        let framework = Framework(id: "f", code: "f", name: "满", nodes: Array(repeating: leaf, count: count))
        let added = try? framework.adding(leaf, under: nil)
        #expect((added != nil) == isAllowed)
    }

    @Test("Weights are typed by number, and a group takes the sum of what stands below")
    func weights() throws {
        let heavier = sample.weighing(["1.1": Points(35), "9": Points(1)])
        #expect(heavier.node("1.1")?.weight == Points(35) && heavier.node("1")?.weight == Points(60))
        #expect(heavier.validate().map(\.place) == ["1"])
        #expect(heavier.summed().node("1")?.weight == Points(65) && heavier.summed().fullMark == Points(105))
    }

    @Test("A yes or no without weight is only recorded; another kind without weight is a fault")
    func recorded() throws {
        var framework = sample
        framework.nodes[1].children[0].weight = .zero
        framework.nodes[1].weight = Points(20)
        #expect(framework.validate().isEmpty)
        let tree = Rollup.compute(framework, ["2.1": Answer("2.1", .yes(true))])
        #expect(tree.node("2.1")?.maximum == .zero && tree.node("2.1")?.reason.text == "是，只记录，不计分")
        framework.nodes[0].children[1].weight = .zero
        framework.nodes[0].weight = Points(30)
        #expect(framework.validate().map(\.rule) == [.weight])
    }

    @Test("However nodes are moved about, none is lost or doubled and every number tells its place")
    func property() throws {
        var random = SplitMix(31)
        for _ in 0..<60 {
            var framework = Framework.random(&random)
            let before = framework.allNodes.map(\.title).sorted()
            for _ in 0..<40 {
                let all = framework.allNodes.map(\.number)
                let number = all[random.below(all.count)]
                let other = all[random.below(all.count)]
                let next: Framework? =
                    random.below(2) == 0
                    ? try? framework.moving(number, NodeStep.allCases[random.below(4)]).framework
                    : try? framework.moving(number, under: other, before: nil).framework
                guard let next else { continue }
                #expect(next.allNodes.map(\.title).sorted() == before)
                #expect(next.nodes == next.nodes.renumbered(under: nil))
                #expect(!next.validate().contains { [.depth, .number, .duplicateNumber, .mixed].contains($0.rule) })
                framework = next
            }
        }
    }
}
