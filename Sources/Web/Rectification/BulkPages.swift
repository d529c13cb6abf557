import Store
import Supervision

/// What is to be done with the rows that were ticked.
struct BulkFormPage: Page {
    let act: BulkAct
    let targets: [BulkTarget]
    let today: Day
    let wordings: [Wording]
    let typed: Fields
    let refusal: (any Refusal)?

    var title: String { "批量\(act.label)" }
    var section: String { "/findings" }

    private var isTooMany: Bool { targets.count > FindingBulk.limit }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("问题台账", "/findings")],
            subtitle: "逐项办理，办不成的说明原因，不影响其他各项。").html)
        \(Said.error(refusal?.message))
        \(targets.isEmpty ? nothing : isTooMany ? tooMany : form)
        """
    }

    private var nothing: HTML {
        """
        <div class="empty"><strong>没有勾选任何问题</strong><p>在问题台账中勾选，或按筛选条件选中全部，再批量办理。</p>\
        <a class="button" href="/findings">返回问题台账</a></div>
        """
    }

    private var tooMany: HTML {
        """
        <div class="empty"><strong>一次最多办理 \(FindingBulk.limit) 个问题</strong><p>请用筛选缩小范围后再办理。</p>\
        <a class="button" href="/findings">返回问题台账</a></div>
        """
    }

    private var form: HTML {
        func problem(_ name: String) -> String? { (refusal as? FormRefusal)?.problems[name] }
        let words = Field(
            "words", act == .remind ? "催办内容" : "延期的理由", value: typed.text("words"), problem: problem("words"),
            help: act == .remind ? "各责任单位在问题页面上看到" : "载入经过，责任单位可见", isRequired: true)
        let latest = targets.compactMap(\.dueOn).max() ?? today
        let day = Field(
            "due_on", "新的期限", value: typed["due_on"] ?? max(latest, today).adding(days: 15).text,
            problem: problem("due_on"), help: "须晚于各问题现在的期限", isRequired: true)
        let hidden = targets.map { target -> HTML in
            "<input type=\"hidden\" name=\"part\" value=\"\(target.part.rawValue)\">"
        }
        return """
            <form class="form" method="post" action="/findings/bulk" data-draft="bulk-\(act.rawValue)">\(FormSeal())\
            <input type="hidden" name="act" value="\(act.rawValue)">\(hidden)\(act == .extend ? day.date() : nil)\
            \(words.area(rows: 3, limit: 1_000))\(WordingPicker(wordings, act == .remind ? .remind : .extend, for: "words").html)\
            <div class="form-actions"><button class="primary" data-confirm="将对 \(targets.count) 个问题\(act.label)，不能撤回。" \
            data-confirm-label="\(act.label)">对 \(targets.count) 个问题\(act.label)</button>\
            <a class="button quiet" href="/findings">取消</a></div></form>
            <section class="section"><h2>选中的问题（\(targets.count) 个）</h2>\(table)</section>
            """
    }

    private var table: HTML {
        let rows = targets.map { row -> HTML in
            """
            <tr>\(FindingTabs.number(row.number, row.finding, row.part))\(Ledger.cell("责任单位", "\(row.unit)"))\
            \(Ledger.cell("问题", "\(row.problem)", kind: "long"))\
            \(Ledger.cell("整改期限", row.dueOn.map { When.html($0) } ?? "未定", kind: "date"))\
            \(Ledger.cell("状态", FindingBadge.html(row.state, dueOn: row.dueOn, on: today)))</tr>
            """
        }
        return """
            <table class="ledger"><thead><tr><th scope="col" class="code">编号</th><th scope="col">责任单位</th>\
            <th scope="col" class="long">问题</th><th scope="col" class="date">整改期限</th><th scope="col">状态</th></tr></thead>\
            <tbody>\(rows)</tbody></table>
            """
    }
}

/// What became of each row.
struct BulkRunPage: Page {
    let run: BulkRun

    var title: String { "批量\(run.act.label)的结果" }
    var section: String { "/findings" }

    var main: HTML {
        let refused = run.lines.count - run.done
        let back = run.act.concernsDrafts ? "/findings/drafts" : "/findings"
        let tone = refused == 0 ? "success" : "warning"
        return """
            \(PageHead(title, crumbs: [("问题台账", "/findings")], subtitle: "\(run.by) · \(When.html(run.at))",
                actions: "<a class=\"button\" href=\"\(back)\">返回</a>").html)
            <div class="notice \(tone)" role="status"><p>办成 <strong>\(run.done)</strong> 项，未办成 <strong>\(refused)</strong> 项。</p></div>
            \(run.note.isEmpty ? nil : "<p class=\"prose\">\(run.note)</p>")
            <table class="ledger"><thead><tr><th scope="col" class="code">编号</th><th scope="col">责任单位</th>\
            <th scope="col">结果</th><th scope="col" class="long">原因</th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private var rows: [HTML] {
        run.lines.sorted { !$0.isDone && $1.isDone }.map { line in
            let isGone = run.act == .discard && line.isDone
            let number: HTML =
                isGone
                ? "\(line.number)"
                : run.act.concernsDrafts && !line.isDone
                    ? "\(line.number)" : "<a href=\"/findings/\(line.finding)?part=\(line.part)\">\(line.number)</a>"
            return """
                <tr>\(Ledger.cell("编号", number, kind: "lead"))\(Ledger.cell("责任单位", "\(line.unit)"))\
                \(Ledger.cell("结果", line.isDone ? Badge.html("已\(run.act.label)", .good) : Badge.html("未办成", .late)))\
                \(Ledger.cell("原因", "\(line.message)", kind: "long"))</tr>
                """
        }
    }
}

