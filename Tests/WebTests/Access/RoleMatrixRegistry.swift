extension RoleMatrix {
    /// The registry and long work.
    static let registry = """
        GET  /organisations | office leader admin | own
        GET  /organisations/export.xlsx | office leader admin | own
        GET  /organisations/new | office admin | own
        POST /organisations | office admin | own
        GET  /organisations/import | office admin | own
        POST /organisations/import | office admin | own
        GET  /organisations/template.xlsx | office admin | own
        GET  /organisations/:id | office leader admin | 404
        GET  /organisations/:id/results | office leader | 404
        GET  /organisations/:id/name | office admin | 404
        POST /organisations/:id/name | office admin | 404
        GET  /organisations/:id/facts | office admin | 404
        POST /organisations/:id/facts | office admin | 404
        GET  /organisations/:id/code | office admin | 404
        POST /organisations/:id/code | office admin | 404
        GET  /organisations/:id/closure | office admin | 404
        POST /organisations/:id/closure | office admin | 404
        GET  /organisations/:id/reopening | office admin | 404
        POST /organisations/:id/reopening | office admin | 404
        GET  /organisations/:id/relations | office admin | 404
        POST /organisations/:id/relations | office admin | 404
        POST /organisations/:id/relations/:relation/end | office admin | 404
        GET  /organisations/:id/merger | office admin | 404
        POST /organisations/:id/merger | office admin | 404
        GET  /organisations/:id/split | office admin | 404
        POST /organisations/:id/split | office admin | 404

        GET  /groups | office leader admin | own
        GET  /groups/export.xlsx | office leader admin | own
        GET  /groups/new | office admin | own
        POST /groups | office admin | own
        GET  /groups/:id | office leader admin | 404
        GET  /groups/:id/edit | office admin | 404
        POST /groups/:id | office admin | 404
        GET  /groups/:id/members.xlsx | office leader admin | 404
        POST /groups/:id/members | office admin | 404
        POST /groups/:id/members/:member/end | office admin | 404

        GET  /inspectors | office admin leader | own
        GET  /inspectors/export.xlsx | office admin leader | own
        GET  /inspectors/new | office admin | own
        POST /inspectors | office admin | own
        GET  /inspectors/import | office admin | own
        POST /inspectors/import | office admin | own
        GET  /inspectors/template.xlsx | office admin | own
        GET  /inspectors/:id | office admin leader | 404
        GET  /inspectors/:id/edit | office admin | 404
        POST /inspectors/:id | office admin | 404
        POST /inspectors/:id/end | office admin | 404

        GET  /imports/:id | office admin | 404
        GET  /imports/:id/problems.xlsx | office admin | 404
        POST /imports/:id/mapping | office admin | 404
        POST /imports/:id/promotion | office admin | 404
        POST /imports/:id/discard | office admin | 404

        GET  /regions | office admin | own
        GET  /regions/export.xlsx | office admin | own
        GET  /regions/new | office admin | own
        POST /regions | office admin | own

        GET  /jobs | office admin | own
        """
}
