extension RoleMatrix {
    /// Reminders, the outbox and the robots.
    static let reminders = """
        GET  /reminders | signed-in | own
        POST /reminders | signed-in | own
        POST /reminders/mail | signed-in | own
        POST /reminders/mail/removal | signed-in | own
        GET  /reminders/mail/:token | signed-in | 404
        POST /reminders/mail/:token | signed-in | 404
        GET  /settings/reminders | office | own
        POST /settings/reminders | office | own
        GET  /settings/mail | admin | own
        POST /settings/mail | admin | own
        POST /settings/mail/test | admin | own
        GET  /settings/webhooks | office admin | own
        GET  /settings/webhooks/new | office admin | own
        POST /settings/webhooks | office admin | own
        GET  /settings/webhooks/:id | office admin | 404
        POST /settings/webhooks/:id | office admin | 404
        POST /settings/webhooks/:id/test | office admin | 404
        POST /settings/webhooks/:id/removal | office admin | 404
        GET  /outbox | admin | own
        GET  /outbox/export.xlsx | admin | own
        POST /outbox/:id/retry | admin | 404
        POST /outbox/:id/discard | admin | 404
        """
}
