import Hummingbird
import Office
import Store
import Supervision

/// `/audit`: what was done, by whom; for the auditor alone.
enum AuditRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/audit", .roles([.auditor]), list)
        site.get("/audit/export.xlsx", .roles([.auditor]), export)
        site.get("/audit/verification", .roles([.auditor]), verify)
    }

    private static func list(_ call: Call) async throws -> Response {
        let address = ListAddress("/audit", call.query)
        let filter = AuditFilter(address)
        let listing = try await call.read { db in
            try Audit.list(filter, address.page, visibleTo: call.viewer, in: db)
        }
        return call.page(AuditPage(listing, at: address))
    }

    private static func export(_ call: Call) async throws -> Response {
        let filter = AuditFilter(ListAddress("/audit", call.query))
        let columns: [SheetLayout.Column] = [
            .init("时间", width: 20), .init("操作人"), .init("角色", width: 16), .init("操作", width: 28),
            .init("对象类型", width: 14), .init("对象", kind: .text, width: 38), .init("内容", width: 60), .init("封存号"),
        ]
        let export = SheetExport(title: "审计日志", columns: columns) { page in
            try await call.read { db in try Audit.list(filter, page, visibleTo: call.viewer, in: db) }
        } cells: { row in
            [
                .text(row.at.chinese), .text(row.name), .text(row.role.label), .text(row.action),
                .text(row.subjectKind),
                .text(row.subject), .text(row.content), row.sealedAs == 0 ? .empty : .integer(row.sealedAs),
            ]
        }
        return try await export.response(named: "审计日志")
    }

    private static func verify(_ call: Call) async throws -> Response {
        call.page(AuditReportPage(report: try await call.read { db in try Audit.verify(in: db) }))
    }
}

extension AuditFilter {
    init(_ address: ListAddress) {
        self.init()
        from = Day(address.filter("from"))
        until = Day(address.filter("until"))
        action = address.filter("action")
        subject = address.filter("subject")
        name = address.filter("q")
    }
}
