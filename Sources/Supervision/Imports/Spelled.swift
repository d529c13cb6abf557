/// A closed list of values that people write in several ways.
package protocol Spelled: CaseIterable, Hashable, Sendable, RawRepresentable<String> {
    /// The way we write it.
    var label: String { get }
    /// Other ways that offices write it.
    var spellings: [String] { get }
    /// A `static let`, so that the spellings are laid out once and not per cell.
    static var table: SpellingTable<Self> { get }
}

extension Spelled {
    /// The value that a cell means; nil for a spelling nobody taught us.
    package init?(spelled text: String) {
        guard let value = Self.table.value(of: text) else { return nil }
        self = value
    }

    /// All labels, for a message that says what may be written.
    package static var choices: String { allCases.map(\.label).joined(separator: "、") }
}

/// The spellings of one closed list.
package struct SpellingTable<Value: Spelled>: Sendable {
    private let values: [String: Value]

    package init() {
        var values: [String: Value] = [:]
        for value in Value.allCases {
            for spelling in [value.label, value.rawValue] + value.spellings {
                values[spelling] = values[spelling] ?? value
                values[spelling.spellingKey] = values[spelling.spellingKey] ?? value
            }
        }
        self.values = values
    }

    /// Tries the cell as it is before taking it apart: most cells say exactly what the template says.
    func value(of text: String) -> Value? { values[text] ?? values[text.spellingKey] }
}

extension String {
    /// Compared without blanks, case and the brackets that offices put in different places.
    fileprivate var spellingKey: String {
        comparisonKey.filter { !"()（）[]【】".contains($0) }
    }
}
