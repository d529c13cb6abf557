import Store
import Supervision

/// One procedure: its steps with what each asks for, and its versions.
struct ProcedurePage: Page {
    let procedure: Procedure
    /// Nil for a shipped one.
    let own: OwnProcedure?
    let versions: [OwnProcedureVersion]
    let viewer: Viewer
    /// An earlier version that is looked at.
    var shown: OwnProcedureVersion?
    var problem: String?

    var title: String { procedure.name }
    var section: String { "/procedures" }

    private var mayWrite: Bool { Role.office.contains(viewer.role) }

    var main: HTML {
        """
        \(head.html)
        \(Said.error(problem))
        \(shown.map { version -> HTML in
            Said.warning("这是第\(version.number)版，\(version.at.day.chinese)由\(version.by)保存。")
        })
        <section class="section"><h2>环节</h2>\(ProcedureSteps(procedure).html)</section>
        \(versions.isEmpty ? nil : history)
        """
    }

    private var head: PageHead {
        let badge: HTML =
            own.map { Badge.html($0.state.label, $0.state == .active ? .good : .neutral) } ?? Badge.html("系统自带")
        let used: HTML? = own.map { own in
            own.campaigns == 0
                ? "第\(own.number)版，还没有用于项目"
                : "第\(own.number)版，<a href=\"/campaigns?procedure=\(own.id)\">用于\(own.campaigns)个项目</a>"
        }
        return PageHead(
            title, crumbs: [("工作流程", "/procedures")], badge: badge, subtitle: used ?? "共\(procedure.steps.count)个环节",
            actions: actions)
    }

    private var actions: HTML? {
        guard mayWrite else { return nil }
        let copy: HTML = "<a class=\"button\" href=\"/procedures/new?from=\(procedure.code)\">复制修改</a>"
        guard let own, shown == nil else { return copy }
        let next: OwnProcedure.State = own.state == .active ? .retired : .active
        let label = next == .active ? "重新启用" : "停用"
        let sentence = next == .active ? "确定重新启用吗？" : "停用后新项目不再能选用，已建的项目不受影响。确定停用吗？"
        return """
            <a class="button" href="/procedures/\(own.id)/edit">修改</a>\(copy)\
            <form class="inline" method="post" action="/procedures/\(own.id)/state">\(FormSeal())\
            <input type="hidden" name="state" value="\(next.rawValue)">\
            <button class="quiet" data-confirm="\(sentence)" data-confirm-label="\(label)">\(label)</button></form>
            """
    }

    private var history: HTML {
        let rows = versions.map { version -> HTML in
            let link: HTML =
                "<a href=\"/procedures/\(own?.id.rawValue ?? "")/versions/\(version.number)\">第\(version.number)版</a>"
            return """
                <tr>\(Ledger.cell("版本", link, kind: "lead"))\(Ledger.cell("保存", When.html(version.at)))\
                \(Ledger.cell("保存人", "\(version.by)"))\(Ledger.cell("环节", "\(version.procedure.chain)", kind: "long"))</tr>
                """
        }
        return """
            <section class="section"><h2>版本</h2><table class="ledger"><thead><tr><th scope="col">版本</th>\
            <th scope="col">保存</th><th scope="col">保存人</th><th scope="col" class="long">环节</th></tr></thead>\
            <tbody>\(rows)</tbody></table></section>
            """
    }
}

/// The steps of a procedure as a table.
struct ProcedureSteps: Sendable {
    let procedure: Procedure

    init(_ procedure: Procedure) {
        self.procedure = procedure
    }

    var html: HTML {
        let rows = procedure.steps.enumerated().map(row)
        return """
            <table class="ledger"><thead><tr><th scope="col" class="num">序</th><th scope="col">环节</th>\
            <th scope="col">办理</th><th scope="col">在哪些环节之后</th><th scope="col" class="long">须办事项</th>\
            <th scope="col">涉及单位</th><th scope="col">时限</th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private func row(_ place: Int, _ step: ProcedureStep) -> HTML {
        let optional: HTML? = step.isOptional ? " \(Badge.html("可略过"))" : nil
        let name: HTML = "\(step.name)\(optional)<small>\(step.code)</small>"
        return """
            <tr>\(Ledger.cell("序", "\(place + 1)", kind: "num"))\(Ledger.cell("环节", name, kind: "lead"))\
            \(Ledger.cell("办理", step.level == .campaign ? "整个项目" : "每个单位"))\
            \(Ledger.cell("在哪些环节之后", "\(after(place, step))"))\
            \(Ledger.cell("须办事项", "\(step.requires.map(\.label).joined(separator: "、"))", kind: "long"))\
            \(Ledger.cell("涉及单位", "\(step.condition.map { "\($0.text)的单位" } ?? "全部")"))\
            \(Ledger.cell("时限", "\(term(step))"))</tr>
            """
    }

    private func after(_ place: Int, _ step: ProcedureStep) -> String {
        guard let named = step.after else { return place == 0 ? "—" : "上一环节" }
        let names = named.map { code in procedure.step(code)?.name ?? code }
        return names.isEmpty ? "不等候" : names.joined(separator: "、")
    }

    private func term(_ step: ProcedureStep) -> String {
        let law = step.clock.flatMap(DeadlineRuleID.init).map { "法定：\($0.label)" }
        return [law, step.term.map(\.term.chinese)].compactMap { $0 }.joined(separator: "；")
    }
}
