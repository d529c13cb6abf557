import Hummingbird
import Store
import Supervision

/// `/audit`: what was done, by whom; for the auditor alone.
enum AuditRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/audit", .roles([.auditor]), list)
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
