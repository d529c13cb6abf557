import Store
import Supervision

/// What may be done about a part's time, stages and keeping, below its next step.
struct RectificationSection {
    let forms: RectificationForms
    let dossier: FindingDossier
    let actor: FindingActor?

    private var part: FindingPart { forms.part }
    private var entry: FindingDossier.Part { forms.entry }
    private var rectification: RectificationDossier { forms.rectification }
    private var isOffice: Bool { actor.map { $0.side != .unit } ?? false }
    private var isUnit: Bool { actor?.side == .unit }

    var html: HTML {
        """
        \(reminder)
        \(stages)
        \(time)
        \(keeping)
        \(rounds)
        """
    }

    /// The latest 催办, while the unit has not answered it by a step of its own.
    private var reminder: HTML? {
        let last = entry.events.last { [.reminded, .acknowledged, .planned, .submitted].contains($0.kind) }
        guard let last, last.kind == .reminded, part.state.awaitsUnit else { return nil }
        return """
            <div class="notice warning" role="status"><strong>督导室催办（\(When.html(last.at.day))）</strong>\(last.note)</div>
            """
    }

    // MARK: 延期

    private var time: HTML? {
        let pending = rectification.pending(part.id)
        let past = (rectification.extensions[part.id] ?? []).filter { $0.request.state != .asked }
        var acts: HTML?
        if isUnit, part.state.awaitsUnit, part.state != .issued {
            acts = pending.map(forms.waiting) ?? forms.asking
        } else if isOffice, part.state.awaitsUnit {
            acts = pending.map(forms.deciding) ?? forms.extending
        }
        guard acts != nil || !past.isEmpty else { return nil }
        return """
            <section class="section" id="time"><h2>延期</h2>\(acts)\(past.isEmpty ? nil : history(past))</section>
            """
    }

    private func history(_ rows: [ExtensionRow]) -> HTML {
        let lines = rows.map { row -> HTML in
            let request = row.request
            let wanted: HTML = "\(When.html(request.wantedOn))<small>原期限 \(request.dueBefore.chinese)</small>"
            let end: HTML? = request.grantedOn.map { day -> HTML in "<small>延至 \(day.chinese)</small>" }
            let who: HTML =
                row.isOffices
                ? "督导室直接延期<small>\(When.html(request.askedOn))</small>"
                : "\(row.askedName)<small>\(When.html(request.askedOn))</small>"
            let said: HTML? = request.answer.isEmpty || row.isOffices ? nil : "<small>答复：\(request.answer)</small>"
            let decider: HTML? = row.isOffices ? nil : "<small>\(row.decidedName)</small>"
            return """
                <tr>\(Ledger.cell("申请", who, kind: "lead"))\(Ledger.cell("希望延至", wanted, kind: "date"))\
                \(Ledger.cell("理由", "\(request.reason)\(said)", kind: "long"))\
                \(Ledger.cell("结果", "\(ExtensionBadge.html(request.state))\(end)\(decider)", kind: "date"))</tr>
                """
        }
        return """
            <table class="ledger"><thead><tr><th scope="col">申请</th><th scope="col" class="date">希望延至</th>\
            <th scope="col" class="long">理由</th><th scope="col" class="date">结果</th></tr></thead>\
            <tbody>\(lines)</tbody></table>
            """
    }

    // MARK: 长期整改

    private var stages: HTML? {
        guard part.isLongTerm else { return nil }
        let late = part.milestones.count { $0.daysLate(on: forms.today) != nil }
        let done = part.milestones.count { $0.state == .confirmed }
        let rows = part.milestones.enumerated().map { index, stage in row(index, stage) }
        let words: HTML = late > 0 ? "，<span class=\"late-text\">逾期 \(late) 个</span>" : ""
        return """
            <section class="section" id="stages"><div class="section-head"><h2>长期整改的阶段目标</h2>\
            <span class="muted">共 \(part.milestones.count) 个，已确认 \(done) 个\(words)；全部确认后才能销号</span></div>
            <table class="ledger"><thead><tr><th scope="col" class="num">阶段</th><th scope="col" class="long">目标</th>\
            <th scope="col" class="date">完成日期</th><th scope="col">状态</th><th scope="col">佐证</th></tr></thead>\
            <tbody>\(rows)</tbody></table>\(part.milestones.compactMap(act))</section>
            """
    }

