package import Supervision

/// The collection forms that come with the program, as readable sheets in `Data/collections`, every version of each.
package enum ShippedForms {
    package static let all: [CollectionForm] = Asset.paths(in: folder).map(form)

    /// The newest version of each.
    package static var current: [CollectionForm] {
        Dictionary(grouping: all, by: \.code).values.compactMap { $0.max { $0.version < $1.version } }
            .sorted { (order($0), $0.code) < (order($1), $1.code) }
    }

    /// A form by its code and version, such as `school-balance/1`.
    package static func find(_ reference: String) -> CollectionForm? { byReference[reference] }

    package static func require(_ reference: String) throws(CollectionRefusal) -> CollectionForm {
        guard let form = find(reference) else { throw .noForm }
        return form
    }

    private static let byReference = Dictionary(all.map { ($0.reference, $0) }) { first, _ in first }
    private static let folder = "Store/Data/collections"

    /// Those that one unit of many fills in come first.
    private static func order(_ form: CollectionForm) -> Int { form.kinds.contains { $0.teaches } ? 0 : 1 }

    private static func form(_ path: String) -> CollectionForm {
        do {
            return try CollectionFormTable.parse(SheetText.rows(Asset.text(path) ?? ""))
        } catch {
            preconditionFailure("\(path), line \(error.line): \(error.reason)")
        }
    }
}
