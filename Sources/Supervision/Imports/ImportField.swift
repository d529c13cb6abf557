/// A column that an import understands; its raw value is the name by which a mapping file calls it.
package protocol ImportField: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
    /// The heading in our own template.
    var title: String { get }
    /// Headings that offices use for it.
    var aliases: [String] { get }
    /// Whether a sheet without this column cannot be imported.
    var isRequired: Bool { get }
    /// What the template says below the heading: what may be written.
    var hint: String { get }
}
