extension RoleMatrix {
    /// 创建规划 and 创建认定: of the counties of the viewer's region.
    static let certifications = """
        GET  /roadmap | office leader | own
        GET  /roadmap/years.xlsx | office leader | own
        GET  /roadmap/history | office leader | own
        GET  /roadmap/history.xlsx | office leader | own
        GET  /roadmap/edit | office | own
        POST /roadmap | office | own
        POST /roadmap/sheet | office | own
        POST /roadmap/precondition | office | own
        GET  /certifications | office leader | own
        GET  /certifications/export.xlsx | office leader | own
        GET  /certifications/new | office | own
        POST /certifications | office | own
        GET  /certifications/:id | office leader | 404
        POST /certifications/:id/completion | office | 404
        POST /certifications/:id/return | office | 404
        POST /certifications/:id/termination | office | 404
        POST /certifications/:id/withdrawal | office | 404
        POST /certifications/:id/due | office | 404
        GET  /certifications/titles | office leader | own
        GET  /certifications/titles/export.xlsx | office leader | own
        POST /certifications/titles | office | own
        GET  /certifications/titles/:id | office leader | 404
        POST /certifications/titles/:id/events | office | 404
        """
}
