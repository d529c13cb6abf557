import Store
import Supervision

/// A condition that a person judges: what holds, on what it rests, everything before, and the form.
struct LedgerJudgement {
    let condition: StandardCondition
    let indicator: StandardIndicator
    let grade: StandardGrade
    /// The latest first.
    let history: [JudgementRecord]
    let evidence: [JudgementID: [EvidenceFile]]
    let typed: LedgerTyped?
    /// Where a judgement goes; nil for those who only read.
    let action: String?
    let hidden: HTML
    let today: Day

    var html: HTML {
        let heading = condition.name.isEmpty ? indicator.name : condition.name
        return """
            <section class="section"><h2>\(heading) \(badge)</h2>\(current)\(earlier)\(action.map(form))</section>
            """
    }

    private var badge: HTML {
        guard indicator.isVeto, grade != .undetermined else { return grade.badge }
        return Badge.html(grade.veto, grade == .met ? .good : .late)
    }

    private func word(_ record: JudgementRecord) -> String {
        if record.isWithdrawn { return "撤回" }
        return indicator.isVeto ? record.judgement.grade.veto : record.judgement.grade.label
    }

    private var current: HTML {
        guard let record = history.first, !record.isWithdrawn else {
            return "<p class=\"muted\">还没有判定。没有写明依据的判定不算数。</p>"
        }
        let files = evidence[record.id] ?? []
        let list: HTML? =
            files.isEmpty
            ? nil : "<dt>佐证</dt><dd>\(EvidenceList(files, id: "evidence-\(record.id)").list)</dd>"
        return """
            <dl class="facts"><dt>结论</dt><dd>\(word(record))</dd><dt>依据</dt><dd><span class="prose">\(record.judgement.basis)</span></dd>\
            <dt>判定人</dt><dd>\(record.byName)，\(When.html(record.at))</dd>\(list)</dl>
            """
    }

    private var earlier: HTML? {
        let past = history.first?.isWithdrawn == true ? history : Array(history.dropFirst())
        guard !past.isEmpty else { return nil }
        let lines = past.map { record -> HTML in
            let files = (evidence[record.id] ?? []).map { file -> HTML in
                " <a href=\"/evidence/\(file.id)\">\(file.name)</a>"
            }
            return "<li>\(When.html(record.at)) \(record.byName)：\(word(record))。\(record.judgement.basis)\(files)</li>"
        }
        return
            "<details class=\"fold\"><summary>以前的判定（\(past.count)次）</summary><ol class=\"timeline\">\(lines)</ol></details>"
    }

    private func form(_ action: String) -> HTML {
        let code = condition.code
        let current = history.first
        func value(_ name: String, _ known: String) -> String { typed?.fields[name] ?? known }
        let words = indicator.isVeto ? "是否发现" : "结论"
        var choices: [Choice] = [
            Choice("", "请选择"), Choice("met", indicator.isVeto ? "没有发现" : StandardGrade.met.label),
        ]
        if indicator.allowsBasic { choices.append(Choice("basic", StandardGrade.basic.label)) }
        choices.append(Choice("notMet", indicator.isVeto ? "发现" : StandardGrade.notMet.label))
        if current.map({ !$0.isWithdrawn }) ?? false { choices.append(Choice("undetermined", "撤回判定")) }
        let isOpen: HTML? = typed == nil && current != nil && current?.isWithdrawn == false ? nil : " open"
        return """
            <details class="fold"\(isOpen)><summary>\(current == nil ? "判定" : "重新判定")</summary>
            <form class="form" method="post" action="\(action)" enctype="multipart/form-data" data-draft="judgement-\(code)">\
            \(FormSeal())\(hidden)<input type="hidden" name="condition" value="\(code)">\
            <input type="hidden" name="version" value="\(current?.version ?? 0)">
            \(Field("grade", words, value: value("grade", ""), problem: typed?.problems["grade"], isRequired: true).select(choices))\
            \(Field("basis", "依据", value: value("basis", ""), problem: typed?.problems["basis"], help: "文件名称和文号、查阅的材料、现场看到的情况；撤回时写明原因", isRequired: true).area(rows: 3, limit: NewJudgement.longest))
            <div class="field-row">\(Field("files", "佐证材料", help: "可以不传；照片、PDF、Office 文档，每个不超过 20 MB").file(isMultiple: true))\
            \(Field("evidence_day", "材料形成日期", value: value("evidence_day", today.text)).date())</div>
            <div class="form-actions"><button class="primary">保存判定</button></div></form></details>
            """
    }
}
