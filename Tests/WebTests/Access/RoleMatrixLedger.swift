extension RoleMatrix {
    /// 指标台账, 监测标准 and 限期整改事项: by the viewer's region; what is written goes to the own county alone.
    static let ledger = """
        GET  /standards | office leader | own
        GET  /standards/:code | office leader | own
        POST /standards/:code/thresholds | office | own
        POST /standards/:code/thresholds/removal | office | own
        POST /standards/:code/tolerances | office | own
        GET  /ledger | office leader | own
        GET  /ledger/export.xlsx | office leader | own
        GET  /ledger/export.csv | office leader | own
        GET  /ledger/export.json | office leader | own
        GET  /ledger/indicators/:code | office leader | own
        GET  /ledger/indicators/:code/export.xlsx | office leader | own
        POST /ledger/indicators/:code/judgement | office | own
        POST /ledger/indicators/:code/duty | office | own
        GET  /obligations | office leader | own
        GET  /obligations/export.xlsx | office leader | own
        GET  /obligations/one | office leader | own
        GET  /obligations/:id | office leader | 404
        POST /obligations/plan | office | own
        POST /obligations/settlement | office | own
        POST /obligations/reopening | office | own
        POST /obligations/certification | office | own
        """
}
