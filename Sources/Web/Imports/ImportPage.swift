import Store
import Supervision

/// Where a sheet is handed in.
struct ImportPage: Page {
    let kind: ImportRun.Kind
    var problem: String?

    var title: String { "导入\(kind.label)" }
    var section: String { kind.section }
    private var list: String { kind.list }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [(kind.label, list)]).html)
        \(Said.error(problem))
        <form class="form" method="post" action="\(list)/import" enctype="multipart/form-data">\(FormSeal())
        \(Field("file", "表格文件", help: "Excel 工作簿（xlsx）或 CSV（UTF-8、GBK 均可），最多20万行，读取第一张工作表。", isRequired: true)
            .file(accept: ".xlsx,.csv"))
        <div class="form-actions"><button class="primary">上传并核对</button>\
        <a class="button" href="\(list)/template.xlsx">下载模板</a>\
        <a class="button quiet" href="\(list)">取消</a></div>
        </form>
        <section class="section"><h2>怎么导入</h2><ol>\
        <li>用模板填写，或直接上传本单位自己的表格；认不出的列由您指定一次，以后自动对应。</li>\
        <li>上传后在后台逐行核对，可以离开页面。核对不改动任何数据。</li>\
        <li>不合格的行逐条列出行号、列和原因；合格的行由您决定是否导入。同一份表格再次导入不会重复。</li></ol></section>
        """
    }
}

/// One import: being checked, to be mapped, to be decided, or over.
struct ImportRunPage: Page {
    let run: ImportRun
    let job: Job?
    let problems: Listing<RowProblem>
    let address: ListAddress
    var problem: String?

    var title: String { "导入\(run.kind.label)" }
    var section: String { run.kind.section }
    private var list: String { run.kind.list }

    /// Whether the check is still on its way.
    var isWaiting: Bool { run.state == .waiting && job?.state != .failed }

    var main: HTML {
        let head = PageHead(
            title, crumbs: [(run.kind.label, list), ("导入", "\(list)/import")], badge: badge,
            subtitle: "\(run.fileName) · \(When.html(run.createdAt))上传")
        return "\(head.html)\(Said.error(problem))\(content)"
    }

    private var badge: HTML {
        switch run.state {
        case .waiting: isWaiting ? Badge.html("核对中", .active) : Badge.html("未完成", .late)
        case .mapping: Badge.html("待指定列", .warn)
        case .checked: Badge.html("待确认", .warn)
        case .done: Badge.html("已导入", .good)
        case .failed: Badge.html("无法读取", .late)
        case .discarded: Badge.html("已放弃")
        }
    }

    private var content: HTML {
        switch run.state {
        case .waiting: waiting
        case .mapping: ImportMapping(run: run).html
        case .checked: "\(decision)\(figures)\(problemList)"
        case .done: "\(done)\(figures)\(problemList)"
        case .failed: failed(run.message)
        case .discarded: "<div class=\"notice\" role=\"status\">这次导入已放弃，没有改动任何数据。</div>\(again)"
        }
    }

    private var waiting: HTML {
        guard isWaiting else { return failed(job?.message ?? "") }
        let rows = job?.progress ?? 0
        return """
            <p class="meter-line"><progress>核对中</progress> \(rows == 0 ? "正在排队核对" : "已核对 \(rows) 行")</p>
            <p class="muted">可以离开这个页面，完成后在<a href="/jobs">后台任务</a>里找到。</p>
            """
    }

    private func failed(_ message: String) -> HTML {
        """
        <div class="notice error" role="alert"><strong>没有导入任何数据。</strong>\(message)</div>
        \(again)
        """
    }

    private var again: HTML { "<p><a class=\"button primary\" href=\"\(list)/import\">重新上传</a></p>" }

    private var decision: HTML {
        let counts = run.counts
        guard counts.good > 0 else {
            let message: HTML =
                counts.bad == 0
                ? "<div class=\"notice success\" role=\"status\">表格与现有数据一致，没有需要导入的内容。</div>"
                : "<div class=\"notice error\" role=\"alert\">没有可以导入的行，请按下面的说明修改表格后重新上传。</div>"
            return "\(message)<div class=\"form-actions\">\(discard)</div>"
        }
        let warning: HTML? =
            counts.bad == 0
            ? nil
            : """
            <div class="notice warning" role="status"><strong>有 \(counts.bad) 行不合格。</strong>\
            可以改好表格后重新上传，也可以只导入合格的 \(counts.good) 行。</div>
            """
        return """
            \(warning)<div class="form-actions"><form class="inline" method="post" action="\(run.path)/promotion">\
            \(FormSeal())<button class="primary" data-confirm="新增 \(counts.added) 个，更新 \(counts.changed) 个。" \
            data-confirm-title="导入 \(counts.good) 行？" data-confirm-label="导入">\
            \(counts.bad == 0 ? "导入 \(counts.good) 行" : "只导入合格的 \(counts.good) 行")</button></form>\(discard)</div>
            """
    }

    private var discard: HTML {
        """
        <form class="inline" method="post" action="\(run.path)/discard">\(FormSeal())\
        <button class="quiet">放弃</button></form>
        """
    }

    private var done: HTML {
        """
        <div class="notice success" role="status"><strong>已导入。</strong>新增 \(run.counts.added) 个，\
        更新 \(run.counts.changed) 个。<a href="\(list)">查看\(run.kind.label)</a></div>
        """
    }

    private var figures: HTML {
        let counts = run.counts
        func figure(_ name: String, _ count: Int, isLate: Bool = false) -> HTML {
            """
            <div class="\(isLate ? "late" : "")"><dt>\(name)</dt><dd>\(count)<small>行</small></dd></div>
            """
        }
        return """
            <dl class="figures">\(figure("共", counts.rows))\(figure("新增", counts.added))\
            \(figure("更新", counts.changed))\(figure("没有变化", counts.unchanged))\
            \(figure("不合格", counts.bad, isLate: counts.bad > 0))</dl>
            """
    }

    private var problemList: HTML? {
        ProblemTable.section("不合格的行", problems, at: address, exportPath: "\(run.path)/problems.xlsx")
    }
}

/// The form in which a person says what the columns are that nobody knows.
struct ImportMapping {
    let run: ImportRun

    private var choices: [Choice] {
        switch run.kind {
        case .organisations: ImportMapping.choices(OrganisationField.self)
        case .inspectors: ImportMapping.choices(InspectorField.self)
        case .trainings: ImportMapping.choices(TrainingField.self)
        }
    }

    private static func choices<Field: ImportField>(_ field: Field.Type) -> [Choice] {
        [Choice("", "不导入")] + Field.allCases.map { Choice($0.rawValue, $0.isRequired ? "\($0.title)（必填）" : $0.title) }
    }

    var html: HTML {
        """
        <div class="notice warning" role="status"><strong>有的列需要您指定。</strong>\
        请核对每一列对应的栏目；指定一次后，本单位以后的表格会自动对应。</div>
        <form method="post" action="\(run.path)/mapping">\(FormSeal())
        <table class="ledger"><thead><tr><th scope="col">表格中的列</th><th scope="col">对应栏目</th>\
        <th scope="col" class="long">示例</th></tr></thead><tbody>\(run.header.indices.map(row))</tbody></table>
        <div class="form-actions"><button class="primary">继续核对</button></div></form>
        <form class="inline" method="post" action="\(run.path)/discard">\(FormSeal())<button class="quiet">放弃</button></form>
        """
    }

    private func row(_ column: Int) -> HTML {
        let heading = run.header[column]
        let chosen = run.fields.indices.contains(column) ? run.fields[column] : ""
        let sample = run.sample.compactMap { $0.indices.contains(column) ? $0[column] : nil }.filter { !$0.isEmpty }
        let select: HTML = """
            <select name="column-\(column)" aria-label="\(heading)">\(Choice.list(choices, chosen: [chosen]))</select>
            """
        return """
            <tr>\(Ledger.cell("表格中的列", "\(heading.isEmpty ? "（第\(column + 1)列，无表头）" : heading)", kind: "lead"))\
            \(Ledger.cell("对应栏目", select))\
            \(Ledger.cell("示例", "\(sample.joined(separator: " / "))", kind: "long"))</tr>
            """
    }
}
