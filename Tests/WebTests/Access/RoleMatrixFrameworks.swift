extension RoleMatrix {
    /// The lines of `/frameworks`, by themselves because they are many.
    static let frameworks = """
        GET  /frameworks | loop admin | own
        GET  /frameworks/export.xlsx | loop admin | own
        GET  /frameworks/new | office | own
        POST /frameworks | office | own
        GET  /frameworks/import | office | own
        POST /frameworks/import | office | own
        POST /frameworks/import/acceptance | office | own
        GET  /frameworks/versions/:id | loop admin | 404
        POST /frameworks/versions/:id | office | 404
        GET  /frameworks/versions/:id/edit | office | 404
        POST /frameworks/versions/:id/publication | office | 404
        POST /frameworks/versions/:id/withdrawal | office | 404
        POST /frameworks/versions/:id/next | office | 404
        POST /frameworks/versions/:id/removal | office | 404
        GET  /frameworks/versions/:id/editor | office | 404
        POST /frameworks/versions/:id/weights | office | 404
        GET  /frameworks/versions/:id/nodes/new | office | 404
        POST /frameworks/versions/:id/nodes | office | 404
        GET  /frameworks/versions/:id/nodes/:node | office | 404
        POST /frameworks/versions/:id/nodes/:node | office | 404
        POST /frameworks/versions/:id/nodes/:node/place | office | 404
        POST /frameworks/versions/:id/nodes/:node/removal | office | 404
        POST /frameworks/versions/:id/nodes/:node/kind | office | 404
        GET  /frameworks/versions/:id/bands | office | 404
        POST /frameworks/versions/:id/bands | office | 404
        GET  /frameworks/versions/:id/preview | loop admin | 404
        GET  /frameworks/versions/:id/comparison | loop admin | 404
        GET  /frameworks/versions/:id/comparison.xlsx | loop admin | 404
        GET  /frameworks/versions/:id/xlsform.xlsx | loop admin | 404
        GET  /frameworks/versions/:id/sheet.xlsx | loop admin | 404
        GET  /frameworks/versions/:id/tree.json | loop admin | 404
        """
}
