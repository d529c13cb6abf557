package import SQLCore
package import Supervision

/// A school that takes part with one grade, with its roster's state.
package struct QualitySchool: Sendable, Equatable {
    package let id: QualitySchoolID
    package let round: QualityRoundID
    package let roundTitle: String
    package let grade: String
    package let organisation: OrganisationID
    package let region: String
    package let county: String
    package let code: String
    package let name: String
    package let stratum: String
    package let size: Int
    package let chance: String
    package let state: RosterState
    package let reason: String
    package let handedInOn: Day?
    /// Over the pupils' keys as they were handed in; empty before.
    package let rosterHash: String
    package let pupils: Int
    package let drawn: Int
    package let version: Int
    package let roundState: QualityRound.State
    package let roundPlace: Place
    package let rosterDueOn: Day?
    package let openTasks: Int
    package let tasks: Int
    package let exceptions: Int

    package var path: String { "/quality-schools/\(id)" }

    /// How likely a pupil of the school was to be drawn, 1 where all take part; nil where nobody knows.
    package var pupilChance: Chance? {
        guard let school = Chance(chance), school.numerator > 0 else { return nil }
        if drawn == pupils, school == .certain { return .certain }
        return drawn > 0 ? school * PupilSampling.chance(drawn, of: pupils) : nil
    }

    /// How many pupils of the county's grade one tested pupil stands for; nil where the chance is not known.
    package var weight: Double? { drawn > 0 ? pupilChance?.weight : nil }

    /// Days past the day for the roster; nil while in time or once handed in.
    package func daysLate(on today: Day) -> Int? {
        guard state.awaitsSchool, roundState == .sampled, let rosterDueOn, rosterDueOn < today else { return nil }
        return rosterDueOn.distance(to: today)
    }
}

package typealias QualitySchoolID = Identifier<QualitySchool>

/// Which schools are wanted; what is empty asks nothing.
package struct QualitySchoolFilter: Sendable, Equatable {
    package var round: QualityRoundID?
    package var text = ""
    package var grade = ""
    package var region = ""
    /// A state, or `open` for all that still have to hand in.
    package var roster = ""
    /// `open`, `exceptional` or `done`.
    package var tasks = ""
    package var sort = "code"
    package var isDescending = false

    package init(of round: QualityRoundID? = nil) {
        self.round = round
    }

    package static let sorts = ["code", "name", "size", "pupils", "state"]
}

