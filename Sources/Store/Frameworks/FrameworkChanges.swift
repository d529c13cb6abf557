package import SQLCore
package import Supervision

/// Why a stored framework does not change.
package enum FrameworkChangeRefusal: Refusal, Equatable {
    case codeTaken(String)
    case blank
    case tooLong(String, limit: Int)
    case draftExists
    case stale
    case notYours

    package var code: String {
        switch self {
        case .codeTaken: "framework.codeTaken"
        case .blank: "framework.blank"
        case .tooLong: "framework.tooLong"
        case .draftExists: "framework.draftExists"
        case .stale: "framework.stale"
        case .notYours: "framework.notYours"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .blank, .tooLong: .invalid
        case .notYours: .forbidden
        default: .conflict
        }
    }

    package var message: String {
        switch self {
        case .codeTaken(let code): "代码“\(code)”已用于另一套指标体系，请换一个。"
        case .blank: "名称和代码都要填写。"
        case .tooLong(let field, let limit): "\(field)请控制在\(limit)字以内。"
        case .draftExists: "这套指标体系已有一个草稿，请先发布或放弃它。"
        case .stale: "这一版本刚被别人改过，请刷新页面后再操作。"
        case .notYours: "这套指标体系由其他督导机构或系统提供，不能直接修改；可以“以此为模板新建”。"
        }
    }
}

extension Frameworks {
    /// Stores the office's own framework as the draft of its first version.
    package static func create(_ tree: Framework, code: String, name: String, _ act: Act) throws -> FrameworkID {
        let (code, name) = (code.trimmed, name.trimmed)
        guard !code.isEmpty, !name.isEmpty else { throw FrameworkChangeRefusal.blank }
        try check(name: name, code: code, label: tree.label)
        guard try family(code: code, in: act.db) == nil else { throw FrameworkChangeRefusal.codeTaken(code) }
        let place = try place(of: act.viewer.scope, in: act.db)
        let family: Identifier<Framework.Type> = act.newID()
        let draft = tree.copy(id: act.newID(), code: code, name: name)
        try insertFamily(family.rawValue, draft, place, at: act.at, in: act.db)
        try FrameworkVersions.insert(draft, family: family.rawValue, at: act.at, in: act.db)
        try act.record("framework.created", of: "framework", draft.id.rawValue, in: place, ["code": code])
        return draft.id
    }

    /// A draft of the following version; the published one stays as it is.
    package static func nextDraft(of id: FrameworkID, _ act: Act) throws -> FrameworkID {
        let current = try requireOwn(id, act)
        guard try draft(of: current.family, in: act.db) == nil else { throw FrameworkChangeRefusal.draftExists }
        let last = try act.db.first(
            "SELECT max(number) FROM framework_version WHERE framework_id = \(current.family)")
        var next = try current.framework.nextDraft(id: act.newID())
        next = Framework(
            id: next.id, code: next.code, name: next.name, label: next.label, version: (try last?.get(0) ?? 0) + 1,
            bands: next.bands, nodes: next.nodes)
        try FrameworkVersions.insert(next, family: current.family, at: act.at, in: act.db)
        try act.record("framework.drafted", of: "framework", next.id.rawValue, in: current.place, [:])
        return next.id
    }

    /// Another name, remark, bands or tree for a draft; nil keeps what is there.
    package static func edit(
        _ id: FrameworkID, name: String? = nil, label: String? = nil, tree: Framework? = nil, _ act: Act
    ) throws {
        if let name, name.isBlank { throw FrameworkChangeRefusal.blank }
        try check(name: name ?? "", code: "", label: label ?? "")
        try change(id, act) { draft in
            try draft.edited(name: name?.trimmed, label: label?.trimmed, bands: tree?.bands, nodes: tree?.nodes)
        }
    }

    /// Stores what `body` makes of a draft.
    ///
    /// With a `revision` it is refused when somebody stored another change since then.
    package static func change(
        _ id: FrameworkID, revision: Int? = nil, _ act: Act, _ body: (Framework) throws -> Framework
    ) throws {
        let current = try requireDraft(id, act.viewer, in: act.db)
        if let revision, revision != current.revision { throw FrameworkChangeRefusal.stale }
        let next = try body(current.framework)
        try FrameworkVersions.update(next, revision: current.revision, publishedAt: nil, in: act.db)
        if next.version == 1 { try rename(current.family, next.name, in: act.db) }
        try act.record(
            "framework.edited", of: "framework", id.rawValue, in: current.place,
            ["sha256": sha256(try JSONColumn.text(FrameworkShape(next)))])
    }

