import Store
import Supervision

/// The way from one framework's sheet to the others, where one visit assesses by several.
struct SheetTabs: Sendable {
    let view: AssessmentView
    let inspection: InspectionID

    var html: HTML? {
        guard view.sheets.count > 1 else { return nil }
        let links = view.sheets.map { sheet -> HTML in
            let path = InspectionPaths.assessment(AssessmentSheet(view.role, number: sheet.number).path, inspection)
            let current: HTML? = sheet.number == view.sheet.number ? " aria-current=\"page\"" : nil
            return "<a href=\"\(path)\"\(current)>\(sheet.name) <span class=\"count\">\(state(sheet))</span></a>"
        }
        return """
            <nav class="tabs" aria-label="指标体系">\(links)</nav>
            <p class="help">一次到校，按\(view.sheets.count)套指标体系分别评估；全部提交后进入下一环节。</p>
            """
    }

    private func state(_ sheet: SheetRow) -> String {
        switch sheet.states[view.role.rawValue] {
        case "submitted": "已提交"
        case nil: "未开始"
        default: "填写中"
        }
    }
}

extension AssessmentView {
    /// Stands before a criterion of a campaign with several frameworks; empty where there is only one.
    var sheetName: String { sheets.count > 1 ? "〔\(framework.name)〕" : "" }
}
