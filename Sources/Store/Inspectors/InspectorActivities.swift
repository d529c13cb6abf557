package import SQLCore
package import Supervision

package enum InspectorActivityMark {}
package typealias InspectorActivityID = Identifier<InspectorActivityMark>

/// A training or a meeting at which somebody was.
package struct InspectorActivity: Sendable, Equatable {
    package let id: InspectorActivityID
    package let kind: InspectorActivityKind
    package let day: Day
    package let title: String
    package let organiser: String
    package let tenths: Int
}

/// A training or meeting as it is entered, for several at once.
package struct NewInspectorActivity: Sendable, Equatable {
    package let kind: InspectorActivityKind
    package let day: Day
    package let title: String
    package let organiser: String
    package let tenths: Int

    package init(kind: InspectorActivityKind, day: Day, title: String, organiser: String, tenths: Int) {
        self.kind = kind
        self.day = day
        self.title = title
        self.organiser = organiser
        self.tenths = tenths
    }
}

/// Somebody's hours of training in a year.
package struct TrainingLine: Sendable, Equatable {
    package let person: PersonID
    package let code: String
    package let name: String
    package let isFullTime: Bool
    package let isActive: Bool
    package let standing: TrainingStanding
    package let trainings: Int
    package let meetings: Int
}

package struct TrainingFilter: Sendable, Equatable {
    package var text = ""
    package var year: Int
    package var isShort = false
    package var sort = "code"
    package var isDescending = false

    package init(year: Int) {
        self.year = year
    }

    package static let sorts = ["code", "name", "hours"]
}

/// The inspector_activity table: the ledger of trainings and meetings.
package enum InspectorActivities {
    /// Enters it for people by number, or by a name that one alone has; who has it already is left as is.
    ///
    /// - Returns: for how many it is new.
    package static func add(_ new: NewInspectorActivity, for lines: [String], _ act: Act) throws -> Int {
        let place = try Place.office(of: act.viewer.scope, in: act.db)
        let wanted = lines.map(\.trimmed).filter { !$0.isEmpty }
        guard !wanted.isEmpty, wanted.count <= 500 else { throw ZoneRefusal.noInspectors }
        var (people, unknown): ([PersonID], [String]) = ([], [])
        for line in wanted {
            guard let person = try Zones.inspector(line, at: place, in: act.db) else {
                unknown.append(line)
                continue
            }
            people.append(person)
        }
        guard unknown.isEmpty else { throw ZoneRefusal.unknownInspectors(unknown) }
        var added = 0
        for person in people {
            added += try act.db.execute(
                """
                INSERT INTO inspector_activity (id, person_id, kind, held_on, title, organiser, tenths, recorded_by,
                    recorded_at)
                VALUES (\(act.newID() as InspectorActivityID), \(person), \(new.kind.rawValue), \(new.day), \(new.title),
                    \(new.organiser), \(new.kind.counts ? new.tenths : 0), \(act.viewer.person), \(act.at))
                ON CONFLICT (person_id, held_on, title) DO NOTHING
                """)
        }
        try act.record(
            "inspector.activityAdded", of: "inspector-activity", "", ["kind": new.kind.rawValue, "people": "\(added)"])
        return added
    }

    package static func remove(_ id: InspectorActivityID, of person: PersonID, _ act: Act) throws {
        let record = try Inspectors.requireOwn(person, act)
        let gone = try act.db.execute("DELETE FROM inspector_activity WHERE id = \(id) AND person_id = \(person)")
        guard gone == 1 else { throw RegistryRefusal.notFound }
        try act.record(
            "inspector.activityRemoved", of: "inspector", person.rawValue, in: record.place, ["activity": id.rawValue])
    }

    /// The latest first.
    package static func list(of person: PersonID, in db: SQLConnection) throws -> [InspectorActivity] {
        try db.rows(
            """
            SELECT id, kind, held_on, title, organiser, tenths FROM inspector_activity WHERE person_id = \(person)
            ORDER BY held_on DESC, id LIMIT 300
            """
        ).map { row in
            InspectorActivity(
                id: try row.get(0), kind: InspectorActivityKind(rawValue: try row.get(1)) ?? .training,
                day: try row.get(2), title: try row.get(3), organiser: try row.get(4), tenths: try row.get(5))
        }
    }

    /// Who was in office on some day of a span, or was at something in it.
    private static func served(from first: String, until last: String) -> SQL {
        """
        (((i.state = 'active' OR i.term_until >= \(first)) AND (i.term_from IS NULL OR i.term_from <= \(last)))
            OR EXISTS (SELECT 1 FROM inspector_term t
                WHERE t.person_id = i.person_id AND t.from_day <= \(last) AND t.until_day >= \(first))
            OR EXISTS (SELECT 1 FROM inspector_activity a
                WHERE a.person_id = i.person_id AND a.held_on >= \(first) AND a.held_on <= \(last)))
        """
    }

    /// Who was in office in a year, with their hours.
    package static func ledger(
        _ filter: TrainingFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<TrainingLine> {
        let (first, last) = ("\(filter.year)-01-01", "\(filter.year)-12-31")
        var conditions: [SQL] = [served(from: first, until: last), Inspectors.visible(to: viewer)]
        if !filter.text.isEmpty {
            let part = LikePattern.containing(filter.text)
            conditions.append("(p.name LIKE \(part) ESCAPE '\\' OR i.code LIKE \(part) ESCAPE '\\')")
        }
        let mine: SQL = """
            FROM inspector_activity a WHERE a.person_id = i.person_id AND a.held_on >= \(first) AND a.held_on <= \(last)
            """
        let outer: SQL = filter.isShort ? "q.tenths < \(TrainingStanding.neededTenths)" : "true"
        let source: SQL = """
            FROM (SELECT i.person_id, i.code, p.name, i.full_time, i.state,
                (SELECT coalesce(sum(a.tenths), 0) \(mine) AND a.kind <> 'meeting') AS tenths,
                (SELECT count(*) \(mine) AND a.kind <> 'meeting') AS trainings,
                (SELECT count(*) \(mine) AND a.kind = 'meeting') AS meetings
                FROM inspector i JOIN person p ON p.id = i.person_id
                WHERE \(SQL.joined(conditions, separator: " AND "))) AS q WHERE \(outer)
            """
        let down: SQL = filter.isDescending ? " DESC" : ""
        let order: SQL =
            switch filter.sort {
            case "name": "q.name\(down), q.person_id"
            case "hours": "q.tenths\(down), q.code, q.person_id"
            default: "q.code\(down), q.person_id"
            }
        let rows = try db.rows(
            """
            SELECT q.person_id, q.code, q.name, q.full_time, q.tenths, q.trainings, q.meetings, q.state \(source)
            ORDER BY \(order) LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) \(source)")?.get(0) ?? 0
        return Listing(
            rows: try rows.map {
                try TrainingLine(
                    person: $0.get(0), code: $0.get(1), name: $0.get(2), isFullTime: $0.get(3),
                    isActive: ($0.get(7) as String) == "active", standing: TrainingStanding(tenths: $0.get(4)),
                    trainings: $0.get(5), meetings: $0.get(6))
            }, total: total, page: page)
    }

    package static func standing(of person: PersonID, year: Int, in db: SQLConnection) throws -> TrainingStanding {
        let row = try db.first(
            """
            SELECT coalesce(sum(tenths), 0) FROM inspector_activity
            WHERE person_id = \(person) AND kind <> 'meeting' AND held_on >= \("\(year)-01-01")
                AND held_on <= \("\(year)-12-31")
            """)
        return TrainingStanding(tenths: try row?.get(0) ?? 0)
    }
}
