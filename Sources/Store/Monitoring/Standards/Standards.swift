package import SQLCore
package import Supervision

/// The standards that a viewer can judge counties by.
///
/// Every page takes a standard from here as a value; those that offices define in the browser come last.
package enum Standards {
    package static func all(visibleTo viewer: Viewer, in db: SQLConnection) throws -> [Standard] {
        let order = ["youzhi-junheng", "puji-puhui", "jiben-junheng"]
        let shipped = ShippedStandards.all.sorted { left, right in
            (order.firstIndex(of: left.code) ?? order.count, left.code)
                < (order.firstIndex(of: right.code) ?? order.count, right.code)
        }
        return shipped + (try LocalStandards.published(visibleTo: viewer, in: db))
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