    private func row(_ index: Int, _ stage: Milestone) -> HTML {
        let late = stage.daysLate(on: forms.today)
        let due: HTML = """
            \(When.html(stage.dueOn))\(late.map { days -> HTML in "<small class=\"late-text\">已逾期 \(days) 天</small>" })
            """
        let files = entry.evidence.filter { stage.evidence.contains($0.id) }.map { file -> HTML in
            "<a href=\"/evidence/\(file.id.rawValue)\" target=\"_blank\" rel=\"noopener\">\(file.name)</a><br>"
        }
        let evidence: HTML = files.isEmpty ? "—" : .joined(files)
        return """
            <tr class="\(late == nil ? "" : "late")">\(Ledger.cell("阶段", "\(index + 1)", kind: "num"))\
            \(Ledger.cell("目标", "\(stage.title)", kind: "long lead"))\(Ledger.cell("完成日期", due, kind: "date"))\
            \(Ledger.cell("状态", MilestoneBadge.html(stage.state, isLate: late != nil)))\
            \(Ledger.cell("佐证", evidence))</tr>
            """
    }

    /// The form for a stage's next step, the unit's or the office's.
    private func act(_ stage: Milestone) -> HTML? {
        if isUnit, stage.state == .open, part.state == .planned || part.state == .returned {
            return forms.reporting(stage)
        }
        return isOffice && stage.state == .reported ? forms.confirming(stage) : nil
    }

    // MARK: 复查

    private var keeping: HTML? {
        let campaigns = rectification.revisits[part.id] ?? []
        let links = campaigns.map { campaign -> HTML in
            "<li><a href=\"/campaigns/\(campaign.id.rawValue)\">\(campaign.name)</a></li>"
        }
        let listed: HTML? = links.isEmpty ? nil : "<p>已列入复查回访：</p><ul>\(links)</ul>"
        let act: HTML? = isOffice && part.state == .closed ? forms.rechecking : nil
        guard listed != nil || act != nil else { return nil }
        return "<section class=\"section\" id=\"recheck\"><h2>复查回访</h2>\(listed)\(act)</section>"
    }

    private var rounds: HTML? {
        let lines = entry.events.map {
            RectificationRound.Line($0.kind, on: $0.at.day, evidence: $0.evidence.count)
        }
        let rounds = RectificationRound.rounds(lines)
        guard rounds.count > 1 else { return nil }
        func day(_ day: Day?) -> HTML { day.map { When.html($0) } ?? "—" }
        let rows = rounds.map { round -> HTML in
            """
            <tr>\(Ledger.cell("轮次", "第\(round.number)轮", kind: "lead"))\
            \(Ledger.cell("开始", "\(When.html(round.begunOn))<small>\(round.begun.label)</small>", kind: "date"))\
            \(Ledger.cell("提交佐证", day(round.submittedOn), kind: "date"))\
            \(Ledger.cell("佐证", "\(round.evidence) 件", kind: "num"))\
            \(Ledger.cell("退回", "\(round.returns) 次", kind: "num"))\
            \(Ledger.cell("核查通过", day(round.verifiedOn), kind: "date"))\
            \(Ledger.cell("销号", day(round.closedOn), kind: "date"))\
            \(Ledger.cell("复查保持", day(round.heldOn), kind: "date"))</tr>
            """
        }
        return """
            <section class="section"><h2>整改轮次</h2><table class="ledger"><thead><tr><th scope="col">轮次</th>\
            <th scope="col" class="date">开始</th><th scope="col" class="date">提交佐证</th>\
            <th scope="col" class="num">佐证</th><th scope="col" class="num">退回</th>\
            <th scope="col" class="date">核查通过</th><th scope="col" class="date">销号</th>\
            <th scope="col" class="date">复查保持</th></tr></thead><tbody>\(rows)</tbody></table></section>
            """
    }
}

enum ExtensionBadge {
    static func html(_ state: ExtensionRequest.State) -> HTML {
        switch state {
        case .asked: Badge.html(state.label, .warn)
        case .granted: Badge.html(state.label, .good)
        case .refused, .withdrawn: Badge.html(state.label)
        }
    }
}

enum MilestoneBadge {
    static func html(_ state: Milestone.State, isLate: Bool) -> HTML {
        switch state {
        case .open: Badge.html(state.label, isLate ? .late : .neutral)
        case .reported: Badge.html(state.label, .active)
        case .confirmed: Badge.html(state.label, .good)
        }
    }
}
