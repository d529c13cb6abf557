package import SQLCore
package import Supervision

/// The round_cycle table: five-year rounds as their offices plan them.
package enum RoundCycles {
    package static func find(
        _ id: RoundCycleID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> RoundCycleRecord? {
        try db.first("SELECT \(columns) FROM round_cycle y WHERE y.id = \(id) AND \(visible(to: viewer))")
            .map(RoundCycleRecord.init)
    }

    package static func require(
        _ id: RoundCycleID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> RoundCycleRecord {
        guard let record = try find(id, visibleTo: viewer, in: db) else { throw RoundRefusal.notFound }
        return record
    }

    package static func list(
        _ filter: RoundCycleFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<RoundCycleRecord> {
        var conditions: [SQL] = [visible(to: viewer)]
        if !filter.state.isEmpty { conditions.append("y.state = \(filter.state)") }
        if !filter.text.isEmpty {
            conditions.append("y.name LIKE \(LikePattern.containing(filter.text)) ESCAPE '\\'")
        }
        let condition = SQL.joined(conditions, separator: " AND ")
        let down: SQL = filter.isDescending ? " DESC" : ""
        let order: SQL =
            filter.sort == "name" ? "y.name\(down), y.id" : "y.first_year\(down), y.name, y.id"
        let rows = try db.rows(
            """
            SELECT \(columns) FROM round_cycle y WHERE \(condition) ORDER BY \(order)
            LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) FROM round_cycle y WHERE \(condition)")?.get(0) ?? 0
        return Listing(rows: try rows.map(RoundCycleRecord.init), total: total, page: page)
    }

    /// A cycle of the viewer's own office.
    package static func create(_ cycle: RoundCycle, _ act: Act) throws {
        let place = try Place.office(of: act.viewer.scope, in: act.db)
        try insert(cycle.checked(), place, act)
    }

    /// A campaign named a round that nobody has planned yet: it becomes a cycle from the campaign's year on.
    static func ensure(for record: CampaignRecord, _ act: Act) throws {
        guard let round = record.campaign.round, try named(round.key, at: record.place, in: act.db) == nil else {
            return
        }
        let cycle = RoundCycle(
            id: act.newID(), key: round.key, name: round.name, firstYear: record.campaign.startsOn.year,
            filter: ScopeFilter(joining: record.scope.strata.map(\.filter)))
        try insert(cycle, record.place, act)
    }

    /// Ends the cycle and begins the next one about the same units; those that were left may have their turn first.
    package static func next(
        _ id: RoundCycleID, key: String, name: String, leftFirst: Bool, version: Int, _ act: Act
    ) throws -> RoundCycleID {
        let record = try require(id, visibleTo: act.viewer, in: act.db)
        guard try named(key, at: record.place, in: act.db) == nil else { throw RoundRefusal.keyTaken(key) }
        let following = try record.cycle.following(id: act.newID(), key: key, name: name)
        let left = try RoundUnits.all(of: record, in: act.db).filter { $0.isInRegistry && !$0.standing.isCovered }
        try update(record.cycle.closed(), from: version, in: act.db)
        try insert(following, record.place, act)
        if leftFirst {
            try RoundPlans.store(left.map(\.organisation), year: following.firstYear, in: following.id, act.db)
        }
        try act.record(
            "round.closed", of: "round", id.rawValue, in: record.place,
            ["next": following.id.rawValue, "left": "\(left.count)"])
        return following.id
    }

    /// The name, the years and the units that it is about, while it is open.
    package static func edit(
        _ id: RoundCycleID, name: String, firstYear: Int, length: Int, filter: ScopeFilter, version: Int, _ act: Act
    ) throws {
        let record = try require(id, visibleTo: act.viewer, in: act.db)
        guard record.cycle.state == .open else { throw RoundRefusal.closed(record.cycle.name) }
        let next = RoundCycle(
            id: id, key: record.cycle.key, name: name, firstYear: firstYear, length: length, filter: filter,
            version: version + 1)
        try update(next.checked(), from: version, in: act.db)
        try act.record("round.edited", of: "round", id.rawValue, in: record.place)
    }

    private static func insert(_ cycle: RoundCycle, _ place: Place, _ act: Act) throws {
        guard try named(cycle.key, at: place, in: act.db) == nil else { throw RoundRefusal.keyTaken(cycle.key) }
        try act.db.execute(
            """
            INSERT INTO round_cycle (id, key, name, first_year, length, filter, state, province, city, county, zone,
                created_at, version)
            VALUES (\(cycle.id), \(cycle.key), \(cycle.name), \(cycle.firstYear), \(cycle.length),
                \(try JSONColumn.text(cycle.filter)), \(cycle.state.rawValue), \(place.province), \(place.city),
                \(place.county), \(place.zone), \(act.at), \(cycle.version))
            """)
        try act.record("round.created", of: "round", cycle.id.rawValue, in: place, ["key": cycle.key])
    }

    private static func update(_ cycle: RoundCycle, from version: Int, in db: SQLConnection) throws {
        let changed = try db.execute(
            """
            UPDATE round_cycle SET name = \(cycle.name), first_year = \(cycle.firstYear), length = \(cycle.length),
                filter = \(try JSONColumn.text(cycle.filter)), state = \(cycle.state.rawValue),
                version = \(version + 1)
            WHERE id = \(cycle.id) AND version = \(version)
            """)
        guard changed == 1 else { throw RoundRefusal.stale }
    }

    /// The cycle that a campaign belongs to; nil for one without a round.
    static func id(of record: CampaignRecord, in db: SQLConnection) throws -> RoundCycleID? {
        guard let round = record.campaign.round else { return nil }
        return try named(round.key, at: record.place, in: db)
    }

    private static func named(_ key: String, at place: Place, in db: SQLConnection) throws -> RoundCycleID? {
        try db.first(
            """
            SELECT id FROM round_cycle WHERE key = \(key) AND province = \(place.province) AND city = \(place.city)
                AND county = \(place.county) AND zone = \(place.zone)
            """)?.get(0)
    }

    static func visible(to viewer: Viewer) -> SQL {
        Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" }).condition(for: viewer, alias: "y.")
    }

    static var columns: SQL {
        """
        y.id, y.key, y.name, y.first_year, y.length, y.filter, y.state, y.province, y.city, y.county, y.zone, y.version
        """
    }
}

package struct RoundCycleFilter: Sendable, Equatable {
    package var state = ""
    package var text = ""
    /// `years` or `name`.
    package var sort = "years"
    package var isDescending = true

    package init() {}
}

/// A cycle and whose it is.
package struct RoundCycleRecord: Sendable, Equatable {
    package let cycle: RoundCycle
    package let place: Place

    package var id: RoundCycleID { cycle.id }
}

extension RoundCycleRecord {
    init(_ row: SQLRow) throws {
        let state: String = try row.get(6)
        cycle = RoundCycle(
            id: try row.get(0), key: try row.get(1), name: try row.get(2), firstYear: try row.get(3),
            length: try row.get(4), filter: try JSONColumn.value(row.get(5)),
            state: RoundCycle.State(rawValue: state) ?? .open, version: try row.get(11))
        place = try Place(province: row.get(7), city: row.get(8), county: row.get(9), zone: row.get(10))
    }
}

extension ScopeFilter {
    /// What several strata ask together: a list that one of them leaves open is open.
    init(joining filters: [ScopeFilter]) {
        func joined(_ list: (ScopeFilter) -> [String]) -> [String] {
            let lists = filters.map(list)
            guard !lists.contains(where: \.isEmpty) else { return [] }
            return lists.flatMap { $0 }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        }
        self.init(
            regions: joined(\.regions), kinds: joined(\.kinds), running: joined(\.running),
            authorities: joined(\.authorities), stages: joined(\.stages), tags: joined(\.tags))
    }
}
