import SQLCore
import Supervision

extension Dependents {
    /// The responsibility zones in which a unit is or will be; a successor that is in one keeps its own.
    ///
    /// With another master it stays only where the zone's office still sees the unit.
    static func zones(
        of unit: OrganisationID, _ change: Reorganisation, to place: Place?, _ viewer: Viewer, in db: SQLConnection
    ) throws -> [Dependent] {
        let taken: [OrganisationID] = try db.rows(
            """
            SELECT o.id FROM organisation o WHERE o.id IN (\(list: change.successors))
                AND (o.kind NOT IN ('school', 'kindergarten') OR EXISTS (SELECT 1 FROM zone_school m
                    WHERE m.organisation_id = o.id AND m.until_day >= \(viewer.day)))
            """
        ).map { try $0.get(0) }
        return try db.rows(
            """
            SELECT m.id, z.id, z.name, m.from_day, z.province, z.city, z.county, z.zone
            FROM zone_school m JOIN responsibility_zone z ON z.id = m.zone_id
            WHERE m.organisation_id = \(unit) AND m.until_day >= \(viewer.day) ORDER BY m.from_day, m.id
            """
        ).map { row in
            let office = try Place(province: row.get(4), city: row.get(5), county: row.get(6), zone: row.get(7)).office
            let (from, day): (Day, Day) = (try row.get(3), viewer.day)
            let people = try Zones.people(at: [unit], on: max(from, day), in: db)[unit] ?? []
            let names = people.isEmpty ? "还没有责任督学" : "责任督学：\(people.map(\.name).joined(separator: "、"))"
            return Dependent(
                .zone, try row.get(0), title: try row.get(2), state: "自\(from.chinese)，\(names)",
                path: "/zones/\(try row.get(1) as String)", barred: Set(taken),
                canFollow: place.map { $0.isUnder(office) } ?? false)
        }
    }
}

extension Succession {
    /// A successor takes the unit's place in its zone, and whoever looked after the unit looks after it, as far as they may.
    ///
    /// Where nobody may, the office finds the school among those without an inspector.
    func zone(_ id: String, _ fate: Fate) throws {
        let row = try db.first("SELECT zone_id, from_day FROM zone_school WHERE id = \(id)")
        guard let row else { return }
        let (zone, since): (ZoneID, Day) = (try row.get(0), try row.get(1))
        let from = max(order.day, since)
        if case .pass(let heir) = fate {
            let people = try Zones.people(at: [unit.id], on: from, in: db)[unit.id] ?? []
            try enter(heir, zone, from: from, with: people)
        }
        if order.change.remains, order.change.kind != .transfer { return }
        try leave(zone)
    }

    private func enter(_ heir: OrganisationID, _ zone: ZoneID, from day: Day, with people: [ZonePerson]) throws {
        let record = try Zones.find(zone, in: db)
        if let end = record.zone.validity.until, end < day { return }
        let before: Day? = try db.first(
            "SELECT until_day FROM zone_school WHERE organisation_id = \(heir) ORDER BY until_day DESC LIMIT 1"
        ).map { try $0.get(0) }
        let from = before.map { max(day, $0.adding(days: 1)) } ?? day
        let school = try Organisations.require(heir, visibleTo: act.viewer, in: db)
        try Zones.insert(school.id, record, from: from, act)
        for person in people {
            let inspector = try Inspectors.find(person.person, visibleTo: .system(on: act.day), in: db)
            guard let inspector else { continue }
            do {
                try Zones.post(inspector.inspector, at: school, in: record, from: from, by: .hand, act)
            } catch is ZoneRefusal {
                continue
            }
        }
        try act.record(
            "zone.schoolSucceeded", of: "zone", zone.rawValue, in: record.place,
            ["organisation": heir.rawValue, "instead": unit.id.rawValue, "from": from.text])
    }

    private func leave(_ zone: ZoneID) throws {
        try Zones.close("zone_id = \(zone) AND organisation_id = \(unit.id)", with: "\(last)", act)
        try act.record(
            "zone.schoolRemoved", of: "zone", zone.rawValue, in: try Zones.find(zone, in: db).place,
            ["organisation": unit.id.rawValue, "until": last.text, "because": order.change.kind.rawValue])
    }
}
