package import SQLCore
package import Supervision

/// What an import of one kind knows: how a row is read, compared with the registry, staged and promoted.
package protocol RegistryImport: Sendable {
    associatedtype Field: ImportField
    associatedtype Row: Sendable

    static var kind: ImportRun.Kind { get }
    static func read(_ cells: [String], row: Int, _ sheet: ImportSheet<Field>) -> Result<Row, BadRow>
    static func key(of row: Row) -> String
    static func number(of row: Row) -> Int
    static func repeated(_ row: Row, after earlier: Int, _ sheet: ImportSheet<Field>) -> RowProblem

    /// Compares rows with the registry and stages what is new or other.
    static func stage(
        _ rows: [NewRow<Row>], _ sheet: ImportSheet<Field>, serials: [String: Int], in db: SQLConnection
    ) throws -> StagedRows
    /// Moves everything staged into the registry, in the act's own transaction.
    static func promote(_ run: ImportRun, _ act: Act) throws
}

/// What all rows of one sheet share.
package struct ImportSheet<Field: ImportField>: Sendable {
    package let run: Identifier<ImportRun>
    package let mapping: ColumnMapping<Field>
    package let regions: RegionTable
    package let viewer: Viewer

    package init(
        run: Identifier<ImportRun>, mapping: ColumnMapping<Field>, regions: RegionTable, viewer: Viewer
    ) {
        self.run = run
        self.mapping = mapping
        self.regions = regions
        self.viewer = viewer
    }

    func has(_ field: Field) -> Bool { mapping.columns[field] != nil }
}

/// A row that was read, with the ids that it takes when it is new: made outside the transaction.
package struct NewRow<Row: Sendable>: Sendable {
    package let row: Row
    package let id: String
    package let version: String

    package init(_ row: Row, id: String, version: String) {
        self.row = row
        self.id = id
        self.version = version
    }
}

/// What staging a chunk gave.
package struct StagedRows: Sendable {
    package var counts = ImportCounts()
    package var problems: [RowProblem] = []
    /// The last serial number of a local code given in each region.
    package var serials: [String: Int]

    init(serials: [String: Int]) {
        self.serials = serials
    }

    /// Notes that a row is bad.
    mutating func refuse(_ problem: RowProblem) {
        problems.append(problem)
        counts.bad += 1
    }
}

/// Everything wrong with one row.
package struct BadRow: Error {
    package let problems: [RowProblem]

    package init(problems: [RowProblem]) {
        self.problems = problems
    }
}
