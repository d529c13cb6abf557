import Office
import Store
import Supervision

/// A year's notice as an administrator gave it, read and checked.
struct CalendarForm: Sendable {
    let year: WorkYear
    let source: String
    let text: String

    init(_ fields: Fields) throws {
        var problems: [String: String] = [:]
        source = fields.text("source")
        text = fields["text"] ?? ""
        if !(2...200).contains(source.count) { problems["source"] = "请填写通知的文号或网址，不超过200字。" }
        if text.isBlank { problems["text"] = "请粘贴通知中的放假安排，或选择一个表格文件。" }
        guard let number = fields.number("year") else { throw FormRefusal(["year": "请填写四位数的年份。"]) }
        guard problems.isEmpty else { throw FormRefusal(problems) }
        year = try HolidayNotice(text, year: number).workYear()
        try year.requireStatutory()
    }

    /// The lines of a CSV or XLSX file; nil when none was chosen.
    static func table(in sent: Submission) throws -> String? {
        guard let file = sent.files.first(where: { $0.field == "file" }), file.size > 0 else { return nil }
        var lines: [String] = []
        var total = 0
        try SpreadsheetReader.open(path: file.path).forEachRow { _, cells in
            let line = cells.map(\.trimmed).filter { !$0.isEmpty }.joined(separator: ",")
            total += line.count
            guard lines.count < 1_000, total < HolidayNotice.limit else {
                throw CalendarRefusal.textTooLong(HolidayNotice.limit)
            }
            lines.append(line)
        }
        return lines.joined(separator: "\n")
    }
}

/// Where the next year's notice is given.
struct CalendarFormPage: Page {
    let fields: Fields
    let refusal: (any Refusal)?

    init(year: Int) {
        fields = Fields([("year", "\(year)")])
        refusal = nil
    }

    init(fields: Fields, refusal: any Refusal) {
        self.fields = fields
        self.refusal = refusal
    }

    var title: String { "导入放假安排" }
    var section: String { "/working-days" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("工作日历", "/working-days")],
            subtitle: "来自国务院办公厅每年的《部分节假日安排的通知》；先核对，确认后才生效。").html)
        \(Said.error(refusal?.message))
        <form class="form" method="post" action="/working-days/check" enctype="multipart/form-data">\(FormSeal())
        <div class="field-row">\(field("year", "年份").text(type: "number", isShort: true))\
        \(field("source", "通知的文号或网址", help: "如 国办发明电〔2026〕7号").text())</div>
        \(field("text", "放假安排", help: "粘贴通知中各节日的安排，如“元旦：1月1日（周五）至3日（周日）放假，共3天。”").area(
            rows: 10, limit: HolidayNotice.limit))
        \(field("file", "或者选择表格", help: "CSV或XLSX，每行一个日期和“放假”或“上班”。选了文件就以文件为准。").file(
            accept: ".csv,.xlsx"))
        <div class="form-actions"><button class="primary">核对</button>\
        <a class="button" href="/working-days/template.xlsx">下载模板</a><a class="button quiet" href="/working-days">取消</a></div>
        </form>
        """
    }

    private func field(_ name: String, _ label: String, help: String = "") -> Field {
        let problems = (refusal as? FormRefusal)?.problems ?? [:]
        var problem = problems[name]
        if name == "text", let calendar = refusal as? CalendarRefusal { problem = calendar.message }
        return Field(name, label, value: fields[name] ?? "", problem: problem, help: help)
    }
}

/// What a notice comes to, before it counts.
struct CalendarCheckPage: Page {
    let form: CalendarForm
    /// What was known of the year until now.
    let before: WorkYear?
    var problem: String?

    private var year: WorkYear { form.year }

    var title: String { "核对\(year.year)年放假安排" }
    var section: String { "/working-days" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("工作日历", "/working-days")]).html)
        \(Said.error(problem))\(concerns)\(replaced)
        \(CalendarDays(year).html)
        <form class="form" method="post" action="/working-days">\(FormSeal())
        <input type="hidden" name="year" value="\(year.year)"><input type="hidden" name="source" value="\(form.source)">\
        <input type="hidden" name="text" value="\(form.text)">
        \(year.concerns.isEmpty ? nil : tick)
        <div class="form-actions"><button class="primary" data-confirm="导入后，等待这一年放假安排的期限立即算出；已按旧安排算出的期限随之更正。" \
        data-confirm-title="导入\(year.year)年放假安排？" data-confirm-label="导入">导入</button>\
        <a class="button quiet" href="/working-days/new?year=\(year.year)">重新填写</a></div>
        </form>
        """
    }

    private var concerns: HTML? {
        guard !year.concerns.isEmpty else { return nil }
        let lines = year.concerns.map { line -> HTML in "<li>\(line)</li>" }
        return """
            <div class="notice warning" role="status"><strong>与往年不同，请与通知原文核对</strong><ul>\(lines)</ul></div>
            """
    }

    private var tick: HTML {
        "<label class=\"choice\"><input type=\"checkbox\" name=\"compared\" value=\"yes\"> 已与通知原文逐日核对</label>"
    }

    private var replaced: HTML? {
        guard let before else { return nil }
        let changed = before.daysOff.symmetricDifference(year.daysOff)
            .union(before.workedWeekends.symmetricDifference(year.workedWeekends)).sorted()
        let days = changed.map(\.chinese).joined(separator: "、")
        return changed.isEmpty
            ? Said.warning("与现有的\(year.year)年安排相同，导入后只更新来源。")
            : Said.warning("\(year.year)年已有安排，导入后有\(changed.count)天改变：\(days)。")
    }
}
