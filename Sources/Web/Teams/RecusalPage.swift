import Store
import Supervision

/// One recusal with what can be done about it.
struct RecusalPage: Page {
    let row: RecusalRow
    let viewer: Viewer
    let typed: Fields
    let problem: String?

    private var recusal: Recusal { row.recusal }
    private var path: String { "/recusals/\(row.id)" }

    var title: String { "\(row.personName)回避“\(row.unitName)”" }
    var section: String { "/recusals" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("回避", "/recusals")], badge: recusal.badge(on: viewer.day)).html)
        \(Said.error(problem))
        <section class="section"><dl class="facts"><dt>督学</dt><dd>\(row.personName) \(row.personCode)</dd>
        <dt>单位</dt><dd>\(row.unitName) \(row.unitCode)</dd><dt>情形</dt><dd>\(row.rule?.text ?? recusal.ground.label)</dd>
        \(recusal.leftOn.map { "<dt>离开该单位</dt><dd>\(When.html($0))</dd>" as HTML })
        <dt>依据</dt><dd>\(row.rule.map { "\($0.clause.text)：\($0.clause.summary)" } ?? "")</dd>
        <dt>具体情况</dt><dd class="prose">\(recusal.explanation)</dd>
        <dt>提出</dt><dd>\(recusal.side.label)，\(row.appliedByName)，\(When.html(recusal.appliedOn))</dd>
        \(decided)\(recusal.period.map { "<dt>回避期</dt><dd>\($0.chinese)</dd>" as HTML })</dl></section>
        \(deeds)
        """
    }

    private var decided: HTML? {
        recusal.decidedOn.map { day in
            """
            <dt>决定</dt><dd>\(row.decidedByName)，\(When.html(day))</dd><dt>理由</dt><dd class="prose">\(recusal.reason)</dd>
            """
        }
    }

    private var deeds: HTML {
        let isDirector = viewer.role == .director
        let mayDecide = ![recusal.person, recusal.appliedBy].contains(viewer.person)
        let reading: HTML? =
            row.waits(for: viewer.person)
            ? """
            <form class="form" method="post" action="\(path)/reading">\(FormSeal())<div class="form-actions">\
            <button class="primary">我已知悉</button></div></form>
            """ : nil
        let withdraw: HTML? =
            recusal.state == .applied && recusal.appliedBy == viewer.person
            ? """
            <form class="form" method="post" action="\(path)/withdrawal" data-confirm="撤回后不再决定，可以重新申请。" \
            data-confirm-label="撤回">\(FormSeal())<div class="form-actions"><button>撤回申请</button></div></form>
            """ : nil
        let decision: HTML? = isDirector && recusal.state == .applied ? mayDecide ? decide : notYours : nil
        return """
            \(reading)\(withdraw)\(decision)\(isDirector && recusal.state == .granted ? lift : nil)
            """
    }

    private var notYours: HTML {
        Said.warning("这项回避由您提出或与您有关，须由另一位主任或上级督导室决定。")
    }

    private var decide: HTML {
        let until = recusal.leftOn.flatMap { row.rule?.lastDay(leaving: $0) }
        return """
            <section class="section"><h2>决定</h2><form class="form" method="post" action="\(path)/decision">\(FormSeal())
            <input type="hidden" name="version" value="\(recusal.version)">
            <div class="field-row">\(Field("from", "回避自", value: typed["from"] ?? viewer.day.text).date())\
            \(Field("until", "回避至", value: typed["until"] ?? until?.text ?? "", help: "留空则到解除为止。").date())</div>
            \(Field("reason", "理由", value: typed["reason"] ?? "", isRequired: true).area(rows: 3, limit: Recusal.longest))
            <p class="help">批准后，\(row.personName)随即退出该单位未办结的督导组，不能再看到该单位的督导。</p>
            <div class="form-actions"><button class="primary" name="decision" value="grant">批准回避</button>\
            <button name="decision" value="refuse">不批准</button></div></form></section>
            """
    }

    private var lift: HTML {
        """
        <section class="section"><h2>解除</h2><form class="form" method="post" action="\(path)/lifting" \
        data-confirm="解除后可以再派往该单位。" data-confirm-label="解除">\(FormSeal())
        <input type="hidden" name="version" value="\(recusal.version)">
        \(Field("reason", "解除的理由", value: typed["reason"] ?? "", isRequired: true).area(rows: 2, limit: Recusal.longest))
        <div class="form-actions"><button>解除回避</button></div></form></section>
        """
    }
}
