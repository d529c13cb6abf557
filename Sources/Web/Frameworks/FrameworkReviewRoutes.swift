import Hummingbird
import NIOCore
import Office
import Store
import Supervision

/// Looking at a version before it counts: as an assessor sees it, and beside another version.
enum FrameworkReviewRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/frameworks/versions/:id/preview", FrameworkRoutes.readers, preview)
        site.get("/frameworks/versions/:id/comparison", FrameworkRoutes.readers) { call in
            call.page(try await compare(call))
        }
        site.get("/frameworks/versions/:id/comparison.xlsx", FrameworkRoutes.readers, sheet)
    }

    private static func preview(_ call: Call) async throws -> Response {
        let id: FrameworkID = call.id()
        let version = try await call.read { db in try FrameworkVersions.require(id, visibleTo: call.viewer, in: db) }
        let role = Assessment.Role(path: call.query.text("as")) ?? .own
        return call.page(
            AssessorPreviewPage(version, as: role, part: call.query.text("part"), viewer: call.viewer))
    }

    /// With the version that is asked for, else with the one before.
    private static func compare(_ call: Call) async throws -> ComparisonPage {
        let id: FrameworkID = call.id()
        let asked = FrameworkID(call.query.text("with"))
        return try await call.read { db in
            let version = try FrameworkVersions.require(id, visibleTo: call.viewer, in: db)
            let history = try FrameworkVersions.history(of: version.family, visibleTo: call.viewer, in: db)
            let before = history.first { $0.framework.version < version.framework.version } ?? version
            let other =
                asked.rawValue.isEmpty
                ? before : try FrameworkVersions.require(asked, visibleTo: call.viewer, in: db)
            // Of two versions of one framework the newer one is what became of the older.
            let isTurned = other.family == version.family && other.framework.version > version.framework.version
            return isTurned
                ? ComparisonPage(version, other, history: history) : ComparisonPage(other, version, history: history)
        }
    }

    private static func sheet(_ call: Call) async throws -> Response {
        let page = try await compare(call)
        let bytes = try XLSXWriter.bytes(SheetLayout(name: "版本比较", columns: ComparisonPage.sheet), rows: page.lines)
        return Response(
            status: .ok,
            headers: .download(named: "\(page.new.framework.name)-版本比较.xlsx", type: SheetExport.mediaType),
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
