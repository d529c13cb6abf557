import Store
import Supervision

/// What is typed about a notice of results.
struct ResultNoticeForm: Sendable {
    let fields: Fields

    func checked() throws(FormRefusal) -> (
        subject: ResultNotice.Subject, title: String, body: String, contact: String, days: Int
    ) {
        var problems: [String: String] = [:]
        let subject = ResultNoticeForm.subject(fields.text("subject"))
        if subject == nil { problems["subject"] = "请选择要公示的结果。" }
        if !(1...100).contains(fields.text("title").count) { problems["title"] = "请填写标题，不超过100字。" }
        if !(1...2_000).contains(fields.text("body").count) { problems["body"] = "请填写正文，不超过2000字。" }
        if !(1...100).contains(fields.text("contact").count) { problems["contact"] = "请填写反映意见的方式，不超过100字。" }
        let days = fields.number("days") ?? 0
        if !(1...60).contains(days) { problems["days"] = "请填写1到60之间的天数。" }
        guard problems.isEmpty, let subject else { throw FormRefusal(problems) }
        return (subject, fields.text("title"), fields.text("body"), fields.text("contact"), days)
    }

    /// `campaign:ID` or `duty:ID`.
    static func subject(_ text: String) -> ResultNotice.Subject? {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        return switch parts[0] {
        case "campaign": .campaign(Identifier(parts[1]))
        case "duty": .duty(Identifier(parts[1]))
        default: nil
        }
    }
}

extension ResultNotice.Subject {
    /// As it stands in a form.
    var field: String {
        switch self {
        case .campaign(let id): "campaign:\(id)"
        case .duty(let id): "duty:\(id)"
        }
    }

    /// Where the results come from.
    var path: String {
        switch self {
        case .campaign(let id): "/governments?campaign=\(id)"
        case .duty(let id): "/duties/\(id)"
        }
    }
}

/// The form of a notice of results.
struct ResultNoticeFormPage: Page {
    let fields: Fields
    let choices: [ResultChoice]
    let problems: [String: String]
    let message: String?

    var title: String { "公示结果" }
    var section: String { "/governments" }

    /// Chosen in the form, or by the link that led here.
    private var chosen: String {
        for (name, kind) in [("campaign", "campaign"), ("duty", "duty")] where !fields.text(name).isEmpty {
            return "\(kind):\(fields.text(name))"
        }
        return fields.text("subject")
    }

    var main: HTML {
        let head = PageHead(
            title, crumbs: [("督政", "/governments"), ("结果公示", "/result-notices")],
            subtitle: "拟稿后由督导室主任签发；签发当天不算，公示满规定的工作日自动结束。公示的单位和公众可以反馈意见，逐条核实答复。")
        guard !choices.isEmpty else {
            return """
                \(head.html)
                <div class="empty"><strong>没有可以公示的结果</strong>督政项目评出等次、目标任务书完成评定后，才能公示；已有公示的不重复公示。</div>
                """
        }
        let name = choices.first { $0.subject.field == chosen }?.name ?? ""
        let options = [Choice("", "请选择")] + choices.map { Choice($0.subject.field, "\($0.name)（\($0.lines)个单位）") }
        let usual = name.isEmpty ? "" : "\(name)结果公示"
        let body = "现将评价结果予以公示。对结果有异议的，请在公示期内以书面形式或通过本页面反映，并写明具体事实和理由。"
        return """
            \(head.html)
            \(Said.error(message))
            <form class="form" method="post" action="/result-notices" data-draft="result-notice">\(FormSeal())
            \(Field("subject", "公示什么", value: chosen, problem: problems["subject"], isRequired: true).select(options))
            \(field("title", "标题", usual).text())
            \(field("body", "正文", body).area(rows: 5, limit: 2_000))
            <div class="field-row">\(field("days", "公示天数（工作日）", "5", help: "地方另有规定的从其规定").text(type: "number", isShort: true))\
            \(field("contact", "反映意见的其他方式", "", help: "电话或信箱，会公开").text())</div>
            <div class="form-actions"><button class="primary">送主任签发</button>\
            <a class="button quiet" href="/result-notices">取消</a></div></form>
            """
    }

    private func field(_ name: String, _ label: String, _ usual: String, help: String = "") -> Field {
        Field(name, label, value: fields[name] ?? usual, problem: problems[name], help: help, isRequired: true)
    }
}
