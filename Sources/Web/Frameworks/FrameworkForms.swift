import Store
import Supervision

/// The form by which an office makes its own framework, from another or from nothing.
struct FrameworkCopyPage: Page {
    /// What there is to begin with: templates and frameworks, the newest version of each.
    let bases: [FrameworkRow]
    let base: String
    let name: String
    let code: String
    let problem: String?

    init(_ bases: [FrameworkRow], fields: Fields, problem: String?) {
        self.bases = bases
        base = fields.text("template")
        let chosen = bases.first { $0.id.rawValue == fields.text("template") }
        name = fields["name"] ?? chosen?.name ?? ""
        code = fields["code"] ?? chosen.map { "\($0.code)-2" } ?? ""
        self.problem = problem
    }

    var title: String { "新建指标体系" }
    var section: String { "/frameworks" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("指标体系", "/frameworks")]).html)
        \(Said.error(problem))
        <form class="form" method="post" action="/frameworks" data-draft="framework-\(base)">\(FormSeal())\
        <div class="field"><label for="template">底稿</label><select id="template" name="template">\
        <option value="">空白</option>\(group("模板", bases.filter(\.isTemplate)))\
        \(group("已有的指标体系", bases.filter { !$0.isTemplate }))</select>\
        <p class="help">从底稿复制全部指标，之后可以任意增删、修改；模板的分值和标“待核”的依据要先核对。</p></div>\
        \(Field("name", "名称", value: name, isRequired: true).text())\
        \(Field("code", "代码", value: code, help: "在全部指标体系中唯一，各版本共用；建议用字母、数字和短横线。", isRequired: true).text())\
        <div class="form-actions"><button class="primary">建立草稿</button>\
        <a class="button quiet" href="/frameworks">取消</a></div></form>
        """
    }

    private func group(_ label: String, _ rows: [FrameworkRow]) -> HTML? {
        guard !rows.isEmpty else { return nil }
        let options = rows.map { Choice($0.id.rawValue, "\($0.name)（第\($0.number)版，\($0.criteria)个观测点）") }
        return "<optgroup label=\"\(label)\">\(Choice.list(options, chosen: [base]))</optgroup>"
    }
}

/// A draft's name and remark, and the way to another tree.
struct FrameworkEditPage: Page {
    let version: FrameworkVersion
    let name: String
    let label: String
    let problem: String?

    init(_ version: FrameworkVersion, fields: Fields?, problem: String?) {
        self.version = version
        name = fields?["name"] ?? version.framework.name
        label = fields?["label"] ?? version.framework.label
        self.problem = problem
    }

    var title: String { "名称与说明" }
    var section: String { "/frameworks" }

    var main: HTML {
        let path = "/frameworks/versions/\(version.id)"
        let crumbs = [("指标体系", "/frameworks"), (version.framework.name, path), ("编辑指标", "\(path)/editor")]
        return """
            \(PageHead(title, crumbs: crumbs).html)
            \(Said.error(problem))
            <section class="section"><h2>名称与说明</h2>\
            <form class="form" method="post" action="\(path)" data-draft="framework">\(FormSeal())\
            \(Field("name", "名称", value: name, isRequired: true).text())\
            \(Field("label", "说明", value: label, help: "随指标体系一同显示和导出，例如分值的来源。").area(rows: 2, limit: 500))\
            <div class="form-actions"><button class="primary">保存</button>\
            <a class="button quiet" href="\(path)/editor">取消</a></div></form></section>
            <section class="section"><h2>用表格替换全部指标</h2>\
            <p>先<a href="\(path)/sheet.xlsx">导出 XLSX</a>，在表格软件里改好后上传，替换这个草稿的全部指标。</p>\
            \(FrameworkImportForm(target: version.id).html)</section>
            """
    }
}

/// The form that takes a file with a framework.
struct FrameworkImportForm: Sendable {
    /// The draft whose tree the file replaces; nil for a new framework.
    let target: FrameworkID?

    var html: HTML {
        let hidden: HTML? = target.map { "<input type=\"hidden\" name=\"target\" value=\"\($0.rawValue)\">" }
        return """
            <form class="form" method="post" action="/frameworks/import" enctype="multipart/form-data">\(FormSeal())\(hidden)\
            \(Field("file", "文件", help: "XLSX、CSV、JSON 或 XLSForm；先检查，确认后才保存。", isRequired: true).file(accept: ".xlsx,.csv,.json"))\
            <div class="form-actions"><button class="primary">检查文件</button></div></form>
            """
    }
}
