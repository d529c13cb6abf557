import Hummingbird
import Store
import Supervision

/// `/frameworks/versions/:id/editor` and what changes a draft's tree, node by node.
enum FrameworkEditorRoutes {
    private static let writers = FrameworkRoutes.writers

    static func register(on site: inout Sitemap) {
        site.get("/frameworks/versions/:id/editor", writers) { call in try await show(call) }
        site.post("/frameworks/versions/:id/weights", writers, weigh)
        site.get("/frameworks/versions/:id/nodes/new", writers) { call in try await form(call) }
        site.post("/frameworks/versions/:id/nodes", writers, create)
        site.get("/frameworks/versions/:id/nodes/:node", writers) { call in try await edit(call) }
        site.post("/frameworks/versions/:id/nodes/:node", writers, save)
        site.post("/frameworks/versions/:id/nodes/:node/place", writers, move)
        site.post("/frameworks/versions/:id/nodes/:node/removal", writers, remove)
        site.post("/frameworks/versions/:id/nodes/:node/kind", writers, turn)
        FrameworkBandRoutes.register(on: &site)
    }

    // MARK: The tree

    static func show(_ call: Call, typed: Fields? = nil, refusal: (any Refusal)? = nil) async throws -> Response {
        let version = try await draft(call)
        let page = FrameworkEditorPage(version, at: call.query.text("at"), typed: typed, refusal: refusal)
        return call.page(page, status: refusal == nil ? .ok : .unprocessableContent)
    }

    private static func weigh(_ call: Call, _ submission: Submission) async throws -> Response {
        let fields = submission.fields
        return try await change(call, submission) { draft in
            (fields.text("fill").isEmpty ? draft : draft.summed(), "")
        }
    }

    private static func move(_ call: Call, _ submission: Submission) async throws -> Response {
        let (node, fields) = (call.parameter("node"), submission.fields)
        return try await change(call, submission) { draft in
            if let step = NodeStep(rawValue: fields.text("to")) { return try draft.moving(node, step) }
            let (under, before) = (fields.text("under"), fields.text("before"))
            return try draft.moving(
                node, under: under.isEmpty ? nil : under, before: before.isEmpty ? nil : before)
        }
    }

    private static func remove(_ call: Call, _ submission: Submission) async throws -> Response {
        let node = call.parameter("node")
        return try await change(call, submission, done: "removed") { draft in (try draft.removing(node), "") }
    }

    private static func turn(_ call: Call, _ submission: Submission) async throws -> Response {
        let node = call.parameter("node")
        return try await change(call, submission) { draft in
            let isLeaf = draft.node(node)?.isLeaf ?? false
            return (try draft.turning(node, into: isLeaf ? nil : NodeForm.blankCriterion), node)
        }
    }

    /// Takes the weights that the tree's form holds, then does what was asked; the form comes back when it cannot be.
    private static func change(
        _ call: Call, _ submission: Submission, done: String = "saved",
        _ body: @escaping @Sendable (Framework) throws -> (framework: Framework, number: String)
    ) async throws -> Response {
        let id: FrameworkID = call.id()
        let fields = submission.fields
        return try await call.change(submission) { refusal in
            guard refusal.kind == .invalid else { throw refusal }
            return try await show(call, typed: fields, refusal: refusal)
        } _: { act in
            let weights = try WeightsForm(fields).weights()
            var at = ""
            try Frameworks.change(id, revision: fields.number("version"), act) { draft in
                let (next, number) = try body(draft.weighing(weights))
                at = number
                return next
            }
            return editor(id, at: at, done: done)
        }
    }

    // MARK: One node

    private static func form(
        _ call: Call, _ fields: Fields? = nil, refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let version = try await draft(call)
        let from = fields ?? call.query
        let under = from.text("under")
        guard under.isEmpty || version.framework.node(under) != nil else { throw FrameworkEditRefusal.noNode(under) }
        let isGroup = from.text("kind") == "group" || !from.text("group").isEmpty
        let page = NodePage(version, .new(under: under, isGroup: isGroup), fields: fields, refusal: refusal)
        return call.page(page, status: refusal == nil ? .ok : .unprocessableContent)
    }

