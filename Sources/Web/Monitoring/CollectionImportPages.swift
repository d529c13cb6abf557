import Store
import Supervision

/// Where a sheet for all units of a round is uploaded.
struct CollectionImportFormPage: Page {
    let record: CollectionRoundRecord
    let problem: String?

    var title: String { "导入表格" }
    var section: String { "/collections" }

    var main: HTML {
        let home = "/collections/\(record.id)"
        return """
            \(PageHead(title, crumbs: [("监测数据", "/collections"), (record.round.title, home)]).html)
            \(Said.error(problem))
            <form class="form" method="post" action="\(home)/import" enctype="multipart/form-data">\(FormSeal())
            \(Field("file", "表格", help: "Excel 工作簿（xlsx）或 CSV（UTF-8、GBK 均可），一个单位一行，读取第一张工作表。", isRequired: true)
                .file(accept: ".xlsx,.csv"))
            <div class="form-actions"><button class="primary">上传并核对</button>\
            <a class="button" href="\(home)/values.xlsx">下载本轮表格</a><a class="button quiet" href="\(home)">取消</a></div></form>
            <section class="section"><h2>怎么导入</h2><ol>\
            <li>可以用“下载本轮表格”填写，也可以直接上传其他系统导出的表：认不出的列由您对应一次，以后自动对应；金额列可以选择元或万元。</li>\
            <li>按学校标识码找单位，没有标识码的按全称。空格不改动已有的数。</li>\
            <li>核对不改动任何数据。有问题的单元格逐个列出；合格的行一次全部导入，或者一行也不导入。</li></ol></section>
            """
    }
}

/// One sheet for many units: being checked, to be mapped, to be decided, or over.
struct CollectionImportPage: Page {
    let run: CollectionImport
    let record: CollectionRoundRecord
    let form: CollectionForm
    let job: Job?
    let problems: Listing<RowProblem>
    let address: ListAddress
    var problem: String?

    var title: String { "导入表格" }
    var section: String { "/collections" }
    private var home: String { "/collections/\(record.id)" }

    /// Whether the check is still on its way.
    var isWaiting: Bool { run.state == .waiting && job?.state != .failed }

    var main: HTML {
        let head = PageHead(
            title, crumbs: [("监测数据", "/collections"), (record.round.title, home)], badge: badge,
            subtitle: "\(run.fileName) · \(When.html(run.createdAt))上传")
        return "\(head.html)\(Said.error(problem))\(content)"
    }

    private var badge: HTML {
        switch run.state {
        case .waiting: isWaiting ? Badge.html("核对中", .active) : Badge.html("未完成", .late)
        case .mapping: Badge.html("待对应列", .warn)
        case .checked: Badge.html("待确认", .warn)
        case .done: Badge.html("已导入", .good)
        case .failed: Badge.html("无法读取", .late)
        case .discarded: Badge.html("已放弃")
        }
    }

    private var content: HTML {
        switch run.state {
        case .waiting:
            isWaiting
                ? """
                <p class="meter-line"><progress>核对中</progress> \(job?.progress ?? 0 == 0 ? "正在排队核对" : "已核对\(job?.progress ?? 0)行")</p>
                <p class="muted">可以离开这个页面，完成后在<a href="/jobs">后台任务</a>里找到。</p>
                """ : failed(job?.message ?? "")
        case .mapping: mapping
        case .checked: "\(decision)\(figures)\(problemList)"
        case .done: "\(done)\(figures)\(problemList)"
        case .failed: failed(run.message)
        case .discarded: "<div class=\"notice\" role=\"status\">这次导入已放弃，没有改动任何数据。</div>\(again)"
        }
    }

    private func failed(_ message: String) -> HTML {
        "<div class=\"notice error\" role=\"alert\"><strong>没有导入任何数据。</strong>\(message)</div>\(again)"
    }

    private var again: HTML { "<p><a class=\"button primary\" href=\"\(home)/import\">重新上传</a></p>" }

