import Store
import Supervision

/// One criterion of an assessment: what is asked, the unit's answer beside the team's, evidence, findings.
struct CriterionSection: Sendable {
    let node: FrameworkNode
    let page: AssessmentPage
    let answer: StoredAnswer?
    let evidence: [EvidenceFile]

    private var number: String { node.number }
    private var problem: String? { page.problems[number] }

    var html: HTML {
        guard let criterion = node.criterion else { return .empty }
        let method = criterion.method.isEmpty ? "" : "（\(criterion.method)）"
        let notes: HTML? =
            criterion.guidance.isEmpty && method.isEmpty
            ? nil : "<p class=\"muted\">\(criterion.guidance)\(method)</p>"
        let basis: HTML? =
            criterion.basis.isEmpty
            ? nil : "<details class=\"explain\"><summary>依据</summary><p>\(criterion.basis)</p></details>"
        // A unit that assesses itself needs no heading over its only answer.
        let isAlone = page.view.role == .own
        let mine = answerPart(criterion)
        let body: HTML =
            isAlone
            ? "<div class=\"stack\">\(mine)</div>"
            : "<div class=\"compare\">\(ownPart)<div class=\"mine\"><h4>\(page.view.role.label)</h4>\(mine)</div></div>"
        return """
            <section class="criterion" id="c\(number)"><div class="criterion-head"><span class="code">\(number)</span>\
            <h3>\(node.title)</h3><span class="max">\(asked(criterion))</span></div>\(notes)\(basis)\(body)</section>
            """
    }

    /// The upload form whose controls stand inside this section.
    var detachedForm: HTML { list.detachedForm ?? .empty }

    private func asked(_ criterion: Criterion) -> String {
        let worth: String =
            switch criterion.kind {
            case .veto: "一票否决"
            case .scored(let max): "满分 \(max.text) 分"
            case .yesNo where node.weight == .zero: "是否 · 只记录"
            case .counted(let unit, nil): "计数（\(unit)）· 只记录"
            case .graded, .yesNo: "\(criterion.kind.label) · 分值 \(node.weight.text) 分"
            case .counted(let unit, _): "计数（\(unit)）· 分值 \(node.weight.text) 分"
            }
        return criterion.requiresEvidence ? "\(worth) · 须附证据" : worth
    }

    private var ownPart: HTML {
        let own = page.view.own
        let given = own?.answers[number]
        let note: HTML? = given.flatMap { $0.note.isEmpty ? nil : "<p class=\"prose\">\($0.note)</p>" }
        let files = own?.evidence[number] ?? []
        let shown: HTML? = files.isEmpty ? nil : EvidenceList(files, id: "own-\(number)").list
        let state: HTML? = own?.state == .submitted ? nil : Badge.html("尚未提交", .warn)
        return "<div><h4>自评 \(state)</h4><p><b>\(given?.text ?? "未作答")</b></p>\(note)\(shown)</div>"
    }

    private func answerPart(_ criterion: Criterion) -> HTML {
        guard page.isOpen else { return "\(reading)\(findings)" }
        let note = Field("note.\(number)", "说明", value: typed("note") ?? answer?.note ?? "").area(rows: 2, limit: 2_000)
        return """
            \(control(criterion.kind))\(note)\(list.attached)\(findings)
            """
    }

    private var reading: HTML {
        let note: HTML? = answer.flatMap { $0.note.isEmpty ? nil : "<p class=\"prose\">\($0.note)</p>" }
        let files: HTML? = evidence.isEmpty ? nil : list.list
        return "<p><b>\(answer?.text ?? "未作答")</b></p>\(note)\(files)"
    }

    private var list: EvidenceList {
        let upload = EvidenceList.Upload(
            action: "\(page.path)/evidence", day: page.viewer.day, hidden: [("criterion", number)])
        return EvidenceList(
            evidence, id: "evidence-\(number)", upload: page.isOpen ? upload : nil, mayRemove: page.isOpen)
    }

    // MARK: Controls

    private func control(_ kind: Criterion.Kind) -> HTML {
        let value = typed("value") ?? answer?.value?.text ?? ""
        switch kind {
        case .scored(let max): return numberField("得分", value, unit: "/ \(max.text) 分")
        case .counted(let unit, _): return numberField("数量", value, unit: unit)
        case .graded(let levels): return choices("等级", levels.map(\.name), value)
        case .yesNo: return choices(node.weight == .zero ? "是否" : "是否符合", ["是", "否"], value)
        case .veto: return choices("是否触发一票否决", ["是", "否"], value, mayBeInapplicable: false)
        }
    }

    private func numberField(_ label: String, _ value: String, unit: String) -> HTML {
        """
        <div class="\(problem == nil ? "field" : "field error")"><label for="value.\(number)">\(label)</label>\
        <span class="with-unit"><input id="value.\(number)" name="value.\(number)" class="short num" inputmode="decimal" \
        autocomplete="off" value="\(value)"\(invalid)> \(unit)</span>\(complaint)</div>\
        <div class="choices">\(inapplicable)</div>
        """
    }

    private func choices(_ legend: String, _ options: [String], _ value: String, mayBeInapplicable: Bool = true) -> HTML
    {
        let radios = options.map { option -> HTML in
            let checked: HTML? = option == value ? " checked" : nil
            return """
                <label class="choice"><input type="radio" name="value.\(number)" value="\(option)"\(checked)> \(option)</label>
                """
        }
        return """
            <fieldset class="\(problem == nil ? "field" : "field error")"><legend>\(legend)</legend>\
            <div class="choices">\(radios)\(mayBeInapplicable ? inapplicable : nil)</div>\(complaint)</fieldset>
            """
    }

    private var inapplicable: HTML? {
        let isTicked = page.typed.map { !$0.text("na.\(number)").isEmpty } ?? (answer?.isApplicable == false)
        let checked: HTML? = isTicked ? " checked" : nil
        return """
            <input type="hidden" name="offers.\(number)" value="1"><label class="choice">\
            <input type="checkbox" name="na.\(number)" value="1"\(checked)> 不适用（请在说明里写理由）</label>
            """
    }

    private var invalid: HTML? {
        problem == nil ? nil : " aria-invalid=\"true\" aria-describedby=\"problem.\(number)\""
    }

    private var complaint: HTML? {
        problem.map { "<p class=\"problem\" id=\"problem.\(number)\">\($0)</p>" }
    }

    /// What was typed and not stored; nil when the form did not hold it.
    private func typed(_ name: String) -> String? { page.typed?["\(name).\(number)"] }

    // MARK: Findings

    private var findings: HTML? {
        guard page.view.role != .own else { return nil }
        let drafts = (page.view.drafts[number] ?? []).map { draft -> HTML in
            "<li>\(Badge.html(draft.grade.label, .warn)) \(draft.problem)</li>"
        }
        let written: HTML? = drafts.isEmpty ? nil : "<ul>\(drafts)</ul>"
        let path = "\(page.path)/findings?criterion=\(number)"
        let link: HTML? =
            page.isOpen && page.preview == nil ? "<p><a class=\"button small\" href=\"\(path)\">写入问题清单</a></p>" : nil
        return "\(written)\(link)"
    }
}
