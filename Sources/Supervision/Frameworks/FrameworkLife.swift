/// Why a framework would not change.
package enum FrameworkRefusal: Refusal, Equatable {
    case notFound
    case notDraft(Framework.State)
    case notPublished(Framework.State)
    case invalid([FrameworkProblem])

    package var code: String {
        switch self {
        case .notFound: "framework.notFound"
        case .notDraft: "framework.notDraft"
        case .notPublished: "framework.notPublished"
        case .invalid: "framework.invalid"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound: .notFound
        case .notDraft, .notPublished: .conflict
        case .invalid: .invalid
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有这套指标体系。"
        case .notDraft(let state): "这一版本“\(state.label)”，内容不能再改；请另建新版本。"
        case .notPublished(let state): "这一版本为“\(state.label)”，只有已发布的版本才能这样处理。"
        case .invalid(let problems):
            "指标体系还有\(problems.count)处问题，不能发布：\(problems.prefix(3).map(\.message).joined())"
        }
    }
}

extension Framework {
    /// The draft with another content; a published version never changes.
    package func edited(
        name: String? = nil, label: String? = nil, bands: [Band]? = nil, nodes: [FrameworkNode]? = nil
    ) throws(FrameworkRefusal) -> Framework {
        guard state == .draft else { throw .notDraft(state) }
        var next = self
        next.name = name ?? self.name
        next.label = label ?? self.label
        next.bands = bands ?? self.bands
        next.nodes = nodes ?? self.nodes
        return next
    }

    package func published() throws(FrameworkRefusal) -> Framework {
        guard state == .draft else { throw .notDraft(state) }
        let problems = validate()
        guard problems.isEmpty else { throw .invalid(problems) }
        var next = self
        next.state = .published
        next.isTemplate = false
        return next
    }

    /// A draft of the following version, to be edited while this one stays as it is.
    package func nextDraft(id: FrameworkID) throws(FrameworkRefusal) -> Framework {
        guard state != .draft else { throw .notPublished(state) }
        return Framework(
            id: id, code: code, name: name, label: label, version: version + 1, bands: bands, nodes: nodes)
    }

    /// No longer offered for new campaigns; running ones keep it.
    package func withdrawn() throws(FrameworkRefusal) -> Framework {
        guard state == .published else { throw .notPublished(state) }
        var next = self
        next.state = .withdrawn
        return next
    }

    /// What an office takes over: a template is none any more, and its remark says where it came from.
    package var adopted: Framework {
        guard isTemplate else { return self }
        var next = self
        next.isTemplate = false
        if label.hasPrefix("模板：") { next.label = "由模板复制，" + label.dropFirst(3) }
        return next
    }

    /// An office's own draft made from a template.
    package func copy(id: FrameworkID, code: String, name: String) -> Framework {
        Framework(id: id, code: code, name: name, label: label, bands: bands, nodes: nodes)
    }
}
