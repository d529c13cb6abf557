/// One version of a framework (指标体系): a tree of nodes whose leaves are criteria, and its bands.
package struct Framework: Hashable, Sendable {
    /// Of this version; the code is shared by all versions.
    package let id: FrameworkID
    package var code: String
    package var name: String
    /// A remark that travels with it, such as where the points come from.
    package var label: String
    package var isTemplate: Bool
    package let version: Int
    package internal(set) var state: State
    package var bands: [Band]
    package var nodes: [FrameworkNode]

    package init(
        id: FrameworkID, code: String, name: String, label: String = "", isTemplate: Bool = false, version: Int = 1,
        state: State = .draft, bands: [Band] = Band.usual, nodes: [FrameworkNode]
    ) {
        self.id = id
        self.code = code
        self.name = name
        self.label = label
        self.isTemplate = isTemplate
        self.version = version
        self.state = state
        self.bands = bands
        self.nodes = nodes
    }

    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        case draft, published, withdrawn

        package var label: String {
            switch self {
            case .draft: "草稿"
            case .published: "已发布"
            case .withdrawn: "已停用"
            }
        }
    }
}

package typealias FrameworkID = Identifier<Framework>

/// A branch or a leaf of a framework, known by its number within the version.
package struct FrameworkNode: Hashable, Sendable, Identifiable {
    /// Such as `1.2`; it begins with the parent's number.
    package var number: String
    package var title: String
    /// Full marks of this node (分值); the children's add up to it.
    package var weight: Points
    /// Nil for a branch.
    package var criterion: Criterion?
    package var children: [FrameworkNode]

    package init(
        _ number: String, _ title: String, weight: Points, criterion: Criterion? = nil, children: [FrameworkNode] = []
    ) {
        self.number = number
        self.title = title
        self.weight = weight
        self.criterion = criterion
        self.children = children
    }

    package var id: String { number }
    package var isLeaf: Bool { criterion != nil }
}

extension Framework {
    /// All nodes, a parent before its children.
    package var allNodes: [FrameworkNode] { nodes.flatMap(\.withDescendants) }

    package var leaves: [FrameworkNode] { allNodes.filter(\.isLeaf) }

    package func node(_ number: String) -> FrameworkNode? { allNodes.first { $0.number == number } }

    /// Full marks of the whole.
    package var fullMark: Points { nodes.reduce(.zero) { $0 + $1.weight } }
}

extension FrameworkNode {
    package var withDescendants: [FrameworkNode] { [self] + children.flatMap(\.withDescendants) }
}
