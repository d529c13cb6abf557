extension RoleMatrix {
    /// 举报诉求: anybody tells; the office that works on it reads; an inspector sees what there is to verify.
    static let tips = """
        GET  /tips/new | anyone | own
        GET  /tips/puzzle | anyone | own
        POST /tips | anyone | own
        GET  /tips/status | anyone | own
        POST /tips/status | anyone | own
        POST /tips/status/messages | anyone | own
        POST /tips/status/rating | anyone | own
        GET  /public/schools/:id | anyone | 404
        GET  /tips | office leader | own
        GET  /tips/export.xlsx | office leader | own
        GET  /tips/statistics | office leader | own
        GET  /tips/statistics/export.xlsx | office leader | own
        GET  /tips/terms | office | own
        POST /tips/terms | office | own
        POST /tips/erasure | director | own
        GET  /tips/:id | office | 404
        GET  /tips/:id/photos/:photo | office inspector | 404
        POST /tips/:id/handler | office | 404
        POST /tips/:id/unit | office | 404
        POST /tips/:id/verification | office | 404
        POST /tips/:id/verification/recall | office | 404
        POST /tips/:id/duplicate | office | 404
        POST /tips/:id/transfer | office | 404
        POST /tips/:id/question | office | 404
        POST /tips/:id/answer | office | 404
        POST /tips/:id/news | office | 404
        POST /tips/:id/reopening | office | 404
        POST /tips/:id/finding | office | 404
        POST /tips/:id/sender | office | 404
        GET  /tip-checks | office inspector | own
        GET  /tip-checks/export.xlsx | office inspector | own
        GET  /tip-checks/:id | inspector | 404
        POST /tip-checks/:id/report | inspector | 404
        """
}
