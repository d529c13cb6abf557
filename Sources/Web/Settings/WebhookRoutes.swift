import Hummingbird
import Jobs
import Store
import Supervision

/// `/settings/webhooks`: an office's group robots.
enum WebhookRoutes {
    private static let readers = Audience.roles(Role.office.union([.admin]))

    static func register(on site: inout Sitemap) {
        site.get("/settings/webhooks", readers) { call in
            let webhooks = try await call.read { db in try Webhooks.list(visibleTo: call.viewer, in: db) }
            return call.page(WebhookListPage(webhooks: webhooks, hasPublicURL: call.hasPublicURL))
        }
        site.get("/settings/webhooks/new", readers) { call in try await form(call, nil) }
        site.post("/settings/webhooks", readers, add)
        site.get("/settings/webhooks/:id", readers) { call in try await form(call, call.id()) }
        site.post("/settings/webhooks/:id", readers, change)
        site.post("/settings/webhooks/:id/test", readers, test)
        site.post("/settings/webhooks/:id/removal", readers, remove)
    }

    private static func form(
        _ call: Call, _ id: WebhookID?, typed: Fields? = nil, _ refusal: (any Refusal)? = nil, said: HTML? = nil
    ) async throws -> Response {
        let viewer = call.viewer
        let known = try await call.read { db in try id.map { try Webhooks.require($0, visibleTo: viewer, in: db) } }
        let page = WebhookPage(
            known: known, fields: typed ?? known.map(WebhookForm.fields) ?? Fields([("isOn", "1")]), said: said,
            problems: (refusal as? FormRefusal)?.problems ?? [:], problem: refusal?.message)
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func add(_ call: Call, _ sent: Submission) async throws -> Response {
        try await call.change(
            sent, again: { try await form(call, nil, typed: WebhookForm.shown(sent.fields), $0) },
            { act in
                let new = try WebhookForm.checked(sent.fields, id: act.newID(), known: nil)
                try Webhooks.add(new, act)
                return "/settings/webhooks/\(new.id)?done=created"
            })
    }

    private static func change(_ call: Call, _ sent: Submission) async throws -> Response {
        let id: WebhookID = call.id()
        return try await call.change(
            sent, again: { try await form(call, id, typed: WebhookForm.shown(sent.fields), $0) },
            { act in
                let known = try Webhooks.require(id, visibleTo: act.viewer, in: act.db)
                try Webhooks.change(try WebhookForm.checked(sent.fields, id: id, known: known), act)
                return "/settings/webhooks/\(id)?done=saved"
            })
    }

    /// Posts at once, so that the robot's own answer is on the page.
    private static func test(_ call: Call, _ sent: Submission) async throws -> Response {
        let (id, viewer, attempt): (WebhookID, Viewer, String) = (call.id(), call.viewer, call.services.newID())
        let (webhook, allowed) = try await call.read { db in
            (try Webhooks.require(id, visibleTo: viewer, in: db), try ReminderSettings.insideHosts(in: db))
        }
        let known = try await call.perform(sent) { act in
            try act.record("webhook.tested", of: "webhook", id.rawValue)
            return attempt
        }
        guard known == attempt else { return .seeOther("/settings/webhooks/\(id)") }
        let body = MessageBody(lead: "收到这条消息，说明群机器人已设置好。", links: [.init(label: "打开督导平台", path: "/")])
        let outcome = try await RobotTransport(webhook, allowed: allowed).post(
            body, title: "督导平台测试消息", id: attempt, at: call.services.now(), base: call.services.settings.publicURL)
        return try await form(call, id, said: WebhookPage.result(outcome))
    }

    private static func remove(_ call: Call, _ sent: Submission) async throws -> Response {
        let id: WebhookID = call.id()
        return try await call.change(sent) { act in
            try Webhooks.remove(id, act)
            return "/settings/webhooks?done=removed"
        }
    }
}

extension Call {
    /// Whether messages can have links.
    var hasPublicURL: Bool { !services.settings.publicURL.isEmpty }
}

/// A robot as it was typed; address and secret are never shown again.
enum WebhookForm {
    static func fields(of webhook: Webhook) -> Fields {
        Fields([
            ("name", webhook.name), ("kind", webhook.kind.rawValue), ("occasion", webhook.occasion.rawValue),
            ("isOn", webhook.isOn ? "1" : ""), ("version", "\(webhook.version)"),
        ])
    }

    /// What is shown of a refused form.
    static func shown(_ fields: Fields) -> Fields {
        var fields = fields
        fields.setAll("secret", [])
        return fields
    }

    /// An empty address or secret leaves what is stored.
    static func checked(_ fields: Fields, id: WebhookID, known: Webhook?) throws(FormRefusal) -> Webhook {
        var problems: [String: String] = [:]
        if !(1...40).contains(fields.text("name").count) { problems["name"] = "请填写1至40个字。" }
        let kind = RobotKind(rawValue: fields.text("kind"))
        if kind == nil { problems["kind"] = "请选择。" }
        let occasion = Webhook.Occasion(rawValue: fields.text("occasion"))
        if occasion == nil { problems["occasion"] = "请选择。" }
        let typed = fields.text("address")
        let address = typed.isEmpty ? known?.address : RobotAddress(typed)
        if address == nil { problems["address"] = "请填写机器人的完整地址，以 https:// 开头。" }
        if fields.text("secret").utf8.count > 200 { problems["secret"] = "请控制在200个字符以内。" }
        guard problems.isEmpty, let kind, let occasion, let address else { throw FormRefusal(problems) }
        let secret =
            fields["forget"] == "1" ? "" : fields.text("secret").isEmpty ? known?.secret : fields.text("secret")
        return Webhook(
            id: id, name: fields.text("name"), kind: kind, address: address, secret: secret ?? "", occasion: occasion,
            isOn: fields["isOn"] == "1", version: fields.number("version") ?? 0)
    }
}
