extension RoleMatrix {
    /// 到校覆盖: an office's and a leader's schools, an inspector's own, a unit itself.
    static let coverage = """
        GET  /coverage | office unit inspector leader | own
        GET  /coverage/export.xlsx | office unit inspector leader | own
        GET  /coverage/export.csv | office unit inspector leader | own
        GET  /coverage/schools/:id | office unit inspector leader | 404
        GET  /coverage/next | office inspector leader | own
        GET  /coverage/next/export.xlsx | office inspector leader | own
        GET  /coverage/forecast | office inspector leader | own
        GET  /coverage/forecast/export.xlsx | office inspector leader | own
        GET  /coverage/clashes | office | own
        GET  /coverage/clashes/export.xlsx | office | own
        GET  /coverage/rule | office | own
        POST /coverage/rule | office | own
        POST /coverage/rule/removal | office | own
        """
}
