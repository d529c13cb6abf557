package import SQLCore
package import Supervision

/// One version of a plan's document, with what was read from it.
package struct PlanVersion: Sendable {
    package let number: Int
    package let fileHash: String?
    package let fileName: String
    package let mediaType: String
    package let source: PlanSource
    package let reading: PlanReading
    /// With which year it was read; nil where the document was to say it.
    package let year: Int?
    package let readAt: Instant
    package let readBy: String
}

/// A document that was read and waits to be noted.
package struct NewPlanVersion: Sendable {
    package let fileName: String
    /// Nil for a text that was pasted.
    package let file: StoredFile?
    package let source: PlanSource
    package let reading: PlanReading
    package let year: Int?

    package init(fileName: String = "", file: StoredFile? = nil, source: PlanSource, reading: PlanReading, year: Int?) {
        self.fileName = fileName
        self.file = file
        self.source = source
        self.reading = reading
        self.year = year
    }
}

/// A version as a list names it.
package struct PlanVersionLine: Sendable, Equatable {
    package let number: Int
    package let fileName: String
    package let hasFile: Bool
    package let readAt: Instant
    package let readBy: String
}

/// The plan_source table.
package enum PlanSources {
    /// Keeps another version and carries the corrections over to it.
    package static func add(_ new: NewPlanVersion, to id: PlanID, _ act: Act) throws {
        let record = try Plans.requireOwn(id, act)
        guard record.plan.state != .closed else { throw PlanRefusal.wrongState("更换文件", record.plan.state) }
        let old = try latest(of: id, in: act.db)
        let number = (old?.number ?? 0) + 1
        if let file = new.file { try StoredFiles.insert(file, at: act.at, in: act.db) }
        let source: Identifier<PlanVersion> = act.newID()
        try act.db.execute(
            """
            INSERT INTO plan_source (id, plan_id, number, file_hash, file_name, media_type, text, tables, reading, year,
                read_at, read_by)
            VALUES (\(source), \(id), \(number), \(new.file?.hash), \(new.fileName), \(new.file?.mediaType ?? ""),
                \(new.source.text), \(try JSONColumn.text(new.source.tables)), \(try JSONColumn.text(new.reading)),
                \(new.year), \(act.at), \(act.viewer.name))
            """)
        if let old { try PlanCorrectionLog.carry(from: old, to: new, of: id, act) }
        try PlanEvents.note("read", of: id, said: new.fileName, act)
        try act.record(
            "plan.read", of: "plan", id.rawValue, in: record.place,
            ["number": "\(number)", "file": new.file?.hash ?? "", "sha256": sha256(new.source.text)])
    }

    /// Reads a version again with another year; its days follow, and its corrections are carried over.
    package static func readAgain(_ version: PlanVersion, year: Int, of id: PlanID, _ act: Act) throws {
        let new = NewPlanVersion(
            source: version.source, reading: PlanReader.read(version.source, year: year), year: year)
        try act.db.execute(
            """
            UPDATE plan_source SET reading = \(try JSONColumn.text(new.reading)), year = \(year)
            WHERE plan_id = \(id) AND number = \(version.number)
            """)
        try PlanCorrectionLog.carry(from: version, to: new, of: id, act)
    }

    /// Ask first whether the viewer may see the plan.
    package static func latest(of id: PlanID, in db: SQLConnection) throws -> PlanVersion? {
        try find("ORDER BY number DESC LIMIT 1", of: id, in: db)
    }

    package static func find(_ number: Int, of id: PlanID, in db: SQLConnection) throws -> PlanVersion? {
        try find("AND number = \(number)", of: id, in: db)
    }

    private static func find(_ rest: SQL, of id: PlanID, in db: SQLConnection) throws -> PlanVersion? {
        try db.first(
            """
            SELECT number, file_hash, file_name, media_type, text, tables, reading, year, read_at, read_by
            FROM plan_source WHERE plan_id = \(id) \(rest)
            """
        ).map { row in
            try PlanVersion(
                number: row.get(0), fileHash: row.get(1), fileName: row.get(2), mediaType: row.get(3),
                source: PlanSource(row.get(4), tables: JSONColumn.value(row.get(5))),
                reading: JSONColumn.value(row.get(6)), year: row.get(7), readAt: row.get(8), readBy: row.get(9))
        }
    }

    /// All versions, the newest first.
    package static func list(of id: PlanID, in db: SQLConnection) throws -> [PlanVersionLine] {
        try db.rows(
            """
            SELECT number, file_name, CASE WHEN file_hash IS NULL THEN false ELSE true END, read_at, read_by
            FROM plan_source WHERE plan_id = \(id) ORDER BY number DESC
            """
        ).map {
            try PlanVersionLine(
                number: $0.get(0), fileName: $0.get(1), hasFile: $0.get(2), readAt: $0.get(3), readBy: $0.get(4))
        }
    }
}
