import Store
import Supervision

/// Where the team says at which criterion it found a problem.
struct CriterionChoicePage: Page {
    let view: AssessmentView

    init(_ view: AssessmentView) {
        self.view = view
    }

    var title: String { "写入问题清单" }
    var section: String { "/inspections" }
    private var path: String { "/inspections/\(view.inspection.id)/assessment/\(view.sheet.path)" }

    var main: HTML {
        let crumbs = [(view.inspection.name, "/inspections/\(view.inspection.id)"), (view.role.label, path)]
        return """
            \(PageHead(title, crumbs: crumbs, subtitle: "问题写在哪个观测点？").html)
            \(view.framework.nodes.map(part))
            """
    }

    private func part(_ dimension: FrameworkNode) -> HTML {
        let links = view.leaves(of: dimension).filter(view.isConcerned).map { node -> HTML in
            "<li><a href=\"\(path)/findings?criterion=\(node.number)\">\(node.number) \(node.title)</a></li>"
        }
        return """
            <section class="section"><h2>\(dimension.number) \(dimension.title)</h2><ul>\(links)</ul></section>
            """
    }
}
