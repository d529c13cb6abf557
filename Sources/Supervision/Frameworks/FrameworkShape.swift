/// A framework as a plain tree for JSON, without ids and states.
package struct FrameworkShape: Hashable, Sendable, Codable {
    /// Names the format and its version, so that a reader can refuse what it does not know.
    package static let format = "dudao-framework/1"

    package var format: String
    package var code: String
    package var name: String
    package var label: String
    package var isTemplate: Bool
    package var bands: [Band]
    package var nodes: [FrameworkNode]

    package init(_ framework: Framework) {
        format = FrameworkShape.format
        code = framework.code
        name = framework.name
        label = framework.label
        isTemplate = framework.isTemplate
        bands = framework.bands
        nodes = framework.nodes
    }
}

extension Framework {
    /// The draft that a shape describes; whether it may be published is `validate()`'s to say.
    package init(_ shape: FrameworkShape, id: FrameworkID, version: Int = 1) {
        self.init(
            id: id, code: shape.code, name: shape.name, label: shape.label, isTemplate: shape.isTemplate,
            version: version, bands: shape.bands, nodes: shape.nodes)
    }
}

extension FrameworkNode: Codable {
    private enum Key: String, CodingKey {
        case number, title, weight, criterion, children
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        number = try values.decode(String.self, forKey: .number)
        title = try values.decode(String.self, forKey: .title)
        weight = try values.decode(Points.self, forKey: .weight)
        criterion = try values.decodeIfPresent(Criterion.self, forKey: .criterion)
        children = try values.decodeIfPresent([FrameworkNode].self, forKey: .children) ?? []
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(number, forKey: .number)
        try values.encode(title, forKey: .title)
        try values.encode(weight, forKey: .weight)
        try values.encodeIfPresent(criterion, forKey: .criterion)
        if !children.isEmpty { try values.encode(children, forKey: .children) }
    }
}

extension Criterion: Codable {
    private enum Key: String, CodingKey {
        case kind, max, levels, unit, target, cap, requiresEvidence, basis, guidance, method, applicability
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        self.init(
            try Criterion.kind(in: values),
            requiresEvidence: try values.decodeIfPresent(Bool.self, forKey: .requiresEvidence) ?? false,
            basis: try values.decodeIfPresent(String.self, forKey: .basis) ?? "",
            guidance: try values.decodeIfPresent(String.self, forKey: .guidance) ?? "",
            method: try values.decodeIfPresent(String.self, forKey: .method) ?? "",
            applicability: try values.decodeIfPresent(Applicability.self, forKey: .applicability) ?? Applicability())
    }

    private static func kind(in values: KeyedDecodingContainer<Key>) throws -> Kind {
        switch try values.decode(String.self, forKey: .kind) {
        case "scored": return .scored(max: try values.decode(Points.self, forKey: .max))
        case "graded": return .graded(try values.decode([Level].self, forKey: .levels))
        case "yesNo": return .yesNo
        case "counted":
            return .counted(
                unit: try values.decode(String.self, forKey: .unit),
                target: try values.decodeIfPresent(Points.self, forKey: .target))
        case "veto": return .veto(cap: try values.decodeIfPresent(String.self, forKey: .cap))
        case let other:
            throw DecodingError.dataCorruptedError(
                forKey: .kind, in: values, debugDescription: "\(other) is not a kind of criterion")
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try encode(kind, to: &values)
        try values.encode(requiresEvidence, forKey: .requiresEvidence)
        try values.encode(basis, forKey: .basis)
        try values.encode(guidance, forKey: .guidance)
        try values.encode(method, forKey: .method)
        if applicability != Applicability() { try values.encode(applicability, forKey: .applicability) }
    }

    private func encode(_ kind: Kind, to values: inout KeyedEncodingContainer<Key>) throws {
        switch kind {
        case .scored(let max):
            try values.encode("scored", forKey: .kind)
            try values.encode(max, forKey: .max)
        case .graded(let levels):
            try values.encode("graded", forKey: .kind)
            try values.encode(levels, forKey: .levels)
        case .yesNo:
            try values.encode("yesNo", forKey: .kind)
        case .counted(let unit, let target):
            try values.encode("counted", forKey: .kind)
            try values.encode(unit, forKey: .unit)
            try values.encodeIfPresent(target, forKey: .target)
        case .veto(let cap):
            try values.encode("veto", forKey: .kind)
            try values.encodeIfPresent(cap, forKey: .cap)
        }
    }
}
