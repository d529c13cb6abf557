package import SQLCore
package import Supervision

/// One sheet for many units on its way in.
package struct CollectionImport: Sendable, Equatable {
    package typealias State = ImportRun.State

    package let id: Identifier<CollectionImport>
    package let round: CollectionRoundID
    package let account: AccountID
    package let fileName: String
    /// The file's SHA-256.
    package let fileHash: String
    package var state: State = .waiting
    package var header: [String] = []
    /// The first rows below the header.
    package var sample: [[String]] = []
    /// What each column means, as `ColumnMeaning` writes it; none before mapping.
    package var fields: [String] = []
    package var rows = 0
    package var changed = 0
    package var unchanged = 0
    package var bad = 0
    package var problems = 0
    /// Why the file cannot be read.
    package var message = ""
    package let createdAt: Instant
    package var finishedAt: Instant?

    package init(
        id: Identifier<CollectionImport>, round: CollectionRoundID, account: AccountID, fileName: String,
        fileHash: String, createdAt: Instant
    ) {
        self.id = id
        self.round = round
        self.account = account
        self.fileName = fileName
        self.fileHash = fileHash
        self.createdAt = createdAt
    }

    package var path: String { "/collection-imports/\(id)" }
}

/// The collection_import table.
package enum CollectionImports {
    package static let job = "collection.check"

    /// An import is its own account's and nobody else's.
    package static func require(
        _ id: Identifier<CollectionImport>, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> CollectionImport {
        let row = try db.first(
            "SELECT \(columns) FROM collection_import WHERE id = \(id) AND account_id = \(viewer.account)")
        guard let row else { throw CollectionRefusal.notFound }
        return try CollectionImport(row)
    }

    /// Whosever it is; for the job that checks it.
    package static func queued(_ id: Identifier<CollectionImport>, in db: SQLConnection) throws -> CollectionImport {
        guard let row = try db.first("SELECT \(columns) FROM collection_import WHERE id = \(id)") else {
            throw CollectionRefusal.notFound
        }
        return try CollectionImport(row)
    }

    /// Takes a stored file in and queues its check, unless whoever begins it checks it at once.
    package static func begin(_ run: CollectionImport, isQueued: Bool = true, _ act: Act) throws {
        let record = try CollectionRounds.requireOwn(run.round, act)
        guard record.round.state == .open else { throw CollectionRefusal.roundClosed }
        try act.db.execute(
            """
            INSERT INTO collection_import (id, round_id, account_id, file_name, file_hash, state, header, sample, fields,
                row_count, changed, unchanged, bad, problem_count, message, created_at)
            VALUES (\(run.id), \(run.round), \(run.account), \(run.fileName), \(run.fileHash), 'waiting', '[]', '[]', '[]',
                0, 0, 0, 0, 0, '', \(run.createdAt))
            """)
        if isQueued { try queueCheck(run, act) }
    }

    /// Takes what a person says the columns are, remembers it for the office's next sheet, and checks again.
    package static func map(_ id: Identifier<CollectionImport>, _ fields: [String], _ act: Act) throws {
        var run = try require(id, visibleTo: act.viewer, in: act.db)
        guard run.state == .mapping else { throw CollectionRefusal.importState }
        let record = try CollectionRounds.requireOwn(run.round, act)
        let form = try CollectionForms.require(record.round.form, in: act.db)
        let meanings = fields.map { ColumnMeaning($0, form: form) ?? .ignored }
        let sheet = CollectionSheet(form: form, header: run.header, meanings: meanings)
        if let problem = sheet.problem { throw CollectionMappingRefusal(message: problem) }
        let named = zip(run.header, meanings.map(\.text)).filter { !$0.0.isEmpty }
        try ImportAliases.remember(
            Dictionary(named) { first, _ in first }, kind(of: form), office: act.viewer.home ?? "", in: act.db)
        run.fields = meanings.map(\.text)
        run.state = .waiting
        try update(run, from: .mapping, in: act.db)
        try queueCheck(run, act)
        try act.record(
            "collection.mapped", of: "collection-import", id.rawValue, in: record.place, ["file": run.fileHash])
    }

    package static func discard(_ id: Identifier<CollectionImport>, _ act: Act) throws {
        var run = try require(id, visibleTo: act.viewer, in: act.db)
        let state = run.state
        guard state == .mapping || state == .checked || state == .waiting else { throw CollectionRefusal.importState }
        run.state = .discarded
        run.finishedAt = act.at
        try update(run, from: state, in: act.db)
    }

    /// What the office's headings for a form mean; kept by form, whatever its version.
    package static func known(
        for form: CollectionForm, office: String, in db: SQLConnection
    ) throws -> [String: String] {
        try ImportAliases.known(kind(of: form), office: office, in: db)
    }

    package static func kind(of form: CollectionForm) -> String { "collection/\(form.code)" }

    private static func queueCheck(_ run: CollectionImport, _ act: Act) throws {
        try JobQueue.insert(
            job, title: "核对监测数据：\(run.fileName)", input: run.id.rawValue, result: run.path, act)
    }

    /// Stores where it is now, unless it went on meanwhile.
    package static func update(
        _ run: CollectionImport, from state: CollectionImport.State, in db: SQLConnection
    ) throws {
        let changed = try db.execute(
            """
            UPDATE collection_import SET state = \(run.state), header = \(try JSONColumn.text(run.header)),
                sample = \(try JSONColumn.text(run.sample)), fields = \(try JSONColumn.text(run.fields)),
                row_count = \(run.rows), changed = \(run.changed), unchanged = \(run.unchanged), bad = \(run.bad),
                problem_count = \(run.problems), message = \(run.message), finished_at = \(run.finishedAt)
            WHERE id = \(run.id) AND state = \(state)
            """)
        guard changed == 1 else { throw CollectionRefusal.importState }
    }

    package static func problems(
        of id: Identifier<CollectionImport>, _ page: PageRequest, in db: SQLConnection
    ) throws -> Listing<RowProblem> {
        let rows = try db.rows(
            """
            SELECT row_number, heading, value, reason FROM collection_import_problem WHERE import_id = \(id)
            ORDER BY row_number, position LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int =
            try db.first("SELECT count(*) FROM collection_import_problem WHERE import_id = \(id)")?.get(0) ?? 0
        return Listing(
            rows: try rows.map {
                RowProblem(row: try $0.get(0), column: try $0.get(1), value: try $0.get(2), reason: try $0.get(3))
            }, total: total, page: page)
    }

    /// Forgets what a check found, in short steps; `false` when nothing is left to forget.
    package static func clear(
        _ id: Identifier<CollectionImport>, limit: Int, keepingProblems: Bool, in db: SQLConnection
    ) throws -> Bool {
        var left = try db.execute(
            """
            DELETE FROM collection_staged WHERE import_id = \(id) AND row_number IN (
                SELECT row_number FROM collection_staged WHERE import_id = \(id) LIMIT \(limit))
            """)
        left += try db.execute(
            """
            DELETE FROM collection_staged_finding WHERE import_id = \(id) AND return_id IN (
                SELECT return_id FROM collection_staged_finding WHERE import_id = \(id) LIMIT \(limit))
            """)
        if !keepingProblems { left += try db.execute("DELETE FROM collection_import_problem WHERE import_id = \(id)") }
        return left > 0
    }

    private static var columns: SQL {
        """
        id, round_id, account_id, file_name, file_hash, created_at, state, header, sample, fields, row_count, changed,
        unchanged, bad, problem_count, message, finished_at
        """
    }
}

/// Why a choice of columns cannot be read.
package struct CollectionMappingRefusal: Refusal, Equatable {
    package let message: String
    package var code: String { "collection.mapping" }
    package var kind: RefusalKind { .invalid }
}

extension CollectionImport {
    fileprivate init(_ row: SQLRow) throws {
        self.init(
            id: try row.get(0), round: try row.get(1), account: try row.get(2), fileName: try row.get(3),
            fileHash: try row.get(4), createdAt: try row.get(5))
        state = try row.get(6)
        header = try JSONColumn.value(row.get(7))
        sample = try JSONColumn.value(row.get(8))
        fields = try JSONColumn.value(row.get(9))
        rows = try row.get(10)
        changed = try row.get(11)
        unchanged = try row.get(12)
        bad = try row.get(13)
        problems = try row.get(14)
        message = try row.get(15)
        finishedAt = try row.get(16)
    }
}
