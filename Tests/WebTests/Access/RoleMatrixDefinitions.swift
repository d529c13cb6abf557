extension RoleMatrix {
    /// Standards and collection forms defined in the browser.
    static let definitions = """
        GET  /standards/local | office leader | own
        GET  /standards/local/export.xlsx | office leader | own
        GET  /standards/local/new | office | own
        POST /standards/local | office | own
        GET  /standards/local/:id | office leader | 404
        GET  /standards/local/:id/file.tsv | office leader | 404
        GET  /standards/local/:id/file.xlsx | office leader | 404
        GET  /standards/local/:id/text | office | 404
        POST /standards/local/:id/text | office | 404
        POST /standards/local/:id/file | office | 404
        POST /standards/local/:id/publication | office | 404
        POST /standards/local/:id/next | office | 404
        POST /standards/local/:id/removal | office | 404
        GET  /standards/local/:id/rows/:table/:row | office | 404
        POST /standards/local/:id/rows/:table/:row | office | 404
        GET  /standards/local/:id/trial | office leader | 404
        POST /standards/local/:id/check | office | 404
        GET  /collection-forms/own | office leader | own
        GET  /collection-forms/own/export.xlsx | office leader | own
        GET  /collection-forms/own/new | office | own
        POST /collection-forms/own | office | own
        GET  /collection-forms/own/:id | office leader | 404
        GET  /collection-forms/own/:id/file.tsv | office leader | 404
        GET  /collection-forms/own/:id/file.xlsx | office leader | 404
        GET  /collection-forms/own/:id/text | office | 404
        POST /collection-forms/own/:id/text | office | 404
        POST /collection-forms/own/:id/file | office | 404
        POST /collection-forms/own/:id/publication | office | 404
        POST /collection-forms/own/:id/next | office | 404
        POST /collection-forms/own/:id/removal | office | 404
        GET  /collection-forms/own/:id/rows/:table/:row | office | 404
        POST /collection-forms/own/:id/rows/:table/:row | office | 404
        GET  /collection-forms/own/:id/preview | office leader | 404
        """
}
