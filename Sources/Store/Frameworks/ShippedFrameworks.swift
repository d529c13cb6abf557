package import Supervision

/// The templates that every deployment offers: two written in code, the others as readable sheets in `Data/frameworks`.
package enum ShippedFrameworks {
    package static let all: [Framework] = FrameworkTemplates.all + Asset.paths(in: folder).map(template)

    private static let folder = "Store/Data/frameworks"

    /// One sheet: rows by line, cells by tab, in the columns that an export has.
    private static func template(_ path: String) -> Framework {
        let name = path.dropFirst(folder.count + 1).prefix { $0 != "." }
        let rows = (Asset.text(path) ?? "").split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
        do {
            return try FrameworkTable.parse(rows, id: Identifier("template-\(name)"))
        } catch {
            preconditionFailure("the shipped framework \(name) is not well formed: \(error.problems)")
        }
    }
}