/// The quality_school table.
package enum QualitySchools {
    static func insert(
        _ rows: [(row: QualityFrameRow, chance: String)], of round: QualityRound, _ act: Act
    ) throws {
        let places = Dictionary(
            try QualityCounties.list(of: round.id, visibleTo: act.viewer, in: act.db).map { ($0.region, $0.place) }
        ) { first, _ in first }
        let tasks = TestTask.usual(for: round.subjects.map(\.name))
        for (position, entry) in rows.enumerated() {
            let (id, row): (QualitySchoolID, QualityFrameRow) = (act.newID(), entry.row)
            let place = places[row.region] ?? Place()
            try act.db.execute(
                """
                INSERT INTO quality_school (id, round_id, grade, organisation_id, region, code, name, stratum, size, chance,
                    position, state, reason, roster_hash, pupils, drawn, province, city, county, zone, version)
                VALUES (\(id), \(round.id), \(row.grade), \(row.organisation), \(row.region), \(row.code), \(row.name),
                    \(row.stratum), \(row.size ?? 0), \(entry.chance), \(position + 1), 'waiting', '', '', 0, 0,
                    \(place.province), \(place.city), \(place.county), \(place.zone), 1)
                """)
            let values = tasks.enumerated().map { number, title -> SQL in
                """
                (\(act.newID() as QualityTaskID), \(round.id), \(id), \(number + 1), \(title), \(round.testsOn), '', '', '',
                'open', '', 1)
                """
            }
            try act.db.execute(
                """
                INSERT INTO quality_task (id, round_id, school_id, position, title, day, time, room, invigilator, state, note,
                    version)
                VALUES \(.joined(values, separator: ", "))
                """)
        }
    }

    package static func require(
        _ id: QualitySchoolID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> QualitySchool {
        let row = try db.first("SELECT \(columns) \(source) WHERE x.id = \(id) AND \(visible(to: viewer))")
        guard let row else { throw QualityRefusal.notFound }
        return try QualitySchool(row)
    }

    /// Names of pupils are for the school itself and the office that holds the round.
    package static func showsNames(_ school: QualitySchool, _ viewer: Viewer) -> Bool {
        if case .organisation(let id) = viewer.scope { return id == school.organisation }
        return QualityRounds.isOwn(school.roundPlace, viewer)
    }

    package static func list(
        _ filter: QualitySchoolFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<QualitySchool> {
        var conditions: [SQL] = [visible(to: viewer)]
        if let round = filter.round { conditions.append("x.round_id = \(round)") }
        if !filter.grade.isEmpty { conditions.append("x.grade = \(filter.grade)") }
        if !filter.region.isEmpty { conditions.append("x.region = \(filter.region)") }
        switch filter.roster {
        case "": break
        case "open": conditions.append("x.state IN ('waiting', 'returned')")
        case "todo":
            conditions.append("x.state IN ('waiting', 'returned') AND r.state = 'sampled' AND r.method <> 'census'")
        default: conditions.append("x.state = \(filter.roster)")
        }
        switch filter.tasks {
        case "open": conditions.append("\(taskCount("AND t.state = 'open'")) > 0")
        case "exceptional": conditions.append("\(taskCount("AND t.state = 'exceptional'")) > 0")
        case "done": conditions.append("\(taskCount("AND t.state = 'open'")) = 0")
        default: break
        }
        if !filter.text.isEmpty {
            let pattern = LikePattern.containing(filter.text)
            conditions.append(
                "(x.name LIKE \(pattern) ESCAPE '\\' OR x.code = \(filter.text.uppercased()) OR r.title LIKE \(pattern) ESCAPE '\\')"
            )
        }
        let matching = SQL.joined(conditions, separator: " AND ")
        let down: SQL = filter.isDescending ? " DESC" : ""
        let order: SQL =
            switch filter.sort {
            case "name": "x.name\(down), x.id"
            case "size": "x.size\(down), x.id"
            case "pupils": "x.pupils\(down), x.id"
            case "state": "x.state\(down), x.id"
            default: "r.year DESC, x.round_id, x.grade, x.code\(down), x.id"
            }
        let rows = try db.rows(
            "SELECT \(columns) \(source) WHERE \(matching) ORDER BY \(order) LIMIT \(page.size) OFFSET \(page.offset)")
        let total: Int = try db.first("SELECT count(*) \(source) WHERE \(matching)")?.get(0) ?? 0
        return Listing(rows: try rows.map { try QualitySchool($0) }, total: total, page: page)
    }

    /// Schools of a round as a result sheet names them; whosever they are, for the job.
    package static func all(of id: QualityRoundID, in db: SQLConnection) throws -> [QualitySchool] {
        try db.rows("SELECT \(columns) \(source) WHERE x.round_id = \(id) ORDER BY x.position").map {
            try QualitySchool($0)
        }
    }

    /// An office sees the schools of its counties, a unit itself.
    static func visible(to viewer: Viewer) -> SQL {
        Visibility(organisation: { "x.organisation_id = \($0)" }, granted: { _, _ in "false" })
            .condition(for: viewer, alias: "x.")
    }

    private static func taskCount(_ which: SQL) -> SQL {
        "(SELECT count(*) FROM quality_task t WHERE t.school_id = x.id \(which))"
    }

    private static let source: SQL = """
        FROM quality_school x JOIN quality_round r ON r.id = x.round_id
        JOIN quality_county c ON c.round_id = x.round_id AND c.region = x.region
        """

    private static var columns: SQL {
        """
        x.id, x.round_id, r.title, x.grade, x.organisation_id, x.region, c.name, x.code, x.name, x.stratum, x.size, x.chance,
        x.state, x.reason, x.handed_in_on, x.pupils, x.drawn, x.version, r.state, r.province, r.city, r.county, r.zone,
        r.roster_due_on, \(taskCount("AND t.state = 'open'")), \(taskCount("")), \(taskCount("AND t.state = 'exceptional'")),
        x.roster_hash
        """
    }
}

extension QualitySchool {
    fileprivate init(_ row: SQLRow) throws {
        try self.init(
            id: row.get(0), round: row.get(1), roundTitle: row.get(2), grade: row.get(3), organisation: row.get(4),
            region: row.get(5), county: row.get(6), code: row.get(7), name: row.get(8), stratum: row.get(9),
            size: row.get(10), chance: row.get(11), state: row.get(12), reason: row.get(13), handedInOn: row.get(14),
            rosterHash: row.get(27),
            pupils: row.get(15), drawn: row.get(16), version: row.get(17), roundState: row.get(18),
            roundPlace: Place(province: row.get(19), city: row.get(20), county: row.get(21), zone: row.get(22)),
            rosterDueOn: row.get(23), openTasks: row.get(24), tasks: row.get(25), exceptions: row.get(26))
    }
}
