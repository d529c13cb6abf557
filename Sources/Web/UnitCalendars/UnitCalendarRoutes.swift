import Hummingbird
import Office
import Store
import Supervision

/// `/organisations/:id/calendar`, and a unit's own at `/calendar`.
enum UnitCalendarRoutes {
    private static let readers = Audience.roles(Role.office.union([.leader]))
    private static let units = Audience.roles(Role.unit)

    static func register(on site: inout Sitemap) {
        site.get("/organisations/:id/calendar", readers) { call in
            try await show(call, call.id(), at: "/organisations/\(call.parameter("id"))/calendar")
        }
        site.get("/organisations/:id/calendar/export.xlsx", readers) { call in
            try await export(call, call.id(), at: "/organisations/\(call.parameter("id"))/calendar")
        }
        site.get("/supervision-calendar", units) { call in try await show(call, own(call), at: "/supervision-calendar")
        }
        site.get("/supervision-calendar/export.xlsx", units) { call in
            try await export(call, own(call), at: "/supervision-calendar")
        }
    }

    private static func own(_ call: Call) throws -> OrganisationID {
        guard case .organisation(let id) = call.viewer.scope else { throw WebRefusal.notFound }
        return id
    }

    private static func show(_ call: Call, _ id: OrganisationID, at path: String) async throws -> Response {
        let calendar = try await call.read { db in try UnitCalendars.find(id, visibleTo: call.viewer, in: db) }
        return call.page(
            UnitCalendarPage(calendar: calendar, address: ListAddress(path, call.query), viewer: call.viewer))
    }

    private static func export(_ call: Call, _ id: OrganisationID, at path: String) async throws -> Response {
        let calendar = try await call.read { db in try UnitCalendars.find(id, visibleTo: call.viewer, in: db) }
        let rows = UnitCalendarPage.rows(calendar, ListAddress(path, call.query))
        let columns: [SheetLayout.Column] = [
            .init("项目", width: 40), .init("类型", width: 14), .init("自", kind: .day), .init("至", kind: .day),
            .init("日期", width: 12), .init("学期", width: 16), .init("环节", width: 14), .init("状态"),
        ]
        let export = SheetExport(title: "督导日历", columns: columns) { page in
            Listing(rows: Array(rows.dropFirst(page.offset).prefix(page.size)), total: rows.count, page: page)
        } cells: { visit in
            [
                .text(visit.entry.campaignName), .text(visit.kindName), .day(visit.entry.days.from.text),
                .day((visit.entry.days.until ?? visit.entry.days.from).text), .text(visit.entry.isFixed ? "已定" : "未定"),
                .text(SchoolTerm(visit.entry.days.from).name), .text(visit.stepName), .text(visit.stateName),
            ]
        }
        return try await export.response(named: "督导日历")
    }
}
