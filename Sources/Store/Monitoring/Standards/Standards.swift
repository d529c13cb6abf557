package import SQLCore
package import Supervision

/// The standards that a viewer can judge counties by.
///
/// Every page takes a standard from here as a value; where local ones are defined in the browser, this is where they join.
package enum Standards {
    package static func all(visibleTo viewer: Viewer, in db: SQLConnection) throws -> [Standard] {
        let order = ["youzhi-junheng", "puji-puhui", "jiben-junheng"]
        return ShippedStandards.all.sorted { left, right in
            (order.firstIndex(of: left.code) ?? order.count, left.code)
                < (order.firstIndex(of: right.code) ?? order.count, right.code)
        }
    }

    package static func require(
        _ code: String, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Standard {
        guard let found = try all(visibleTo: viewer, in: db).first(where: { $0.code == code }) else {
            throw LedgerRefusal.noStandard
        }
        return found
    }
}
