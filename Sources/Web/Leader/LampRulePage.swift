import Store
import Supervision

/// The rule of the lamps: read by everybody who sees them, set by the office.
struct LampRulePage: Page {
    let rule: LampRule
    let version: Int
    let maySet: Bool
    /// What was typed, when it was refused.
    var typed: Fields?
    var problems: [String: String] = [:]
    var problem: String?

    var title: String { "亮灯规则" }
    var section: String { "/leader" }

    var main: HTML {
        let whose: HTML = version == 0 ? "现在用的是系统默认的规则。" : "现在用的是本督导室设定的规则。"
        return """
            \(PageHead(
                title, crumbs: [("领导视图", "/leader")],
                subtitle: "法规没有规定何时亮红灯、黄灯，由督导室自己设定；数字都含本数。\(whose)").html)
            \(Said.error(problem))
            <section class="section"><h2>现行规则</h2>\(LampWords.html(rule))</section>
            \(maySet ? form : nil)
            """
    }

    private var form: HTML {
        """
        <section class="section"><h2>修改</h2><form class="form" method="post" action="/leader/rule">\(FormSeal())\
        <input type="hidden" name="version" value="\(typed?.text("version") ?? "\(version)")">
        <fieldset class="field"><legend>红灯（符合任何一条）</legend><div class="stack">
        \(number("redLateCount", "逾期未改的问题达到", rule.redLateCount, "个"))
        \(number("redLatePercent", "逾期未改占未销号问题的比例达到", rule.redLatePercent, "%"))
        <label class="choice"><input type="checkbox" name="redUnfinished" value="1"\(unfinished)> \
        项目已过结束日期，仍有单位未完成</label></div></fieldset>
        <fieldset class="field"><legend>黄灯（不是红灯，且符合任何一条）</legend><div class="stack">
        \(number("yellowLateCount", "逾期未改的问题达到", rule.yellowLateCount, "个"))
        \(number("yellowSoonPercent", "三日内到期占未销号问题的比例达到", rule.yellowSoonPercent, "%"))
        \(number("yellowBehindPoints", "项目完成比例落后于时间进度", rule.yellowBehindPoints, "个百分点"))</div></fieldset>
        <p class="help">不用的条件请留空。</p>
        <div class="form-actions"><button class="primary">保存</button>\
        <a class="button quiet" href="/leader">返回</a></div></form></section>
        """
    }

    private var unfinished: HTML? {
        let isOn = typed.map { $0["redUnfinished"] == "1" } ?? rule.redUnfinished
        return isOn ? " checked" : nil
    }

    private func number(_ name: String, _ label: String, _ value: Int?, _ unit: String) -> HTML {
        let text = typed?.text(name) ?? value.map { "\($0)" } ?? ""
        return Field(name, "\(label)（\(unit)）", value: text, problem: problems[name]).text(isShort: true)
    }
}

/// The rule as it was typed.
enum LampRuleForm {
    static func checked(_ fields: Fields) throws(FormRefusal) -> LampRule {
        var problems: [String: String] = [:]
        func number(_ name: String) -> Int? {
            let text = fields.text(name)
            guard !text.isEmpty else { return nil }
            let number = Int(text)
            if number == nil { problems[name] = "请填整数，或者留空表示不用这一条。" }
            return number
        }
        let rule = LampRule(
            redLateCount: number("redLateCount"), redLatePercent: number("redLatePercent"),
            redUnfinished: fields["redUnfinished"] == "1", yellowLateCount: number("yellowLateCount"),
            yellowSoonPercent: number("yellowSoonPercent"), yellowBehindPoints: number("yellowBehindPoints"))
        problems.merge(rule.problems) { first, _ in first }
        guard problems.isEmpty else { throw FormRefusal(problems) }
        return rule
    }
}
