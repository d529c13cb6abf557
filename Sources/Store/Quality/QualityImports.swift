package import SQLCore
package import Supervision

/// One sheet of results on its way in: all of it, or nothing.
package struct QualityImport: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable, SQLConvertible {
        case scores, figures

        package var label: String { self == .scores ? "学生成绩" : "监测中心反馈" }
    }

    package enum State: String, Sendable, SQLConvertible {
        case waiting, done, failed
    }

    package let id: Identifier<QualityImport>
    package let round: QualityRoundID
    package let kind: Kind
    package let account: AccountID
    package let byName: String
    package let fileName: String
    package let fileHash: String
    package let createdAt: Instant
    package var state: State = .waiting
    package var rows = 0
    package var changed = 0
    package var unchanged = 0
    package var problems = 0
    package var message = ""
    package var finishedAt: Instant?

    package init(
        id: Identifier<QualityImport>, round: QualityRoundID, kind: Kind, account: AccountID, byName: String,
        fileName: String, fileHash: String, createdAt: Instant
    ) {
        (self.id, self.round, self.kind, self.account, self.byName) = (id, round, kind, account, byName)
        (self.fileName, self.fileHash, self.createdAt) = (fileName, fileHash, createdAt)
    }

    package var path: String { "/quality-imports/\(id)" }
}

