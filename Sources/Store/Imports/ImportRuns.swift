package import SQLCore
package import Supervision

/// The import_run table.
package enum ImportRuns {
    /// An import is its own account's and nobody else's.
    package static func require(
        _ id: Identifier<ImportRun>, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> ImportRun {
        let row = try db.first(
            "SELECT \(columns) FROM import_run WHERE id = \(id) AND account_id = \(viewer.account)")
        guard let row else { throw ImportRefusal.notFound }
        return try ImportRun(row)
    }

    /// Whosever it is; for the job that checks it.
    package static func queued(_ id: Identifier<ImportRun>, in db: SQLConnection) throws -> ImportRun {
        let row = try db.first("SELECT \(columns) FROM import_run WHERE id = \(id)")
        guard let row else { throw ImportRefusal.notFound }
        return try ImportRun(row)
    }

    package static func insert(_ run: ImportRun, in db: SQLConnection) throws {
        try db.execute(
            """
            INSERT INTO import_run (id, kind, account_id, file_name, file_hash, state, header, sample, fields, row_count,
                added, changed, unchanged, bad, problem_count, message, created_at)
            VALUES (\(run.id), \(run.kind), \(run.account), \(run.fileName), \(run.fileHash), \(run.state),
                \(try JSONColumn.text(run.header)), \(try JSONColumn.text(run.sample)),
                \(try JSONColumn.text(run.fields)), 0, 0, 0, 0, 0, 0, '', \(run.createdAt))
            """)
    }

    /// Stores where it is now, unless it went on meanwhile.
    package static func update(_ run: ImportRun, from state: ImportRun.State, in db: SQLConnection) throws {
        let counts = run.counts
        let changed = try db.execute(
            """
            UPDATE import_run SET state = \(run.state), header = \(try JSONColumn.text(run.header)),
                sample = \(try JSONColumn.text(run.sample)), fields = \(try JSONColumn.text(run.fields)),
                row_count = \(counts.rows), added = \(counts.added), changed = \(counts.changed),
                unchanged = \(counts.unchanged), bad = \(counts.bad), problem_count = \(counts.problems),
                message = \(run.message), finished_at = \(run.finishedAt)
            WHERE id = \(run.id) AND state = \(state)
            """)
        guard changed == 1 else { throw ImportRefusal.notNow }
    }

    /// Forgets what checking found, in short steps; `false` when nothing is left to forget.
    package static func clear(_ id: Identifier<ImportRun>, limit: Int, in db: SQLConnection) throws -> Bool {
        var left = 0
        left += try db.execute(
            """
            DELETE FROM organisation_staged WHERE import_id = \(id) AND row_number IN (
                SELECT row_number FROM organisation_staged WHERE import_id = \(id) LIMIT \(limit))
            """)
        left += try db.execute(
            """
            DELETE FROM training_staged WHERE import_id = \(id) AND row_number IN (
                SELECT row_number FROM training_staged WHERE import_id = \(id) LIMIT \(limit))
            """)
        left += try db.execute(
            """
            DELETE FROM inspector_staged WHERE import_id = \(id) AND row_number IN (
                SELECT row_number FROM inspector_staged WHERE import_id = \(id) LIMIT \(limit))
            """)
        return left > 0
    }

    private static var columns: SQL {
        """
        id, kind, account_id, file_name, file_hash, created_at, state, header, sample, fields, row_count, added, changed,
        unchanged, bad, problem_count, message, finished_at
        """
    }
}

extension ImportRun {
    fileprivate init(_ row: SQLRow) throws {
        self.init(
            id: try row.get(0), kind: try row.get(1), account: try row.get(2), fileName: try row.get(3),
            fileHash: try row.get(4), createdAt: try row.get(5))
        state = try row.get(6)
        header = try JSONColumn.value(row.get(7))
        sample = try JSONColumn.value(row.get(8))
        fields = try JSONColumn.value(row.get(9))
        counts.rows = try row.get(10)
        counts.added = try row.get(11)
        counts.changed = try row.get(12)
        counts.unchanged = try row.get(13)
        counts.bad = try row.get(14)
        counts.problems = try row.get(15)
        message = try row.get(16)
        finishedAt = try row.get(17)
    }
}

/// The import_problem table: everything wrong with a file, row by row.
package enum ImportProblems {
    package static func clear(_ id: Identifier<ImportRun>, in db: SQLConnection) throws {
        try db.execute("DELETE FROM import_problem WHERE import_id = \(id)")
    }

    package static func insert(
        _ problems: [RowProblem], of id: Identifier<ImportRun>, in db: SQLConnection
    ) throws {
        var rest = problems[...]
        var last = (row: 0, position: 0)
        while !rest.isEmpty {
            let values = rest.prefix(500).map { problem -> SQL in
                last = (problem.row, problem.row == last.row ? last.position + 1 : 1)
                return """
                    (\(id), \(problem.row), \(last.position), \(problem.column), \(String(problem.value.prefix(200))),
                    \(problem.reason))
                    """
            }
            try db.execute(
                """
                INSERT INTO import_problem (import_id, row_number, position, heading, value, reason)
                VALUES \(SQL.joined(values, separator: ", "))
                """)
            rest = rest.dropFirst(500)
        }
    }

    package static func list(
        of id: Identifier<ImportRun>, _ page: PageRequest, in db: SQLConnection
    ) throws -> Listing<RowProblem> {
        let rows = try db.rows(
            """
            SELECT row_number, heading, value, reason FROM import_problem WHERE import_id = \(id)
            ORDER BY row_number, position LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int =
            try db.first("SELECT count(*) FROM import_problem WHERE import_id = \(id)")?.get(0) ?? 0
        let problems = try rows.map {
            RowProblem(row: try $0.get(0), column: try $0.get(1), value: try $0.get(2), reason: try $0.get(3))
        }
        return Listing(rows: problems, total: total, page: page)
    }
}

/// The import_alias table: what an office's own headings mean.
package enum ImportAliases {
    /// Heading to field; an empty field is a column that is never imported.
    package static func known(
        _ kind: ImportRun.Kind, office: String, in db: SQLConnection
    ) throws -> [String: String] {
        try known(kind.rawValue, office: office, in: db)
    }

    /// As above for sheets of another kind, such as those of a collection form.
    package static func known(_ kind: String, office: String, in db: SQLConnection) throws -> [String: String] {
        let rows = try db.rows(
            "SELECT heading, field FROM import_alias WHERE kind = \(kind) AND office = \(office)")
        return Dictionary(try rows.map { (try $0.get(0), try $0.get(1)) }) { $1 }
    }

    package static func remember(
        _ fields: [String: String], _ kind: ImportRun.Kind, office: String, in db: SQLConnection
    ) throws {
        try remember(fields, kind.rawValue, office: office, in: db)
    }

    package static func remember(
        _ fields: [String: String], _ kind: String, office: String, in db: SQLConnection
    ) throws {
        for (heading, field) in fields.sorted(by: { $0.key < $1.key }) {
            try db.execute(
                """
                INSERT INTO import_alias (kind, office, heading, field)
                VALUES (\(kind), \(office), \(heading), \(field))
                ON CONFLICT (kind, office, heading) DO UPDATE SET field = excluded.field
                """)
        }
    }
}
