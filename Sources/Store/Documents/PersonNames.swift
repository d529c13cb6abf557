package import SQLCore
package import Supervision

/// What the persons of a history are called.
package enum PersonNames {
    package static func of(_ people: some Sequence<PersonID>, in db: SQLConnection) throws -> [PersonID: String] {
        let ids = Set(people).sorted { $0.rawValue < $1.rawValue }
        guard !ids.isEmpty else { return [:] }
        var names: [PersonID: String] = ["system": "系统"]
        for row in try db.rows("SELECT id, name FROM person WHERE id IN (\(list: ids))") {
            names[try row.get(0)] = try row.get(1)
        }
        return names
    }
}
