import Jobs
import Store
import Supervision

/// Where a file with a framework is handed in.
struct FrameworkImportPage: Page {
    var problem: String?

    var title: String { "导入指标体系" }
    var section: String { "/frameworks" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("指标体系", "/frameworks")]).html)
        \(Said.error(problem))
        <p>最方便的办法：在<a href="/frameworks?kind=template">模板</a>里选一套，导出 XLSX 改好后再导入。\
        一级指标编号如 1，下级如 1.2；各级分值之和应与上级一致。代码相同的，存为那套体系的新版本草稿。</p>
        <p>ODK、KoboToolbox 的 XLSForm（含 survey 表的 XLSX）也可以导入：单选、数字、文字、拍照、说明和分组会带入，\
        不能带入的逐行列出，确认后才保存。</p>
        \(FrameworkImportForm(target: nil).html)
        """
    }
}

/// What is wrong with a file, row by row; nothing of it was stored.
struct FrameworkProblemsPage: Page {
    let file: FrameworkFile
    let name: String
    let target: FrameworkID

    init(_ file: FrameworkFile, name: String, target: FrameworkID) {
        self.file = file
        self.name = name
        self.target = target
    }

    var title: String { "文件需要修改" }
    var section: String { "/frameworks" }

    var main: HTML {
        let rows = file.problems.prefix(500).map { problem -> HTML in
            """
            <tr>\(Ledger.cell("行", "\(problem.row)", kind: "num"))\(Ledger.cell("列", "\(problem.column)"))\
            \(Ledger.cell("内容", "\(problem.value)"))\(Ledger.cell("原因", "\(problem.reason)", kind: "long"))</tr>
            """
        }
        return """
            \(PageHead(title, crumbs: [("指标体系", "/frameworks"), ("导入", "/frameworks/import")]).html)
            <div class="notice error" role="alert"><strong>“\(name)”有\(file.problems.count)处问题，没有导入任何内容</strong>\
            指标体系是一棵树，缺一行就不完整，所以要全部改好后再导入。</div>
            <table class="ledger"><thead><tr><th scope="col" class="num">行</th><th scope="col">列</th>\
            <th scope="col">内容</th><th scope="col">原因</th></tr></thead><tbody>\(rows)</tbody></table>
            <section class="section"><h2>改好后再传一次</h2>\
            \(FrameworkImportForm(target: target.rawValue.isEmpty ? nil : target).html)</section>
            """
    }
}

/// What a good file would store.
struct FrameworkPreviewPage: Page {
    let framework: Framework
    let file: String
    let fileName: String
    let target: FrameworkID
    let remarks: [RowProblem]
    let problem: String?

    init(
        _ framework: Framework, file: String, fileName: String, target: FrameworkID, remarks: [RowProblem],
        problem: String? = nil
    ) {
        self.framework = framework
        self.file = file
        self.fileName = fileName
        self.target = target
        self.remarks = remarks
        self.problem = problem
    }

    var title: String { "确认导入" }
    var section: String { "/frameworks" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("指标体系", "/frameworks"), ("导入", "/frameworks/import")]).html)
        \(Said.error(problem))
        \(found)
        <form class="form" method="post" action="/frameworks/import/acceptance">\(FormSeal())\
        <input type="hidden" name="file" value="\(file)"><input type="hidden" name="fileName" value="\(fileName)">\
        <input type="hidden" name="target" value="\(target.rawValue)">\
        \(target.rawValue.isEmpty ? naming : nil)\
        <div class="form-actions"><button class="primary">保存为草稿</button>\
        <a class="button quiet" href="/frameworks/import">放弃</a></div></form>
        \(left)
        <section class="section"><h2>读到的指标</h2>\(FrameworkTree(framework).html)</section>
        """
    }

    private var found: HTML {
        let count: HTML =
            "\(framework.allNodes.count)行，\(framework.leaves.count)个观测点，总分\(framework.fullMark.text)分。现在还没有保存。"
        let open = framework.validate().filter { $0.rule != .blankTitle || !$0.place.isEmpty }
        guard !remarks.isEmpty || !open.isEmpty else {
            return "<div class=\"notice success\" role=\"status\">“\(fileName)”没有问题：\(count)</div>"
        }
        let problems = open.prefix(20).map { problem -> HTML in "<li>\(problem.message)</li>" }
        let mending: HTML? =
            open.isEmpty ? nil : "<p>保存为草稿后，发布前还要修改：</p><ul>\(problems)</ul>"
        return """
            <div class="notice warning" role="status"><strong>“\(fileName)”可以带入：\(count)</strong>\(mending)</div>
            """
    }

    private var naming: HTML {
        """
        \(Field("name", "名称", value: framework.name, isRequired: true).text())\
        \(Field("code", "代码", value: framework.code, help: "与已有的一套相同时，存为那一套的新版本草稿。", isRequired: true).text())
        """
    }

    private var left: HTML? {
        guard !remarks.isEmpty else { return nil }
        let rows = remarks.map { remark -> HTML in
            """
            <tr>\(Ledger.cell("行", "\(remark.row)", kind: "num"))\(Ledger.cell("问题", "\(remark.column)", kind: "code"))\
            \(Ledger.cell("类型", "\(remark.value)"))\(Ledger.cell("说明", "\(remark.reason)", kind: "long"))</tr>
            """
        }
        return """
            <section class="section"><h2>没有带入或要核对的\(remarks.count)处</h2><table class="ledger"><thead><tr>\
            <th scope="col" class="num">行</th><th scope="col">问题</th><th scope="col">类型</th><th scope="col">说明</th></tr></thead>\
            <tbody>\(rows)</tbody></table></section>
            """
    }
}
