import SQLCore
package import Supervision

package enum ZonePostingMark {}
package typealias ZonePostingID = Identifier<ZonePostingMark>

/// How a posting came about.
package enum ZonePostingOrigin: String, Sendable {
    case hand, proposal
    case sheet = "import"

    package var label: String {
        switch self {
        case .hand: "手工"
        case .proposal: "方案"
        case .sheet: "导入"
        }
    }
}

extension Zones {
    /// From a day on a person of the zone looks after a school of it, beside whoever does.
    package static func post(
        _ person: PersonID, at school: OrganisationID, of id: ZoneID, from day: Day, _ act: Act
    ) throws {
        let record = try requireOwn(id, act)
        try record.zone.require(day)
        let unit = try Organisations.require(school, visibleTo: act.viewer, in: act.db)
        let inspector = try Inspectors.require(person, visibleTo: act.viewer, in: act.db).inspector
        try post(inspector, at: unit, in: record, from: day, by: .hand, act)
        try act.record(
            "zone.posted", of: "zone", id.rawValue, in: record.place,
            ["organisation": school.rawValue, "person": person.rawValue, "from": day.text])
    }

    static func post(
        _ inspector: Inspector, at unit: OrganisationRecord, in record: ZoneRecord, from day: Day,
        by origin: ZonePostingOrigin, _ act: Act
    ) throws {
        let frame = try ZoneFrames.load(zone: record, at: record.place, on: day, in: act.db)
        guard frame.schools.contains(where: { $0.id == unit.id }) else { throw ZoneRefusal.notInZone(unit.name) }
        guard let person = frame.people.first(where: { $0.id == inspector.person }) else {
            throw ZoneRefusal.notInZone(inspector.name)
        }
        if frame.held.contains(where: { $0.person == person.id && $0.school == unit.id }) {
            throw ZoneRefusal.alreadyPosted(person: person.name, school: unit.name)
        }
        let rules = try ZoneRuleBook.rules(at: record.place, in: act.db)
        if let obstacle = frame.obstacle(of: person, at: unit.id, on: day, under: rules) {
            throw ZoneRefusal.stands(person: person.name, school: unit.name, obstacle)
        }
        try insert(person.id, unit.id, record, from: day, by: origin, act)
    }

    static func insert(
        _ person: PersonID, _ school: OrganisationID, _ record: ZoneRecord, from day: Day,
        by origin: ZonePostingOrigin, _ act: Act
    ) throws {
        // Nobody is posted longer than school and person are in the zone.
        let row = try act.db.first(
            """
            SELECT m.until_day, n.until_day FROM zone_school m JOIN zone_inspector n ON n.zone_id = m.zone_id
            WHERE m.zone_id = \(record.id) AND m.organisation_id = \(school) AND n.person_id = \(person)
                AND \(holds("m.", on: day)) AND \(holds("n.", on: day))
            """)
        guard let row else { throw ZoneRefusal.stale }
        let until = min(try row.get(0) as Day, try row.get(1) as Day)
        // One that would begin later begins now.
        try act.db.execute(
            """
            DELETE FROM zone_posting WHERE organisation_id = \(school) AND person_id = \(person)
                AND from_day > \(day) AND from_day <= \(until)
            """)
        try act.db.execute(
            """
            INSERT INTO zone_posting (id, zone_id, organisation_id, person_id, from_day, until_day, origin)
            VALUES (\(act.newID() as ZonePostingID), \(record.id), \(school), \(person), \(day),
                \(until), \(origin.rawValue))
            """)
    }

    /// The posting ends with `day`.
    package static func endPosting(_ posting: ZonePostingID, of id: ZoneID, on day: Day, _ act: Act) throws {
        let record = try requireOwn(id, act)
        let found = try act.db.first(
            "SELECT 1 FROM zone_posting WHERE id = \(posting) AND zone_id = \(id) AND until_day >= \(day)")
        guard found != nil else { throw ZoneRefusal.notFound }
        try cut("zone_posting", "id = \(posting)", after: day, act)
        try act.record(
            "zone.postingEnded", of: "zone", id.rawValue, in: record.place,
            ["posting": posting.rawValue, "until": day.text])
    }
}
