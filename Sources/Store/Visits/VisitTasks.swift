package import SQLCore
package import Supervision

/// A joint visit as its office planned it.
package struct VisitTask: Sendable, Equatable {
    package let id: VisitTaskID
    package let school: OrganisationID
    package let schoolName: String
    package let theme: String
    package let checklist: FrameworkID?
    package let from: Day
    package let dueOn: Day
    package let isCancelled: Bool
    /// Names of those who go.
    package let people: [String]
    /// Visits that were made for it.
    package let visits: Int
    /// The office that planned it.
    package let place: String
    /// Why it was planned over clashes; empty where there were none.
    package let clashReason: String

    /// Whether a visit of that day may still be written down for it.
    package func takes(_ day: Day) -> Bool { from <= day && day <= dueOn.adding(days: VisitTasks.grace) }
}

/// A joint visit as it is asked for.
package struct NewVisitTask: Sendable, Equatable {
    package let school: OrganisationID
    package let theme: String
    package let checklist: FrameworkID?
    package let from: Day
    package let dueOn: Day
    package let people: [PersonID]

    package init(
        school: OrganisationID, theme: String, checklist: FrameworkID?, from: Day, dueOn: Day, people: [PersonID]
    ) {
        self.school = school
        self.theme = theme
        self.checklist = checklist
        self.from = from
        self.dueOn = dueOn
        self.people = people
    }
}

/// The joint visit to which a visit belongs.
struct VisitJoint {
    /// Cancelled since the visit was made.
    let isOff: Bool
}

