import Store
import Supervision

/// The form by which an office makes its own framework from another.
struct FrameworkCopyPage: Page {
    let template: FrameworkVersion
    let name: String
    let code: String
    let problem: String?

    init(_ template: FrameworkVersion, fields: Fields, problem: String?) {
        self.template = template
        name = fields["name"] ?? template.framework.name
        code = fields["code"] ?? "\(template.framework.code)-2"
        self.problem = problem
    }

    var title: String { "新建指标体系" }
    var section: String { "/frameworks" }

    var main: HTML {
        let from: HTML =
            "底稿：<a href=\"/frameworks/versions/\(template.id.rawValue)\">\(template.framework.name)</a> 第\(template.framework.version)版"
        return """
            \(PageHead(title, crumbs: [("指标体系", "/frameworks")], subtitle: from).html)
            \(Said.error(problem))
            <form class="form" method="post" action="/frameworks" data-draft="framework">\(FormSeal())\
            <input type="hidden" name="template" value="\(template.id.rawValue)">\
            \(Field("name", "名称", value: name, isRequired: true).text())\
            \(Field("code", "代码", value: code, help: "在全部指标体系中唯一，各版本共用；建议用字母、数字和短横线。", isRequired: true).text())\
            <div class="form-actions"><button class="primary">建立草稿</button>\
            <a class="button quiet" href="/frameworks">取消</a></div></form>
            """
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

    var title: String { "修改草稿" }
    var section: String { "/frameworks" }

    var main: HTML {
        let path = "/frameworks/versions/\(version.id)"
        let crumbs = [("指标体系", "/frameworks"), (version.framework.name, path)]
        return """
            \(PageHead(title, crumbs: crumbs).html)
            \(Said.error(problem))
            <section class="section"><h2>名称与说明</h2>\
            <form class="form" method="post" action="\(path)" data-draft="framework">\(FormSeal())\
            \(Field("name", "名称", value: name, isRequired: true).text())\
            \(Field("label", "说明", value: label, help: "随指标体系一同显示和导出，例如分值的来源。").area(rows: 2, limit: 500))\
            <div class="form-actions"><button class="primary">保存</button>\
            <a class="button quiet" href="\(path)">取消</a></div></form></section>
            <section class="section"><h2>指标内容</h2>\
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
            \(Field("file", "文件", help: "XLSX、CSV 或 JSON；先检查，确认后才保存。", isRequired: true).file(accept: ".xlsx,.csv,.json"))\
            <div class="form-actions"><button class="primary">检查文件</button></div></form>
            """
    }
}
