extension FrameworkNode {
    /// As people name it, such as `1.2 设施`.
    package var name: String { "\(number) \(title)" }

    /// Levels that it takes, its own included.
    var height: Int { 1 + (children.map(\.height).max() ?? 0) }

    func weighing(_ weights: [String: Points]) -> FrameworkNode {
        var next = self
        next.weight = weights[number] ?? weight
        next.children = children.map { $0.weighing(weights) }
        return next
    }

    func summed() -> FrameworkNode {
        guard !children.isEmpty else { return self }
        var next = self
        next.children = children.map { $0.summed() }
        next.weight = next.children.reduce(.zero) { $0 + $1.weight }
        return next
    }
}

extension String {
    /// The level of a node of this number: 1 for a first-level one.
    package var depth: Int { split(separator: ".").count }
}

extension [FrameworkNode] {
    /// Everything numbered by its place.
    func renumbered(under parent: String?) -> [FrameworkNode] {
        enumerated().map { index, node in
            var next = node
            next.number = parent.map { "\($0).\(index + 1)" } ?? "\(index + 1)"
            next.children = node.children.renumbered(under: next.number)
            return next
        }
    }

    func path(of number: String) -> [Int]? {
        for (index, node) in enumerated() {
            if node.number == number { return [index] }
            if let below = node.children.path(of: number) { return [index] + below }
        }
        return nil
    }

    func siblings(at path: [Int]) -> [FrameworkNode] {
        path.dropLast().reduce(self) { nodes, index in nodes[index].children }
    }

    func number(at path: some Collection<Int>) -> String? {
        var nodes = self
        var number: String?
        for index in path {
            number = nodes[index].number
            nodes = nodes[index].children
        }
        return number
    }

    /// Lets `body` change the list in which the node at `path` stands.
    mutating func change(at path: ArraySlice<Int>, _ body: (inout [FrameworkNode], Int) -> Void) {
        guard let first = path.first else { return }
        if path.count == 1 {
            body(&self, first)
        } else {
            self[first].children.change(at: path.dropFirst(), body)
        }
    }
}
