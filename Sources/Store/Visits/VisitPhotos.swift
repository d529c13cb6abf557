package import SQLCore
package import Supervision

/// A photo of a visit as it is shown.
package struct VisitPhotoRow: Sendable, Equatable {
    package let id: VisitPhotoID
    package let owner: String
    package let caption: String
    package let takenAt: Instant?
    package let bytes: Int
    /// Nil while its bytes are missing.
    package let hash: String?
    package let mediaType: String
}

/// The visit_photo table: photos by content, each perhaps before its visit.
package enum VisitPhotos {
    /// Enters what a visit says about its photos; gives those whose bytes are still to come.
    static func name(_ photos: [VisitPhoto], of visit: VisitID, _ act: Act) throws -> [VisitPhotoID] {
        guard !photos.isEmpty else { return [] }
        var known: [VisitPhotoID: (person: PersonID, hash: String?)] = [:]
        for row in try act.db.rows("SELECT id, person_id, file_hash FROM visit_photo WHERE visit_id = \(visit)") {
            known[try row.get(0)] = (try row.get(1), try row.get(2))
        }
        var missing: [VisitPhotoID] = []
        for (index, photo) in photos.enumerated() {
            var hash = known[photo.id]?.hash
            if let person = known[photo.id]?.person, person != act.viewer.person { hash = nil }
            // Bytes that came before were for another content: the device sends them again.
            if let found = hash, found != photo.sha256.lowercased() { hash = nil }
            if hash == nil { missing.append(photo.id) }
            try act.db.execute(
                """
                INSERT INTO visit_photo (visit_id, id, person_id, ordinal, owner, caption, taken_at, sha256, bytes,
                    file_hash, media_type)
                VALUES (\(visit), \(photo.id), \(act.viewer.person), \(index + 1), \(photo.of), \(photo.caption),
                    \(photo.takenAt), \(photo.sha256.lowercased()), \(photo.bytes), NULL, '')
                ON CONFLICT (visit_id, id) DO UPDATE SET person_id = excluded.person_id, ordinal = excluded.ordinal,
                    owner = excluded.owner, caption = excluded.caption, taken_at = excluded.taken_at,
                    sha256 = excluded.sha256, bytes = excluded.bytes, file_hash = \(hash)
                """)
        }
        return missing
    }

    /// What the visit said the photo's hash is, nil while it has not come; refuses somebody else's visit.
    package static func expected(
        _ id: VisitPhotoID, of visit: VisitID, by viewer: Viewer, in db: SQLConnection
    ) throws -> (sha256: String?, isStored: Bool) {
        let row = try db.first(
            """
            SELECT sha256, file_hash, person_id FROM visit_photo WHERE visit_id = \(visit) AND id = \(id)
            """)
        guard let row else {
            // A photo that the stored visit does not name would belong to nobody.
            guard try db.first("SELECT 1 FROM visit WHERE id = \(visit)") == nil else { throw VisitRefusal.notFound }
            let waiting: Int? = try db.first(
                "SELECT count(*) FROM visit_photo WHERE person_id = \(viewer.person) AND owner = ''")?.get(0)
            guard waiting ?? 0 < VisitPhotoParts.pendingLimit else {
                throw VisitRefusal.tooManyPhotos(VisitPhotoParts.pendingLimit)
            }
            return (nil, false)
        }
        guard try row.get(2) == viewer.person else { throw VisitRefusal.notFound }
        let sha256: String = try row.get(0)
        let hash: String? = try row.get(1)
        return (sha256.isEmpty ? nil : sha256, hash != nil)
    }

    /// Notes bytes that lie in the file store; the visit is whole once none is missing.
    package static func store(_ file: StoredFile, as id: VisitPhotoID, of visit: VisitID, _ act: Act) throws {
        let expected = try expected(id, of: visit, by: act.viewer, in: act.db)
        guard !expected.isStored else { return }
        guard expected.sha256 == nil || expected.sha256 == file.hash else { throw VisitRefusal.photoBroken }
        try StoredFiles.insert(file, at: act.at, in: act.db)
        try act.db.execute(
            """
            INSERT INTO visit_photo (visit_id, id, person_id, ordinal, owner, caption, sha256, bytes, file_hash,
                media_type, stored_at)
            VALUES (\(visit), \(id), \(act.viewer.person), 0, '', '', '', \(file.size), \(file.hash),
                \(file.mediaType), \(act.at))
            ON CONFLICT (visit_id, id) DO UPDATE SET file_hash = excluded.file_hash, bytes = excluded.bytes,
                media_type = excluded.media_type, stored_at = excluded.stored_at
            """)
        guard expected.sha256 != nil else { return }
        try act.db.execute(
            """
            UPDATE visit SET photos_missing = (SELECT count(*) FROM visit_photo p
                WHERE p.visit_id = \(visit) AND p.owner <> '' AND p.file_hash IS NULL)
            WHERE id = \(visit)
            """)
    }

    /// The author waits no longer for a photo that the phone has lost; what has come stays.
    package static func giveUp(_ id: VisitPhotoID, of visit: VisitID, _ act: Act) throws {
        let found = try Visits.require(visit, visibleTo: act.viewer, in: act.db)
        guard found.row.person == act.viewer.person else { throw VisitRefusal.notAuthor }
        let changed = try act.db.execute(
            """
            DELETE FROM visit_photo WHERE visit_id = \(visit) AND id = \(id) AND owner <> '' AND file_hash IS NULL
            """)
        guard changed == 1 else { throw VisitRefusal.noMissingPhoto }
        try act.db.execute(
            """
            UPDATE visit SET photo_count = \(count(of: visit)),
                photos_missing = \(count(of: visit)) - \(count(of: visit, "AND p.file_hash IS NOT NULL")),
                told_photos = \(count(of: visit, "AND p.owner NOT IN (\(serious(in: visit)))"))
            WHERE id = \(visit)
            """)
        try act.record(
            "visit.photoGivenUp", of: "visit", visit.rawValue, in: found.place, ["photo": id.rawValue])
    }

    private static func count(of visit: VisitID, _ more: SQL = "") -> SQL {
        "(SELECT count(*) FROM visit_photo p WHERE p.visit_id = \(visit) AND p.owner <> '' \(more))"
    }

    private static func serious(in visit: VisitID) -> SQL {
        "SELECT q.id FROM visit_problem q WHERE q.visit_id = \(visit) AND q.outcome = 'serious'"
    }

    /// Forgets photos that no visit has named since `cutoff`, such as those of a record that was given up; gives how many.
    package static func removeUnnamed(storedBefore cutoff: Instant, in db: SQLConnection) throws -> Int {
        try db.execute("DELETE FROM visit_photo WHERE owner = '' AND stored_at < \(cutoff)")
    }

    /// Ask first whether the viewer may see the visit.
    package static func list(of visit: VisitID, in db: SQLConnection) throws -> [VisitPhotoRow] {
        try db.rows("SELECT \(columns) FROM visit_photo WHERE visit_id = \(visit) AND owner <> '' ORDER BY ordinal, id")
            .map(VisitPhotoRow.init)
    }

    /// A photo, if its visit is visible to `viewer`; a school sees none of a problem that is not its own yet.
    package static func require(
        _ id: VisitPhotoID, of visit: VisitID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> VisitPhotoRow {
        let row = try db.first(
            """
            SELECT \(columns) FROM visit_photo WHERE visit_id = \(visit) AND id = \(id) AND owner <> ''
                AND file_hash IS NOT NULL
                AND EXISTS (SELECT 1 FROM visit v WHERE v.id = \(visit) AND \(Visits.visible(to: viewer)))
            """)
        guard let photo = try row.map(VisitPhotoRow.init) else { throw VisitRefusal.notFound }
        if viewer.role.belongsToOrganisation, photo.owner != "visit" {
            let shown = try db.first(
                "SELECT 1 FROM visit_problem WHERE visit_id = \(visit) AND id = \(photo.owner) AND outcome <> 'serious'"
            )
            guard shown != nil else { throw VisitRefusal.notFound }
        }
        return photo
    }

    private static let columns: SQL = "id, owner, caption, taken_at, bytes, file_hash, media_type"
}

extension VisitPhotoRow {
    fileprivate init(_ row: SQLRow) throws {
        try self.init(
            id: row.get(0), owner: row.get(1), caption: row.get(2), takenAt: row.get(3), bytes: row.get(4),
            hash: row.get(5), mediaType: row.get(6))
    }
}
