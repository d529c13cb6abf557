package import SQLCore
package import Supervision

/// What evidence can belong to.
package enum EvidenceOwner: String, Sendable, SQLConvertible {
    case assessment, opinion, document
    case findingPart = "finding-part"
    case receptionItem = "reception-item"
    case dutyTarget = "duty-target"
    case judgement, obligation
    case certificationPass = "certification-pass"
}

/// A file that proves something, as it is shown.
package struct EvidenceFile: Sendable, Equatable {
    package let id: EvidenceID
    package let ownerKind: EvidenceOwner
    package let owner: String
    /// Number of the criterion within an assessment; empty elsewhere.
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
        id: EvidenceID, ownerKind: EvidenceOwner, owner: String, criterion: String, hash: String, name: String,
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

/// A checked file that lies in the file store and waits to be noted.
package struct NewEvidence: Sendable, Equatable {
    package let name: String
    package let file: StoredFile

    package init(name: String, file: StoredFile) {
        self.name = name
        self.file = file
    }
}

/// The evidence table.
///
/// Who may see a file is decided by whoever owns it: ask `EvidenceAccess`, or the owner's viewer query first.
package enum EvidenceFiles {
    /// Notes files that lie in the store, within the limits, with their audit entry.
    package static func add(
        _ files: [NewEvidence], to kind: EvidenceOwner, _ owner: String, criterion: String = "", day: Day,
        in place: Place? = nil, _ act: Act, limits: EvidenceLimits = .usual
    ) throws -> [EvidenceID] {
        try EvidenceLimits.admit(day: day, on: act.day)
        let now = try count(kind, owner, criterion: criterion, in: act.db)
        try limits.admit(files.map(\.file.size), together: now.together, inAll: now.inAll, bytes: now.bytes)
        return try files.map { new in
            let evidence = EvidenceFile(
                id: act.newID(), ownerKind: kind, owner: owner, criterion: criterion, hash: new.file.hash,
                name: new.name, mediaType: new.file.mediaType, size: new.file.size, day: day, uploadedAt: act.at,
                uploadedBy: act.viewer.person)
            try StoredFiles.insert(new.file, at: act.at, in: act.db)
            try insert(evidence, in: act.db)
            try act.record(
                "evidence.added", of: kind.rawValue, owner, in: place,
                ["evidence": evidence.id.rawValue, "criterion": criterion, "sha256": new.file.hash, "day": day.text])
            return evidence.id
        }
    }

    /// Notes a file that lies in the store; `StoredFiles.insert` comes first.
    package static func insert(_ file: EvidenceFile, in db: SQLConnection) throws {
        try db.execute(
            """
            INSERT INTO evidence (\(columns))
            VALUES (\(file.id), \(file.ownerKind), \(file.owner), \(file.criterion), \(file.hash), \(file.name),
                \(file.mediaType), \(file.size), \(file.day), \(file.uploadedAt), \(file.uploadedBy))
            """)
    }

    /// What belongs to `owner`, oldest first within a criterion.
    package static func list(owner: String, in db: SQLConnection) throws -> [EvidenceFile] {
        try list(owners: [owner], in: db)
    }

    /// What belongs to any of `owners`, oldest first within a criterion.
    package static func list(owners: [String], in db: SQLConnection) throws -> [EvidenceFile] {
        try db.rows(
            """
            SELECT \(columns) FROM evidence WHERE owner_id IN (\(list: owners)) AND removed_at IS NULL
            ORDER BY criterion_id, uploaded_at, id
            """
        ).map(EvidenceFile.init)
    }

    package static func find(_ id: EvidenceID, in db: SQLConnection) throws -> EvidenceFile? {
        try db.first("SELECT \(columns) FROM evidence WHERE id = \(id) AND removed_at IS NULL").map(EvidenceFile.init)
    }

    /// Takes a file out of its owner's list; row and content stay as history.
    package static func remove(_ id: EvidenceID, at: Instant, in db: SQLConnection) throws {
        try db.execute("UPDATE evidence SET removed_at = \(at) WHERE id = \(id) AND removed_at IS NULL")
    }

    private static func count(
        _ kind: EvidenceOwner, _ owner: String, criterion: String, in db: SQLConnection
    ) throws -> (together: Int, inAll: Int, bytes: Int) {
        let row = try db.first(
            """
            SELECT count(*) FILTER (WHERE criterion_id = \(criterion)), count(*), sum(size) FROM evidence
            WHERE owner_id = \(owner) AND owner_kind = \(kind) AND removed_at IS NULL
            """)
        guard let row else { return (0, 0, 0) }
        return (try row.get(0), try row.get(1), try row.get(2) ?? 0)
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
