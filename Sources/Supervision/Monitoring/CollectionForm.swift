/// What a kind of organisation reports (采集表): sections of variables, and the checks on them.
///
/// Shipped as readable files; a published version never changes, the next one gets the next number.
package struct CollectionForm: Hashable, Sendable {
    package let code: String
    package let version: Int
    package let name: String
    /// What asks for it, with what is marked 待核.
    package let basis: String
    package let note: String
    /// Whom it is for.
    package let kinds: Set<OrganisationKind>
    /// Only units that run one of these; empty for any.
    package let stages: Set<Stage>
    package let sections: [Section]
    package let checks: [ValueCheck]
    package let items: [CollectionItem]
    /// Where each key stands in `items`; a sheet of a nation asks millions of times.
    private let places: [String: Int]

    package struct Section: Hashable, Sendable {
        package let title: String
        package let items: [CollectionItem]

        package init(title: String, items: [CollectionItem]) {
            self.title = title
            self.items = items
        }
    }

    package init(
        code: String, version: Int, name: String, basis: String = "", note: String = "",
        kinds: Set<OrganisationKind>, stages: Set<Stage> = [], sections: [Section], checks: [ValueCheck] = []
    ) {
        self.code = code
        self.version = version
        self.name = name
        self.basis = basis
        self.note = note
        self.kinds = kinds
        self.stages = stages
        self.sections = sections
        self.checks = checks
        items = sections.flatMap(\.items)
        places = Dictionary(items.enumerated().map { ($0.element.key, $0.offset) }) { first, _ in first }
    }

    /// As a round names it: `school-balance/1`.
    package var reference: String { "\(code)/\(version)" }

    package func item(_ key: String) -> CollectionItem? { places[key].map { items[$0] } }

    /// Whether a unit of this kind and these stages fills it in.
    package func isFor(_ kind: OrganisationKind, _ stages: Set<Stage>) -> Bool {
        kinds.contains(kind) && (self.stages.isEmpty || !self.stages.isDisjoint(with: stages))
    }

    /// What a unit with these stages is asked, section by section.
    package func sections(for stages: Set<Stage>) -> [Section] {
        sections.compactMap { section in
            let asked = section.items.filter { $0.isAsked(of: stages) }
            return asked.isEmpty ? nil : Section(title: section.title, items: asked)
        }
    }

    package func items(for stages: Set<Stage>) -> [CollectionItem] { items.filter { $0.isAsked(of: stages) } }

    /// Required figures that are not there.
    package func missing(in values: RecordedValues, for stages: Set<Stage>) -> [CollectionItem] {
        items(for: stages).filter { $0.isRequired && $0.sum.isEmpty && values[$0.key] == nil }
    }

    /// With the sums worked out: there only while every part is, as it was where no part was ever given.
    package func summed(_ values: RecordedValues) -> RecordedValues {
        var result = values
        for item in items where !item.sum.isEmpty {
            if let sum = values.sum(item.sum) {
                result[item.key] = sum
            } else if item.sum.contains(where: { values[$0] != nil }) {
                result[item.key] = nil
            }
        }
        return result
    }
}

/// A place in a form: a variable, in a stage where it is counted by stage.
package struct CollectionItem: Hashable, Sendable {
    package let variable: Variable
    package let stage: Stage?
    package let isRequired: Bool
    /// Keys that add up to it, so that nobody is asked for it; empty where it is typed.
    package let sum: [String]
    package let key: String

    package init(_ variable: Variable, _ stage: Stage? = nil, isRequired: Bool = true, sum: [String] = []) {
        self.variable = variable
        self.stage = stage
        self.isRequired = isRequired
        self.sum = sum
        key = RecordedValues.key(variable.code, stage)
    }

    package var title: String { "\(stage?.label ?? "")\(variable.name)" }
    /// With its unit, as the heading of a column.
    package var heading: String {
        variable.choices.isEmpty && !variable.unit.isEmpty ? "\(title)（\(variable.unit)）" : title
    }
    package var isTyped: Bool { sum.isEmpty }

    package func isAsked(of stages: Set<Stage>) -> Bool { stage.map { stages.contains($0) } ?? true }
}
