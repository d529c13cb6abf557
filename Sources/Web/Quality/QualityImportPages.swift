import Store
import Supervision

/// Where a sheet of results is uploaded.
struct QualityImportFormPage: Page {
    let record: QualityRoundRecord
    let imports: Listing<QualityImport>
    let address: ListAddress
    let fields: Fields
    let problem: String?

    var title: String { "导入结果" }
    var section: String { "/quality" }
    private var round: QualityRound { record.round }

    var main: HTML {
        let kinds = QualityImport.Kind.allCases.map { Choice($0.rawValue, $0.label) }
        let subject = round.subjects.first?.name ?? "数学"
        return """
            \(PageHead(title, crumbs: [("质量监测", "/quality"), (round.title, record.path)]).html)
            \(Said.error(problem))
            <form class="form" method="post" action="\(record.path)/import" enctype="multipart/form-data">\(FormSeal())
            \(Field("kind", "内容", value: fields["kind"] ?? "scores", isRequired: true).select(kinds))
            \(Field("file", "表格", help: "Excel 工作簿（xlsx）或 CSV（UTF-8、GBK 均可），读取第一张工作表。", isRequired: true).file(accept: ".xlsx,.csv"))
            <div class="form-actions"><button class="primary">上传并导入</button>\
            <a class="button" href="\(record.path)/scores-template.xlsx">下载成绩表</a>\
            <a class="button quiet" href="\(record.path)">取消</a></div></form>
            <section class="section"><h2>怎么导入</h2><ol>\
            <li>学生成绩：一名学生一行。用“监测号”一列，没有监测号的用“学校标识码”和“学号”两列（已抽取学生的学校按名册对应到监测号；没有名册的，学号只存为带密钥的摘要，清除姓名时密钥一并删除），几个年级的加“年级”一列。</li>\
            <li>每科一列总分（列名就是学科，如“\(subject)”），或每题一列（如“\(subject)第1题（3分）”，括号里是满分）；没有总分列的，各题满分之和必须是本科满分。空格不改动已有的成绩，“缺考”表示没有成绩，已有的会取消。</li>\
            <li>监测中心反馈：区县、年级、科目，加等级、校际差异率中的至少一列；空格不改动已有的数。</li>\
            <li>任何一格有错，就逐格列出，什么也不导入。改好再传，同一名学生的成绩以最后一次为准，重复上传不会重复计算。</li></ol></section>
            \(list)
            """
    }

    private var list: HTML? {
        guard imports.total > 0 else { return nil }
        let table = Ledger(
            [
                .init("文件", kind: "lead"), .init("内容"), .init("行", kind: "num"), .init("有改动", kind: "num"),
                .init("不合格", kind: "num"), .init("上传"), .init("状态"),
            ], imports, at: address, unit: "次"
        ) { run in
            """
            <tr>\(Ledger.cell("文件", "<a href=\"\(run.path)\">\(run.fileName)</a>", kind: "lead"))\
            \(Ledger.cell("内容", "\(run.kind.label)"))\(Ledger.cell("行", "\(run.rows)", kind: "num"))\
            \(Ledger.cell("有改动", "\(run.changed)", kind: "num"))\(Ledger.cell("不合格", "\(run.problems)", kind: "num"))\
            \(Ledger.cell("上传", "\(run.byName)，\(When.html(run.createdAt))"))\(Ledger.cell("状态", run.badge))</tr>
            """
        }
        return "<section class=\"section\"><h2>已有的导入</h2>\(table.html)</section>"
    }
}

/// One sheet of results: on its way in, taken, or refused cell by cell.
struct QualityImportPage: Page {
    let run: QualityImport
    let record: QualityRoundRecord
    let job: Job?
    let problems: Listing<RowProblem>
    let address: ListAddress

    var title: String { "导入结果" }
    var section: String { "/quality" }

    /// Whether it is still on its way.
    var isWaiting: Bool { run.state == .waiting && job?.state != .failed }

    var main: HTML {
        let head = PageHead(
            title, crumbs: [("质量监测", "/quality"), (record.round.title, record.path)], badge: run.badge,
            subtitle: "\(run.kind.label) · \(run.fileName) · \(run.byName)，\(When.html(run.createdAt))上传")
        return "\(head.html)\(content)"
    }

    private var again: HTML { "<p><a class=\"button primary\" href=\"\(record.path)/import\">重新上传</a></p>" }

