import Store
import Supervision

/// What the office and the lead may set beside the procedure: days of the visit, 重点复查, an optional step passed over.
struct InspectionPlanForms: Sendable {
    let page: InspectionPage

    private var row: InspectionRow { page.row }
    private var version: HTML { "\(FormSeal())<input type=\"hidden\" name=\"version\" value=\"\(row.version)\">" }

    var html: HTML? {
        let isLead = row.lead == page.viewer.person
        guard page.isOffice || isLead else { return nil }
        return "\(row.state == .running ? days : nil)\(page.isOffice ? choice : nil)\(page.isOffice ? skip : nil)"
    }

    private var days: HTML {
        let planned = page.typed?["planned"] ?? row.plannedOn?.text ?? ""
        let visited = page.typed?["visited"] ?? row.visitedOn?.text ?? ""
        return """
            <section class="section"><h2>到校日期</h2><form class="form" method="post" action="\(page.path)/days">\(version)
            \(Field("planned", "计划到校", value: planned).date())\(Field("visited", "实际到校", value: visited).date())
            \(page.clashes.flatMap { ClashAsk(standing: $0, typed: page.typed ?? Fields(), isOfOne: true).html })
            <div class="form-actions"><button>保存</button></div></form></section>
            """
    }

    private var choice: HTML? {
        let standing = page.view.standing
        let waits = standing.procedure.steps.contains { step in
            step.level == .unit && step.condition?.asksForChoice ?? false
                && standing.unit.status(of: step.code, in: standing.procedure) == .pending
        }
        guard waits, row.state == .running else { return nil }
        guard !row.isChosen else {
            return """
                <section class="section"><h2>重点复查</h2><form method="post" action="\(page.path)/choice">\(version)\
                <input type="hidden" name="chosen" value="0"><p>已列入：\(page.view.chosenReason)</p>
                <button class="quiet">移出重点复查</button></form></section>
                """
        }
        return """
            <section class="section"><h2>重点复查</h2><form class="form" method="post" action="\(page.path)/choice">\(version)\
            <input type="hidden" name="chosen" value="1">\
            \(Field("reason", "列入理由", value: page.typed?["reason"] ?? "", help: "整改后由督导组再到校复查。", isRequired: true).text())
            <div class="form-actions"><button>列入重点复查</button></div></form></section>
            """
    }

    private var skip: HTML? {
        let standing = page.view.standing
        guard let step = standing.current, step.isOptional, standing.waitingFor == nil,
            standing.unit.status(of: step.code, in: standing.procedure) == .pending
        else { return nil }
        return """
            <section class="section"><h2>略过“\(step.name)”</h2><form class="form" method="post" action="\(page.path)/skip">\
            \(version)<input type="hidden" name="step" value="\(step.code)">\(Field("reason", "理由", isRequired: true).text())
            <div class="form-actions"><button>略过</button></div></form></section>
            """
    }
}
