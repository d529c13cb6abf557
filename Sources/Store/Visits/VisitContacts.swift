package import SQLCore
package import Supervision

/// Who receives inspectors at a school (到校联系人).
package struct VisitContact: Sendable, Equatable {
    package var name: String
    package var phone: String
    /// Who wrote it down last; empty while nobody did.
    package let changedBy: String
    package let changedAt: Instant?
    /// 0 while nobody wrote it down.
    package let version: Int

    package static let empty = VisitContact(name: "", phone: "", changedBy: "", changedAt: nil, version: 0)
}

/// The visit_contact table: kept by the school itself and by the office that manages it, read by those who go there.
package enum VisitContacts {
    package static let nameLimit = 40
    package static let phoneLimit = 40

    static func of(_ schools: [OrganisationID], in db: SQLConnection) throws -> [OrganisationID: VisitContact] {
        let rows = try db.rows(
            "SELECT organisation_id, \(columns) FROM visit_contact WHERE organisation_id IN (\(list: schools))")
        var found: [OrganisationID: VisitContact] = [:]
        for row in rows { found[try row.get(0)] = try VisitContact(row, from: 1) }
        return found
    }

    /// A school that the viewer sees, and who receives inspectors there.
    package static func require(
        of school: OrganisationID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> (school: OrganisationRecord, contact: VisitContact) {
        let unit = try Organisations.require(school, visibleTo: viewer, in: db)
        guard [.school, .kindergarten].contains(unit.organisation.facts.kind) else { throw VisitRefusal.noSchool }
        return (unit, try of([school], in: db)[school] ?? .empty)
    }

    /// The school to which an account belongs; nil for a department and for everybody else.
    package static func school(of viewer: Viewer, in db: SQLConnection) throws -> OrganisationID? {
        guard case .organisation(let id) = viewer.scope else { return nil }
        return try db.first(
            "SELECT id FROM organisation WHERE id = \(id) AND kind IN ('school', 'kindergarten')")?.get(0)
    }

    /// The school itself and the office that manages it keep it; an office above only reads.
    package static func mayKeep(_ unit: OrganisationRecord, _ viewer: Viewer) -> Bool {
        viewer.role.belongsToOrganisation || unit.place.office == Place(viewer.scope).office
    }

    /// What whoever sees a visit to the school is told.
    package static func told(of school: OrganisationID, in db: SQLConnection) throws -> VisitContact? {
        try of([school], in: db)[school]
    }

    package static func keep(
        _ name: String, _ phone: String, of school: OrganisationID, version: Int, _ act: Act
    ) throws {
        let found = try require(of: school, visibleTo: act.viewer, in: act.db)
        guard mayKeep(found.school, act.viewer) else { throw VisitRefusal.otherOffice }
        guard found.contact.version == version else { throw VisitRefusal.contactStale }
        let changed = try act.db.execute(
            """
            INSERT INTO visit_contact (organisation_id, name, phone, changed_by, changed_name, changed_at, version)
            VALUES (\(school), \(name), \(phone), \(act.viewer.person), \(act.viewer.name), \(act.at), 1)
            ON CONFLICT (organisation_id) DO UPDATE SET name = excluded.name, phone = excluded.phone,
                changed_by = excluded.changed_by, changed_name = excluded.changed_name,
                changed_at = excluded.changed_at, version = visit_contact.version + 1
            WHERE visit_contact.version = \(version)
            """)
        guard changed == 1 else { throw VisitRefusal.contactStale }
        try act.record(
            "visit.contactKept", of: "organisation", school.rawValue, in: found.school.place,
            ["version": "\(version + 1)"])
    }

    private static let columns: SQL = "name, phone, changed_name, changed_at, version"
}

extension VisitContact {
    fileprivate init(_ row: SQLRow, from start: Int) throws {
        try self.init(
            name: row.get(start), phone: row.get(start + 1), changedBy: row.get(start + 2),
            changedAt: row.get(start + 3), version: row.get(start + 4))
    }
}
