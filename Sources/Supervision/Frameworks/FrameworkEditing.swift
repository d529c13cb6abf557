/// Where a node goes by one press of a button.
package enum NodeStep: String, Sendable, CaseIterable {
    case up, down
    /// To the end of the group before it.
    case inward = "in"
    /// Behind the group that it stands in.
    case outward = "out"

    package var label: String {
        switch self {
        case .up: "上移"
        case .down: "下移"
        case .inward: "降一级"
        case .outward: "升一级"
        }
    }
}

extension Framework {
    /// The deepest level on which a node may stand.
    package static let maximumDepth = 4
    /// Far beyond any real framework; a page with more would be of no use.
    package static let maximumNodes = 1_000

    /// The draft with `node` as the last one of a group, or of the whole.
    package func adding(
        _ node: FrameworkNode, under parent: String?
    ) throws(FrameworkEditRefusal) -> (framework: Framework, number: String) {
        guard allNodes.count + node.withDescendants.count <= Framework.maximumNodes else { throw .full }
        return try putting(node, under: parent, before: nil).numbered()
    }

    /// Refuses a node that could not be answered; its weight is seen to when all are known.
    package func checking(_ node: FrameworkNode) throws(FrameworkEditRefusal) {
        if let problem = node.kindProblem(node.number, caps: bands.map(\.name)) { throw .wrong(problem) }
    }

    /// The draft without a node and all that stands below it.
    package func removing(_ number: String) throws(FrameworkEditRefusal) -> Framework {
        let path = try path(of: number)
        var next = self
        next.nodes.change(at: path[...]) { siblings, index in _ = siblings.remove(at: index) }
        next.nodes = next.nodes.renumbered(under: nil)
        return next
    }

    /// The draft with what a node says of itself changed; place and children stay.
    package func replacing(_ number: String, by node: FrameworkNode) throws(FrameworkEditRefusal) -> Framework {
        let path = try path(of: number)
        try checking(node)
        var next = self
        next.nodes.change(at: path[...]) { siblings, index in
            siblings[index].title = node.title
            siblings[index].weight = node.weight
            if siblings[index].isLeaf { siblings[index].criterion = node.criterion }
        }
        return next
    }

    /// The draft with a node before `sibling`, or at the end of a group: what dragging does.
    package func moving(
        _ number: String, under parent: String?, before sibling: String?
    ) throws(FrameworkEditRefusal) -> (framework: Framework, number: String) {
        let moved = try require(number)
        if sibling == number { return (self, number) }
        if let parent, moved.withDescendants.contains(where: { $0.number == parent }) { throw .circle(moved.name) }
        var next = self
        next.nodes.change(at: try path(of: number)[...]) { siblings, index in siblings[index].number = Mark.leaving }
        next = try next.putting(moved, under: parent, before: sibling)
        let old = next.nodes.path(of: Mark.leaving) ?? []
        next.nodes.change(at: old[...]) { siblings, index in _ = siblings.remove(at: index) }
        return next.numbered()
    }

    /// The draft with a node one place on.
    package func moving(_ number: String, _ step: NodeStep) throws(FrameworkEditRefusal)
        -> (framework: Framework, number: String)
    {
        let path = try path(of: number)
        let name = try require(number).name
        let siblings = nodes.siblings(at: path)
        let index = path.last ?? 0
        let parent = nodes.number(at: path.dropLast())
        func sibling(_ offset: Int) -> FrameworkNode? {
            siblings.indices.contains(index + offset) ? siblings[index + offset] : nil
        }
        switch step {
        case .up:
            guard let other = sibling(-1) else { throw .atEnd(name) }
            return try moving(number, under: parent, before: other.number)
        case .down:
            guard sibling(1) != nil else { throw .atEnd(name) }
            return try moving(number, under: parent, before: sibling(2)?.number)
        case .inward:
            guard let other = sibling(-1) else { throw .atEnd(name) }
            return try moving(number, under: other.number, before: nil)
        case .outward:
            guard let parent else { throw .atEnd(name) }
            let above = try self.path(of: parent)
            let uncles = nodes.siblings(at: above)
            let next = (above.last ?? 0) + 1
            return try moving(
                number, under: nodes.number(at: above.dropLast()),
                before: uncles.indices.contains(next) ? uncles[next].number : nil)
        }
    }

    /// The draft with a criterion turned into a group, or an empty group into a criterion.
    package func turning(_ number: String, into criterion: Criterion?) throws(FrameworkEditRefusal) -> Framework {
        let node = try require(number)
        if criterion != nil, !node.children.isEmpty { throw .hasChildren(node.name) }
        if criterion == nil, number.depth >= Framework.maximumDepth { throw .tooDeep }
        var next = self
        next.nodes.change(at: try path(of: number)[...]) { siblings, index in siblings[index].criterion = criterion }
        return next
    }

    /// The draft with other weights, by number; what is not named keeps its own.
    package func weighing(_ weights: [String: Points]) -> Framework {
        var next = self
        next.nodes = nodes.map { $0.weighing(weights) }
        return next
    }

    /// The draft with each group's weight made the sum of what stands below.
    package func summed() -> Framework {
        var next = self
        next.nodes = nodes.map { $0.summed() }
        return next
    }
}

/// Numbers that no node can have, for while it is on its way.
private enum Mark {
    static let leaving = "\u{0}"
    static let arriving = "\u{1}"
}

extension Framework {
    /// The tree with a node put in, marked as arriving and not yet numbered.
    private func putting(
        _ node: FrameworkNode, under parent: String?, before sibling: String?
    ) throws(FrameworkEditRefusal) -> Framework {
        var next = self
        var arriving = node
        arriving.number = Mark.arriving
        let above = try parent.map { number throws(FrameworkEditRefusal) in try path(of: number) } ?? []
        if let parent, let group = self.node(parent), group.isLeaf { throw .underCriterion(group.name) }
        guard above.count + node.height <= Framework.maximumDepth else { throw .tooDeep }
        if let sibling {
            let path = try path(of: sibling)
            guard Array(path.dropLast()) == above else { throw .noNode(sibling) }
            next.nodes.change(at: path[...]) { siblings, index in siblings.insert(arriving, at: index) }
        } else if above.isEmpty {
            next.nodes.append(arriving)
        } else {
            next.nodes.change(at: above[...]) { siblings, index in siblings[index].children.append(arriving) }
        }
        return next
    }

    /// Everything numbered by place, and the number of what arrived.
    private func numbered() -> (framework: Framework, number: String) {
        let place = nodes.path(of: Mark.arriving) ?? []
        var next = self
        next.nodes = nodes.renumbered(under: nil)
        return (next, place.map { "\($0 + 1)" }.joined(separator: "."))
    }

    private func path(of number: String) throws(FrameworkEditRefusal) -> [Int] {
        guard let path = nodes.path(of: number) else { throw .noNode(number) }
        return path
    }

    private func require(_ number: String) throws(FrameworkEditRefusal) -> FrameworkNode {
        guard let node = node(number) else { throw .noNode(number) }
        return node
    }
}
