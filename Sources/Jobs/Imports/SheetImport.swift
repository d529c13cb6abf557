package import Office
package import SQLCore
package import Store
package import Supervision

/// Checks a file against the registry and stages what is good in it.
///
/// Nothing reaches the registry here: `ImportRuns.promote` moves all staged rows in one transaction.
package struct SheetImport: Sendable {
    let database: any SQLDatabase
    let now: @Sendable () -> Instant
    /// Columns that nobody mapped are left out instead of asked about, as a script wants it.
    let ignoresUnknown: Bool
    /// Heading to field, before what the office mapped earlier.
    let given: [String: String]
    /// Told how many rows were checked; may throw to stop.
    let progress: @Sendable (Int) async throws -> Void

    package init(
        _ database: any SQLDatabase, now: @escaping @Sendable () -> Instant, ignoresUnknown: Bool = false,
        given: [String: String] = [:], progress: @escaping @Sendable (Int) async throws -> Void = { _ in }
    ) {
        self.database = database
        self.now = now
        self.ignoresUnknown = ignoresUnknown
        self.given = given
        self.progress = progress
    }

    /// The run after the check: `.checked`, or `.mapping` when somebody has to say what a column means.
    package func check(_ run: ImportRun, _ source: FileSource, as viewer: Viewer) async throws -> ImportRun {
        switch run.kind {
        case .organisations: try await check(OrganisationImport.self, run, source, viewer)
        case .inspectors: try await check(InspectorImport.self, run, source, viewer)
        case .trainings: try await check(TrainingImport.self, run, source, viewer)
        }
    }

    /// Forgets what an earlier check staged, in short steps.
    package func clear(_ id: Identifier<ImportRun>) async throws {
        while try await database.write({ db in try ImportRuns.clear(id, limit: 5_000, in: db) }) {}
    }

    private func check<Kind: RegistryImport>(
        _ kind: Kind.Type, _ run: ImportRun, _ source: FileSource, _ viewer: Viewer
    ) async throws -> ImportRun {
        try await clear(run.id)
        try await database.write { db in try ImportProblems.clear(run.id, in: db) }
        let office = viewer.home ?? ""
        let (regions, aliases) = try await database.read { db in
            (try Regions.all(in: db), try ImportAliases.known(run.kind, office: office, in: db))
        }
        var run = run
        var checker: RowChecker<Kind>?
        let feed = SheetFeed(source)
        for try await chunk in feed.chunks {
            var rows = chunk
            if checker == nil {
                let head = try head(of: chunk, Kind.Field.self, &run, aliases)
                guard run.state != .mapping else { return run }
                let mapping = ColumnMapping<Kind.Field>(header: run.header, fields: run.fields)
                let sheet = ImportSheet(run: run.id, mapping: mapping, regions: regions, viewer: viewer)
                checker = RowChecker(sheet, database, now())
                rows.removeAll { $0.number <= head }
            }
            try await checker?.take(rows)
            try await progress(checker?.counts.rows ?? 0)
            feed.taken()
        }
        guard let checker else { throw SpreadsheetError.empty }
        run.counts = checker.counts
        run.state = .checked
        return run
    }

    /// Finds the header, and gives the number of its row.
    private func head<Field: ImportField>(
        of rows: [SheetRow], _ field: Field.Type, _ run: inout ImportRun, _ aliases: [String: String]
    ) throws -> Int {
        // What somebody mapped just now stands; otherwise what was remembered and what we know.
        if !run.fields.isEmpty, let row = rows.prefix(10).first(where: { $0.cells.map(\.normalisedCell) == run.header })
        {
            return row.number
        }
        let head = SheetHead<Field>(rows, remembered: aliases.merging(given) { $1 })
        run.header = head.header
        run.sample = head.sample
        run.fields = head.fields
        if ignoresUnknown {
            try ColumnMapping<Field>.require(head.fields)
        } else if !head.left.isEmpty || (try? ColumnMapping<Field>.require(head.fields)) == nil {
            run.state = .mapping
        }
        return head.row
    }
}

/// Reads, compares and stages the rows of one sheet, chunk by chunk.
private struct RowChecker<Kind: RegistryImport> {
    private let sheet: ImportSheet<Kind.Field>
    private let database: any SQLDatabase
    private var ids: IDSeries
    private(set) var counts = ImportCounts()
    private var seen: [String: Int] = [:]
    private var serials: [String: Int] = [:]

    init(_ sheet: ImportSheet<Kind.Field>, _ database: any SQLDatabase, _ now: Instant) {
        self.sheet = sheet
        self.database = database
        ids = IDSeries(at: now)
    }

    mutating func take(_ rows: [SheetRow]) async throws {
        var good: [NewRow<Kind.Row>] = []
        var problems: [RowProblem] = []
        for row in rows where !isBlank(row) {
            counts.rows += 1
            switch read(row) {
            case .success(let value):
                good.append(NewRow(value, id: ids.next(), version: ids.next()))
            case .failure(let found):
                problems += found.problems
                counts.bad += 1
            }
        }
        try await store(good, problems)
    }

    /// A row that only fills columns which are not imported, such as a serial number, is none.
    private func isBlank(_ row: SheetRow) -> Bool {
        sheet.mapping.columns.values.allSatisfy {
            !row.cells.indices.contains($0) || row.cells[$0].normalisedCell.isEmpty
        }
    }

    private mutating func read(_ row: SheetRow) -> Result<Kind.Row, BadRow> {
        let result = Kind.read(row.cells, row: row.number, sheet)
        guard case .success(let value) = result else { return result }
        let key = Kind.key(of: value)
        if let earlier = seen[key] {
            return .failure(BadRow(problems: [Kind.repeated(value, after: earlier, sheet)]))
        }
        seen[key] = row.number
        return result
    }

    private mutating func store(_ good: [NewRow<Kind.Row>], _ problems: [RowProblem]) async throws {
        guard !good.isEmpty || !problems.isEmpty else { return }
        let (sheet, serials) = (sheet, serials)
        let staged = try await database.write { db in
            let staged = try Kind.stage(good, sheet, serials: serials, in: db)
            let all = (problems + staged.problems).sorted { $0.row < $1.row }
            try ImportProblems.insert(all, of: sheet.run, in: db)
            return staged
        }
        self.serials = staged.serials
        counts += staged.counts
        counts.problems += problems.count + staged.problems.count
    }
}
