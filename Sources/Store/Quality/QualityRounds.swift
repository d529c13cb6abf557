package import SQLCore
package import Supervision

/// A round as its pages need it, with how far its schools are.
package struct QualityRoundRecord: Sendable, Equatable {
    package let round: QualityRound
    package let place: Place
    package let framedAt: Instant?
    package let drawnAt: Instant?
    package let publishedOn: Day?
    /// When the pupils' names were taken away.
    package let purgedOn: Day?
    /// Why it was called off; empty where it was not.
    package let cancelReason: String
    package let counts: Counts

    package struct Counts: Sendable, Equatable {
        package let counties: Int
        package let schools: Int
        /// Schools whose roster has not come, or was given back.
        package let waiting: Int
        package let submitted: Int
        package let tasks: Int
        package let openTasks: Int
        package let exceptions: Int
        package let pupils: Int
        package let scores: Int
    }

    package var id: QualityRoundID { round.id }
    package var path: String { "/quality/\(id)" }
    package var isPublished: Bool { round.state.isPublished }
}

/// Which rounds are wanted; what is empty asks nothing.
package struct QualityRoundFilter: Sendable, Equatable {
    package var text = ""
    package var year: Int?
    package var level = ""
    package var method = ""
    package var state = ""
    package var sort = "year"
    package var isDescending = true

    package init() {}

    package static let sorts = ["-year", "title", "level", "state"]
}