/// The quality_import table.
package enum QualityImports {
    package static let job = "quality.import"
    /// More than this many problems are counted but not kept.
    package static let mostProblems = 1_000

    package static func begin(_ run: QualityImport, _ act: Act) throws {
        let record = try QualityRounds.requireOwn(run.round, act)
        guard record.round.takesResults else { throw QualityRefusal.wrongState("导入结果", record.round.state) }
        if run.kind == .scores { try QualityKeys.make(run.round, in: act.db) }
        try act.db.execute(
            """
            INSERT INTO quality_import (id, round_id, kind, account_id, by_name, file_name, file_hash, state, row_count,
                changed, unchanged, problem_count, message, created_at)
            VALUES (\(run.id), \(run.round), \(run.kind), \(run.account), \(run.byName), \(run.fileName), \(run.fileHash),
                'waiting', 0, 0, 0, 0, '', \(run.createdAt))
            """)
        try JobQueue.insert(job, title: "导入监测结果：\(run.fileName)", input: run.id.rawValue, result: run.path, act)
        try act.record(
            "quality.importBegun", of: "quality-round", run.round.rawValue, in: record.place, ["file": run.fileHash])
    }

    /// Of the office that holds the round.
    package static func require(
        _ id: Identifier<QualityImport>, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> (QualityImport, QualityRoundRecord) {
        guard let row = try db.first("SELECT \(columns) FROM quality_import WHERE id = \(id)") else {
            throw QualityRefusal.notFound
        }
        let run = try QualityImport(row)
        let record = try QualityRounds.require(run.round, visibleTo: viewer, in: db)
        guard QualityRounds.isOwn(record.place, viewer) else { throw QualityRefusal.notFound }
        return (run, record)
    }

    /// Whosever it is; for the job.
    package static func queued(_ id: Identifier<QualityImport>, in db: SQLConnection) throws -> QualityImport {
        guard let row = try db.first("SELECT \(columns) FROM quality_import WHERE id = \(id)") else {
            throw QualityRefusal.notFound
        }
        return try QualityImport(row)
    }

    package static func list(
        of round: QualityRoundID, _ page: PageRequest, in db: SQLConnection
    ) throws -> Listing<QualityImport> {
        let rows = try db.rows(
            """
            SELECT \(columns) FROM quality_import WHERE round_id = \(round) ORDER BY created_at DESC, id DESC
            LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int =
            try db.first("SELECT count(*) FROM quality_import WHERE round_id = \(round)")?.get(0) ?? 0
        return Listing(rows: try rows.map { try QualityImport($0) }, total: total, page: page)
    }

    /// Nothing was stored: what is wrong, cell by cell.
    package static func fail(
        _ run: QualityImport, _ problems: [RowProblem], at now: Instant, in db: SQLConnection
    ) throws {
        try db.execute("DELETE FROM quality_import_problem WHERE import_id = \(run.id)")
        for (position, problem) in problems.prefix(mostProblems).enumerated() {
            try db.execute(
                """
                INSERT INTO quality_import_problem (import_id, position, row_number, heading, value, reason)
                VALUES (\(run.id), \(position), \(problem.row), \(problem.column), \(String(problem.value.prefix(200))),
                    \(problem.reason))
                """)
        }
        try db.execute(
            """
            UPDATE quality_import SET state = 'failed', row_count = \(run.rows), problem_count = \(problems.count),
                message = \(run.message), finished_at = \(now)
            WHERE id = \(run.id) AND state = 'waiting'
            """)
    }

    /// What a sheet brings, ready to be written.
    package enum Content: Sendable {
        case scores(PreparedScores)
        case figures([[String]: QualityJudgement.Given])
    }

    /// Everything is stored, or (the round went on meanwhile) nothing; in the audit as the deed of whoever sent the sheet.
    ///
    /// A sheet that changes nothing leaves the round where it is.
    package static func finish(_ run: QualityImport, _ content: Content, _ act: Act) throws {
        let record = try QualityRounds.stored(run.round, in: act.db)
        let next = try record.round.scored()
        var counts = (changed: 0, unchanged: 0)
        switch content {
        case .scores(let prepared):
            try QualityScores.write(prepared, in: act.db)
            counts = (prepared.changed, prepared.unchanged)
        case .figures(let figures):
            counts.changed = try QualitySummaries.add(
                figures, basis: run.fileName, of: run.round, byName: run.byName, at: act.at, in: act.db)
            counts.unchanged = figures.count - counts.changed
        }
        if counts.changed > 0 { try QualityRounds.store(next, was: record.round.version, act) }
        try act.db.execute(
            """
            UPDATE quality_import SET state = 'done', row_count = \(run.rows), changed = \(counts.changed),
                unchanged = \(counts.unchanged), message = \(run.message), finished_at = \(act.at)
            WHERE id = \(run.id) AND state = 'waiting'
            """)
        try act.record(
            "quality.imported", of: "quality-round", run.round.rawValue, in: record.place,
            [
                "file": run.fileHash, "kind": run.kind.rawValue, "rows": "\(run.rows)", "changed": "\(counts.changed)",
                "unchanged": "\(counts.unchanged)",
            ])
    }

    package static func problems(
        of id: Identifier<QualityImport>, _ page: PageRequest, in db: SQLConnection
    ) throws -> Listing<RowProblem> {
        let rows = try db.rows(
            """
            SELECT row_number, heading, value, reason FROM quality_import_problem WHERE import_id = \(id)
            ORDER BY position LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int =
            try db.first("SELECT count(*) FROM quality_import_problem WHERE import_id = \(id)")?.get(0) ?? 0
        let problems = try rows.map {
            RowProblem(row: try $0.get(0), column: try $0.get(1), value: try $0.get(2), reason: try $0.get(3))
        }
        return Listing(rows: problems, total: total, page: page)
    }

    private static let columns: SQL = """
        id, round_id, kind, account_id, by_name, file_name, file_hash, created_at, state, row_count, changed, unchanged,
        problem_count, message, finished_at
        """
}

extension QualityImport {
    fileprivate init(_ row: SQLRow) throws {
        self.init(
            id: try row.get(0), round: try row.get(1), kind: try row.get(2), account: try row.get(3),
            byName: try row.get(4), fileName: try row.get(5), fileHash: try row.get(6), createdAt: try row.get(7))
        state = try row.get(8)
        rows = try row.get(9)
        changed = try row.get(10)
        unchanged = try row.get(11)
        problems = try row.get(12)
        message = try row.get(13)
        finishedAt = try row.get(14)
    }
}
