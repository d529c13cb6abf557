import Hummingbird
import Store
import Supervision

/// `/`: the first page after signing in — what to do, by when, what is late.
enum WorkbenchRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/", .signedIn, show)
    }

    private static func show(_ call: Call) async throws -> Response {
        let viewer = call.viewer
        let page = try await call.read { db in
            let todos = try Todos.list(visibleTo: viewer, in: db)
            return WorkbenchPage(
                viewer, todos: todos, notes: try Reminders.notes(on: todos.rows, for: viewer, in: db),
                campaigns: viewer.role.seesProgress ? try LeaderFigures.running(visibleTo: viewer, in: db) : [],
                platform: viewer.role.looksAfterPlatform ? try PlatformCounts.read(for: viewer, in: db) : nil,
                week: viewer.role == .inspector
                    ? try CoverageNext.weeks(visibleTo: viewer, in: db).first : nil)
        }
        return call.page(page)
    }
}

extension Role {
    fileprivate var seesProgress: Bool { Role.office.contains(self) || self == .leader }
    fileprivate var looksAfterPlatform: Bool { [.auditor, .admin, .security].contains(self) }
}
