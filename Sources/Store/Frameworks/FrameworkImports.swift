package import SQLCore
package import Supervision

/// What came of a framework that was read from a file.
package enum FrameworkImportResult: Sendable, Equatable {
    /// A new framework, a new draft, or a draft with another tree.
    case stored(FrameworkID)
    /// The newest version says the same already.
    case unchanged(FrameworkID)

    package var id: FrameworkID {
        switch self {
        case .stored(let id), .unchanged(let id): id
        }
    }
}

extension Frameworks {
    /// Stores a tree that was read from a file as a draft of the framework with its code.
    ///
    /// An unknown code makes a framework; a known one takes the tree into its draft, or a new one. The same file
    /// twice changes nothing.
    package static func take(_ tree: Framework, _ act: Act) throws -> FrameworkImportResult {
        guard let family = try family(code: tree.code.trimmed, in: act.db) else {
            return .stored(try create(tree, code: tree.code, name: tree.name, act))
        }
        let newest = try act.db.first(
            "SELECT id FROM framework_version WHERE framework_id = \(family) ORDER BY number DESC LIMIT 1")
        guard let newest else { throw FrameworkRefusal.notFound }
        let id: FrameworkID = try newest.get(0)
        // Somebody else's code is taken, whether or not its owner's framework may be seen.
        guard let current = try? FrameworkVersions.require(id, visibleTo: act.viewer, in: act.db),
            try isOwn(current, act.viewer, in: act.db) || current.framework.saysTheSame(as: tree)
        else { throw FrameworkChangeRefusal.codeTaken(tree.code) }
        if current.framework.saysTheSame(as: tree) { return .unchanged(id) }
        let draft = current.framework.state == .draft ? id : try nextDraft(of: id, act)
        try edit(draft, name: tree.name, label: tree.label, tree: tree, act)
        return .stored(draft)
    }
}

extension Framework {
    fileprivate func saysTheSame(as other: Framework) -> Bool {
        name == other.name && label == other.label && bands == other.bands && nodes == other.nodes
    }
}

extension Frameworks {
    /// Plants the shipped templates; one that a new release changed becomes the next version of its framework.
    package static func plant(in database: any SQLDatabase, at: Instant) async throws {
        for template in ShippedFrameworks.all {
            try await database.write { db in try plant(template, at: at, in: db) }
        }
    }

    private static func plant(_ template: Framework, at: Instant, in db: SQLConnection) throws {
        let family = template.id.rawValue
        let digest = sha256(try JSONColumn.text(FrameworkShape(template)))
        let newest = try db.first(
            """
            SELECT v.number, v.digest FROM framework_version v WHERE v.framework_id = \(family)
            ORDER BY v.number DESC LIMIT 1
            """)
        if let newest, try newest.get(1) == digest { return }
        let number = (try newest?.get(0) ?? 0) + 1
        if newest == nil { try insertFamily(family, template, Place(), at: at, in: db) }
        try db.execute(
            """
            UPDATE framework_version SET state = 'withdrawn', version = version + 1
            WHERE framework_id = \(family) AND state = 'published'
            """)
        let version = Framework(
            id: Identifier("\(family)-\(number)"), code: template.code, name: template.name, label: template.label,
            isTemplate: true, version: number, state: .published, bands: template.bands, nodes: template.nodes)
        try FrameworkVersions.insert(version, family: family, publishedAt: at, at: at, in: db)
    }
}

extension Frameworks {
    /// As whom the command line imports: the one office that this deployment serves, else the platform itself.
    package static func importer(on day: Day, in db: SQLConnection) throws -> Viewer {
        let system = Viewer.system(on: day)
        let rows = try db.rows(
            """
            SELECT DISTINCT a.region_code, r.level FROM account a JOIN region r ON r.code = a.region_code
            WHERE a.role IN ('officer', 'director') AND a.active
            """)
        guard rows.count == 1, let row = rows.first else { return system }
        return Viewer(
            account: system.account, person: system.person, name: system.name, role: .officer,
            scope: .region(try row.get(1), code: try row.get(0)), day: day)
    }
}
