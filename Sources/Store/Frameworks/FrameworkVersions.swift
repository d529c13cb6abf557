package import SQLCore
package import Supervision

/// One version of a framework as it is stored.
package struct FrameworkVersion: Sendable, Equatable {
    package let framework: Framework
    /// The id that all versions share.
    package let family: String
    /// SHA-256 of the stored content.
    package let digest: String
    package let createdAt: Instant
    package let publishedAt: Instant?
    /// Whose it is; empty for the nation's and for templates.
    package let place: Place
    /// Counts changes of the row, for optimistic locking.
    package let revision: Int

    package var id: FrameworkID { framework.id }
}

/// The framework_version table.
package enum FrameworkVersions {
    /// The version by its id, for whoever may work with something that uses it; refused when there is none.
    ///
    /// What was published never changes, so its tree is decoded once per process.
    package static func require(_ id: FrameworkID, in db: SQLConnection) throws -> Framework {
        let row = try db.first("SELECT v.digest, v.state, v.number FROM framework_version v WHERE v.id = \(id)")
        guard let row else { throw FrameworkRefusal.notFound }
        let shape = try FrameworkShapes.shape(digest: try row.get(0)) {
            try db.first("SELECT content FROM framework_version WHERE id = \(id)")?.get(0) ?? ""
        }
        return Framework(shape, id: id, version: try row.get(2), state: try row.get(1))
    }

    /// The version with all that a page shows, if `viewer` may see it.
    package static func require(
        _ id: FrameworkID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> FrameworkVersion {
        let visible = try Frameworks.visible(to: viewer, in: db)
        let row = try db.first("SELECT \(columns) \(tables) WHERE v.id = \(id) AND \(visible)")
        guard let row else { throw FrameworkRefusal.notFound }
        return try FrameworkVersion(row)
    }

    /// All versions of a framework that `viewer` may see, the newest first.
    package static func history(
        of family: String, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [FrameworkVersion] {
        let visible = try Frameworks.visible(to: viewer, in: db)
        return try db.rows(
            "SELECT \(columns) \(tables) WHERE f.id = \(family) AND \(visible) ORDER BY v.number DESC"
        ).map(FrameworkVersion.init)
    }

    static func insert(_ new: Framework, family: String, publishedAt: Instant? = nil, at: Instant, in db: SQLConnection)
        throws
    {
        let content = try JSONColumn.text(FrameworkShape(new))
        try db.execute(
            """
            INSERT INTO framework_version (id, framework_id, number, state, content, digest, criteria, created_at,
                published_at, version)
            VALUES (\(new.id), \(family), \(new.version), \(new.state), \(content), \(sha256(content)),
                \(new.leaves.count), \(at), \(publishedAt), 1)
            """)
    }

    /// Stores a draft's new content or a version's next state, unless somebody stored another change first.
    static func update(_ next: Framework, revision: Int, publishedAt: Instant?, in db: SQLConnection) throws {
        let content = try JSONColumn.text(FrameworkShape(next))
        let isContent: SQL =
            next.state == .withdrawn
            ? "" : "content = \(content), digest = \(sha256(content)), criteria = \(next.leaves.count), "
        let changed = try db.execute(
            """
            UPDATE framework_version SET \(isContent)state = \(next.state),
                published_at = coalesce(published_at, \(publishedAt)), version = version + 1
            WHERE id = \(next.id) AND version = \(revision)
            """)
        guard changed == 1 else { throw FrameworkChangeRefusal.stale }
    }

    static var tables: SQL { "FROM framework_version v JOIN framework f ON f.id = v.framework_id" }

    static var columns: SQL {
        """
        v.id, v.framework_id, v.number, v.state, v.content, v.digest, v.created_at, v.published_at, v.version,
        f.province, f.city, f.county, f.zone
        """
    }
}

extension Framework.State: SQLConvertible {}

extension FrameworkVersion {
    init(_ row: SQLRow) throws {
        let shape = try FrameworkShapes.shape(digest: try row.get(5)) { try row.get(4) }
        framework = Framework(shape, id: try row.get(0), version: try row.get(2), state: try row.get(3))
        family = try row.get(1)
        digest = try row.get(5)
        createdAt = try row.get(6)
        publishedAt = try row.get(7)
        revision = try row.get(8)
        place = Place(
            province: try row.get(9), city: try row.get(10), county: try row.get(11), zone: try row.get(12))
    }
}

extension Framework {
    fileprivate init(_ shape: FrameworkShape, id: FrameworkID, version: Int, state: State) {
        self.init(
            id: id, code: shape.code, name: shape.name, label: shape.label, isTemplate: shape.isTemplate,
            version: version, state: state, bands: shape.bands, nodes: shape.nodes)
    }
}
