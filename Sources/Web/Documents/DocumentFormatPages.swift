import Jobs
import Office
import Store
import Supervision

/// Every kind of document with its head, its 代字 and the number that comes next.
struct DocumentFormatListPage: Page {
    let formats: [Document.Kind: StoredFormat]
    let numbers: [Document.Kind: DocumentNumber]
    let people: [PersonID: String]
    let office: String
    let viewer: Viewer

    var title: String { "发文格式" }
    var section: String { "/documents" }

    var main: HTML {
        let who = viewer.role == .director ? "点文种修改。" : "由督导室主任修改。"
        return """
            \(PageHead(title, crumbs: [("公文", "/documents")],
                subtitle: "各文种的版头和文号；代字相同的文种共用一个序列，每年从1号起，不空号、不重号。\(who)").html)
            <table class="ledger"><thead><tr><th scope="col">文种</th><th scope="col">版式</th>\
            <th scope="col" class="long">发文机关标志</th><th scope="col">下一个文号</th><th scope="col">设定</th></tr></thead>\
            <tbody>\(Document.Kind.allCases.map(row))</tbody></table>
            """
    }

    private func row(_ kind: Document.Kind) -> HTML {
        let stored = formats[kind]
        let format = stored?.format ?? .usual(for: kind)
        let name: HTML =
            viewer.role == .director
            ? "<a href=\"/documents/formats/\(kind.rawValue)\">\(kind.label)</a>" : "\(kind.label)"
        let set = stored?.updatedAt.map { at -> HTML in
            "\(stored?.updatedBy.flatMap { people[$0] } ?? "—") \(When.html(at.day))"
        }
        return """
            <tr>\(Ledger.cell("文种", name, kind: "lead"))\(Ledger.cell("版式", "\(format.form.label)"))\
            \(Ledger.cell("发文机关标志", "\(format.layout(office: office).letterhead)", kind: "long"))\
            \(Ledger.cell("下一个文号", "\(numbers[kind]?.text ?? "—")", kind: "nowrap"))\
            \(Ledger.cell("设定", set ?? "<span class=\"muted\">系统默认</span>"))</tr>
            """
    }
}

/// One kind's 发文格式, with the head of its next letter below.
struct DocumentFormatPage: Page {
    let kind: Document.Kind
    let form: DocumentFormatForm
    let office: String
    /// The office's own 代字.
    let mark: String
    let next: DocumentNumber?
    let today: Day
    let problems: [String: String]
    let message: String?

    init(
        kind: Document.Kind, form: DocumentFormatForm, office: String, mark: String, next: DocumentNumber?, today: Day,
        refusal: (any Refusal)?
    ) {
        (self.kind, self.form, self.office, self.mark) = (kind, form, office, mark)
        (self.next, self.today) = (next, today)
        problems = (refusal as? FormRefusal)?.problems ?? [:]
        message = refusal?.message
    }

    var title: String { "\(kind.label)的发文格式" }
    var section: String { "/documents" }

    var main: HTML {
        let forms = DocumentLayout.Form.allCases.map { Choice($0.rawValue, $0.label) }
        let shapes = DocumentNumber.Shape.allCases.map { shape in
            let sample = DocumentNumber(mark: next?.mark ?? mark, year: today.year, serial: 3, shape: shape)
            return Choice(shape.rawValue, "\(sample?.text ?? shape.label)")
        }
        let head = DocumentFormat(form: form.format(in: today.year).form).layout(office: office).letterhead
        return """
            \(PageHead(title, crumbs: [("公文", "/documents"), ("发文格式", "/documents/formats")],
                subtitle: "只影响以后拟写和签发的公文。").html)
            \(Said.error(message))
            <form class="form" method="post" action="/documents/formats/\(kind.rawValue)">\(FormSeal())\
            <input type="hidden" name="version" value="\(form.fields.text("version"))">
            <div class="field-row">\(field("form", "版式").select(forms))\(field("shape", "文号写法").select(shapes))</div>
            \(field("letterhead", "发文机关标志", help: "印成红色；不填则为“\(head)”。").text())
            <div class="field-row">\(field("mark", "代字", help: "不填则用本室的“\(mark)”；几个文种用同一代字，就共用一个序列。").text())\
            \(field("serial", "\(today.year)年起始号", help: "年中启用系统时接着纸质文号编；不填从1起。").text(type: "number", isShort: true))</div>
            <div class="form-actions"><button class="primary" name="act" value="save">保存</button>\
            <button name="act" value="preview">预览</button><a class="button quiet" href="/documents/formats">取消</a></div></form>
            <section class="section"><h2>下一份的版头</h2>\(Letter(sample).html)</section>
            """
    }

    private func field(_ name: String, _ label: String, help: String = "") -> Field {
        Field(name, label, value: form.fields.text(name), problem: problems[name], help: help)
    }

    private var sample: OfficialDocument {
        let text = DocumentText(
            title: "关于样例事项的\(kind.label)", recipient: kind.needsRecipient ? "收文单位" : "",
            blocks: [.paragraph("正文从这里开始。")])
        var document = Document(id: "sample", kind: kind, office: office, text: text, draftedBy: "sample", on: today)
        document.layout = form.format(in: today.year).layout(office: office)
        var letter = OfficialDocument(document)
        (letter.number, letter.date, letter.issuedOn) = (next?.text, today.chinese, today.chinese)
        return letter
    }
}
