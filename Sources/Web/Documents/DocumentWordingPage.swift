import Jobs
import Office
import Store
import Supervision

/// Where a wording is written, with the marks that it may use beside it.
struct DocumentWordingPage: Page {
    let wording: DocumentWording
    let id: DocumentWordingID?
    let version: Int?
    /// The older version whose words stand in the form.
    var restores: Int?
    var problems: [String: String] = [:]
    var message: String?

    var title: String { id == nil ? "新建文书模板" : "修改文书模板" }
    var section: String { "/documents" }

    private var path: String { id.map { "/documents/wordings/\($0)" } ?? "/documents/wordings" }

    var main: HTML {
        let kinds = Document.Kind.worded.map { Choice($0.rawValue, $0.label) }
        let number = version.map { value -> HTML in "<input type=\"hidden\" name=\"version\" value=\"\(value)\">" }
        let actions: HTML? =
            id == nil
            ? nil
            : "<a class=\"button\" href=\"\(path)/preview\">预览</a><a class=\"button quiet\" href=\"\(path)/versions\">历次修改</a>"
        return """
            \(PageHead(title, crumbs: [("公文", "/documents"), ("文书模板", "/documents/wordings")], actions: actions).html)
            \(Said.error(message))\(restores.map { Said.warning("表单里是第\($0)版的内容，保存后成为最新一版。") })
            <form class="form full" method="post" action="\(path)">\(FormSeal())\(number)
            <div class="field-row">\(Field("kind", "文种", value: wording.kind.rawValue).select(kinds))\
            \(Field("name", "模板名称", value: wording.name, problem: problems["name"], isRequired: true).text())</div>
            \(Field("title", "标题", value: wording.title, problem: problems["title"], isRequired: true).text())
            \(Field("body", "正文", value: wording.body, problem: problems["body"], help: DocumentTextPage.help, isRequired: true)
                .area(rows: 18, limit: 20_000))
            \(marks)
            <div class="form-actions"><button class="primary">保存</button>\
            <a class="button quiet" href="/documents/wordings">取消</a></div></form>
            """
    }

    /// A button puts a mark where the cursor is; what is used already says how often, while one types.
    private var marks: HTML {
        let rows = DocumentWording.marks(of: wording.kind).map { mark -> HTML in
            let count = DocumentWording.count(of: mark.text, in: wording.title + wording.body)
            return """
                <tr><td data-label="标记"><button type="button" class="small" data-mark="\(mark.text)">\(mark.text)</button></td>\
                <td data-label="换成">\(mark.meaning)</td><td data-label="不知道时写成">\(mark.unknown)</td>\
                <td data-label="已用" class="num"><output data-mark-count="\(mark.text)">\(count)</output></td></tr>
                """
        }
        return """
            <section class="section"><h2>可用的标记</h2><p class="muted">套用模板时，标记换成实际内容；留给拟稿人填的写成“【待填：…】”，没填完不能送审。</p>
            <table class="ledger keep" data-marks><thead><tr><th scope="col">标记</th><th scope="col">换成</th>\
            <th scope="col">不知道时写成</th><th scope="col" class="num">已用</th></tr></thead><tbody>\(rows)</tbody></table></section>
            """
    }
}

/// A wording as the letter that it will become, by the office's own 发文格式.
struct DocumentWordingPreview: Page {
    let wording: DocumentWording
    let format: DocumentFormat
    let office: String
    let number: DocumentNumber?
    let today: Day
    /// Where it is edited, or copied if it is shipped.
    let path: String
    let isOwn: Bool

    var title: String { wording.name }
    var section: String { "/documents" }

    var main: HTML {
        let action: HTML = "<a class=\"button primary\" href=\"\(path)\">\(isOwn ? "修改" : "复制修改")</a>"
        return """
            \(PageHead(title, crumbs: [("公文", "/documents"), ("文书模板", "/documents/wordings")],
                subtitle: "\(wording.kind.label) · \(format.form.label)；文号、日期和收文单位是样例。", actions: action).html)
            \(Letter(letter).html)
            """
    }

    private var letter: OfficialDocument {
        var text =
            wording.kind == .diagnosis
            ? wording.filled([:]) : wording.filled(DocumentWording.Facts(office: office, today: today))
        if wording.kind.needsRecipient { text.recipient = "收文单位" }
        var document = Document(
            id: "sample", kind: wording.kind, office: office, text: text, draftedBy: "sample", on: today)
        document.layout = format.layout(office: office)
        if wording.kind == .interviewMinutes {
            document.layout?.rolls = DocumentLayout.rolls(editing: "约谈人：（姓名、职务）\n被约谈人：（姓名、职务）\n记录人：（姓名）")
        }
        var letter = OfficialDocument(document)
        (letter.number, letter.date, letter.issuedOn) = (number?.text, today.chinese, today.chinese)
        return letter
    }
}

/// Who changed a wording when, and what.
struct DocumentWordingVersionsPage: Page {
    let wording: StoredWording
    let versions: [WordingVersion]

    var title: String { "“\(wording.wording.name)”历次修改" }
    var section: String { "/documents" }

    var main: HTML {
        let path = "/documents/wordings/\(wording.id)"
        let rows = versions.indices.map { index -> HTML in
            let version = versions[index]
            let before = versions.indices.contains(index + 1) ? versions[index + 1].wording : nil
            let action: HTML =
                index == 0
                ? "当前版本" : "<a class=\"button small\" href=\"\(path)?version=\(version.version)\">用这一版的内容</a>"
            return """
                <tr>\(Ledger.cell("版本", "第\(version.version)版", kind: "lead"))\
                \(Ledger.cell("修改人", "\(version.person)"))\(Ledger.cell("时间", When.html(version.at), kind: "date"))\
                \(Ledger.cell("改动", TextChanges.html(from: before.map(words), to: words(version.wording)), kind: "long"))\
                \(Ledger.cell("", action, kind: "actions"))</tr>
                """
        }
        return """
            \(PageHead(title, crumbs: [("公文", "/documents"), ("文书模板", "/documents/wordings"), (wording.wording.name, path)]).html)
            <table class="ledger"><thead><tr><th scope="col">版本</th><th scope="col">修改人</th><th scope="col">时间</th>\
            <th scope="col" class="long">改动</th><th scope="col"></th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private func words(_ wording: DocumentWording) -> String {
        "文种：\(wording.kind.label)\n名称：\(wording.name)\n标题：\(wording.title)\n\(wording.body)"
    }
}

/// What changed between two texts, folded away.
enum TextChanges {
    static func html(from old: String?, to new: String) -> HTML {
        guard let old else { return "新建" }
        let changed = TextDiff.lines(from: old, to: new).compactMap { line -> HTML? in
            switch line {
            case .same: nil
            case .removed(let text): "<p><del>\(text)</del></p>"
            case .added(let text): "<p><ins>\(text)</ins></p>"
            }
        }
        guard !changed.isEmpty else { return "没有改动" }
        return "<details class=\"explain\"><summary>改动\(changed.count)处</summary>\(changed)</details>"
    }
}
