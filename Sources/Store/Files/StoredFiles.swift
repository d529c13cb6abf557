package import SQLCore
package import Supervision

/// What a stored file is; its bytes lie in the `FileStore`.
package struct StoredFile: Sendable, Equatable {
    package let hash: String
    package let size: Int
    package let mediaType: String

    package init(hash: String, size: Int, mediaType: String) {
        self.hash = hash
        self.size = size
        self.mediaType = mediaType
    }
}

/// The stored_file table.
package enum StoredFiles {
    /// Notes a file that lies in the store already; the same content twice is one row.
    package static func insert(_ file: StoredFile, at: Instant, in db: SQLConnection) throws {
        try db.execute(
            """
            INSERT INTO stored_file (hash, size, media_type, stored_at)
            VALUES (\(file.hash), \(file.size), \(file.mediaType), \(at))
            ON CONFLICT (hash) DO UPDATE SET stored_at = excluded.stored_at
            """)
    }

    package static func find(_ hash: String, in db: SQLConnection) throws -> StoredFile? {
        try db.first("SELECT hash, size, media_type FROM stored_file WHERE hash = \(hash)").map {
            try StoredFile(hash: $0.get(0), size: $0.get(1), mediaType: $0.get(2))
        }
    }

    /// The hashes of all files, for a backup.
    package static func hashes(in db: SQLConnection) throws -> [String] {
        try db.rows("SELECT hash FROM stored_file ORDER BY hash").map { try $0.get(0) }
    }

    /// Drops rows that are older than `cutoff` and that nothing points at, and gives their hashes.
    ///
    /// Removed evidence still points at its file: what once proved something stays with the history.
    package static func forget(storedBefore cutoff: Instant, limit: Int, in db: SQLConnection) throws -> [String] {
        try db.rows(
            """
            DELETE FROM stored_file WHERE hash IN (
                SELECT s.hash FROM stored_file s WHERE s.stored_at < \(cutoff)
                    AND NOT EXISTS (SELECT 1 FROM evidence e WHERE e.file_hash = s.hash)
                    AND NOT EXISTS (SELECT 1 FROM visit_photo v WHERE v.file_hash = s.hash)
                    AND NOT EXISTS (SELECT 1 FROM tip_photo t WHERE t.file_hash = s.hash)
                    AND NOT EXISTS (SELECT 1 FROM inspector_photo o WHERE o.file_hash = s.hash)
                    AND NOT EXISTS (SELECT 1 FROM import_run r WHERE r.file_hash = s.hash
                        AND r.state IN ('waiting', 'mapping', 'checked'))
                    AND NOT EXISTS (SELECT 1 FROM collection_import m WHERE m.file_hash = s.hash
                        AND m.state IN ('waiting', 'mapping', 'checked'))
                    AND NOT EXISTS (SELECT 1 FROM quality_import q WHERE q.file_hash = s.hash AND q.state = 'waiting')
                    AND NOT EXISTS (SELECT 1 FROM plan_source n WHERE n.file_hash = s.hash)
                    AND NOT EXISTS (SELECT 1 FROM plan_item n WHERE n.file_hash = s.hash)
                    AND NOT EXISTS (SELECT 1 FROM figure_entry g WHERE g.file_hash = s.hash)
                    AND NOT EXISTS (SELECT 1 FROM job j WHERE j.input = s.hash OR j.result = s.hash)
                LIMIT \(limit))
            RETURNING hash
            """
        ).map { try $0.get(0) }
    }

    /// Those of `hashes` that have a row.
    package static func known(among hashes: [String], in db: SQLConnection) throws -> Set<String> {
        var known: Set<String> = []
        var rest = hashes[...]
        while !rest.isEmpty {
            let rows = try db.rows("SELECT hash FROM stored_file WHERE hash IN (\(list: Array(rest.prefix(500))))")
            for row in rows { known.insert(try row.get(0)) }
            rest = rest.dropFirst(500)
        }
        return known
    }
}
