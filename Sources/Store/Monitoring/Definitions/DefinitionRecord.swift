import SQLCore
package import Supervision

package enum DefinitionMark {}
package typealias DefinitionID = Identifier<DefinitionMark>

/// One version of a standard or form that an office defined.
package struct DefinitionRecord: Sendable, Equatable {
    package enum State: String, Sendable, SQLConvertible, CaseIterable {
        case draft, published

        package var label: String { self == .draft ? "草稿" : "已发布" }
    }

    package let id: DefinitionID
    package let kind: DefinitionKind
    package let code: String
    package let number: Int
    package let name: String
    package let text: String
    package let state: State
    package let problemCount: Int
    /// Whose it is.
    package let place: Place
    package let regionName: String
    package let savedBy: String
    package let savedAt: Instant
    package let publishedAt: Instant?
    /// Counts changes of the row.
    package let version: Int

    package var sheet: SheetText { kind.sheet(text) }

    package func isOwn(_ viewer: Viewer) -> Bool {
        Role.office.contains(viewer.role) && place.office == Place(viewer.scope).office
    }
}

extension DefinitionKind: SQLConvertible {}

extension DefinitionRecord {
    static let columns: SQL = """
        d.id, d.kind, d.code, d.number, d.name, d.content, d.state, d.problem_count, d.province, d.city, d.county, d.zone,
        d.saved_by, d.saved_at, d.published_at, d.version, coalesce(r.name, '')
        """

    static let tables: SQL = """
        FROM definition d LEFT JOIN region r ON r.code = CASE WHEN d.zone <> '' THEN d.zone WHEN d.county <> '' THEN d.county
            WHEN d.city <> '' THEN d.city ELSE d.province END
        """

    init(_ row: SQLRow) throws {
        try self.init(
            id: row.get(0), kind: row.get(1), code: row.get(2), number: row.get(3), name: row.get(4), text: row.get(5),
            state: row.get(6), problemCount: row.get(7),
            place: Place(province: row.get(8), city: row.get(9), county: row.get(10), zone: row.get(11)),
            regionName: row.get(16), savedBy: row.get(12), savedAt: row.get(13), publishedAt: row.get(14),
            version: row.get(15))
    }
}
