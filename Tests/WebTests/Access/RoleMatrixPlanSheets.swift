import SQLCore
import Store
import Supervision
import TestKit
import Web

extension RoleMatrix {
    /// 年度计划's chart, tables and comparison.
    static let planSheets = """
        GET  /plans/:id/chart | office leader | 404
        GET  /plans/:id/table | office leader | 404
        GET  /plans/:id/table.xlsx | office leader | 404
        GET  /plans/:id/schedule.xlsx | office leader | 404
        GET  /plans/:id/docx | office leader | 404
        GET  /plans/:id/comparison | office leader | 404
        GET  /plans/:id/comparison.xlsx | office leader | 404
        GET  /plan-windows/:id/move | office | 404
        POST /plan-windows/:id/move | office | 404

        """
}

/// Two years' plans of one district.
enum MatrixPlanSheets {
    static func plant(_ county: String, in site: TestSite) async throws -> [(prefix: String, id: String)] {
        let officer = FindingSamples.officer(county)
        return try await FindingSamples.act(as: officer, in: site.services.database) { act in
            _ = try PlannedYear.plant(titled: "2025年工作要点", year: 2025, act)
            let year = try PlannedYear.plant(act)
            let window = try PlannedYear.window(of: year.items[0], in: act.db)
            let views = ["chart", "table", "table.xlsx", "schedule.xlsx", "docx", "comparison", "comparison.xlsx"]
            return views.map { ("/plans/:id/\($0)", year.plan.rawValue) }
                + [("/plan-windows/:id/move", window?.id.rawValue ?? "")]
        }
    }
}
