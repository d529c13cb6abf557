extension RoleMatrix {
    /// 质量监测.
    static let quality = """
        GET  /quality | office leader | own
        GET  /quality/export.xlsx | office leader | own
        GET  /quality/new | office | own
        POST /quality | office | own
        GET  /quality/:id | office leader | 404
        GET  /quality/:id/edit | office | 404
        POST /quality/:id | office | 404
        POST /quality/:id/terms | office | 404
        POST /quality/:id/removal | office | 404
        GET  /quality/:id/record.json | office leader | 404
        POST /quality/:id/freeze | office | 404
        POST /quality/:id/thaw | office | 404
        POST /quality/:id/draw | office | 404
        POST /quality/:id/pupils | office | 404
        POST /quality/:id/purge | office | 404
        POST /quality/:id/results/removal | office | 404
        POST /quality/:id/cancellation | office | 404
        POST /quality/:id/testing | office | 404
        POST /quality/:id/publication | office | 404
        POST /quality/:id/withdrawal | office | 404
        POST /quality/:id/closure | office | 404
        GET  /quality/:id/frame | office leader | 404
        GET  /quality/:id/frame.xlsx | office leader | 404
        POST /quality/:id/frame | office | 404
        POST /quality/:id/frame/schools | office | 404
        POST /quality/:id/frame/sheet | office | 404
        GET  /quality/:id/schools | office leader | 404
        GET  /quality/:id/schools.xlsx | office leader | 404
        GET  /quality/:id/tasks | office leader | 404
        GET  /quality/:id/tasks.xlsx | office leader | 404
        GET  /quality/:id/import | office | 404
        POST /quality/:id/import | office | 404
        GET  /quality/:id/scores-template.xlsx | office | 404
        GET  /quality/:id/results | office leader | 404
        GET  /quality/:id/results.xlsx | office leader | 404
        GET  /quality/:id/subject | office leader | 404
        GET  /quality/:id/figures | office | 404
        POST /quality/:id/figures | office | 404
        GET  /quality-imports/:id | office | 404
        GET  /quality-imports/:id/problems.xlsx | office | 404
        GET  /quality-schools | unit | own
        GET  /quality-schools/:id | office unit leader | 404
        GET  /quality-schools/:id/roster.xlsx | office unit | 404
        POST /quality-schools/:id/roster | office unit | 404
        POST /quality-schools/:id/pupils | office unit | 404
        POST /quality-schools/:id/pupils/removal | office unit | 404
        POST /quality-schools/:id/submission | office unit | 404
        POST /quality-schools/:id/return | office | 404
        POST /quality-schools/:id/excuse | office | 404
        POST /quality-schools/:id/tasks | office unit | 404
        POST /quality-schools/:id/tasks/new | office unit | 404
        GET  /public/quality/:id | anyone | 404
        GET  /public/quality/:id/record.json | anyone | 404
        """
}
