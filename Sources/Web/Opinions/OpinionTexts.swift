import Store
import Supervision

/// What the unit asked, what was answered and what changed.
struct OpinionDefence {
    let view: OpinionView

    init(_ view: OpinionView) {
        self.view = view
    }

    var html: HTML? {
        guard let opinion = view.opinion, !opinion.defence.isEmpty else { return nil }
        let rows = opinion.defence.enumerated().map { index, point -> HTML in
            """
            <tr>\(Ledger.cell("申辩", asked(index, point), kind: "long lead"))\
            \(Ledger.cell("答复", answered(point), kind: "long"))\(Ledger.cell("改动", changed(point), kind: "long"))</tr>
            """
        }
        return """
            <section class="section"><h2>申辩与答复</h2><table class="ledger"><thead><tr><th scope="col">申辩</th>\
            <th scope="col">答复</th><th scope="col">改动</th></tr></thead><tbody>\(rows)</tbody></table></section>
            """
    }

    private func asked(_ index: Int, _ point: DefencePoint) -> HTML {
        let files = view.evidence.filter { point.evidence.contains($0.id) }
        let list: HTML? = files.isEmpty ? nil : EvidenceList(files, id: "defence-\(index + 1)").list
        return "<span class=\"prose\">\(ChineseNumber.text(index + 1))、\(point.text)</span>\(list)"
    }

    private func answered(_ point: DefencePoint) -> HTML {
        guard let answer = point.answer else { return "<span class=\"muted\">待答复</span>" }
        return
            "<span class=\"prose\">\(answer.text)</span><small>\(view.name(answer.by)) · \(When.html(answer.on))</small>"
    }

    private func changed(_ point: DefencePoint) -> HTML {
        guard let answer = point.answer else { return "—" }
        return answer.change.map { "\($0)" } ?? "<span class=\"muted\">未作改动</span>"
    }
}

/// Every version of the text that this viewer may see, the newest open and each with what it changed.
struct OpinionTexts {
    let view: OpinionView

    init(_ view: OpinionView) {
        self.view = view
    }

    var html: HTML? {
        guard let texts = view.opinion?.texts, !texts.isEmpty else { return nil }
        let versions = texts.indices.reversed().map { index -> HTML in version(index, of: texts) }
        return "<section class=\"section\"><h2>正文</h2>\(versions)</section>"
    }

    private func version(_ index: Int, of texts: [TextVersion]) -> HTML {
        let version = texts[index]
        let number = texts[...index].filter { $0.stage == version.stage }.count
        let name = version.stage == .preliminary ? "初步督导意见" : "督导意见书"
        let count = texts.filter { $0.stage == version.stage }.count
        let label: HTML = count > 1 ? "\(name)第\(ChineseNumber.text(number))稿" : "\(name)"
        let by: HTML = "<small class=\"muted\">\(view.name(version.by)) · \(version.on.chinese)</small>"
        let difference: HTML? = index == 0 ? nil : changes(from: texts[index - 1], to: version)
        let content: HTML = "<div class=\"prose\">\(version.text)</div>\(difference)"
        return index == texts.indices.last
            ? "<h3>\(label) \(by)</h3>\(content)"
            : "<details><summary>\(label) \(by)</summary>\(content)</details>"
    }

    private func changes(from old: TextVersion, to new: TextVersion) -> HTML {
        let lines = TextDiff.lines(from: old.text, to: new.text)
        let changed = lines.compactMap { line -> HTML? in
            switch line {
            case .same: nil
            case .removed(let text): "<p><del>\(text)</del></p>"
            case .added(let text): "<p><ins>\(text)</ins></p>"
            }
        }
        let what = old.stage == new.stage ? "与上一稿相比" : "与初步意见相比"
        guard !changed.isEmpty else { return "<p class=\"muted\">\(what)，没有改动。</p>" }
        return "<details class=\"explain\"><summary>\(what)，改动\(changed.count)处</summary>\(changed)</details>"
    }
}

/// What happened, newest first.
struct OpinionHistory {
    let view: OpinionView

    init(_ view: OpinionView) {
        self.view = view
    }

    var html: HTML? {
        guard let history = view.opinion?.history, !history.isEmpty else { return nil }
        let entries = history.reversed().map { entry -> HTML in
            let said: HTML? = entry.note.isEmpty ? nil : "<p class=\"said\">\(entry.note)</p>"
            return """
                <li class="\(tone(entry.kind))"><span class="event">\(entry.kind.label)</span>\
                <div class="by">\(view.name(entry.by)) · \(When.html(entry.on))</div>\(said)</li>
                """
        }
        return "<section class=\"section\"><h2>经过</h2><ol class=\"timeline\">\(entries)</ol></section>"
    }

    private func tone(_ event: Opinion.Event) -> String {
        switch event {
        case .rejected, .lapsed: "warn"
        case .sent, .acknowledged: "good"
        default: ""
        }
    }
}