    package static func publish(_ id: FrameworkID, _ act: Act) throws {
        let current = try requireOwn(id, act)
        let next = try current.framework.published()
        try FrameworkVersions.update(next, revision: current.revision, publishedAt: act.at, in: act.db)
        try rename(current.family, next.name, in: act.db)
        let digest = sha256(try JSONColumn.text(FrameworkShape(next)))
        try act.record("framework.published", of: "framework", id.rawValue, in: current.place, ["sha256": digest])
    }

    package static func withdraw(_ id: FrameworkID, _ act: Act) throws {
        let current = try requireOwn(id, act)
        let next = try current.framework.withdrawn()
        try FrameworkVersions.update(next, revision: current.revision, publishedAt: nil, in: act.db)
        try act.record("framework.withdrawn", of: "framework", id.rawValue, in: current.place, [:])
    }

    /// Gives a draft up; a framework without any version goes with it.
    package static func discard(_ id: FrameworkID, _ act: Act) throws {
        let current = try requireOwn(id, act)
        guard current.framework.state == .draft else { throw FrameworkRefusal.notDraft(current.framework.state) }
        try act.db.execute("DELETE FROM framework_version WHERE id = \(id) AND state = 'draft'")
        try act.db.execute(
            """
            DELETE FROM framework WHERE id = \(current.family)
                AND NOT EXISTS (SELECT 1 FROM framework_version v WHERE v.framework_id = framework.id)
            """)
        try act.record("framework.discarded", of: "framework", id.rawValue, in: current.place, [:])
    }

    /// Whether the viewer's office made it and so may change it.
    package static func isOwn(_ version: FrameworkVersion, _ viewer: Viewer, in db: SQLConnection) throws -> Bool {
        guard !version.framework.isTemplate, Role.office.contains(viewer.role) || viewer.scope == .nation else {
            return false
        }
        return try place(of: viewer.scope, in: db) == version.place
    }

    /// A draft that the viewer's office may change.
    package static func requireDraft(
        _ id: FrameworkID, _ viewer: Viewer, in db: SQLConnection
    ) throws -> FrameworkVersion {
        let version = try FrameworkVersions.require(id, visibleTo: viewer, in: db)
        guard try isOwn(version, viewer, in: db) else { throw FrameworkChangeRefusal.notYours }
        guard version.framework.state == .draft else { throw FrameworkRefusal.notDraft(version.framework.state) }
        return version
    }

    private static func requireOwn(_ id: FrameworkID, _ act: Act) throws -> FrameworkVersion {
        let version = try FrameworkVersions.require(id, visibleTo: act.viewer, in: act.db)
        guard try isOwn(version, act.viewer, in: act.db) else { throw FrameworkChangeRefusal.notYours }
        return version
    }

    private static func check(name: String, code: String, label: String) throws(FrameworkChangeRefusal) {
        if name.count > 100 { throw .tooLong("名称", limit: 100) }
        if code.count > 60 { throw .tooLong("代码", limit: 60) }
        if label.count > 500 { throw .tooLong("说明", limit: 500) }
    }

    private static func rename(_ family: String, _ name: String, in db: SQLConnection) throws {
        try db.execute("UPDATE framework SET name = \(name) WHERE id = \(family)")
    }

    static func family(code: String, in db: SQLConnection) throws -> String? {
        try db.first("SELECT id FROM framework WHERE code = \(code)")?.get(0)
    }

    static func draft(of family: String, in db: SQLConnection) throws -> FrameworkID? {
        try db.first("SELECT id FROM framework_version WHERE framework_id = \(family) AND state = 'draft'")?.get(0)
    }

    static func insertFamily(
        _ id: String, _ framework: Framework, _ place: Place, at: Instant, in db: SQLConnection
    ) throws {
        try db.execute(
            """
            INSERT INTO framework (id, code, name, is_template, province, city, county, zone, created_at)
            VALUES (\(id), \(framework.code), \(framework.name), \(framework.isTemplate), \(place.province),
                \(place.city), \(place.county), \(place.zone), \(at))
            """)
    }
}
