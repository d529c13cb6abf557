extension RoleMatrix {
    /// 指标库, and the records that have no ledger of their own.
    static let figures = """
        GET  /figures | office leader | own
        GET  /figures/export.xlsx | office leader | own
        GET  /figures/new | office | own
        POST /figures | office | own
        GET  /figures/baselines | office | own
        POST /figures/baselines | office | own
        GET  /figures/entries/:id | office leader | 404
        GET  /figures/entries/:id/file | office leader | 404
        POST /figures/entries/:id/removal | office | 404
        GET  /figures/:code | office leader | 404
        GET  /figures/:code/edit | office | 404
        POST /figures/:code | office | 404
        POST /figures/:code/removal | office | 404
        POST /figures/:code/entries | office | 404
        GET  /plan-items/:id/figures | office leader | 404
        POST /plan-targets/:id/figure | office | 404
        GET  /records/:ledger | office leader | own
        GET  /records/:ledger/export.xlsx | office leader | own
        """
}
