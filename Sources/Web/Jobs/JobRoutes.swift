import HTTPTypes
import Hummingbird
import Store
import Supervision

/// `/jobs`: long work that can be left and found again.
enum JobRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/jobs", .roles(Role.office.union([.admin])), list)
    }

    private static func list(_ call: Call) async throws -> Response {
        let address = ListAddress("/jobs", call.query)
        let listing = try await call.read { db in
            try JobQueue.list(address.page, visibleTo: call.viewer, in: db)
        }
        let response = call.page(JobsPage(listing: listing, address: address))
        return listing.rows.contains(where: \.isUnfinished) ? response.reloading(after: 3) : response
    }
}

extension Job {
    var isUnfinished: Bool { state == .queued || state == .running }
}

extension Response {
    /// The browser asks again by itself, with or without scripts.
    func reloading(after seconds: Int) -> Response {
        var response = self
        response.headers[.refresh] = "\(seconds)"
        return response
    }
}

/// Long work with its state.
struct JobsPage: Page {
    let listing: Listing<Job>
    let address: ListAddress

    var title: String { "后台任务" }
    var section: String { "/jobs" }

    var main: HTML {
        """
        \(PageHead(title, subtitle: "导入等费时的工作在后台进行，可以离开页面，完成后在这里找到结果。").html)
        \(table.html)
        """
    }

    private var table: Ledger {
        let empty: HTML = "<div class=\"empty\"><strong>没有后台任务</strong>导入表格时会在这里看到进度。</div>"
        return Ledger(
            [.init("任务"), .init("状态"), .init("进度", kind: "num"), .init("提交", kind: "date"), .init("完成", kind: "date")],
            listing, at: address, unit: "项", empty: empty
        ) { job in
            let title: HTML = job.result.isEmpty ? "\(job.title)" : "<a href=\"\(job.result)\">\(job.title)</a>"
            let finished: HTML = job.finishedAt.map { When.html($0) } ?? "—"
            let failure: HTML? = job.message.isEmpty ? nil : "<small class=\"late-text\">\(job.message)</small>"
            return """
                <tr>\(Ledger.cell("任务", "\(title)\(failure)", kind: "lead"))\(Ledger.cell("状态", JobsPage.badge(job)))\
                \(Ledger.cell("进度", "\(JobsPage.progress(job))", kind: "num"))\
                \(Ledger.cell("提交", When.html(job.createdAt), kind: "date"))\(Ledger.cell("完成", finished, kind: "date"))</tr>
                """
        }
    }

    static func badge(_ job: Job) -> HTML {
        switch job.state {
        case .queued: Badge.html(job.state.label)
        case .running: Badge.html(job.state.label, .active)
        case .done: Badge.html(job.state.label, .good)
        case .failed: Badge.html(job.state.label, .late)
        }
    }

    static func progress(_ job: Job) -> String {
        if job.total > 0 { return "\(job.progress) / \(job.total)" }
        return job.progress > 0 ? "\(job.progress)" : "—"
    }
}

extension HTTPField.Name {
    fileprivate static var refresh: HTTPField.Name { HTTPField.Name("Refresh") ?? .via }
}
