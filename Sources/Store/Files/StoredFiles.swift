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

    /// The hashes of all files, for a backup.
    package static func hashes(in db: SQLConnection) throws -> [String] {
        try db.rows("SELECT hash FROM stored_file ORDER BY hash").map { try $0.get(0) }
    }
}