/// The visit_task table: joint visits; whoever takes part may visit that one school and no other.
package enum VisitTasks {
    /// As `create`, once somebody has answered for what the school has to bear besides.
    package static func plan(_ new: NewVisitTask, _ answer: ClashAnswer, _ act: Act) throws -> VisitTaskID {
        let standing = try Clashes.standing(of: new, visibleTo: act.viewer, in: act.db)
        try answer.checked(for: standing.clashes.count, digest: standing.digest)
        return try create(new, over: standing, because: standing.isSettled ? "" : answer.reason, act)
    }

    /// `clashes` are those over which it goes, and `reason` says why.
    package static func create(
        _ new: NewVisitTask, over clashes: ClashStanding? = nil, because reason: String = "", _ act: Act
    ) throws -> VisitTaskID {
        let school = try Organisations.require(new.school, visibleTo: act.viewer, in: act.db)
        guard school.organisation.isOpen, [.school, .kindergarten].contains(school.organisation.facts.kind) else {
            throw VisitTaskRefusal.noSchool
        }
        guard new.from <= new.dueOn else { throw VisitTaskRefusal.badDays }
        guard new.people.count >= 2, new.people.count <= 20 else { throw VisitTaskRefusal.tooFew }
        if let checklist = new.checklist {
            _ = try FrameworkVersions.require(checklist, visibleTo: act.viewer, in: act.db)
        }
        let id: VisitTaskID = act.newID()
        let place = try Place.of(act.viewer.scope, in: act.db)
        try act.db.execute(
            """
            INSERT INTO visit_task (id, organisation_id, theme, framework_version_id, from_day, due_on, is_cancelled,
                clash_reason, province, city, county, zone, created_by, created_at)
            VALUES (\(id), \(school.id), \(new.theme), \(new.checklist), \(new.from), \(new.dueOn), false, \(reason),
                \(place.province), \(place.city), \(place.county), \(place.zone), \(act.viewer.person), \(act.at))
            """)
        for person in Set(new.people).sorted(by: { $0.rawValue < $1.rawValue }) {
            let name = try guest(person, new, act)
            try act.db.execute(
                "INSERT INTO visit_task_person (task_id, person_id, name) VALUES (\(id), \(person), \(name))")
        }
        var said = ["school": school.id.rawValue, "people": "\(new.people.count)"]
        if let clashes, !clashes.isSettled {
            said["clashes"] = "\(clashes.clashes.count)"
            said["digest"] = clashes.digest
            said["reason"] = sha256(reason)
        }
        try act.record("visit.taskMade", of: "visit-task", id.rawValue, said)
        return id
    }

    /// The name of an inspector who serves when the visit begins and need not stay away from the school.
    private static func guest(_ person: PersonID, _ new: NewVisitTask, _ act: Act) throws -> String {
        let row = try act.db.first(
            """
            SELECT p.name FROM inspector i JOIN person p ON p.id = i.person_id
            WHERE i.person_id = \(person) AND \(Inspectors.serves("i.", on: max(new.from, act.day)))
            """)
        guard let name: String = try row?.get(0) else { throw VisitTaskRefusal.noInspector }
        let days = Period(from: new.from, until: new.dueOn) ?? Period(from: new.from)
        let bound = try UnitBars.load(of: [person], from: new.school, during: days, in: act.db)
        guard bound[person] == nil else { throw VisitTaskRefusal.recused(name) }
        return name
    }

    /// Nobody may visit for it after this day; what was visited stays, and what a phone still holds is taken with a mark.
    package static func cancel(_ id: VisitTaskID, _ act: Act) throws {
        let own = try Place.of(act.viewer.scope, in: act.db).isOwn(alias: "visit_task.")
        let changed = try act.db.execute(
            """
            UPDATE visit_task SET is_cancelled = true, cancelled_at = \(act.at)
            WHERE id = \(id) AND NOT is_cancelled AND \(own)
            """)
        guard changed == 1 else { throw VisitTaskRefusal.notFound }
        try act.record("visit.taskCancelled", of: "visit-task", id.rawValue)
    }

    /// The latest first.
    package static func list(
        isOpen: Bool = false, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<VisitTask> {
        let wanted: SQL = isOpen ? open(on: viewer.day) : "true"
        let condition: SQL = "\(visible(to: viewer, "t.")) AND \(wanted)"
        let rows = try db.rows(
            """
            SELECT \(columns) FROM visit_task t JOIN organisation o ON o.id = t.organisation_id
            WHERE \(condition) ORDER BY t.due_on DESC, t.id DESC LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) FROM visit_task t WHERE \(condition)")?.get(0) ?? 0
        return Listing(rows: try rows.map { try read($0, db) }, total: total, page: page)
    }

    /// Begun, not cancelled and not visited yet.
    static func open(on day: Day) -> SQL { "t.from_day <= \(day) AND \(isWaiting)" }

    private static let isWaiting: SQL = """
        NOT t.is_cancelled AND NOT EXISTS (SELECT 1 FROM visit v
            WHERE v.organisation_id = t.organisation_id AND v.task_id = t.id AND NOT v.is_void)
        """

    /// Days after its last one on which it may still be made, since people fall ill and roads are closed.
    static let grace = 7

    /// Days before its first one from which a phone takes the school along, since it may set off without a signal.
    private static let lead = 3

    /// The joint visit that a visit names, if its author takes part and serves, the school is right and the day is one of
    /// its days.
    ///
    /// One that was cancelled before that day is none; the phone may not have known of a later one.
    static func joint(_ visit: Visit, on day: Day, by viewer: Viewer, in db: SQLConnection) throws -> VisitJoint? {
        guard let task = visit.task else { return nil }
        let row = try db.first(
            """
            SELECT t.from_day, t.due_on, t.is_cancelled, t.cancelled_at FROM visit_task t
                JOIN visit_task_person x ON x.task_id = t.id
            WHERE t.id = \(task) AND t.organisation_id = \(visit.school) AND x.person_id = \(viewer.person)
            """)
        guard let row else { return nil }
        let (from, due): (Day, Day) = (try row.get(0), try row.get(1))
        guard from <= day, day <= due.adding(days: grace) else { return nil }
        guard try VisitSchools.serves(viewer.person, on: day, in: db) else { return nil }
        guard try row.get(2) else { return VisitJoint(isOff: false) }
        let cancelledAt: Instant? = try row.get(3)
        return cancelledAt.map { day <= $0.day } ?? false ? VisitJoint(isOff: true) : nil
    }

    /// A joint visit in which the viewer takes part, or that the viewer's office planned.
    package static func require(
        _ id: VisitTaskID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> VisitTask {
        let row = try db.first(
            """
            SELECT \(columns) FROM visit_task t JOIN organisation o ON o.id = t.organisation_id
            WHERE t.id = \(id) AND \(visible(to: viewer, "t."))
            """)
        guard let row else { throw VisitTaskRefusal.notFound }
        return try read(row, db)
    }

    /// What a person still has to visit together with others, from a few days before it begins.
    package static func open(for viewer: Viewer, in db: SQLConnection) throws -> [VisitTask] {
        guard try VisitSchools.serves(viewer.person, on: viewer.day, in: db) else { return [] }
        return try db.rows(
            """
            SELECT \(columns) FROM visit_task t JOIN organisation o ON o.id = t.organisation_id
            WHERE \(isWaiting) AND t.from_day <= \(viewer.day.adding(days: lead))
                AND t.due_on >= \(viewer.day.adding(days: -grace)) AND t.id IN (
                SELECT x.task_id FROM visit_task_person x WHERE x.person_id = \(viewer.person))
            ORDER BY t.due_on, t.id LIMIT 50
            """
        ).map { try read($0, db) }
    }

    private static func read(_ row: SQLRow, _ db: SQLConnection) throws -> VisitTask {
        let id: VisitTaskID = try row.get(0)
        let people: [String] = try db.rows(
            "SELECT name FROM visit_task_person WHERE task_id = \(id) ORDER BY name"
        ).map { try $0.get(0) }
        return VisitTask(
            id: id, school: try row.get(1), schoolName: try row.get(2), theme: try row.get(3),
            checklist: try row.get(4),
            from: try row.get(5), dueOn: try row.get(6), isCancelled: try row.get(7), people: people,
            visits: try row.get(8),
            place: Place(
                province: try row.get(9), city: try row.get(10), county: try row.get(11), zone: try row.get(12)
            ).office,
            clashReason: try row.get(13))
    }

    private static func visible(to viewer: Viewer, _ alias: SQL) -> SQL {
        Visibility(
            organisation: { _ in "false" },
            granted: { person, _ in
                "\(alias)id IN (SELECT x.task_id FROM visit_task_person x WHERE x.person_id = \(person))"
            }
        ).condition(for: viewer, alias: alias)
    }

    private static let columns: SQL = """
        t.id, t.organisation_id, o.name, t.theme, t.framework_version_id, t.from_day, t.due_on, t.is_cancelled,
        (SELECT count(*) FROM visit v WHERE v.organisation_id = t.organisation_id AND v.task_id = t.id AND NOT v.is_void),
        t.province, t.city, t.county, t.zone, t.clash_reason
        """
}
