package import SQLCore
package import Supervision

/// A paper that proves what came of a step.
package struct CertificationFile: Sendable, Equatable {
    package let id: String
    package let pass: String
    package let hash: String
    package let name: String
    package let byName: String
    package let day: Day
}

/// The certification_file table; access is the certification's.
package enum CertificationFiles {
    /// Notes checked files that lie in the store as those of a pass.
    package static func add(_ files: [NewEvidence], to id: CertificationID, pass: String, _ act: Act) throws {
        for file in files {
            try StoredFiles.insert(file.file, at: act.at, in: act.db)
            let new: Identifier<CertificationFile> = act.newID()
            try act.db.execute(
                """
                INSERT INTO certification_file (id, certification_id, pass_id, file_hash, file_name, by_name, on_day, at)
                VALUES (\(new), \(id), \(pass), \(file.file.hash), \(file.name), \(act.viewer.name), \(act.day),
                    \(act.at))
                """)
        }
    }

    package static func list(of id: CertificationID, in db: SQLConnection) throws -> [CertificationFile] {
        try db.rows(
            """
            SELECT id, pass_id, file_hash, file_name, by_name, on_day FROM certification_file
            WHERE certification_id = \(id) ORDER BY at, id
            """
        ).map { row in
            CertificationFile(
                id: try row.get(0), pass: try row.get(1), hash: try row.get(2), name: try row.get(3),
                byName: try row.get(4), day: try row.get(5))
        }
    }

    /// The name and the stored file, of a certification that the viewer sees.
    package static func require(
        _ id: Identifier<CertificationFile>, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> (name: String, stored: StoredFile) {
        let row = try db.first(
            """
            SELECT f.file_hash, f.file_name FROM certification_file f JOIN certification c ON c.id = f.certification_id
            WHERE f.id = \(id) AND \(Roadmaps.visible(to: viewer, "c."))
            """)
        guard let row, let stored = try StoredFiles.find(try row.get(0), in: db) else {
            throw CertificationRefusal.noFile
        }
        return (try row.get(1), stored)
    }
}
