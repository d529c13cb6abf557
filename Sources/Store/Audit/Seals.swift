package import SQLCore
import Supervision

/// The hash chain over the audit: each seal covers the one before and one entry's content.
package enum Seals {
    /// What stands before the first entry.
    package static let origin = String(repeating: "0", count: 64)

    package static func hash(previous: String, content: String) -> String {
        sha256("\(previous)\n\(content)")
    }

    /// Chains up to `limit` unsealed entries in the order of their ids and says how many it sealed.
    package static func seal(limit: Int, in db: SQLConnection) throws -> Int {
        let last = try db.first("SELECT sequence, hash FROM audit_seal ORDER BY sequence DESC LIMIT 1")
        var sequence: Int = try last?.get(0) ?? 0
        var hash: String = try last?.get(1) ?? origin
        let entries = try db.rows(
            "SELECT id, content_hash FROM audit_entry WHERE sealed_as = 0 ORDER BY id LIMIT \(limit)")
        for entry in entries {
            let id: String = try entry.get(0)
            sequence += 1
            hash = Seals.hash(previous: hash, content: try entry.get(1))
            try db.execute(
                "INSERT INTO audit_seal (sequence, entry_id, hash) VALUES (\(sequence), \(id), \(hash))")
            try db.execute("UPDATE audit_entry SET sealed_as = \(sequence) WHERE id = \(id)")
        }
        return entries.count
    }

    /// The last seal: what is exported outside the database, so that a cut tail is seen.
    package static func head(in db: SQLConnection) throws -> (sequence: Int, hash: String) {
        let row = try db.first("SELECT sequence, hash FROM audit_seal ORDER BY sequence DESC LIMIT 1")
        return try row.map { (try $0.get(0), try $0.get(1)) } ?? (0, origin)
    }
}

/// A head of the chain as it was exported outside the database.
package struct AuditHead: Sendable, Equatable {
    /// The day, as its file is called.
    package let name: String
    package let sequence: Int
    package let hash: String

    /// Reads a file's line: sequence, space, hash.
    package init?(name: String, line: String) {
        let words = line.trimmed.split(separator: " ").map(String.init)
        guard words.count == 2, let sequence = Int(words[0]), words[1].utf8.count == 64 else { return nil }
        self.name = name
        self.sequence = sequence
        hash = words[1]
    }
}

/// What recomputing the audit found.
package struct AuditReport: Sendable, Equatable {
    package var sealed = 0
    package var unsealed = 0
    package var head = Seals.origin
    /// One sentence for each place where the audit is not what was written.
    package var problems: [String] = []
}

extension Audit {
    /// Recomputes the content hash of every entry and every seal, a chunk of rows at a time.
    package static func verify(in db: SQLConnection) throws -> AuditReport {
        var report = AuditReport()
        var previous = Seals.origin
        try db.forEach(
            """
            SELECT s.sequence, s.hash, s.entry_id, \(columns)
            FROM audit_seal s LEFT JOIN audit_entry e ON e.id = s.entry_id ORDER BY s.sequence
            """
        ) { row in
            report.sealed += 1
            let sequence: Int = try row.get(0)
            if sequence != report.sealed { report.problems.append("seal \(report.sealed) is missing") }
            report.sealed = sequence
            guard let id: String = try row.get(3) else {
                report.problems.append("the entry of seal \(sequence) is gone")
                previous = try row.get(1)
                return
            }
            let content = sha256(try AuditLine(row, from: 3).canonical)
            let stored: String = try row.get(16)
            if content != stored { report.problems.append("entry \(id) (seal \(sequence)) was changed") }
            let expected = Seals.hash(previous: previous, content: stored)
            previous = try row.get(1)
            if previous != expected { report.problems.append("seal \(sequence) does not follow from the one before") }
        }
        report.head = previous
        report.unsealed = try db.first("SELECT count(*) FROM audit_entry WHERE sealed_as = 0")?.get(0) ?? 0
        let claimed: Int = try db.first("SELECT count(*) FROM audit_entry WHERE sealed_as > 0")?.get(0) ?? 0
        if claimed > report.sealed { report.problems.append("\(claimed - report.sealed) seals are missing at the end") }
        return report
    }

    /// As `verify`, and finds a tail that was cut off whole: each head that was once exported must still be there.
    package static func verify(against heads: [AuditHead], in db: SQLConnection) throws -> AuditReport {
        var report = try verify(in: db)
        for head in heads where head.sequence > 0 {
            let hash: String? = try db.first("SELECT hash FROM audit_seal WHERE sequence = \(head.sequence)")?.get(0)
            guard let hash else {
                report.problems.append("seal \(head.sequence), exported on \(head.name), is gone")
                continue
            }
            if hash != head.hash {
                report.problems.append("seal \(head.sequence) is not what was exported on \(head.name)")
            }
        }
        return report
    }

    static var columns: SQL {
        """
        e.id, e.at, e.account_id, e.person_id, e.role, e.action, e.subject_kind, e.subject_id,
        e.province, e.city, e.county, e.zone, e.content, e.content_hash
        """
    }
}

/// An entry as it lies in the table, its content still text.
package struct AuditLine: Sendable {
    package let fields: [String]

    /// Reads the first thirteen of `Audit.columns`, from `start` on.
    init(_ row: SQLRow, from start: Int) throws {
        fields = try (start..<start + 13).map { try row.get($0) }
    }

    var canonical: String { fields.map { AuditEntry.quoted($0) }.joined(separator: "\n") }
}
