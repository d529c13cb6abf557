package import SQLCore
package import Supervision

/// The office behind somebody who visits: an officer's own, and for an inspector the one that made the appointment.
package enum VisitOffice {
    package static func place(of viewer: Viewer, in db: SQLConnection) throws -> Place {
        guard viewer.scope == .granted else { return try Place.of(viewer.scope, in: db) }
        let row = try db.first(
            """
            SELECT province, city, county, zone FROM inspector WHERE person_id = \(viewer.person)
            UNION ALL
            SELECT province, city, county, zone FROM account WHERE id = \(viewer.account)
            """)
        guard let row else { return Place() }
        return Place(province: try row.get(0), city: try row.get(1), county: try row.get(2), zone: try row.get(3))
    }

    /// Serving inspectors of a place's own office, by name.
    package static func colleagues(at place: Place, on day: Day, in db: SQLConnection) throws -> [VisitColleague] {
        try db.rows(
            """
            SELECT i.person_id, p.name FROM inspector i JOIN person p ON p.id = i.person_id
            WHERE \(Inspectors.serves("i.", on: day)) AND i.province = \(place.province) AND i.city = \(place.city) AND i.county = \(place.county)
                AND i.zone = \(place.zone) ORDER BY p.name, i.person_id LIMIT 500
            """
        ).map { VisitColleague(person: try $0.get(0), name: try $0.get(1)) }
    }

    /// Departments that may be consulted about a school: those of the place that manages it.
    package static func departments(at place: Place, in db: SQLConnection) throws -> [VisitDepartment] {
        try db.rows(
            "SELECT o.id, o.name FROM organisation o WHERE \(departments(place)) ORDER BY o.code LIMIT 200"
        ).map { VisitDepartment(id: try $0.get(0), name: try $0.get(1), office: place.office) }
    }

    static func isDepartment(_ id: OrganisationID, at place: Place, in db: SQLConnection) throws -> Bool {
        try db.first("SELECT 1 FROM organisation o WHERE o.id = \(id) AND \(departments(place))") != nil
    }

    private static func departments(_ place: Place) -> SQL {
        "o.kind = 'department' AND o.state = 'open' AND \(place.isOwn(alias: "o."))"
    }

    /// A serving inspector of any office by the number of the certificate; nil unless exactly one has it.
    package static func inspector(certificate: String, in db: SQLConnection) throws -> PersonID? {
        let rows = try db.rows(
            "SELECT person_id FROM inspector WHERE certificate = \(certificate) AND state = 'active' LIMIT 2")
        return rows.count == 1 ? try rows[0].get(0) : nil
    }
}

package struct VisitColleague: Sendable, Equatable, Encodable {
    package let person: PersonID
    package let name: String
}

package struct VisitDepartment: Sendable, Equatable, Encodable {
    package let id: OrganisationID
    package let name: String
    /// The office that manages it; it is consulted about schools of the same one.
    package let office: String
}
