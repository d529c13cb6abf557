import Store
import Supervision

/// A framework exactly as those see it who will answer it; nothing that is typed here is kept.
struct AssessorPreviewPage: Page {
    let version: FrameworkVersion
    private let sheet: AssessmentPage

    init(_ version: FrameworkVersion, as role: Assessment.Role, part: String, viewer: Viewer) {
        self.version = version
        let view = AssessmentView(
            inspection: .sample(name: "示例单位", campaign: "预览", on: viewer.day), framework: version.framework,
            sheet: AssessmentSheet(role), sheets: [], record: nil, own: nil,
            tree: Rollup.compute(version.framework, [:]), drafts: [:], closed: nil)
        var sheet = AssessmentPage(view, viewer: viewer, part: part, typed: nil, problems: [:], problem: nil)
        sheet.preview = "/frameworks/versions/\(version.id)/preview"
        self.sheet = sheet
    }

    private var path: String { "/frameworks/versions/\(version.id)" }
    private var role: Assessment.Role { sheet.view.role }
    var title: String { "预览" }
    var section: String { "/frameworks" }

    var main: HTML {
        let crumbs = [("指标体系", "/frameworks"), (version.framework.name, path)]
        let others = [Assessment.Role.own, .onSite].map { other -> HTML in
            let current: HTML? = other == role ? " aria-current=\"page\"" : nil
            return "<a class=\"button\" href=\"\(path)/preview?as=\(other.path)\"\(current)>按\(other.label)看</a>"
        }
        let head = PageHead(
            title, crumbs: crumbs, badge: FrameworkListPage.badge(version.framework.state),
            subtitle: "填写人看到的就是这样。可以试填，内容不会保存；适用范围不同的单位看到的项目会少一些。", actions: "\(others)")
        return """
            \(head.html)
            \(tabs)
            \(sheet.dimension.map(content) ?? empty)
            """
    }

    private var empty: HTML {
        "<div class=\"empty\"><strong>还没有任何指标</strong>先<a href=\"\(path)/editor\">添加指标</a>再预览。</div>"
    }

    private var tabs: HTML {
        let links = version.framework.nodes.map { node -> HTML in
            let current: HTML? = node.number == sheet.dimension?.number ? " aria-current=\"page\"" : nil
            let count = sheet.view.leaves(of: node).count
            return """
                <a href="\(path)/preview?as=\(role.path)&amp;part=\(node.number)"\(current)>\(node.number) \(node.title)\
                <span class="count">0/\(count)</span></a>
                """
        }
        return "<nav class=\"tabs\" aria-label=\"维度\">\(links)</nav>"
    }

    private func content(of dimension: FrameworkNode) -> HTML {
        let criteria = sheet.view.leaves(of: dimension).map { node in
            CriterionSection(node: node, page: sheet, answer: nil, evidence: [])
        }
        let total = version.framework.leaves.count
        return """
            <form method="get" action="\(path)/preview">\(criteria.map(\.html))</form>
            <div class="assess-bar"><span class="meter-line"><meter min="0" max="\(max(total, 1))" value="0">0 / \(total)</meter> \
            已填 0 / \(total) 项</span><span class="muted">预览，不能保存或提交</span></div>
            """
    }
}
