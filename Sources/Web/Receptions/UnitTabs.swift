import SQLCore
import Store
import Supervision

/// The tabs between what a unit prepares for those above; a kind that it was never given is left out.
struct UnitTabs: Sendable {
    private let work: UnitWork?

    init(_ viewer: Viewer, in db: SQLConnection) throws {
        guard case .organisation(let unit) = viewer.scope else {
            work = nil
            return
        }
        work = try UnitWork(of: unit, in: db)
    }

    /// Nothing for offices, and nothing where there is only one tab.
    func html(current: String) -> HTML? {
        guard let work else { return nil }
        let all: [(title: String, path: String, count: Int)] = [
            ("迎检任务", "/receptions", work.items), ("分工指标", "/indicator-shares", work.shares),
            ("履职目标", "/duty-targets", work.targets), ("本级自评", "/governments", work.cases),
            ("结果公示", "/result-notices", work.notices),
        ]
        let shown = all.filter { $0.path == "/receptions" || $0.path == current || $0.count > 0 }
        guard shown.count > 1 else { return nil }
        let links = shown.map { tab -> HTML in
            let mark: HTML? = tab.path == current ? " aria-current=\"page\"" : nil
            return "<a href=\"\(tab.path)\"\(mark)>\(tab.title) <span class=\"count\">\(tab.count)</span></a>"
        }
        return "<nav class=\"tabs\" aria-label=\"任务\">\(links)</nav>"
    }
}

/// The tabs of 督政 for an office.
enum GovernmentTabs {
    static func html(current: String) -> HTML {
        let tabs = [
            ("履职评价", "/governments"), ("目标任务", "/duties"), ("结果公示", "/result-notices"),
            ("考核标准", "/governments/standards"),
        ]
        let links = tabs.map { title, path -> HTML in
            let mark: HTML? = path == current ? " aria-current=\"page\"" : nil
            return "<a href=\"\(path)\"\(mark)>\(title)</a>"
        }
        return "<nav class=\"tabs\" aria-label=\"督政\">\(links)</nav>"
    }
}