/// The quality_round table: what is monitored, and how far.
package enum QualityRounds {
    package static func create(_ new: QualityRound, counties: [QualityCounty], _ act: Act) throws {
        let place = try Place.office(of: act.viewer.scope, in: act.db)
        try act.db.execute(
            """
            INSERT INTO quality_round (id, title, year, level, method, subjects, grades, small_group, roster_due_on, tests_on,
                state, province, city, county, zone, version)
            VALUES (\(new.id), \(new.title), \(new.year), \(new.level), \(new.method), \(try JSONColumn.text(new.subjects)),
                \(try JSONColumn.text(new.grades)), \(new.smallGroup), \(new.rosterDueOn), \(new.testsOn), 'preparing',
                \(place.province), \(place.city), \(place.county), \(place.zone), 1)
            """)
        try QualityCounties.replace(counties, of: new.id, act)
        if new.method != .given { try QualityFrames.propose(new, counties, act) }
        try act.record(
            "quality.created", of: "quality-round", new.id.rawValue, in: place,
            ["year": "\(new.year)", "counties": "\(counties.count)"])
    }

    /// Writes what the office decides about a round; the frame follows its grades and counties.
    package static func edit(
        _ id: QualityRoundID, counties: [QualityCounty], version: Int, _ act: Act,
        by change: (inout QualityRound) -> Void
    ) throws {
        let record = try requireOwn(id, act)
        let next = try record.round.edited(by: change)
        try act.db.execute(
            """
            UPDATE quality_round SET title = \(next.title), year = \(next.year), level = \(next.level),
                method = \(next.method), subjects = \(try JSONColumn.text(next.subjects)),
                grades = \(try JSONColumn.text(next.grades)), small_group = \(next.smallGroup),
                roster_due_on = \(next.rosterDueOn), tests_on = \(next.testsOn)
            WHERE id = \(id)
            """)
        try QualityCounties.replace(counties, of: id, act)
        try QualityFrames.fit(next, counties, was: record.round.method, act)
        try store(next, was: version, act)
        try act.record("quality.edited", of: "quality-round", id.rawValue, in: record.place)
    }

    /// One step of a round without further input.
    package static func move(
        _ id: QualityRoundID, _ event: String, version: Int, _ act: Act,
        _ step: (QualityRound) throws -> QualityRound
    ) throws {
        let record = try requireOwn(id, act)
        let next = try step(record.round)
        try store(next, was: version, act)
        if next.state == .published {
            try act.db.execute("UPDATE quality_round SET published_on = \(act.day) WHERE id = \(id)")
        }
        try act.record(event, of: "quality-round", id.rawValue, in: record.place)
    }

    /// Calls a round off for good; what it has stays, unpublished, and the pupils' names may be taken away.
    package static func cancel(_ id: QualityRoundID, reason: String, version: Int, _ act: Act) throws {
        let record = try requireOwn(id, act)
        let next = try record.round.cancelled()
        let reason = reason.trimmed
        guard (1...QualityRefusal.reasonLimit).contains(reason.count) else { throw QualityRefusal.reasonMissing }
        try store(next, was: version, act)
        try act.db.execute("UPDATE quality_round SET cancel_reason = \(reason) WHERE id = \(id)")
        try act.record(
            "quality.cancelled", of: "quality-round", id.rawValue, in: record.place,
            ["state": record.round.state.rawValue])
    }

    /// Forgets a round of which nothing was drawn.
    package static func remove(_ id: QualityRoundID, version: Int, _ act: Act) throws {
        let record = try requireOwn(id, act)
        guard record.round.state == .preparing else { throw QualityRefusal.wrongState("删除", record.round.state) }
        guard record.round.version == version else { throw QualityRefusal.stale }
        try act.db.execute("DELETE FROM quality_frame WHERE round_id = \(id)")
        try act.db.execute("DELETE FROM quality_county WHERE round_id = \(id)")
        try act.db.execute("DELETE FROM quality_round WHERE id = \(id)")
        try act.record("quality.removed", of: "quality-round", id.rawValue, in: record.place)
    }

    static func store(_ next: QualityRound, was version: Int, _ act: Act) throws {
        let changed = try act.db.execute(
            """
            UPDATE quality_round SET state = \(next.state), frame_hash = \(next.frameHash), seed = \(next.seed),
                pupil_seed = \(next.pupilSeed), version = version + 1
            WHERE id = \(next.id) AND version = \(version)
            """)
        guard changed == 1 else { throw QualityRefusal.stale }
    }

    package static func requireOwn(_ id: QualityRoundID, _ act: Act) throws -> QualityRoundRecord {
        let record = try require(id, visibleTo: act.viewer, in: act.db)
        guard isOwn(record.place, act.viewer) else { throw QualityRefusal.notYours }
        return record
    }

    package static func isOwn(_ place: Place, _ viewer: Viewer) -> Bool {
        Role.office.contains(viewer.role) && place.office == Place(viewer.scope).office
    }

    /// Results are for the office that holds the round and its leaders until they are published.
    package static func showsResults(_ record: QualityRoundRecord, _ viewer: Viewer) -> Bool {
        guard !record.isPublished else { return true }
        return Role.office.union([.leader]).contains(viewer.role) && record.place.office == Place(viewer.scope).office
    }

    package static func require(
        _ id: QualityRoundID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> QualityRoundRecord {
        let row = try db.first(
            "SELECT \(columns(viewer)) FROM quality_round r WHERE r.id = \(id) AND \(visible(to: viewer))")
        guard let row else { throw QualityRefusal.notFound }
        return try QualityRoundRecord(row)
    }

    /// Whosever it is; for jobs and for what is public.
    package static func stored(_ id: QualityRoundID, in db: SQLConnection) throws -> QualityRoundRecord {
        let everybody = Viewer.system(on: "2000-01-01")
        let row = try db.first("SELECT \(columns(everybody)) FROM quality_round r WHERE r.id = \(id)")
        guard let row else { throw QualityRefusal.notFound }
        return try QualityRoundRecord(row)
    }

    package static func list(
        _ filter: QualityRoundFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<QualityRoundRecord> {
        var conditions: [SQL] = [visible(to: viewer)]
        if let year = filter.year { conditions.append("r.year = \(year)") }
        if !filter.level.isEmpty { conditions.append("r.level = \(filter.level)") }
        if !filter.method.isEmpty { conditions.append("r.method = \(filter.method)") }
        if !filter.state.isEmpty { conditions.append("r.state = \(filter.state)") }
        if !filter.text.isEmpty {
            conditions.append("r.title LIKE \(LikePattern.containing(filter.text)) ESCAPE '\\'")
        }
        let matching = SQL.joined(conditions, separator: " AND ")
        let down: SQL = filter.isDescending ? " DESC" : ""
        let order: SQL =
            switch filter.sort {
            case "title": "r.title\(down), r.id"
            case "level": "r.level\(down), r.id"
            case "state": "r.state\(down), r.id"
            default: "r.year\(down), r.id DESC"
            }
        let rows = try db.rows(
            """
            SELECT \(columns(viewer)) FROM quality_round r WHERE \(matching) ORDER BY \(order)
            LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) FROM quality_round r WHERE \(matching)")?.get(0) ?? 0
        return Listing(rows: try rows.map { try QualityRoundRecord($0) }, total: total, page: page)
    }

    /// An office sees rounds that have a county of its region, a unit those that it takes part in.
    static func visible(to viewer: Viewer) -> SQL {
        if case .organisation(let id) = viewer.scope {
            return "EXISTS (SELECT 1 FROM quality_school x WHERE x.round_id = r.id AND x.organisation_id = \(id))"
        }
        return "EXISTS (SELECT 1 FROM quality_county c WHERE c.round_id = r.id AND \(within(viewer, alias: "c.")))"
    }

    /// Rows of the counties that lie in the viewer's region.
    static func within(_ viewer: Viewer, alias: SQL) -> SQL {
        Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" }).condition(for: viewer, alias: alias)
    }

    /// Counts are of what the viewer may open: a county's office sees its own schools of a city's round.
    private static func columns(_ viewer: Viewer) -> SQL {
        let own = QualitySchools.visible(to: viewer)
        let schools: SQL = "FROM quality_school x WHERE x.round_id = r.id AND \(own)"
        let tasks: SQL = """
            FROM quality_task t JOIN quality_school x ON x.id = t.school_id WHERE t.round_id = r.id AND \(own)
            """
        return """
            r.id, r.title, r.year, r.level, r.method, r.subjects, r.grades, r.small_group, r.roster_due_on, r.tests_on,
            r.state, r.frame_hash, r.seed, r.pupil_seed, r.version, r.province, r.city, r.county, r.zone, r.framed_at,
            r.drawn_at, r.published_on, r.purged_on, r.cancel_reason,
            (SELECT count(*) FROM quality_county x WHERE x.round_id = r.id),
            (SELECT count(*) \(schools)), (SELECT count(*) \(schools) AND x.state IN ('waiting', 'returned')),
            (SELECT count(*) \(schools) AND x.state = 'submitted'), (SELECT count(*) \(tasks)),
            (SELECT count(*) \(tasks) AND t.state = 'open'), (SELECT count(*) \(tasks) AND t.state = 'exceptional'),
            (SELECT coalesce(sum(x.drawn), 0) \(schools)),
            (SELECT count(*) FROM quality_score s JOIN quality_school x ON x.id = s.school_id
                WHERE s.round_id = r.id AND \(own))
            """
    }
}

extension QualityRound.Level: SQLConvertible {}
extension QualityRound.Method: SQLConvertible {}
extension QualityRound.State: SQLConvertible {}
extension RosterState: SQLConvertible {}
extension TestTask.State: SQLConvertible {}

extension QualityRoundRecord {
    fileprivate init(_ row: SQLRow) throws {
        round = try QualityRound(
            id: row.get(0), title: row.get(1), year: row.get(2), level: row.get(3), method: row.get(4),
            subjects: JSONColumn.value(row.get(5)), grades: JSONColumn.value(row.get(6)), smallGroup: row.get(7),
            rosterDueOn: row.get(8), testsOn: row.get(9), state: row.get(10), frameHash: row.get(11), seed: row.get(12),
            pupilSeed: row.get(13), version: row.get(14))
        place = try Place(province: row.get(15), city: row.get(16), county: row.get(17), zone: row.get(18))
        framedAt = try row.get(19)
        drawnAt = try row.get(20)
        publishedOn = try row.get(21)
        purgedOn = try row.get(22)
        cancelReason = try row.get(23) ?? ""
        counts = try Counts(
            counties: row.get(24), schools: row.get(25), waiting: row.get(26), submitted: row.get(27),
            tasks: row.get(28), openTasks: row.get(29), exceptions: row.get(30), pupils: row.get(31),
            scores: row.get(32))
    }
}
