package import Store

/// The address of a list: its path and the filters, sort and page in its query.
///
/// Everything that a list shows is in its address, so that it can be kept, sent and opened again.
package struct ListAddress: Sendable, Equatable {
    package let path: String
    private let fields: Fields

    package init(_ path: String, _ fields: Fields) {
        self.path = path
        self.fields = fields
    }

    package var page: PageRequest { PageRequest(number: fields.number("page") ?? 1) }

    /// What a filter says; empty when it says nothing.
    package func filter(_ name: String) -> String { fields.text(name) }

    /// Everything that a filter says that may be said several times.
    package func all(_ name: String) -> [String] { fields.all(name).filter { !$0.isEmpty } }

    /// Whether anything but the search narrows the list.
    package var isNarrowed: Bool { isNarrowed(besides: []) }

    /// As `isNarrowed`, where `kept` says which list it is rather than what of it is shown.
    package func isNarrowed(besides kept: Set<String>) -> Bool {
        fields.names.contains {
            !["q", "sort", "page", "done"].contains($0) && !kept.contains($0) && !filter($0).isEmpty
        }
    }

    /// The whole list again, with only `kept` of its filters.
    package func cleared(keeping kept: Set<String>) -> String {
        let pairs = kept.sorted().filter { !filter($0).isEmpty }
        let query = pairs.map { "\($0)=\(Fields.encoded(filter($0)))" }.joined(separator: "&")
        return query.isEmpty ? path : "\(path)?\(query)"
    }

    /// The column and direction: `due` or `-due`; only one of `allowed`, the first when none is named.
    ///
    /// A `-` before one of these says how the list stands before anybody sorts it; each column goes both ways.
    package func sort(_ allowed: [String]) -> (column: String, isDescending: Bool) {
        func split(_ sort: String) -> (column: String, isDescending: Bool) {
            sort.hasPrefix("-") ? (String(sort.dropFirst()), true) : (sort, false)
        }
        let asked = split(fields.text("sort"))
        let known = allowed.map(split)
        if known.contains(where: { $0.column == asked.column }) { return asked }
        return known.first ?? ("", false)
    }

    /// The same list with one thing changed; a change of filter or sort goes back to page 1.
    package func with(_ name: String, _ value: String, path: String? = nil) -> String {
        var pairs = fields.names.filter { $0 != name && $0 != "done" && ($0 != "page" || name == "page") }
            .flatMap { key in fields.all(key).filter { !$0.isEmpty }.map { (key, $0) } }
        if !value.isEmpty { pairs.append((name, value)) }
        let query = pairs.map { "\(Fields.encoded($0.0))=\(Fields.encoded($0.1))" }.joined(separator: "&")
        return "\(path ?? self.path)\(query.isEmpty ? "" : "?\(query)")"
    }

    /// Where exactly what is shown is downloaded as XLSX.
    package func export(at path: String) -> String { with("page", "", path: path) }
}
