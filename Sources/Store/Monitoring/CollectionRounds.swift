package import SQLCore
package import Supervision

/// A round as its pages need it, with how far its units are.
package struct CollectionRoundRecord: Sendable, Equatable {
    package let round: CollectionRound
    package let place: Place
    /// How many returns stand in each state.
    package let counts: [CollectionReturn.State: Int]
    /// Returns that have a question of the checks nobody has settled.
    package let questioned: Int

    package init(round: CollectionRound, place: Place, counts: [CollectionReturn.State: Int], questioned: Int) {
        self.round = round
        self.place = place
        self.counts = counts
        self.questioned = questioned
    }

    package var id: CollectionRoundID { round.id }
    package var total: Int { counts.values.reduce(0, +) }
    package var waiting: Int { (counts[.draft] ?? 0) + (counts[.returned] ?? 0) }
}

/// Which rounds are wanted; what is empty asks nothing.
package struct CollectionRoundFilter: Sendable, Equatable {
    package var text = ""
    package var year: Int?
    package var form = ""
    package var state = ""
    package var sort = "year"
    package var isDescending = true

    package init() {}

    package static let sorts = ["-year", "title", "due", "state"]
}

/// The collection_round table: what is collected from whom.
package enum CollectionRounds {
    /// Starts a round for all units of the viewer's scope that the form is for, or for `units` only.
    package static func create(_ new: CollectionRound, units: [OrganisationID]? = nil, _ act: Act) throws {
        let form = try CollectionForms.require(new.form, visibleTo: act.viewer, in: act.db)
        let place = try Place.office(of: act.viewer.scope, in: act.db)
        try act.db.execute(
            """
            INSERT INTO collection_round (id, title, year, form, reference_on, due_on, state, province, city, county, zone,
                created_by, created_at, version)
            VALUES (\(new.id), \(new.title), \(new.year), \(new.form), \(new.referenceOn), \(new.dueOn), 'open',
                \(place.province), \(place.city), \(place.county), \(place.zone), \(act.viewer.person), \(act.at), 1)
            """)
        let found = try CollectionUnits.candidates(for: form, round: new.id, only: units, act)
        guard !found.isEmpty else { throw CollectionRefusal.noUnits }
        try CollectionUnits.insert(found, into: new, form, act)
        try act.record(
            "collection.created", of: "collection-round", new.id.rawValue, in: place,
            ["form": new.form, "year": "\(new.year)", "units": "\(found.count)"])
    }

    /// Takes in what the round's scope has got since: new schools, or ones that changed their kind.
    @discardableResult
    package static func takeIn(_ id: CollectionRoundID, _ act: Act) throws -> Int {
        let record = try requireOwn(id, act)
        guard record.round.state == .open else { throw CollectionRefusal.roundClosed }
        let form = try CollectionForms.require(record.round.form, in: act.db)
        let found = try CollectionUnits.candidates(for: form, round: id, only: nil, act)
        guard !found.isEmpty else { return 0 }
        try CollectionUnits.insert(found, into: record.round, form, act)
        try act.record(
            "collection.unitsAdded", of: "collection-round", id.rawValue, in: record.place, ["units": "\(found.count)"])
        return found.count
    }

    /// Another day until which units may fill in; their to-dos and reminders follow.
    package static func postpone(_ id: CollectionRoundID, to day: Day, _ version: Int, _ act: Act) throws {
        let record = try requireOwn(id, act)
        guard record.round.state == .open else { throw CollectionRefusal.roundClosed }
        let changed = try act.db.execute(
            """
            UPDATE collection_round SET due_on = \(day), version = version + 1
            WHERE id = \(id) AND version = \(version)
            """)
        guard changed == 1 else { throw CollectionRefusal.stale }
        try act.record(
            "collection.postponed", of: "collection-round", id.rawValue, in: record.place,
            ["from": record.round.dueOn.text, "to": day.text])
    }

    package static func close(_ id: CollectionRoundID, _ version: Int, _ act: Act) throws {
        let record = try requireOwn(id, act)
        try store(try record.round.closed(), was: version, act)
        try act.record("collection.closed", of: "collection-round", id.rawValue, in: record.place)
    }

    package static func reopen(_ id: CollectionRoundID, _ version: Int, _ act: Act) throws {
        let record = try requireOwn(id, act)
        try store(try record.round.reopened(), was: version, act)
        try act.record("collection.reopened", of: "collection-round", id.rawValue, in: record.place)
    }

    private static func store(_ next: CollectionRound, was version: Int, _ act: Act) throws {
        let changed = try act.db.execute(
            """
            UPDATE collection_round SET state = \(next.state), version = version + 1
            WHERE id = \(next.id) AND version = \(version)
            """)
        guard changed == 1 else { throw CollectionRefusal.stale }
    }

    package static func requireOwn(_ id: CollectionRoundID, _ act: Act) throws -> CollectionRoundRecord {
        let record = try require(id, visibleTo: act.viewer, in: act.db)
        guard isOwn(record.place, act.viewer) else { throw CollectionRefusal.notYours }
        return record
    }

    package static func isOwn(_ place: Place, _ viewer: Viewer) -> Bool {
        Role.office.contains(viewer.role) && place.office == Place(viewer.scope).office
    }

    package static func require(
        _ id: CollectionRoundID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> CollectionRoundRecord {
        let row = try db.first(
            "SELECT \(columns) FROM collection_round r WHERE r.id = \(id) AND \(visible(to: viewer))")
        guard let row else { throw CollectionRefusal.notFound }
        return try CollectionRoundRecord(row)
    }

    package static func list(
        _ filter: CollectionRoundFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<CollectionRoundRecord> {
        var conditions: [SQL] = [visible(to: viewer)]
        if let year = filter.year { conditions.append("r.year = \(year)") }
        if !filter.form.isEmpty { conditions.append("r.form = \(filter.form)") }
        if !filter.state.isEmpty { conditions.append("r.state = \(filter.state)") }
        if !filter.text.isEmpty {
            conditions.append("r.title LIKE \(LikePattern.containing(filter.text)) ESCAPE '\\'")
        }
        let matching = SQL.joined(conditions, separator: " AND ")
        let down: SQL = filter.isDescending ? " DESC" : ""
        let order: SQL =
            switch filter.sort {
            case "title": "r.title\(down), r.id"
            case "due": "r.due_on\(down), r.id"
            case "state": "r.state\(down), r.year DESC, r.id"
            default: "r.year\(down), r.due_on DESC, r.id"
            }
        let rows = try db.rows(
            """
            SELECT \(columns) FROM collection_round r WHERE \(matching) ORDER BY \(order)
            LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) FROM collection_round r WHERE \(matching)")?.get(0) ?? 0
        return Listing(rows: try rows.map { try CollectionRoundRecord($0) }, total: total, page: page)
    }

    /// An office sees its region's rounds; a unit those that ask it.
    static func visible(to viewer: Viewer) -> SQL {
        Visibility(
            organisation: {
                """
                EXISTS (SELECT 1 FROM collection_return x WHERE x.round_id = r.id AND x.organisation_id = \($0))
                """
            }, granted: { _, _ in "false" }
        ).condition(for: viewer, alias: "r.")
    }

    private static var columns: SQL {
        """
        r.id, r.title, r.year, r.form, r.reference_on, r.due_on, r.state, r.version, r.province, r.city, r.county, r.zone,
        (SELECT count(*) FROM collection_return x WHERE x.round_id = r.id AND x.state = 'draft'),
        (SELECT count(*) FROM collection_return x WHERE x.round_id = r.id AND x.state = 'submitted'),
        (SELECT count(*) FROM collection_return x WHERE x.round_id = r.id AND x.state = 'returned'),
        (SELECT count(*) FROM collection_return x WHERE x.round_id = r.id AND x.state = 'reviewed'),
        (SELECT count(*) FROM collection_return x WHERE x.round_id = r.id AND x.state = 'locked'),
        (SELECT count(*) FROM collection_return x
            WHERE x.round_id = r.id AND x.open_count + x.explained_count > 0)
        """
    }
}

extension CollectionRound.State: SQLConvertible {}
extension CollectionReturn.State: SQLConvertible {}
extension FindingAnswer: SQLConvertible {}

extension CollectionRoundRecord {
    fileprivate init(_ row: SQLRow) throws {
        round = try CollectionRound(
            id: row.get(0), title: row.get(1), year: row.get(2), form: row.get(3), referenceOn: row.get(4),
            dueOn: row.get(5), state: row.get(6), version: row.get(7))
        place = try Place(province: row.get(8), city: row.get(9), county: row.get(10), zone: row.get(11))
        counts = [
            .draft: try row.get(12), .submitted: try row.get(13), .returned: try row.get(14),
            .reviewed: try row.get(15),
            .locked: try row.get(16),
        ]
        questioned = try row.get(17)
    }
}
