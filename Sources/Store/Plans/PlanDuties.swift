package import SQLCore
package import Supervision

extension PlanItems {
    /// Items of plans that are worked by, on which an account's person or unit works, as far as it may see them.
    package static func duties(of viewer: Viewer, limit: Int, in db: SQLConnection) throws -> [PlanItemRow] {
        var filter = PlanItemFilter()
        filter.isAccepted = true
        // A unit sees exactly the items on which it works.
        if case .organisation = viewer.scope {} else { filter.person = viewer.person }
        return try list(filter, .chunk(1, of: limit), visibleTo: viewer, in: db).rows
    }
}

extension PlanWindows {
    /// A window with its item, if the viewer may see the item.
    package static func require(
        _ id: PlanWindowID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> (PlanItemRow, PlanItemWindow) {
        let row = try db.first("SELECT item_id FROM plan_window WHERE id = \(id)")
        guard let row else { throw PlanRefusal.notFound }
        let item = try PlanItems.require(row.get(0), visibleTo: viewer, in: db)
        guard let window = item.windows.first(where: { $0.id == id }) else { throw PlanRefusal.notFound }
        return (item, window)
    }
}

extension Plans {
    /// Other plans of the office whose this one is, as far as they were accepted, the latest first.
    package static func others(than record: PlanRecord, visibleTo viewer: Viewer, in db: SQLConnection) throws -> [Plan]
    {
        let place = record.place
        return try db.rows(
            """
            \(select(on: viewer.day)) WHERE p.id <> \(record.id) AND p.state <> 'draft' AND p.province = \(place.province)
                AND p.city = \(place.city) AND p.county = \(place.county) AND p.zone = \(place.zone)
                AND \(visible(to: viewer))
            ORDER BY p.year DESC, p.title, p.id LIMIT 100
            """
        ).map { try PlanRecord($0).plan }
    }
}
