import SQLCore
package import Supervision

extension OrganisationGroups {
    /// Stores a new group; its lead is its first member.
    package static func insert(_ group: OrganisationGroup, _ act: Act) throws {
        let place = try Place.of(act.viewer.scope, in: act.db)
        try requireName(group, place, act)
        try requireLead(group, act)
        try act.db.execute(
            """
            INSERT INTO organisation_group (id, name, name_folded, kind, lead_id, from_day, until_day, note, province,
                city, county, zone, version)
            VALUES (\(group.id), \(group.name), \(group.name.folded), \(group.kind.rawValue), \(group.lead),
                \(group.validity.from), \(group.validity.until ?? .never), \(group.note), \(place.province),
                \(place.city), \(place.county), \(place.zone), 1)
            """)
        if let lead = group.lead { try add(lead, to: group, validity: group.validity, act) }
        try act.record("group.created", of: "group", group.id.rawValue, in: place, ["kind": group.kind.rawValue])
    }

    /// Other words about a group; one that ends ends its memberships with it.
    package static func update(_ group: OrganisationGroup, _ act: Act) throws {
        let old = try require(group.id.rawValue, visibleTo: act.viewer, in: act.db)
        guard old.version == group.version else { throw GroupRefusal.stale }
        let place = try Place.of(act.viewer.scope, in: act.db)
        try requireName(group, place, act)
        try requireLead(group, act)
        let until = group.validity.until ?? .never
        try act.db.execute(
            """
            UPDATE organisation_group SET name = \(group.name), name_folded = \(group.name.folded),
                kind = \(group.kind.rawValue), lead_id = \(group.lead), from_day = \(group.validity.from),
                until_day = \(until), note = \(group.note), version = version + 1
            WHERE id = \(group.id)
            """)
        try act.db.execute("DELETE FROM group_member WHERE group_id = \(group.id) AND from_day > \(until)")
        try act.db.execute(
            "UPDATE group_member SET until_day = \(until) WHERE group_id = \(group.id) AND until_day > \(until)")
        if let lead = group.lead, lead != old.lead, try !isMember(lead, of: group.id.rawValue, on: act.day, act) {
            let from = max(group.validity.from, act.day)
            try add(
                lead, to: group, validity: Period(from: from, until: group.validity.until) ?? Period(from: from), act)
        }
        try act.record("group.changed", of: "group", group.id.rawValue, in: place)
    }

    /// Takes units in by code or whole name, one a line: all of them, or none when one is not known.
    package static func addMembers(_ lines: [String], to id: String, from day: Day, _ act: Act) throws {
        let group = try require(id, visibleTo: act.viewer, in: act.db)
        let wanted = lines.map(\.trimmed).filter { !$0.isEmpty }
        guard !wanted.isEmpty, wanted.count <= 500 else { throw GroupRefusal.noMembers }
        var unknown: [String] = []
        for line in wanted {
            guard let unit = try Organisations.find(named: line, visibleTo: act.viewer, in: act.db) else {
                unknown.append(line)
                continue
            }
            let validity = Period(from: day, until: group.validity.until) ?? Period(from: day)
            try add(unit.id, to: group, validity: validity, act)
        }
        guard unknown.isEmpty else { throw GroupRefusal.unknownUnits(unknown) }
        try act.record(
            "group.membersAdded", of: "group", id, in: try Place.of(act.viewer.scope, in: act.db),
            ["units": "\(wanted.count)", "from": day.text])
    }

    /// A membership ends with `day`; one that would end before it began is gone.
    package static func endMember(_ member: String, of id: String, on day: Day, _ act: Act) throws {
        _ = try require(id, visibleTo: act.viewer, in: act.db)
        let row = try act.db.first("SELECT from_day FROM group_member WHERE id = \(member) AND group_id = \(id)")
        guard let row else { throw GroupRefusal.notFound }
        if try row.get(0) as Day > day {
            try act.db.execute("DELETE FROM group_member WHERE id = \(member)")
        } else {
            try act.db.execute("UPDATE group_member SET until_day = \(day) WHERE id = \(member)")
        }
        try act.record(
            "group.memberEnded", of: "group", id, in: try Place.of(act.viewer.scope, in: act.db),
            ["member": member, "until": day.text])
    }

    private static func add(
        _ unit: OrganisationID, to group: OrganisationGroup, validity: Period, _ act: Act
    ) throws {
        let others = try act.db.rows(
            "SELECT from_day, until_day FROM group_member WHERE group_id = \(group.id) AND organisation_id = \(unit)"
        ).compactMap { Period(from: try $0.get(0), until: (try $0.get(1) as Day).known) }
        try group.require(validity, besides: others)
        try act.db.execute(
            """
            INSERT INTO group_member (id, group_id, organisation_id, from_day, until_day)
            VALUES (\(act.newID() as Identifier<MemberLine>), \(group.id), \(unit), \(validity.from),
                \(validity.until ?? .never))
            """)
    }

    private static func isMember(_ unit: OrganisationID, of id: String, on day: Day, _ act: Act) throws -> Bool {
        try act.db.first(
            """
            SELECT 1 FROM group_member WHERE group_id = \(id) AND organisation_id = \(unit) AND until_day >= \(day)
            """) != nil
    }

    private static func requireName(_ group: OrganisationGroup, _ place: Place, _ act: Act) throws {
        let twin = try act.db.first(
            """
            SELECT 1 FROM organisation_group g WHERE g.name = \(group.name) AND g.id <> \(group.id)
                AND g.province = \(place.province) AND g.city = \(place.city) AND g.county = \(place.county)
                AND g.zone = \(place.zone) AND g.until_day >= \(act.day)
            """)
        if twin != nil { throw GroupRefusal.nameTaken(group.name) }
    }

    private static func requireLead(_ group: OrganisationGroup, _ act: Act) throws {
        guard let lead = group.lead else { return }
        _ = try Organisations.require(lead, visibleTo: act.viewer, in: act.db)
    }
}
