extension RoleMatrix {
    /// 均衡监测: by the viewer's region, whatever its schools reported.
    static let balance = """
        GET  /balance | office leader | own
        GET  /balance/tables.xlsx | office leader | own
        GET  /balance/counties.xlsx | office leader | own
        GET  /balance/counties.csv | office leader | own
        GET  /balance/counties.json | office leader | own
        GET  /balance/schools | office leader | own
        GET  /balance/schools.xlsx | office leader | own
        GET  /balance/indicators/:code | office leader | own
        GET  /balance/trial | office leader | own
        GET  /balance/charts/:file | office leader | own
        GET  /balance/indicators.csv | office leader | own
        GET  /balance/schools.csv | office leader | own
        GET  /balance/county.json | office leader | own
        POST /balance/diagnosis | office | own
        GET  /improvements | office leader | own
        GET  /improvements/export.xlsx | office leader | own
        GET  /improvements/new | office | own
        POST /improvements | office | own
        GET  /improvements/:id | office leader | 404
        GET  /improvements/:id/export.xlsx | office leader | 404
        POST /improvements/:id/stop | office | 404
        POST /improvements/:id/removal | office | 404
        GET  /warnings | office leader | own
        GET  /warnings/export.xlsx | office leader | own
        GET  /warnings/:id | office leader | 404
        POST /warnings/:id | office | 404
        """
}