    private var mapping: HTML {
        """
        <div class="notice warning" role="status"><strong>有的列需要您对应。</strong>\
        请核对每一列是哪个数据项，金额列注意单位；对应一次后，本单位以后的表格会自动对应。</div>
        <form method="post" action="\(run.path)/mapping">\(FormSeal())
        <table class="ledger"><thead><tr><th scope="col">表格中的列</th><th scope="col">对应</th>\
        <th scope="col" class="long">示例</th></tr></thead><tbody>\(run.header.indices.map(column))</tbody></table>
        <div class="form-actions"><button class="primary">继续核对</button></div></form>
        \(discard)
        """
    }

    private func column(_ place: Int) -> HTML {
        let heading = run.header[place]
        let chosen = run.fields.indices.contains(place) ? run.fields[place] : ""
        let sample = run.sample.compactMap { $0.indices.contains(place) ? $0[place] : nil }.filter { !$0.isEmpty }
        return """
            <tr>\(Ledger.cell("表格中的列", "\(heading.isEmpty ? "（第\(place + 1)列，无表头）" : heading)", kind: "lead"))\
            \(Ledger.cell("对应", "<select name=\"column-\(place)\" aria-label=\"\(heading)\">\(Choice.list(choices, chosen: [chosen]))</select>"))\
            \(Ledger.cell("示例", "\(sample.joined(separator: " / "))", kind: "long"))</tr>
            """
    }

    /// A figure in money may be in either unit.
    private var choices: [Choice] {
        let values = form.items.flatMap { item -> [Choice] in
            guard let own = MoneyUnit(rawValue: item.variable.unit) else { return [Choice(item.key, item.heading)] }
            let other = own == .yuan ? MoneyUnit.tenThousand : .yuan
            return [
                Choice(item.key, item.heading),
                Choice("\(item.key)@\(other.rawValue)", "\(item.title)（表中是\(other.rawValue)）"),
            ]
        }
        return [
            Choice("", "不导入"), Choice("code", "学校标识码"), Choice("name", "单位名称"), Choice("year", "年度"),
        ] + values
    }

    private var decision: HTML {
        guard run.changed > 0 else {
            let message: HTML =
                run.bad == 0
                ? "<div class=\"notice success\" role=\"status\">表格与现有数据一致，没有需要导入的内容。</div>"
                : "<div class=\"notice error\" role=\"alert\">没有可以导入的行，请按下面的说明修改表格后重新上传。</div>"
            return "\(message)\(discard)"
        }
        let warning: HTML? =
            run.bad == 0
            ? nil
            : """
            <div class="notice warning" role="status"><strong>有\(run.bad)行不合格。</strong>\
            可以改好表格后重新上传，也可以只导入合格的\(run.changed)行。</div>
            """
        let reason = Field("reason", "导入说明", value: "", help: "数据从哪里来，如：教育事业统计报表。每个单位的修改记录里会保留。", isRequired: true)
        return """
            \(warning)<form class="form" method="post" action="\(run.path)/promotion">\(FormSeal())\(reason.text())\
            <label class="choice"><input type="checkbox" name="submit" value="1"> 填齐且没有校核问题的同时代为提交（由另一人审核）</label>\
            <div class="form-actions"><button class="primary" data-confirm="改动\(run.changed)个单位的数据。现在导入？">\
            \(run.bad == 0 ? "导入\(run.changed)行" : "只导入合格的\(run.changed)行")</button></div></form>\(discard)
            """
    }

    private var discard: HTML {
        """
        <form class="inline" method="post" action="\(run.path)/discard">\(FormSeal())<button class="quiet">放弃</button></form>
        """
    }

    private var done: HTML {
        """
        <div class="notice success" role="status"><strong>已导入。</strong>改动\(run.changed)个单位。<a href="\(home)">查看本轮</a></div>
        """
    }

    private var figures: HTML {
        func figure(_ name: String, _ count: Int, isLate: Bool = false) -> HTML {
            "<div class=\"\(isLate ? "late" : "")\"><dt>\(name)</dt><dd>\(count)<small>行</small></dd></div>"
        }
        return """
            <dl class="figures">\(figure("共", run.rows))\(figure("有改动", run.changed))\
            \(figure("没有变化", run.unchanged))\(figure("不合格", run.bad, isLate: run.bad > 0))</dl>
            """
    }

    private var problemList: HTML? {
        ProblemTable.section("不合格的单元格", problems, at: address, exportPath: "\(run.path)/problems.xlsx")
    }
}