    private static func create(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: FrameworkID = call.id()
        let fields = submission.fields
        return try await call.change(submission) { refusal in
            guard refusal.kind == .invalid else { throw refusal }
            return try await form(call, fields, refusal: refusal)
        } _: { act in
            let isGroup = !fields.text("group").isEmpty
            let under = fields.text("under")
            var at = ""
            try Frameworks.change(id, act) { draft in
                let node = try NodeForm(fields, isGroup: isGroup).node()
                try draft.checking(node)
                let (next, number) = try draft.adding(node, under: under.isEmpty ? nil : under)
                at = number
                return next
            }
            guard fields.text("then") == "again" else { return editor(id, at: at, done: "created") }
            let kind = isGroup ? "&kind=group" : ""
            return "/frameworks/versions/\(id)/nodes/new?under=\(under)\(kind)&done=created"
        }
    }

    private static func edit(
        _ call: Call, _ fields: Fields? = nil, refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let version = try await draft(call)
        guard let node = version.framework.node(call.parameter("node")) else {
            throw FrameworkEditRefusal.noNode(call.parameter("node"))
        }
        let page = NodePage(version, .known(node), fields: fields, refusal: refusal)
        return call.page(page, status: refusal == nil ? .ok : .unprocessableContent)
    }

    private static func save(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: FrameworkID = call.id()
        let (number, fields) = (call.parameter("node"), submission.fields)
        return try await call.change(submission) { refusal in
            guard refusal.kind == .invalid else { throw refusal }
            return try await edit(call, fields, refusal: refusal)
        } _: { act in
            var next: String?
            try Frameworks.change(id, act) { draft in
                guard let node = draft.node(number) else { throw FrameworkEditRefusal.noNode(number) }
                guard try node.digest == fields.text("seen") else { throw FrameworkEditRefusal.changed(node.name) }
                let all = draft.allNodes.map(\.number)
                next = all.firstIndex(of: number).flatMap { $0 + 1 < all.count ? all[$0 + 1] : nil }
                return try draft.replacing(number, by: try NodeForm(fields, isGroup: !node.isLeaf).node())
            }
            guard fields.text("then") == "next", let next else { return editor(id, at: number, done: "saved") }
            return "/frameworks/versions/\(id)/nodes/\(next)?done=saved"
        }
    }

    // MARK: Common

    /// The version, if the viewer's office may change it and it is a draft.
    static func draft(_ call: Call) async throws -> FrameworkVersion {
        let id: FrameworkID = call.id()
        return try await call.read { db in try Frameworks.requireDraft(id, call.viewer, in: db) }
    }

    static func editor(_ id: FrameworkID, at number: String, done: String) -> String {
        let place = number.isEmpty ? "" : "&at=\(Fields.encoded(number))"
        return "/frameworks/versions/\(id)/editor?done=\(done)\(place)\(number.isEmpty ? "" : "#n\(number)")"
    }
}

/// Weights typed into the tree: fields `weight.1.2`.
struct WeightsForm: Sendable {
    private let fields: Fields

    init(_ fields: Fields) {
        self.fields = fields
    }

    func weights() throws(FormRefusal) -> [String: Points] {
        var weights: [String: Points] = [:]
        var problems: [String: String] = [:]
        for name in fields.names where name.hasPrefix("weight.") {
            let text = fields.text(name)
            let value = text.isEmpty ? Points.zero : Points(text)
            if let value, value >= .zero, value <= Points(10_000) {
                weights[String(name.dropFirst("weight.".count))] = value
            } else {
                problems[name] = "应为0到10000之间的数，小数不超过四位。"
            }
        }
        guard problems.isEmpty else {
            throw FormRefusal(problems, message: "有\(problems.count)个分值不是可用的数，没有保存；请看标出的栏目。")
        }
        return weights
    }
}
