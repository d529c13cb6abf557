extension RoleMatrix {
    /// 监测数据.
    static let collections = """
        GET  /collections | office leader | own
        GET  /collections/export.xlsx | office leader | own
        GET  /collections/new | office | own
        POST /collections | office | own
        GET  /collections/:id | office leader | 404
        GET  /collections/:id/returns.xlsx | office leader | 404
        GET  /collections/:id/values.xlsx | office leader | 404
        POST /collections/:id/units | office | 404
        POST /collections/:id/due | office | 404
        POST /collections/:id/checks | office | 404
        POST /collections/:id/reviews | office | 404
        POST /collections/:id/locks | office | 404
        POST /collections/:id/reminders | office | 404
        POST /collections/:id/closure | office | 404
        POST /collections/:id/reopening | office | 404
        GET  /collections/:id/import | office | 404
        POST /collections/:id/import | office | 404
        GET  /collection-forms | office unit leader | own
        GET  /collection-forms/:code/:version | office unit leader | own
        GET  /collection-returns | office unit leader | own
        GET  /collection-returns/export.xlsx | office unit leader | own
        GET  /collection-returns/:id | office unit leader | 404
        GET  /collection-returns/:id/history | office unit leader | 404
        GET  /collection-returns/:id/template.xlsx | office unit leader | 404
        POST /collection-returns/:id | office unit | 404
        POST /collection-returns/:id/upload | unit | 404
        POST /collection-returns/:id/submission | office unit | 404
        POST /collection-returns/:id/explanations | office unit | 404
        POST /collection-returns/:id/acceptances | office | 404
        POST /collection-returns/:id/review | office | 404
        POST /collection-returns/:id/return | office | 404
        POST /collection-returns/:id/lock | office | 404
        POST /collection-returns/:id/unlocking | office | 404
        POST /collection-returns/:id/removal | office | 404
        GET  /collection-imports/:id | office | 404
        GET  /collection-imports/:id/problems.xlsx | office | 404
        POST /collection-imports/:id/mapping | office | 404
        POST /collection-imports/:id/promotion | office | 404
        POST /collection-imports/:id/discard | office | 404
        """
}
