import Testing

@testable import Supervision

struct FrameworkComparisonTests {
    private let sample = Framework.sample()

    private func compare(_ next: Framework) -> FrameworkComparison { FrameworkComparison(from: sample, to: next) }

    @Test("The same tree has nothing to tell")
    func same() {
        #expect(compare(sample).isEmpty && compare(sample).rows.count == sample.allNodes.count)
    }

    @Test("What was added or taken out is told, and what only got another number is not")
    func addedAndRemoved() throws {
        let less = try sample.removing("1")
        let removal = compare(less)
        #expect(removal.removed == 3 && removal.added == 0 && removal.moved == 0 && removal.changed == 0)
        #expect(removal.rows.prefix(3).map { $0.old?.title } == ["条件", "场地", "设施"])
        let leaf = FrameworkNode("", "新点", weight: Points(1), criterion: Criterion(.yesNo))
        let more = compare(try sample.adding(leaf, under: "1").framework)
        #expect(more.added == 1 && more.moved == 0 && more.rows.first { $0.isAdded }?.new?.number == "1.3")
        #expect(FrameworkComparison(from: less, to: sample).added == 3)
    }

    @Test("A node in another group or another order has moved, its neighbours have not")
    func moved() throws {
        let swapped = compare(try sample.moving("2.3", .up).framework)
        #expect(swapped.rows.filter(\.isMoved).count == 1 && swapped.changed == 0)
        let carried = compare(try sample.moving("1.1", under: "2", before: "2.1").framework)
        #expect(carried.rows.filter(\.isMoved).map { $0.new?.title } == ["场地"])
        #expect(carried.added == 0 && carried.removed == 0)
        let raised = compare(try sample.moving("1.2", .outward).framework)
        #expect(raised.rows.filter(\.isMoved).map { $0.new?.title } == ["设施"])
    }

    @Test("Each field that says otherwise is told with both texts, a new name too")
    func changed() throws {
        var node = try #require(sample.node("2.2"))
        node.title = "应急演练次数"
        node.criterion = Criterion(.counted(unit: "次", target: Points(6)), basis: "新依据")
        let comparison = compare(try sample.replacing("2.2", by: node))
        let row = try #require(comparison.rows.first { $0.isChanged })
        #expect(comparison.changed == 1 && comparison.added == 0 && comparison.removed == 0)
        #expect(row.differences.map(\.field) == ["名称", "目标", "依据"])
        #expect(row.differences[1].old == "4" && row.differences[1].new == "6")
        #expect(compare(try sample.edited(name: "新名")).facts.map(\.field) == ["名称"])
    }

    @Test("Rows of either tree stand in the comparison exactly once, and going back turns it round")
    func property() throws {
        var random = SplitMix(5)
        for _ in 0..<80 {
            let old = Framework.random(&random)
            var new = old
            for _ in 0..<6 {
                let all = new.allNodes.map(\.number)
                let number = all[random.below(all.count)]
                if random.below(4) == 0 {
                    new = (try? new.removing(number)) ?? new
                } else {
                    new = (try? new.moving(number, NodeStep.allCases[random.below(4)]).framework) ?? new
                }
                if new.nodes.isEmpty { new = old }
            }
            let there = FrameworkComparison(from: old, to: new)
            let back = FrameworkComparison(from: new, to: old)
            #expect(there.rows.compactMap { $0.new?.number } == new.allNodes.map(\.number))
            #expect(Set(there.rows.compactMap { $0.old?.number }) == Set(old.allNodes.map(\.number)))
            #expect(there.rows.count { $0.old != nil } == old.allNodes.count)
            #expect(there.added == back.removed && there.removed == back.added)
            #expect(FrameworkComparison(from: new, to: new).isEmpty)
        }
    }
}
