import SQLCore
import Store
import Supervision

/// What may be set, by the names of its fields.
enum SettingsForm {
    static let names = [
        ("office", DeploymentSettings.officeName), ("mark", DeploymentSettings.documentMark),
        ("jurisdiction", DeploymentSettings.jurisdiction), ("home", DeploymentSettings.homeRegion),
        ("gap", DeploymentSettings.calendarGap), ("perTerm", DeploymentSettings.calendarPerTerm),
    ]

    /// What a client that does not know them leaves as it is.
    static let security = [("factor", DeploymentSettings.factor), ("proof", DeploymentSettings.proofMinutes)]

    static func checked(_ fields: Fields, in db: SQLConnection) throws -> SettingsChange {
        var problems: [String: String] = [:]
        if !(2...40).contains(fields.text("office").count) { problems["office"] = "请填写2至40个字。" }
        if fields.text("mark").count > 20 { problems["mark"] = "不超过20个字。" }
        if Jurisdiction(rawValue: fields.text("jurisdiction")) == nil { problems["jurisdiction"] = "请选择时限规则。" }
        if !(0...60).contains(fields.number("gap") ?? CalendarLimits.usual.gapDays) || isNoNumber(fields.text("gap")) {
            problems["gap"] = "请填写0至60之间的天数。"
        }
        if !(1...50).contains(fields.number("perTerm") ?? CalendarLimits.usual.perTerm)
            || isNoNumber(fields.text("perTerm"))
        {
            problems["perTerm"] = "请填写1至50之间的次数。"
        }
        let home = fields.text("home")
        if !home.isEmpty, try Place.of(region: home, in: db) == nil { problems["home"] = "没有这个行政区划代码。" }
        if fields["factor"] != nil, FactorPolicy(rawValue: fields.text("factor")) == nil { problems["factor"] = "请选择。" }
        if fields["proof"] != nil, !Proof.minutes.contains(fields.number("proof") ?? 0) {
            problems["proof"] = "请填写\(Proof.minutes.lowerBound)至\(Proof.minutes.upperBound)。"
        }
        guard problems.isEmpty else { throw FormRefusal(problems) }
        let known = names + security.filter { fields[$0.0] != nil }
        let values = known.map { field, name in (name, fields.text(field)) }
        return SettingsChange(Dictionary(uniqueKeysWithValues: values))
    }

    private static func isNoNumber(_ text: String) -> Bool { !text.isEmpty && Int(text) == nil }
}

/// The deployment's settings as a form.
struct SettingsPage: Page {
    let fields: Fields
    var problems: [String: String] = [:]
    var problem: String?

    var title: String { "系统设置" }
    var section: String { "/settings" }

    var main: HTML {
        """
        \(PageHead(title, subtitle: "对整个系统生效，每次修改都记入审计日志。",
            actions: "<a class=\"button\" href=\"/settings/mail\">邮件与机器人</a>").html)
        \(Said.error(problem))
        <form class="form" method="post" action="/settings" data-draft="settings">\(FormSeal())
        \(field("office", "单位名称", help: "显示在页面顶部和公文中。").text())
        \(field("mark", "发文机关代字", help: "用于督导意见书和督导报告的文号，如“渝开教督”。").text(isShort: true))
        \(field("jurisdiction", "时限规则", help: "法定期限按所选地区的规定计算；当地没有规定的按国家规定。新设定只影响以后启动的期限。")
            .select(jurisdictions))
        \(field("home", "本级行政区划代码", help: "导入时同名的地方以本级范围内的为准。").text(isShort: true))
        \(field("factor", "两步验证", help: "督导室主任、系统管理员、安全管理员、审计员登录时除密码外再输入手机验证码。")
            .select(FactorPolicy.allCases.map { Choice($0.rawValue, $0.label) }))
        \(field("proof", "再次确认身份的间隔（分钟）", help: "销号、审签和签发前，距上次确认身份超过这个时间的，须再输入密码或验证码。")
            .text(type: "number", isShort: true))
        \(field("gap", "同一单位两次督导至少间隔（天）",
            help: "不足的列为时间冲突，启动项目前须确认；留空按\(CalendarLimits.usual.gapDays)天。").text(type: "number", isShort: true))
        \(field("perTerm", "同一单位每学期最多督导（次）",
            help: "超过的列为时间冲突；留空按\(CalendarLimits.usual.perTerm)次。学期按2月至7月、8月至次年1月计。").text(type: "number", isShort: true))
        <div class="form-actions"><button class="primary">保存</button></div>
        </form>
        """
    }

    private var jurisdictions: [Choice] {
        (fields.text("jurisdiction").isEmpty ? [Choice("", "请选择")] : [])
            + Jurisdiction.allCases.map { Choice($0.rawValue, $0.label) }
    }

    private func field(_ name: String, _ label: String, help: String) -> Field {
        Field(name, label, value: fields.text(name), problem: problems[name], help: help)
    }
}
