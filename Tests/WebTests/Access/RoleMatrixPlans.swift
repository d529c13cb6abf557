extension RoleMatrix {
    /// 年度计划.
    static let plans = """
        GET  /plans | office leader | own
        GET  /plans/export.xlsx | office leader | own
        GET  /plans/new | office | own
        POST /plans | office | own
        GET  /plans/:id | office leader | 404
        GET  /plans/:id/items.xlsx | office leader | 404
        GET  /plans/:id/edit | office | 404
        POST /plans/:id | office | 404
        GET  /plans/:id/versions/new | office | 404
        POST /plans/:id/versions | office | 404
        POST /plans/:id/closure | office | 404
        POST /plans/:id/reopening | office | 404
        POST /plans/:id/removal | office | 404
        GET  /plans/:id/review | office leader | 404
        GET  /plans/:id/document | office leader | 404
        GET  /plans/:id/review/:key | office | 404
        POST /plans/:id/review/:key | office | 404
        GET  /plans/:id/review/:key/split | office | 404
        POST /plans/:id/review/:key/split | office | 404
        POST /plans/:id/review/:key/merge | office | 404
        POST /plans/:id/review/:key/drop | office | 404
        POST /plans/:id/passages | office | 404
        POST /plans/:id/corrections/:correction/removal | office | 404
        POST /plans/:id/corrections/:correction/keeping | office | 404
        POST /plans/:id/acceptance | office | 404
        GET  /plans/:id/items/new | office | 404
        POST /plans/:id/items | office | 404
        GET  /plan-items | loop | own
        GET  /plan-items/export.xlsx | loop | own
        GET  /plan-items/:id | loop | 404
        GET  /plan-items/:id/edit | office | 404
        GET  /plan-items/:id/file | loop | 404
        POST /plan-items/:id | office | 404
        POST /plan-items/:id/removal | office | 404
        POST /plan-items/:id/status | office | 404
        POST /plan-items/:id/assignment | office | 404
        POST /plan-items/:id/windows | office | 404
        POST /plan-items/:id/targets | office | 404
        POST /plan-items/:id/campaigns | office | 404
        POST /plan-items/:id/campaigns/:campaign/removal | office | 404
        POST /plan-windows/:id/done | office | 404
        POST /plan-windows/:id/undone | office | 404
        POST /plan-windows/:id/removal | office | 404
        POST /plan-targets/:id/removal | office | 404

        """
}
