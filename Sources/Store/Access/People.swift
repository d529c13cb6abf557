package import SQLCore
package import Supervision

/// A person whom a new account may belong to.
package struct PersonRow: Sendable, Equatable {
    package let id: PersonID
    package let name: String
    /// Their logins, so that two persons of one name are told apart.
    package let logins: String
    /// Their code as 督学; empty for others.
    package let inspector: String
}

/// The person table, as far as accounts are made for those who are in it.
package enum People {
    /// Persons of that name who have an account or an inspector's record that `viewer` may see.
    package static func search(_ name: String, visibleTo viewer: Viewer, in db: SQLConnection) throws -> [PersonRow] {
        let pattern = "%\(Accounts.escaped(name))%"
        return try rows("p.name LIKE \(pattern) ESCAPE '\\'", viewer, db)
    }

    package static func find(
        _ id: PersonID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> PersonRow? {
        try rows("p.id = \(id)", viewer, db).first
    }

    private static func rows(_ condition: SQL, _ viewer: Viewer, _ db: SQLConnection) throws -> [PersonRow] {
        let none = Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" })
        let people = try db.rows(
            """
            SELECT p.id, p.name, coalesce(i.code, '') FROM person p LEFT JOIN inspector i ON i.person_id = p.id
            WHERE \(condition) AND p.id IN (
                SELECT a.person_id FROM account a WHERE \(none.condition(for: viewer, alias: "a."))
                UNION SELECT i.person_id FROM inspector i WHERE \(none.condition(for: viewer, alias: "i.")))
            ORDER BY p.name, p.id LIMIT 20
            """)
        return try people.map { person in
            let id: PersonID = try person.get(0)
            let logins: [String] = try db.rows("SELECT login FROM account WHERE person_id = \(id) ORDER BY login")
                .map { try $0.get(0) }
            return PersonRow(
                id: id, name: try person.get(1), logins: logins.joined(separator: "、"), inspector: try person.get(2))
        }
    }
}
