extension RoleMatrix {
    static let summaries = """
        GET  /summaries | office leader | own
        GET  /summaries/export.xlsx | office leader | own
        GET  /summaries/new | office | own
        POST /summaries | office | own
        GET  /summaries/:id | office leader | 404
        GET  /summaries/:id/docx | office leader | 404
        GET  /summaries/:id/text | office | 404
        POST /summaries/:id/text | office | 404
        GET  /summaries/:id/versions/:number | office leader | 404
        POST /summaries/:id/figures | office | 404
        POST /summaries/:id/submission | office | 404
        POST /summaries/:id/restoration | office | 404
        POST /summaries/:id/copy | office | 404
        POST /summaries/:id/removal | office | 404
        GET  /summaries/templates | office | own
        GET  /summaries/templates/new | office | own
        POST /summaries/templates | office | own
        POST /summaries/templates/preview | office | own
        GET  /summaries/templates/:id | office | 404
        POST /summaries/templates/:id | office | 404
        POST /summaries/templates/:id/removal | office | 404
        """
}