    private var content: HTML {
        if isWaiting {
            let read = job?.progress ?? 0
            return """
                <p class="meter-line"><progress>导入中</progress> \(read == 0 ? "正在排队" : "已核对\(read)行")</p>
                <p class="muted">可以离开这个页面，完成后在<a href="/jobs">后台任务</a>里找到。</p>
                """
        }
        guard run.state == .done else {
            let words = run.message.isEmpty ? job?.message ?? "" : run.message
            let said = run.problems > 0 ? "表格有\(run.problems)处不合格，请改好后重新上传。\(run.message)" : words
            return """
                <div class="notice error" role="alert"><strong>没有导入任何结果。</strong>\(said)</div>\(again)\(list)
                """
        }
        let unit = run.kind == .scores ? "人" : "项"
        let left: HTML? = run.message.isEmpty ? nil : "<p class=\"muted\">\(run.message)</p>"
        return """
            <div class="notice success" role="status"><strong>已导入。</strong>共\(run.rows)行，\
            \(run.changed)\(unit)有改动，\(run.unchanged)\(unit)没有变化。<a href="\(record.path)/results">查看结果</a></div>\(left)
            """
    }

    private var list: HTML? {
        ProblemTable.section("不合格的单元格", problems, at: address, exportPath: "\(run.path)/problems.xlsx")
    }
}

/// Where the office writes down what the monitoring centre said.
struct QualityFiguresPage: Page {
    let record: QualityRoundRecord
    let results: [QualityResult]
    let fields: Fields?
    let problem: String?

    var title: String { "监测中心反馈" }
    var section: String { "/quality" }

    var main: HTML {
        let levels = [Choice("", "—")] + (1...4).map { Choice("\($0)", QualitySubject.label(of: $0)) }
        let rows = results.enumerated().map { number, result -> HTML in
            let key = "\(result.region) \(result.grade) \(result.subject.name)"
            let level = fields?["level-\(number)"] ?? result.figure?.given.level.map(String.init) ?? ""
            let share = fields?["share-\(number)"] ?? result.figure?.given.share?.text ?? ""
            return """
                <tr>\(Ledger.cell("区县", "\(result.county)<input type=\"hidden\" name=\"key-\(number)\" value=\"\(key)\">", kind: "lead"))\
                \(Ledger.cell("年级", "\(QualityGrade.label(result.grade))"))\(Ledger.cell("学科", "\(result.subject.name)"))\
                \(Ledger.cell("等级", "<select name=\"level-\(number)\" aria-label=\"\(key)等级\">\(Choice.list(levels, chosen: [level]))</select>"))\
                \(Ledger.cell("校际差异率", "<input class=\"short num\" name=\"share-\(number)\" value=\"\(share)\" inputmode=\"decimal\" aria-label=\"\(key)校际差异率\">", kind: "num"))</tr>
                """
        }
        let last = results.compactMap(\.figure).max { $0.at < $1.at }
        let basis = fields?["basis"] ?? last?.basis ?? ""
        let version = fields?["version"] ?? "\(record.round.version)"
        let said = last.map { figure -> HTML in
            "<p class=\"muted\">最近由\(figure.byName)于\(When.html(figure.at))填写或导入。</p>"
        }
        return """
            \(PageHead(title, crumbs: [("质量监测", "/quality"), (record.round.title, record.path), ("监测结果", "\(record.path)/results")],
                subtitle: "照监测报告原样填写，校际差异率如0.12；没有的不填，判定时按缺数据处理。").html)
            \(Said.error(problem))\(said)
            <form class="form full" method="post" action="\(record.path)/figures">\(FormSeal())
            <input type="hidden" name="version" value="\(version)">
            \(Field("basis", "依据", value: basis, help: "报告名称或文号", isRequired: true).text())
            <table class="ledger"><thead><tr><th scope="col">区县</th><th scope="col">年级</th><th scope="col">学科</th>\
            <th scope="col">等级</th><th scope="col" class="num">校际差异率</th></tr></thead><tbody>\(rows)</tbody></table>
            <div class="form-actions"><button class="primary">保存</button>\
            <a class="button quiet" href="\(record.path)/results">取消</a></div></form>
            """
    }
}

/// What the centre's figures were typed as.
struct QualityFiguresForm: Sendable {
    let fields: Fields

    func checked() throws(FormRefusal) -> (given: [[String]: QualityJudgement.Given], basis: String) {
        var given: [[String]: QualityJudgement.Given] = [:]
        for number in 0..<2_000 {
            guard let key = fields["key-\(number)"] else { break }
            let parts = key.split(separator: " ", maxSplits: 2).map(String.init)
            guard parts.count == 3 else { continue }
            let (level, share) = (fields.text("level-\(number)"), fields.text("share-\(number)").normalisedCell)
            var value = QualityJudgement.Given(level: Int(level).flatMap { (1...4).contains($0) ? $0 : nil })
            if !share.isEmpty {
                guard case .success(let number) = ReportedNumber.read(share), number <= Points(1) else {
                    throw FormRefusal([:], message: "\(parts[2])的校际差异率“\(share.prefix(20))”应在0至1之间，如0.12。")
                }
                value.share = number
            }
            given[parts] = value
        }
        let basis = fields.text("basis")
        guard (1...100).contains(basis.count) else {
            throw FormRefusal(["basis": "请填写。"], message: "请写明依据，不超过100字。")
        }
        return (given, basis)
    }
}
