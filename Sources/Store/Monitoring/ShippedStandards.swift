package import Supervision

/// The standards that every deployment has, read from the sheets in `Data/standards`.
package enum ShippedStandards {
    package static let all: [Standard] = Asset.paths(in: folder).map(standard)

    package static func standard(code: String) -> Standard? { all.first { $0.code == code } }

    private static let folder = "Store/Data/standards"

    private static func standard(_ path: String) -> Standard {
        do {
            return try StandardFile.parse(SheetText.rows(Asset.text(path) ?? ""))
        } catch {
            preconditionFailure("the shipped standard \(path) is not well formed: \(error.problems)")
        }
    }
}
