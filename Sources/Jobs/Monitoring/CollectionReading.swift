package import Office
package import SQLCore
package import Store
package import Supervision

/// Holds a sheet with many units against a round and keeps the good rows aside.
///
/// Nothing reaches the records here: `CollectionImports.promote` moves all staged rows in one transaction.
package struct CollectionReading: Sendable {
    let database: any SQLDatabase
    let now: @Sendable () -> Instant
    /// Columns that nobody mapped are left out instead of asked about, as a script wants it.
    let ignoresUnknown: Bool
    /// Told how many rows were checked; may throw to stop.
    let progress: @Sendable (Int) async throws -> Void

    package init(
        _ database: any SQLDatabase, now: @escaping @Sendable () -> Instant, ignoresUnknown: Bool = false,
        progress: @escaping @Sendable (Int) async throws -> Void = { _ in }
    ) {
        self.database = database
        self.now = now
        self.ignoresUnknown = ignoresUnknown
        self.progress = progress
    }

    /// The import after the check: `.checked`, or `.mapping` when somebody has to say what a column means.
    package func check(_ run: CollectionImport, _ source: FileSource) async throws -> CollectionImport {
        try await clear(run.id)
        let (round, form, aliases, targets) = try await database.read { db in
            let round = try CollectionRounds.require(run.round, visibleTo: .system(on: now().day), in: db)
            let form = try CollectionForms.require(round.round.form, in: db)
            return (
                round, form, try CollectionImports.known(for: form, office: round.place.office, in: db),
                try CollectionStaging.targets(of: run.round, in: db)
            )
        }
        var run = run
        var checker: CollectionRowChecker?
        let feed = SheetFeed(source)
        for try await chunk in feed.chunks {
            var rows = chunk
            if checker == nil {
                let (head, sheet) = try understand(chunk, form, &run, aliases)
                guard run.state != .mapping else { return run }
                checker = CollectionRowChecker(
                    sheet, run, year: round.round.year, targets, database, IDSeries(at: now()))
                rows.removeAll { $0.number <= head }
            }
            try await checker?.take(rows)
            try await progress(checker?.rows ?? 0)
            feed.taken()
        }
        guard let checker else { throw SpreadsheetError.empty }
        return checker.result(run)
    }

    private func clear(_ id: Identifier<CollectionImport>) async throws {
        while try await database.write({ db in
            try CollectionImports.clear(id, limit: 5_000, keepingProblems: false, in: db)
        }) {}
    }

    /// Finds the header and what its columns mean; gives the number of its row.
    private func understand(
        _ rows: [SheetRow], _ form: CollectionForm, _ run: inout CollectionImport, _ aliases: [String: String]
    ) throws -> (Int, CollectionSheet) {
        // What somebody mapped just now stands; otherwise what was remembered and what we know.
        if !run.fields.isEmpty, let row = rows.prefix(10).first(where: { $0.cells.map(\.normalisedCell) == run.header })
        {
            let meanings = run.fields.map { ColumnMeaning($0, form: form) }
            return (row.number, CollectionSheet(form: form, header: run.header, meanings: meanings))
        }
        let first = Array(rows.prefix(10))
        let place = CollectionSheet.headerRow(in: first.map(\.cells), form: form, remembered: aliases) ?? 0
        let sheet = CollectionSheet(form: form, header: first[place].cells, remembered: aliases)
        run.header = sheet.header
        run.fields = sheet.meanings.map { $0?.text ?? "" }
        run.sample = rows.dropFirst(place + 1).prefix(3).map { $0.cells.map { String($0.prefix(60)) } }
        if ignoresUnknown {
            if let problem = sheet.problem { throw SheetRefusal(message: problem) }
        } else if !sheet.left.isEmpty || sheet.problem != nil {
            run.state = .mapping
        }
        return (first[place].number, sheet)
    }
}

/// Why a sheet cannot be read at all.
struct SheetRefusal: Refusal {
    let message: String
    var code: String { "collection.sheet" }
    var kind: RefusalKind { .invalid }
}
