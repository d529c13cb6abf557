import Jobs
import Store
import Supervision

/// The mail server as a form, with a mail to try it.
struct MailSettingsPage: Page {
    let fields: Fields
    let isSet: Bool
    let hasPassword: Bool
    /// The password comes from the environment or a file, and what is stored does not count.
    let isPasswordOutside: Bool
    let publicURL: String
    let own: String
    var trial: MailTrial?
    var problems: [String: String] = [:]
    var problem: String?

    var title: String { "邮件与机器人设置" }
    var section: String { "/settings" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("系统设置", "/settings")], subtitle: "待办提醒由这台邮件服务器发出，每次修改都记入审计日志。",
            actions: "<a class=\"button\" href=\"/outbox\">发件箱</a>").html)
        \(Said.error(problem))
        \(isSet ? nil : Said.warning("未设置邮件服务器，提醒暂存在发件箱。"))
        \(publicURL.isEmpty ? Said.warning("启动时没有给出 --public-url，邮件和机器人消息中没有链接。") : nil)
        <form class="form" method="post" action="/settings/mail">\(FormSeal())
        \(field("host", "邮件服务器（SMTP）", help: "留空表示不发邮件。").text(hint: "smtp.example.gov.cn"))
        \(field("security", "加密方式").select(MailSettings.Security.allCases.map { Choice($0.rawValue, $0.label) }))
        \(field("port", "端口").text(type: "number", isShort: true))
        \(field("user", "用户名", help: "不需要登录的留空。").text())
        \(password)
        \(field("sender", "发件邮箱").text(type: "email"))
        \(field("senderName", "发件人名称", help: "收件人看到的名字，如“渝北区教育督导室”。").text())
        \(field("authorities", "CA证书文件", help: "服务器证书由单位自建CA签发的，填写本机上PEM文件的路径；一般留空。").text())
        \(field("time", "每日提醒时间", help: "每个工作日从这个时间起生成当天的提醒。").text(type: "time", isShort: true))
        \(field("inside", "允许的内网机器人主机", help: "群机器人默认只能用公网https地址。单位内网的主机写在这里（可带端口，用空格隔开）才允许。").text())
        <div class="form-actions"><button class="primary">保存</button></div></form>
        <section class="section" id="test"><h2>测试发送</h2>\(trial.flatMap(result))
        <form class="form" method="post" action="/settings/mail/test">\(FormSeal())
        \(Field("to", "收件邮箱", value: trial?.to ?? own, problem: problems["to"], help: "按已保存的设置立即发送一封，并显示服务器的答复。").text(type: "email"))
        <div class="form-actions"><button>发送测试邮件</button></div></form></section>
        """
    }

    private var password: HTML {
        guard !isPasswordOutside else {
            return """
                <dl class="facts"><dt>密码</dt><dd>由服务器的环境变量或密码文件提供，不在这里设置。</dd></dl>
                """
        }
        let forget: HTML? =
            hasPassword
            ? "<label class=\"choice\"><input type=\"checkbox\" name=\"forget\" value=\"1\"> 删除已保存的密码</label>" : nil
        let help = hasPassword ? "已保存，不再显示；留空表示不改。" : "保存后不再显示。"
        let input: HTML =
            "<input id=\"password\" name=\"password\" type=\"password\" autocomplete=\"off\" maxlength=\"200\">"
        return Field("password", "密码", problem: problems["password"], help: help).wrapped("\(input)\(forget)")
    }

    private func result(_ trial: MailTrial) -> HTML? {
        guard let answer = trial.answer else { return nil }
        switch answer.outcome {
        case .sent:
            return """
                <div class="notice success" role="status">已交给邮件服务器，请查收 \(trial.to)。服务器答复：<code>\(answer.words)</code></div>
                """
        case .refused(let words), .failed(let words): return Said.error("没有发出。\(words)")
        case .postponed: return Said.error("没有发出，请再试一次。")
        }
    }

    private func field(_ name: String, _ label: String, help: String = "") -> Field {
        Field(name, label, value: fields.text(name), problem: problems[name], help: help)
    }
}