/// Problems written down by hand that no unit sees yet.
struct DraftsPage: Page {
    let drafts: [BulkTarget]
    let role: Role
    let refusal: (any Refusal)?

    var title: String { "草稿" }
    var section: String { "/findings" }

    var main: HTML {
        """
        \(PageHead("问题台账", subtitle: "登记后尚未下发的问题，单位看不到；下发时编号，期限从那时起生效。",
            actions: "<a class=\"button primary\" href=\"/findings/new\">登记问题</a>").html)
        \(FindingTabs.html(.drafts, for: role))
        \(Said.error(refusal?.message))
        \(drafts.isEmpty ? empty : form)
        """
    }

    private var empty: HTML {
        """
        <div class="empty"><strong>没有草稿</strong><p>登记问题时选择“存为草稿”，可以积攒起来一并下发。</p>\
        <a class="button" href="/findings/new">登记问题</a></div>
        """
    }

    private var form: HTML {
        let rows = drafts.map { row -> HTML in
            """
            <tr><td class="tick"><input type="checkbox" name="finding" value="\(row.finding.rawValue)" \
            aria-label="选择“\(row.problem.prefix(20))”"></td>\(Ledger.cell("问题", "<a href=\"/findings/drafts/\(row.finding.rawValue)\">\(row.problem)</a>", kind: "long lead"))\
            \(Ledger.cell("责任单位", "\(row.unit)"))\
            \(Ledger.cell("整改期限", row.dueOn.map { When.html($0) } ?? "未定", kind: "date"))</tr>
            """
        }
        return """
            <form method="post" action="/findings/bulk">\(FormSeal())
            <div class="bulk"><button class="primary" name="act" value="issue" data-confirm="下发后编号并送达责任单位，不能撤回。" \
            data-confirm-label="下发">下发所选</button>\
            <button class="danger" name="act" value="discard" data-confirm="删除后不能恢复。" data-confirm-label="删除">删除所选</button></div>
            <table class="ledger"><thead><tr><th scope="col" class="tick"><input type="checkbox" data-tick-all aria-label="全选"></th>\
            <th scope="col" class="long">问题</th><th scope="col">责任单位</th><th scope="col" class="date">整改期限</th></tr></thead>\
            <tbody>\(rows)</tbody></table></form>
            <div class="table-foot"><span>共 <strong>\(rows.count)</strong> 个草稿</span></div>
            """
    }
}
