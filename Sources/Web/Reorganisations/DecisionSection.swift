import Store
import Supervision

/// Everything that hangs on a unit, each thing with its choices; part of the form that changes the unit.
struct DecisionSection: Sendable {
    let change: Reorganisation
    let things: [Dependent]
    let names: [OrganisationID: String]
    let fates: ReorganisationForm.Fates

    var html: HTML {
        let groups = Dependent.Kind.allCases.map { kind in (kind, things.filter { $0.kind == kind }) }
            .filter { !$0.1.isEmpty }
        return """
            <section class="section decisions"><h2>逐项决定去向</h2>
            <p>共 <strong>\(things.count)</strong> 项。全部决定并确认之前，不作任何改动；确认后一次办完，每一项都记入审计日志。</p>
            \(groups.map { table($0.0, $0.1) })</section>
            """
    }

    private func table(_ kind: Dependent.Kind, _ things: [Dependent]) -> HTML {
        let rows = things.map { thing -> HTML in
            let title: HTML =
                thing.path.isEmpty ? "\(thing.title)" : "<a href=\"\(thing.path)\" target=\"_blank\">\(thing.title)</a>"
            return """
                <tr>\(Ledger.cell("事项", title, kind: "lead"))\(Ledger.cell("现状", "\(thing.state)", kind: "long"))\
                \(Ledger.cell("决定", select(thing)))</tr>
                """
        }
        return """
            <h3>\(kind.label) <span class="muted">\(things.count) 项</span></h3>\(things.count > 1 ? rest(kind, things) : nil)
            <table class="ledger"><thead><tr><th scope="col">事项</th><th scope="col" class="long">现状</th>\
            <th scope="col">决定</th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private func select(_ thing: Dependent) -> HTML {
        let allowed = change.fates(of: thing)
        let chosen = fates.byKey[thing.key]?.text ?? ""
        let none = allowed.count == 1 ? [] : [Choice("", "请选择")]
        let isOpen = allowed.count > 1 && chosen.isEmpty && fates.byKind[thing.kind] == nil
        let mark: HTML? = isOpen ? " aria-invalid=\"true\"" : nil
        return """
            <select name="fate-\(thing.key)" aria-label="\(thing.title)的去向"\(mark)>\
            \(Choice.list(none + allowed.map { Choice($0.text, label($0, thing.kind)) }, chosen: [chosen]))</select>
            """
    }

    /// One choice for all of a kind that are not decided by themselves.
    private func rest(_ kind: Dependent.Kind, _ things: [Dependent]) -> HTML {
        var allowed: [Fate] = []
        for fate in things.flatMap({ change.fates(of: $0) }) where !allowed.contains(fate) { allowed.append(fate) }
        guard allowed.count > 1 else { return .empty }
        let chosen = fates.byKind[kind]?.text ?? ""
        return """
            <div class="field"><label for="rest-\(kind.rawValue)">本组没有单独选择的，一律</label>\
            <select id="rest-\(kind.rawValue)" name="rest-\(kind.rawValue)">\
            \(Choice.list([Choice("", "逐项选择")] + allowed.map { Choice($0.text, label($0, kind)) }, chosen: [chosen]))\
            </select></div>
            """
    }

    private func label(_ fate: Fate, _ kind: Dependent.Kind) -> String {
        switch (fate, kind) {
        case (.pass(let id), .zone):
            change.remains ? "\(names[id] ?? "")一并划入，责任督学相同" : "由\(names[id] ?? "")接替，责任督学不变"
        case (.end, .zone): "移出责任区，责任督学不再负责"
        case (.pass(let id), .account): "转到\(names[id] ?? "")"
        case (.pass(let id), _): "转给\(names[id] ?? "")"
        case (.follow, _): "随单位转给新的主管"
        case (.stay, .finding) where change.kind == .transfer: "留给原督导室办结"
        case (.stay, .inspection) where change.kind == .transfer: "留给原督导室办完"
        case (.stay, .prepared) where change.kind == .transfer: "留在原项目"
        case (.stay, .finding): change.remains ? "仍由本单位整改" : "仍以原单位名义办结"
        case (.stay, .inspection): change.remains ? "照常进行" : "仍以原单位名义办完"
        case (.stay, .prepared): "照常进行"
        case (.stay, .frame): "留在名单内（名单已公布，不能改）"
        case (.stay, .account): change.remains ? "不变" : "保留到办结为止"
        case (.stay, .task): change.remains ? "仍由本单位办理" : "仍以原单位名义办理"
        case (.stay, .round): "留在原单位"
        case (.stay, _): "不变"
        case (.end, .inspection): "终止"
        case (.end, .prepared): "从项目中移出"
        case (.end, .account): "停用"
        case (.end, .cooperation): "不再配合"
        case (.end, _): "到此为止"
        }
    }
}

/// What was done to a unit before, with every decision.
struct ReorganisationHistory {
    let rows: [ReorganisationRow]

    var html: HTML? {
        guard !rows.isEmpty else { return nil }
        return "<section class=\"section\"><h2>撤并与变更的决定</h2>\(rows.map(entry))</section>"
    }

    private func entry(_ row: ReorganisationRow) -> HTML {
        let into = row.successors.isEmpty ? "" : "：\(row.successors.joined(separator: "、"))"
        let lines = row.decisions.map { line -> HTML in
            "<tr>\(Ledger.cell("事项", "\(line.kind.label)", kind: "lead"))\(Ledger.cell("内容", "\(line.title)"))\(Ledger.cell("决定", "\(line.fate)"))</tr>"
        }
        let table: HTML? =
            lines.isEmpty
            ? nil
            : """
            <table class="ledger"><thead><tr><th scope="col">事项</th><th scope="col">内容</th><th scope="col">决定</th></tr>\
            </thead><tbody>\(lines)</tbody></table>
            """
        return """
            <details class="fold"><summary>\(row.day.chinese) \(row.kind.label)\(into)（\(row.decisions.count)项决定）</summary>\
            <p>事由：\(row.reason)。由\(row.by)于\(When.html(row.at))办理。</p>\(table)</details>
            """
    }
}
