package import SQLCore
package import Supervision

/// A file that proves something, as it is shown.
package struct EvidenceFile: Sendable, Equatable {
    package let id: EvidenceID
    package let ownerKind: String
    package let owner: String
    package let criterion: String
    package let hash: String
    package let name: String
    package let mediaType: String
    package let size: Int
    /// When the evidence was made, apart from when it was uploaded.
    package let day: Day
    package let uploadedAt: Instant
    package let uploadedBy: PersonID

    package init(
        id: EvidenceID, ownerKind: String, owner: String, criterion: String, hash: String, name: String,
        mediaType: String, size: Int, day: Day, uploadedAt: Instant, uploadedBy: PersonID
    ) {
        self.id = id
        self.ownerKind = ownerKind
        self.owner = owner
        self.criterion = criterion
        self.hash = hash
        self.name = name
        self.mediaType = mediaType
        self.size = size
        self.day = day
        self.uploadedAt = uploadedAt
        self.uploadedBy = uploadedBy
    }
}

/// The evidence table.
///
/// Who may see a file is decided by whoever owns it: ask the owner's viewer query first.
package enum EvidenceFiles {
    /// Notes a file that lies in the store; `StoredFiles.insert` comes first.
    package static func insert(_ file: EvidenceFile, in db: SQLConnection) throws {
        try db.execute(
            """
            INSERT INTO evidence (\(columns))
            VALUES (\(file.id), \(file.ownerKind), \(file.owner), \(file.criterion), \(file.hash), \(file.name),
                \(file.mediaType), \(file.size), \(file.day), \(file.uploadedAt), \(file.uploadedBy))
            """)
    }

    /// What belongs to `owner`, oldest first.
    package static func list(owner: String, in db: SQLConnection) throws -> [EvidenceFile] {
        try db.rows(
            """
            SELECT \(columns) FROM evidence WHERE owner_id = \(owner) AND removed_at IS NULL
            ORDER BY criterion_id, uploaded_at, id
            """
        ).map(EvidenceFile.init)
    }

    package static func find(_ id: EvidenceID, in db: SQLConnection) throws -> EvidenceFile? {
        try db.first("SELECT \(columns) FROM evidence WHERE id = \(id) AND removed_at IS NULL").map(EvidenceFile.init)
    }

    /// Takes a file out of its owner's list; its content stays until the sweep.
    package static func remove(_ id: EvidenceID, at: Instant, in db: SQLConnection) throws {
        try db.execute("UPDATE evidence SET removed_at = \(at) WHERE id = \(id) AND removed_at IS NULL")
    }

    private static var columns: SQL {
        """
        id, owner_kind, owner_id, criterion_id, file_hash, file_name, media_type, size, evidence_day, uploaded_at,
        uploaded_by
        """
    }
}

extension EvidenceFile {
    fileprivate init(_ row: SQLRow) throws {
        try self.init(
            id: row.get(0), ownerKind: row.get(1), owner: row.get(2), criterion: row.get(3), hash: row.get(4),
            name: row.get(5), mediaType: row.get(6), size: row.get(7), day: row.get(8), uploadedAt: row.get(9),
            uploadedBy: row.get(10))
    }
}
