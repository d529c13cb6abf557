extension RoleMatrix {
    /// 到校督导: visits by who was there, who manages the school, and the school itself.
    static let visits = """
        GET  /visits | office unit inspector leader | own
        GET  /visits/export.xlsx | office unit inspector leader | own
        GET  /visits/new | office inspector | own
        POST /visits | office inspector | own
        GET  /visits/:id | office unit inspector leader | 404
        GET  /visits/:id/photos/:photo | office unit inspector leader | 404
        POST /visits/:id/photos/:photo/removal | office inspector | 404
        POST /visits/:id/marks/:mark | office | 404
        GET  /visits/:id/receipt | unit | 404
        POST /visits/:id/receipt | unit | 404
        GET  /visits/:id/correction | office inspector | 404
        POST /visits/:id/correction | office inspector | 404
        GET  /organisations/:id/contact | office unit | 404
        POST /organisations/:id/contact | office unit | 404
        GET  /visit-themes | office inspector leader | own
        GET  /visit-themes/export.xlsx | office inspector leader | own
        GET  /visit-themes/new | office | own
        POST /visit-themes | office | own
        GET  /visit-themes/:id | office | 404
        POST /visit-themes/:id | office | 404
        POST /visit-themes/:id/publication | office | 404
        POST /visit-themes/:id/removal | office | 404
        GET  /visit-tasks | office inspector | own
        GET  /visit-tasks/export.xlsx | office inspector | own
        GET  /visit-tasks/new | office | own
        POST /visit-tasks | office | own
        POST /visit-tasks/:id/cancellation | office | 404
        GET  /api/visits/package | office inspector | own
        GET  /api/visits/:id | office inspector | 404
        POST /api/visits/:id | office inspector | 404
        PUT  /api/visits/:id/photos/:photo | office inspector | 404
        """
}
