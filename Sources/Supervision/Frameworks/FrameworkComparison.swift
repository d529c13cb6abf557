/// What changed from one version of a framework to another, node by node.
package struct FrameworkComparison: Hashable, Sendable {
    /// One thing that a node, or the whole, says otherwise now.
    package struct Difference: Hashable, Sendable {
        package let field: String
        package let old: String
        package let new: String

        init(_ field: String, _ old: String, _ new: String) {
            self.field = field
            self.old = old
            self.new = new
        }
    }

    /// A node in either version, with what became of it.
    package struct Row: Hashable, Sendable {
        /// Nil for a node that was added.
        package let old: FrameworkNode?
        /// Nil for a node that was taken out.
        package let new: FrameworkNode?
        /// Whether it stands in another group, or in another order among those beside it.
        package let isMoved: Bool
        package let differences: [Difference]

        package var isAdded: Bool { old == nil }
        package var isRemoved: Bool { new == nil }
        package var isChanged: Bool { !differences.isEmpty }
        package var isSame: Bool { !isAdded && !isRemoved && !isMoved && !isChanged }
    }

    /// In the order of the newer tree; what was taken out stands where it was.
    package let rows: [Row]
    /// Name, remark and bands.
    package let facts: [Difference]

    package init(from old: Framework, to new: Framework) {
        let matching = NodeMatching(old.allNodes, new.allNodes)
        let moved = matching.moved(from: old, to: new)
        var rows: [Row] = []
        var removed = matching.removed(old.allNodes)[...]
        var passed: Set<String> = []
        func flush() {
            while let next = removed.first, next.after.map(passed.contains) ?? true {
                rows.append(Row(old: next.node, new: nil, isMoved: false, differences: []))
                passed.insert(next.node.number)
                removed.removeFirst()
            }
        }
        for node in new.allNodes {
            flush()
            let before = matching.old[node.number]
            if let before { passed.insert(before.number) }
            rows.append(
                Row(
                    old: before, new: node, isMoved: moved.contains(node.number),
                    differences: before.map { FrameworkComparison.differences($0, node) } ?? []))
        }
        rows += removed.map { Row(old: $0.node, new: nil, isMoved: false, differences: []) }
        self.rows = rows
        facts = [
            Difference("名称", old.name, new.name), Difference("说明", old.label, new.label),
            Difference("等次", ListText.bands(old.bands), ListText.bands(new.bands)),
            Difference("总分", old.fullMark.text, new.fullMark.text),
        ].filter { $0.old != $0.new }
    }

    package var added: Int { rows.count { $0.isAdded } }
    package var removed: Int { rows.count { $0.isRemoved } }
    package var changed: Int { rows.count { $0.isChanged } }
    package var moved: Int { rows.count { $0.isMoved } }
    package var isEmpty: Bool { facts.isEmpty && rows.allSatisfy(\.isSame) }

    private static func differences(_ old: FrameworkNode, _ new: FrameworkNode) -> [Difference] {
        FrameworkTable.Column.allCases.filter { $0 != .number }.map { column in
            Difference(column.rawValue, FrameworkTable.text(old, column), FrameworkTable.text(new, column))
        }.filter { $0.old != $0.new }
    }
}

/// Which node of one version is which of another; nodes carry no id, so it goes by what they say.
struct NodeMatching {
    /// By the new number.
    private(set) var old: [String: FrameworkNode] = [:]
    private var taken: Set<String> = []

    init(_ before: [FrameworkNode], _ after: [FrameworkNode]) {
        // From the surest sign to the weakest: the same in all, the same name, the same words under another name,
        // and at last the same place with a similar name.
        pair(before, after) { $0.number == $1.number && $0.title == $1.title && $0.isLeaf == $1.isLeaf }
        pair(before, after) { $0.title == $1.title && $0.criterion == $1.criterion && $0.isLeaf }
        pair(before, after) { $0.title == $1.title && $0.isLeaf == $1.isLeaf }
        pair(before, after) { $0.isLeaf && $0.criterion == $1.criterion && !($0.criterion?.guidance.isBlank ?? true) }
        pair(before, after) { $0.number == $1.number && $0.isLeaf == $1.isLeaf && $0.resembles($1) }
    }

    private mutating func pair(
        _ before: [FrameworkNode], _ after: [FrameworkNode], _ isSame: (FrameworkNode, FrameworkNode) -> Bool
    ) {
        var left = before.filter { !taken.contains($0.number) }
        for node in after where old[node.number] == nil {
            guard let index = left.firstIndex(where: { isSame($0, node) }) else { continue }
            old[node.number] = left[index]
            taken.insert(left.remove(at: index).number)
        }
    }

    /// Nodes without a partner, each with the number of the one before it in the old tree.
    func removed(_ before: [FrameworkNode]) -> [(node: FrameworkNode, after: String?)] {
        before.enumerated().filter { !taken.contains($0.element.number) }
            .map { ($0.element, $0.offset > 0 ? before[$0.offset - 1].number : nil) }
    }

    /// New numbers of nodes in another group, and of those that changed order with their neighbours.
    func moved(from before: Framework, to after: Framework) -> Set<String> {
        var parents: [String: String] = [:]
        var places: [String: Int] = [:]
        for (index, node) in before.allNodes.enumerated() {
            places[node.number] = index
            for child in node.children { parents[child.number] = node.number }
        }
        var moved: Set<String> = []
        func look(at children: [FrameworkNode], under parent: FrameworkNode?) {
            let formerly = parent.flatMap { old[$0.number]?.number }
            var stayed: [(new: String, place: Int)] = []
            for child in children {
                guard let was = old[child.number] else { continue }
                if parents[was.number] == formerly, (parent == nil) == (parents[was.number] == nil) {
                    stayed.append((child.number, places[was.number] ?? 0))
                } else {
                    moved.insert(child.number)
                }
            }
            let kept = NodeMatching.longestRise(stayed.map(\.place))
            for (index, child) in stayed.enumerated() where !kept.contains(index) { moved.insert(child.new) }
            for child in children { look(at: child.children, under: child) }
        }
        look(at: after.nodes, under: nil)
        return moved
    }

    /// Indices of a longest rising part: the fewest others have then changed their place.
    private static func longestRise(_ values: [Int]) -> Set<Int> {
        var best: [[Int]] = []
        for index in values.indices {
            let before = best.indices.filter { values[$0] < values[index] }.map { best[$0] }
            best.append((before.max { $0.count < $1.count } ?? []) + [index])
        }
        return Set(best.max { $0.count < $1.count } ?? [])
    }
}

extension FrameworkNode {
    /// Whether at least half of the characters of the shorter name stand in the longer one, too.
    fileprivate func resembles(_ other: FrameworkNode) -> Bool {
        let (first, second) = (Set(title), Set(other.title))
        return first.intersection(second).count * 2 >= min(first.count, second.count) && !first.isEmpty
    }
}
