import SQLCore
package import Supervision

/// The round_plan table: in which year each unit's turn is; and what was done before there was Dudao.
package enum RoundPlans {
    static func years(of id: RoundCycleID, in db: SQLConnection) throws -> [OrganisationID: Int] {
        let rows = try db.rows("SELECT organisation_id, year FROM round_plan WHERE cycle_id = \(id)")
        return try Dictionary(uniqueKeysWithValues: rows.map { (try $0.get(0), try $0.get(1)) })
    }

    /// Gives units their year, or takes it away; what is done or under way is refused.
    package static func set(_ chosen: [OrganisationID], year: Int?, in id: RoundCycleID, _ act: Act) throws {
        let record = try requireOpen(id, act)
        guard !chosen.isEmpty else { throw RoundRefusal.nothingChosen }
        if let year { try require(year, record.cycle, act) }
        let units = Dictionary(try RoundUnits.all(of: record, in: act.db).map { ($0.organisation, $0) }) { a, _ in a }
        for id in chosen {
            guard let unit = units[id], unit.isInRegistry || year == nil else { throw RoundRefusal.notFound }
            if year != nil, unit.standing.isCovered { throw RoundRefusal.alreadyDone(unit.name) }
        }
        try store(chosen, year: year, in: id, act.db)
        try act.record(
            "round.planned", of: "round", id.rawValue, in: record.place,
            ["units": "\(chosen.count)", "year": year.map { "\($0)" } ?? ""])
    }

    /// As `set`, for units that are named by code or by their whole name, one a line.
    package static func set(lines: [String], year: Int, in id: RoundCycleID, _ act: Act) throws {
        let record = try requireOpen(id, act)
        try set(try resolve(lines, at: record.place, act.db), year: year, in: id, act)
    }

    /// Spreads what is left over the years that remain, evenly and repeatably.
    package static func spread(seed: String, in id: RoundCycleID, _ act: Act) throws -> Int {
        let record = try requireOpen(id, act)
        guard !seed.isBlank else { throw RoundRefusal.seedMissing }
        let years = record.cycle.years.filter { $0 >= act.day.year }
        guard !years.isEmpty else { throw RoundRefusal.yearOver(record.cycle.lastYear) }
        let left = try RoundUnits.all(of: record, in: act.db).filter { $0.isInRegistry && $0.standing == .left }
        guard !left.isEmpty else { throw RoundRefusal.nothingLeft }
        let plan = RoundSpread.plan(left.map(\.code), over: years, seed: seed)
        for year in years {
            try store(left.filter { plan[$0.code] == year }.map(\.organisation), year: year, in: id, act.db)
        }
        try act.record(
            "round.spread", of: "round", id.rawValue, in: record.place, ["seed": seed, "units": "\(left.count)"])
        return left.count
    }

    /// Units that were supervised in this round before there was Dudao, by code or whole name.
    package static func recordDone(
        _ lines: [String], on day: Day, source: String, grade: String, in id: RoundCycleID, _ act: Act
    ) throws -> Int {
        let record = try requireOpen(id, act)
        guard day <= act.day else { throw RoundRefusal.dayWrong }
        let units = try resolve(lines, at: record.place, act.db)
        guard !units.isEmpty else { throw RoundRefusal.nothingChosen }
        var added = 0
        for unit in units {
            added += try act.db.execute(
                """
                INSERT INTO round_record (round_key, organisation_id, done_on, source, campaign_id, grade)
                VALUES (\(record.cycle.key), \(unit), \(day), \(source), NULL, \(grade)) ON CONFLICT DO NOTHING
                """)
        }
        try act.record(
            "round.recorded", of: "round", id.rawValue, in: record.place,
            ["round": record.cycle.key, "units": "\(added)"])
        return added
    }

    /// Takes a record out again that was entered by hand.
    package static func remove(_ unit: OrganisationID, from id: RoundCycleID, _ act: Act) throws {
        let record = try requireOpen(id, act)
        let removed = try act.db.execute(
            """
            DELETE FROM round_record WHERE round_key = \(record.cycle.key) AND organisation_id = \(unit)
                AND campaign_id IS NULL AND organisation_id IN (
                    SELECT o.id FROM organisation o WHERE \(record.place.manages(alias: "o.")))
            """)
        guard removed == 1 else { throw RoundRefusal.notFound }
        try act.record("round.removed", of: "round", id.rawValue, in: record.place, ["unit": unit.rawValue])
    }

    static func store(_ units: [OrganisationID], year: Int?, in id: RoundCycleID, _ db: SQLConnection) throws {
        var rest = units[...]
        while !rest.isEmpty {
            let part = Array(rest.prefix(500))
            try db.execute("DELETE FROM round_plan WHERE cycle_id = \(id) AND organisation_id IN (\(list: part))")
            if let year {
                let values = part.map { unit -> SQL in "(\(id), \(unit), \(year))" }
                try db.execute(
                    """
                    INSERT INTO round_plan (cycle_id, organisation_id, year)
                    VALUES \(SQL.joined(values, separator: ", "))
                    """)
            }
            rest = rest.dropFirst(500)
        }
    }

    private static func requireOpen(_ id: RoundCycleID, _ act: Act) throws -> RoundCycleRecord {
        let record = try RoundCycles.require(id, visibleTo: act.viewer, in: act.db)
        guard record.cycle.state == .open else { throw RoundRefusal.closed(record.cycle.name) }
        return record
    }

    private static func require(_ year: Int, _ cycle: RoundCycle, _ act: Act) throws(RoundRefusal) {
        guard cycle.years.contains(year) else { throw .yearOutside(year, cycle.years) }
        guard year >= act.day.year else { throw .yearOver(year) }
    }

    private static func resolve(
        _ lines: [String], at place: Place, _ db: SQLConnection
    ) throws -> [OrganisationID] {
        var found: [OrganisationID] = []
        var unknown: [String] = []
        for line in lines.map(\.trimmed) where !line.isEmpty {
            let row = try db.first(
                """
                SELECT o.id FROM organisation o
                WHERE (o.code = \(line) OR o.name = \(line)) AND \(place.manages(alias: "o.")) ORDER BY o.code
                """)
            if let row { found.append(try row.get(0)) } else { unknown.append(line) }
        }
        guard unknown.isEmpty else { throw RoundRefusal.unknown(unknown) }
        return found
    }
}
