import Store
import Supervision

/// All warnings that the viewer may see, the newest first.
struct EarlyWarningListPage: Page {
    let listing: Listing<EarlyWarning>
    let address: ListAddress

    var title: String { "预警" }
    var section: String { "/balance" }

    var main: HTML {
        let states = [Choice("live", "未解除的")] + EarlyWarning.State.allCases.map { Choice($0.rawValue, $0.label) }
        let kept = ["district", "own"].filter { !address.filter($0).isEmpty }.map { name -> HTML in
            "<input type=\"hidden\" name=\"\(name)\" value=\"\(address.filter(name))\">"
        }
        let filters = [
            FilterBar.search(address, hint: "预警内容"), FilterBar.choice(address, "state", "状态", states),
            FilterBar.choice(address, "kind", "类别", EarlyWarning.Kind.allCases.map { Choice($0.rawValue, $0.label) }),
        ]
        let table = Ledger(
            [
                .init("发现时间", kind: "date"), .init("区县"), .init("类别"), .init("年度", kind: "num"),
                .init("预警", kind: "long lead"), .init("处理意见", kind: "long"), .init("状态"),
            ], listing, at: address, unit: "条预警", exportPath: "/warnings/export.xlsx",
            empty: "<div class=\"empty\"><strong>没有符合条件的预警</strong>数据锁定后，差异系数越过限值或者按趋势将越过限值、学校不再达标，都会列在这里。</div>",
            row: row)
        return """
            \(PageHead(title, crumbs: [("均衡监测", "/balance")],
                subtitle: "举报诉求达到设定的件数并且高于平时的单位和类别列为热点。每锁定一个单位的数据，相关指标随即重算；越过限值、按趋势将越过限值、学校不再达标时发出预警，理由消失后自动解除。").html)
            \(FilterBar(address, filters + kept).html)
            \(table.html)
            """
    }

    private func row(_ warning: EarlyWarning) -> HTML {
        let mark = warning.state == .open ? "late" : warning.state == .over ? "closed" : ""
        let note: HTML = warning.note.isEmpty ? "—" : "\(warning.note)<br><small>\(warning.seenBy)</small>"
        return """
            <tr class="\(mark)">\(Ledger.cell("发现时间", When.html(warning.raisedAt), kind: "date"))\
            \(Ledger.cell("区县", "\(warning.regionName)"))\(Ledger.cell("类别", "\(warning.kind.label)"))\
            \(Ledger.cell("年度", "\(warning.year)", kind: "num"))\
            \(Ledger.cell("预警", "<a href=\"/warnings/\(warning.id)\">\(warning.title)</a><br><small>\(EarlyWarningText(warning).html)</small>", kind: "long lead"))\
            \(Ledger.cell("处理意见", note, kind: "long"))\(Ledger.cell("状态", warning.state.badge))</tr>
            """
    }
}

/// One warning: its reason, and what the office does about it.
struct EarlyWarningPage: Page {
    let warning: EarlyWarning
    let mayNote: Bool
    let note: String
    let problem: String?

    var title: String { warning.title }
    var section: String { "/balance" }

    var main: HTML {
        let over: HTML? = warning.overAt.map { "<dt>解除时间</dt><dd>\(When.html($0))</dd>" }
        let seen: HTML? = warning.seenAt.map { at in
            "<dt>处理意见</dt><dd>\(warning.note)</dd><dt>处理人</dt><dd>\(warning.seenBy) \(When.html(at))</dd>"
        }
        return """
            \(PageHead(title, crumbs: [("预警", "/warnings?state=live")], badge: warning.state.badge,
                subtitle: "\(warning.regionName) · \(warning.year)年 · \(warning.kind.label)").html)
            \(Said.error(problem))
            <section class="section"><h2>理由</h2><p>\(EarlyWarningText(warning).html)</p>
            <dl class="facts"><dt>发现时间</dt><dd>\(When.html(warning.raisedAt))</dd>\(over)\(seen)</dl></section>
            \(form)
            """
    }

    private var form: HTML? {
        guard mayNote, warning.state != .over else { return nil }
        // What many people wrote is not told to the unit as it is: each tip has its own way into the ledger.
        let finding: HTML? =
            warning.kind == .balance ? "<a class=\"button\" href=\"\(FindingLink(warning).path)\">转为问题</a>" : nil
        let end = warning.kind == .balance ? "指标回到限值以内后，预警自动解除。" : "回到平时的件数后，预警自动解除。"
        return """
            <section class="section"><h2>\(warning.state == .open ? "处理" : "更新处理意见")</h2>
            <form class="form" method="post" action="/warnings/\(warning.id)">\(FormSeal())
            <div class="field"><label for="note">处理意见</label>\
            <textarea id="note" name="note" rows="3" maxlength="500" required>\(note)</textarea>\
            <p class="hint">怎么处理、谁负责、什么时候解决。\(end)</p></div>
            <div class="actions"><button class="primary">保存</button>\
            \(finding)</div></form></section>
            """
    }

    /// A form for a finding that knows what the warning says.
    private struct FindingLink {
        let path: String

        init(_ warning: EarlyWarning) {
            let words = "\(warning.regionName)\(warning.year)年\(warning.title)。\(EarlyWarningText(warning).plain)"
            path = "/findings/new?source=monitoring&problem=\(Fields.encoded(words))"
        }
    }
}

/// The reason of a warning in words, with links to where the figures are.
struct EarlyWarningText {
    private let warning: EarlyWarning
    private let line: BalanceWarningLine?

    init(_ warning: EarlyWarning) {
        self.warning = warning
        let address = BalanceAddress(
            "/warnings", Fields([("district", warning.district.text), ("year", "\(warning.year)"), ("data", "locked")]))
        line = warning.balance.map { BalanceWarningLine($0, names: [:], address) }
    }

    var html: HTML {
        if let spot = warning.hotSpot { return "\(spot.reason)<a href=\"\(spot.list(at: warning.district))\">查看清单</a>" }
        return line?.html ?? "\(warning.title)"
    }

    var plain: String { warning.hotSpot?.reason ?? line?.plain ?? warning.title }
}

extension TipHotSpot {
    /// Where exactly the tips are that it counts: the office's own of the last days.
    fileprivate func list(at district: District) -> String {
        let own = District(district.level, district.code, isOwn: true)
        let place = "recent=\(TipHotSpot.days)&district=\(own.text)"
        return switch subject {
        case .unit(let id, _): "/tips?unit=\(id)&\(place)"
        case .topic(let topic): "/tips?topic=\(topic.rawValue)&\(place)"
        }
    }
}

extension EarlyWarning.State {
    var badge: HTML {
        switch self {
        case .open: Badge.html(label, .late)
        case .seen: Badge.html(label, .warn)
        case .over: Badge.html(label, .good)
        }
    }
}
