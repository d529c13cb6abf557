import Store
import Supervision

/// Where a unit lodges its 申辩, point by point, or says that it has none.
struct OpinionDefenceForm {
    static let points = 8
    let view: OpinionView

    init(_ view: OpinionView) {
        self.view = view
    }

    var html: HTML {
        if let due = view.opinion?.defenceDue, due < view.viewer.day {
            return "<p class=\"late-text\">申辩期已于 \(When.html(due)) 届满，等待督导室拟写督导意见书。</p>"
        }
        return """
            \(deadline)
            <form class="form full" method="post" action="\(view.path)/defence" enctype="multipart/form-data" \
            data-draft="opinion-\(view.found.inspection.rawValue)-defence">\(OpinionNext.seal(view))
            \((1...2).map(point))
            <details class="explain"><summary>更多条目</summary>\((3...OpinionDefenceForm.points).map(point))</details>
            <div class="form-actions"><button class="primary" data-confirm="提交后不能修改或补充。确定提交申辩吗？" \
            data-confirm-label="提交申辩">提交申辩</button></div></form>
            <div class="form-actions"><form class="inline" method="post" action="\(view.path)/waiver">\(OpinionNext.seal(view))\
            <button data-confirm="放弃后不能再申辩。确定没有异议吗？" data-confirm-label="放弃申辩">没有异议，放弃申辩</button></form></div>
            """
    }

    private var deadline: HTML {
        guard let due = view.opinion?.defenceDue else {
            return "<p>对初步意见有异议的，请逐条写明；申辩截止日由督导室设定后通知。</p>"
        }
        return "<p>对初步意见有异议的，请在 <strong>\(When.html(due))</strong> 24时前逐条写明并附佐证材料。</p>"
    }

    private func point(_ number: Int) -> HTML {
        let text = Field("point\(number)", "第\(ChineseNumber.text(number))条", value: view.typed["point\(number)"] ?? "")
        let files = Field("files\(number)", "佐证材料（可选，可多选）")
        return "\(text.area(rows: 3, limit: 4_000))\(files.file(isMultiple: true))"
    }
}

/// Where the office answers each point: what it says, and what it changes.
struct OpinionAnswerForm {
    let view: OpinionView

    init(_ view: OpinionView) {
        self.view = view
    }

    var html: HTML {
        let open = (view.opinion?.defence ?? []).enumerated().filter { $0.element.answer == nil }
        guard let next = open.first else { return .empty }
        let isTyped = view.typed.number("point") == next.offset
        func value(_ name: String) -> String { isTyped ? view.typed[name] ?? "" : "" }
        return """
            <p>还有 <strong>\(open.count)</strong> 条申辩待答复。</p>
            <form class="form full" method="post" action="\(view.path)/answers" \
            data-draft="opinion-\(view.found.inspection.rawValue)-answer-\(next.offset)">\(OpinionNext.seal(view))\
            <input type="hidden" name="point" value="\(next.offset)">
            <blockquote class="prose"><strong>第\(ChineseNumber.text(next.offset + 1))条申辩</strong>
            \(next.element.text)</blockquote>
            \(Field("answer", "答复", value: value("answer"), isRequired: true).area(rows: 3, limit: 4_000))
            \(Field("change", "处理", value: value("change")).select(choices))
            \(findings(value("finding")))
            \(Field("problem", "改动后的问题表述", value: value("problem"), help: "选“修改问题”时填写。").area(rows: 2, limit: 2_000))
            \(Field("requirement", "改动后的整改要求", value: value("requirement"), help: "选“修改问题”时填写；不填则不变。").area(rows: 2, limit: 2_000))
            \(Field("note", "正文的改动", value: value("note"), help: "选“修改正文”时说明改了什么。").area(rows: 2, limit: 2_000))
            <div class="form-actions"><button class="primary">答复这一条</button></div></form>
            """
    }

    private var choices: [Choice] {
        let text = [Choice("none", "不采纳，不作改动"), Choice("text", "采纳，修改意见书正文")]
        guard !view.found.drafts.isEmpty else { return text }
        return text + [Choice("amend", "采纳，修改问题"), Choice("withdraw", "采纳，撤销问题")]
    }

    private func findings(_ chosen: String) -> HTML? {
        guard !view.found.drafts.isEmpty else { return nil }
        let options = view.found.drafts.map { Choice($0.id.rawValue, "\($0.criterion) \($0.problem)") }
        return Field("finding", "涉及的问题", value: chosen).select([Choice("", "无")] + options)
    }
}
