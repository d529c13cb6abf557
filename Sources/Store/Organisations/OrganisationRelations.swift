package import SQLCore
package import Supervision

/// A relation with the name of whom it leads to.
package struct RelationLine: Sendable, Equatable {
    package let id: String
    package let kind: OrganisationRelation.Kind
    /// Whether the organisation asked about is the branch, the member, the merged; otherwise it is the other side.
    package let isOwn: Bool
    package let other: OrganisationID
    package let otherName: String
    package let otherCode: String
    package let from: Day
    package let until: Day?
}

/// The organisation_relation table.
package enum OrganisationRelations {
    /// Relations of an organisation on either side, those that hold first.
    package static func list(of id: OrganisationID, in db: SQLConnection) throws -> [RelationLine] {
        try db.rows(
            """
            SELECT r.id, r.kind, CASE WHEN r.organisation_id = \(id) THEN 1 ELSE 0 END, o.id, o.name, o.code, r.from_day,
                r.until_day
            FROM organisation_relation r
                JOIN organisation o ON o.id = CASE WHEN r.organisation_id = \(id) THEN r.other_id ELSE r.organisation_id END
            WHERE r.organisation_id = \(id) OR r.other_id = \(id)
            ORDER BY r.until_day DESC, r.from_day DESC, r.id
            """
        ).map(RelationLine.init)
    }

    /// Both sides must be the viewer's to see.
    package static func add(
        _ kind: OrganisationRelation.Kind, _ id: OrganisationID, toCode code: String, from day: Day, _ act: Act
    ) throws {
        let own = try Organisations.require(id, visibleTo: act.viewer, in: act.db)
        let other = try Organisations.require(code: code, visibleTo: act.viewer, in: act.db)
        let relation = try OrganisationRelation(kind, own.id, to: other.id, validity: Period(from: day))
        try relation.require(besides: try stored(of: id, in: act.db))
        let new: Identifier<OrganisationRelation> = act.newID()
        try act.db.execute(
            """
            INSERT INTO organisation_relation (id, organisation_id, other_id, kind, from_day, until_day)
            VALUES (\(new), \(own.id), \(other.id), \(kind.rawValue), \(day), \(Day.never))
            """)
        try act.record(
            "organisation.related", of: "organisation", own.id.rawValue, in: own.place,
            ["kind": kind.rawValue, "other": other.id.rawValue, "from": day.text])
    }

    /// The relation ends with `day`; ended before it began it is gone.
    package static func end(_ relation: String, of id: OrganisationID, on day: Day, _ act: Act) throws {
        let own = try Organisations.require(id, visibleTo: act.viewer, in: act.db)
        let changed = try act.db.execute(
            """
            UPDATE organisation_relation SET until_day = \(day)
            WHERE id = \(relation) AND (organisation_id = \(id) OR other_id = \(id)) AND until_day > \(day)
                AND from_day <= \(day) AND kind NOT IN ('merged-into', 'split-into')
            """)
        guard changed == 1 else { throw RegistryRefusal.notFound }
        try act.record(
            "organisation.relationEnded", of: "organisation", own.id.rawValue, in: own.place,
            ["relation": relation, "until": day.text])
    }

    private static func stored(of id: OrganisationID, in db: SQLConnection) throws -> [OrganisationRelation] {
        try db.rows(
            """
            SELECT kind, other_id, from_day, until_day FROM organisation_relation WHERE organisation_id = \(id)
            """
        ).compactMap { row in
            let from: Day = try row.get(2)
            let until: Day = try row.get(3)
            guard let kind = OrganisationRelation.Kind(rawValue: try row.get(0)),
                let validity = Period(from: from, until: until.known)
            else { return nil }
            return try OrganisationRelation(kind, id, to: try row.get(1), validity: validity)
        }
    }
}

extension RelationLine {
    fileprivate init(_ row: SQLRow) throws {
        id = try row.get(0)
        kind = OrganisationRelation.Kind(rawValue: try row.get(1)) ?? .group
        isOwn = try row.get(2) as Int == 1
        other = try row.get(3)
        otherName = try row.get(4)
        otherCode = try row.get(5)
        from = try row.get(6)
        until = (try row.get(7) as Day).known
    }
}
