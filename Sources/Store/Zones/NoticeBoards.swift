package import SQLCore
package import Supervision

/// A school's notice board: whose name hangs there.
package struct NoticeBoard: Sendable, Equatable {
    package struct Person: Sendable, Equatable {
        package let person: PersonID
        package let name: String
        package let phone: String
        package let certificate: String
        package let hasPhoto: Bool
        package let termUntil: Day?
    }

    package let school: OrganisationID
    package let name: String
    package let zone: String
    /// Whose zone it is.
    package let place: Place
    package let people: [Person]
}

/// What is printed for schools' gates: the zone_board table and who is posted today.
package enum NoticeBoards {
    /// The words of the office of a place; the usual ones until it has its own.
    package static func text(at place: Place, in db: SQLConnection) throws -> NoticeBoardText {
        let row = try db.first(
            "SELECT hotline, duties, items, version FROM zone_board WHERE office = \(place.office)")
        guard let row else { return NoticeBoardText() }
        func lines(_ column: Int) throws -> [String] {
            (try row.get(column) as String).split(separator: "\n").map(String.init)
        }
        return try NoticeBoardText(
            hotline: row.get(0), duties: lines(1), items: lines(2), version: row.get(3))
    }

    package static func set(_ text: NoticeBoardText, _ act: Act) throws {
        let text = try text.checked()
        let place = try Place.of(act.viewer.scope, in: act.db)
        guard try self.text(at: place, in: act.db).version == text.version else { throw NoticeBoardRefusal.stale }
        try act.db.execute(
            """
            INSERT INTO zone_board (office, hotline, duties, items, version)
            VALUES (\(place.office), \(text.hotline), \(text.duties.joined(separator: "\n")),
                \(text.items.joined(separator: "\n")), \(text.version + 1))
            ON CONFLICT (office) DO UPDATE SET hotline = excluded.hotline, duties = excluded.duties,
                items = excluded.items, version = excluded.version
            """)
        try act.record("zone.boardSet", of: "zone-board", place.office, in: place)
    }

    /// Boards of a zone's schools at which somebody is posted, by the schools' codes.
    package static func list(
        zone: ZoneID, school: OrganisationID? = nil, on day: Day, in db: SQLConnection
    ) throws -> [NoticeBoard] {
        let one: SQL = school.map { "x.organisation_id = \($0)" } ?? "true"
        return try list("x.zone_id = \(zone) AND \(one)", on: day, in: db)
    }

    /// The board of one school.
    package static func board(
        of school: OrganisationID, on day: Day, in db: SQLConnection
    ) throws -> NoticeBoard? {
        try list("x.organisation_id = \(school)", on: day, in: db).first
    }

    private static func list(_ condition: SQL, on day: Day, in db: SQLConnection) throws -> [NoticeBoard] {
        let rows = try db.rows(
            """
            SELECT o.id, o.name, z.name, i.person_id, p.name, p.phone, i.certificate,
                (SELECT count(*) FROM inspector_photo f WHERE f.person_id = i.person_id), z.province, z.city, z.county, z.zone,
                i.term_until
            FROM zone_posting x JOIN organisation o ON o.id = x.organisation_id
                JOIN responsibility_zone z ON z.id = x.zone_id
                JOIN inspector i ON i.person_id = x.person_id JOIN person p ON p.id = i.person_id
            WHERE \(condition) AND o.state = 'open' AND \(Zones.holds("x.", on: day))
            ORDER BY o.code, o.id, i.code, i.person_id
            """)
        var boards: [NoticeBoard] = []
        for row in rows {
            let school: OrganisationID = try row.get(0)
            let person = NoticeBoard.Person(
                person: try row.get(3), name: try row.get(4), phone: try row.get(5), certificate: try row.get(6),
                hasPhoto: try row.get(7) as Int > 0, termUntil: try row.get(12))
            if let last = boards.last, last.school == school {
                boards[boards.count - 1] = NoticeBoard(
                    school: school, name: last.name, zone: last.zone, place: last.place,
                    people: last.people + [person])
            } else {
                let place = try Place(province: row.get(8), city: row.get(9), county: row.get(10), zone: row.get(11))
                boards.append(
                    NoticeBoard(
                        school: school, name: try row.get(1), zone: try row.get(2), place: place, people: [person]))
            }
        }
        return boards
    }
}

/// The inspector_photo table.
package enum InspectorPhotos {
    package static func store(_ file: StoredFile, of person: PersonID, _ act: Act) throws {
        let record = try Inspectors.requireOwn(person, act)
        try StoredFiles.insert(file, at: act.at, in: act.db)
        try act.db.execute(
            """
            INSERT INTO inspector_photo (person_id, file_hash, media_type, bytes, stored_at)
            VALUES (\(person), \(file.hash), \(file.mediaType), \(file.size), \(act.at))
            ON CONFLICT (person_id) DO UPDATE SET file_hash = excluded.file_hash, media_type = excluded.media_type,
                bytes = excluded.bytes, stored_at = excluded.stored_at
            """)
        try act.record(
            "inspector.photoSet", of: "inspector", person.rawValue, in: record.place, ["file": file.hash])
    }

    package static func remove(of person: PersonID, _ act: Act) throws {
        let record = try Inspectors.requireOwn(person, act)
        try act.db.execute("DELETE FROM inspector_photo WHERE person_id = \(person)")
        try act.record("inspector.photoRemoved", of: "inspector", person.rawValue, in: record.place)
    }

    package static func has(_ person: PersonID, in db: SQLConnection) throws -> Bool {
        try db.first("SELECT 1 FROM inspector_photo WHERE person_id = \(person)") != nil
    }

    /// For who sees the inspector, and for a school at which the inspector is posted today.
    package static func require(
        _ person: PersonID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> StoredFile {
        let shown: SQL
        if case .organisation(let school) = viewer.scope {
            shown = """
                EXISTS (SELECT 1 FROM zone_posting x WHERE x.person_id = i.person_id AND x.organisation_id = \(school)
                    AND \(Zones.holds("x.", on: viewer.day)))
                """
        } else {
            shown = Inspectors.visible(to: viewer)
        }
        let row = try db.first(
            """
            SELECT f.file_hash, f.bytes, f.media_type FROM inspector_photo f JOIN inspector i ON i.person_id = f.person_id
            WHERE f.person_id = \(person) AND \(shown)
            """)
        guard let row else { throw NoticeBoardRefusal.noPhoto }
        return StoredFile(hash: try row.get(0), size: try row.get(1), mediaType: try row.get(2))
    }
}
