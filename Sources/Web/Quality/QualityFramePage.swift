import Store
import Supervision

/// The frame: who may be drawn, with the pupils of the grade; edited until it is frozen.
struct QualityFramePage: Page {
    let record: QualityRoundRecord
    let counties: [QualityCounty]
    let rows: Listing<QualityFrameRow>
    let address: ListAddress
    let viewer: Viewer
    var problem: String?
    var typed: Fields?
    var problems: [RowProblem] = []

    private var round: QualityRound { record.round }
    private var path: String { "\(record.path)/frame" }
    private var isEdited: Bool { QualityRounds.isOwn(record.place, viewer) && round.state == .preparing }

    var title: String { "抽样名单" }
    var section: String { "/quality" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("质量监测", "/quality"), (round.title, record.path)], badge: round.state.badge,
            subtitle: "学生数是该年级人数，学校按它成比例的概率抽取；同一层内抽取，如城区、镇区、乡村。").html)
        \(Said.error(problem))\(ProblemTable.refused(problems))
        \(isEdited ? tools : nil)
        \(FilterBar(address, filters).html)
        \(isEdited && rows.total > 0 ? editor : table.html)
        """
    }

    private var filters: [HTML] {
        var states = [Choice("in", "参加"), Choice("excluded", "不参加"), Choice("unsized", "缺学生数")]
        if round.state >= .sampled { states.append(Choice("drawn", "抽中")) }
        var filters = [
            FilterBar.search(address, hint: "学校、代码或层"),
            FilterBar.choice(address, "grade", "年级", round.grades.map { Choice($0.code, $0.label) }),
            FilterBar.choice(address, "status", "情况", states),
        ]
        if counties.count > 1 {
            filters.append(FilterBar.choice(address, "region", "区县", counties.map { Choice($0.region, $0.name) }))
        }
        return filters
    }

    private var tools: HTML {
        let names = Field(
            "names", "学校", value: typed?["names"] ?? "", help: "每行一个全称或标识码，如上级抽定的样本学校", isRequired: true)
        return """
            <details class="fold"><summary>用表格填写学生数和分层</summary>\
            <form class="form" method="post" action="\(path)/sheet" enctype="multipart/form-data">\(FormSeal())\
            \(Field("file", "表格", help: "先下载名单，填好“学生数”“层”“不参加理由”再上传；任何一格有错都不会改动名单。", isRequired: true).file(accept: ".xlsx,.csv"))\
            <div class="form-actions"><button>上传</button><a class="button" href="\(path).xlsx">下载名单</a></div></form></details>
            <details class="fold"><summary>补列学校</summary><form class="form" method="post" action="\(path)/schools">\(FormSeal())\
            \(names.area(rows: 4, limit: 20_000))\
            \(Field("grade", "年级", value: typed?["grade"] ?? "").select(round.grades.map { Choice($0.code, $0.label) }))\
            <div class="form-actions"><button>补列</button></div></form></details>
            """
    }

    private var columns: [Ledger.Column] {
        [
            .init("学校", sort: "name", kind: "lead"), .init("代码", sort: "code", kind: "code"), .init("年级"),
            .init("区县"), .init("层", sort: "stratum"), .init("学生数", sort: "size", kind: "num"),
            .init(isEdited ? "不参加理由" : "情况", kind: "long"),
        ]
    }

    private var table: Ledger {
        Ledger(
            columns, rows, at: address, unit: "所", exportPath: "\(path).xlsx",
            empty: "<div class=\"empty\"><strong>名单里没有学校</strong></div>", row: row)
    }

    private func row(_ row: QualityFrameRow) -> HTML {
        let state: HTML =
            !row.excluded.isEmpty
            ? "\(Badge.html("不参加"))<small>\(row.excluded)</small>"
            : row.chance.map { chance -> HTML in
                chance.isEmpty
                    ? Badge.html("样本校", .good)
                    : "\(Badge.html("抽中", .good))<small>概率\(QualityText.chance(chance))</small>"
            } ?? (round.seed == nil ? "参加" : "未抽中")
        return """
            <tr>\(Ledger.cell("学校", "\(row.name)", kind: "lead"))\(Ledger.cell("代码", "\(row.code)", kind: "code"))\
            \(Ledger.cell("年级", "\(QualityGrade.label(row.grade))"))\(Ledger.cell("区县", "\(row.county)"))\
            \(Ledger.cell("层", "\(row.stratum.isEmpty ? "—" : row.stratum)"))\
            \(Ledger.cell("学生数", "\(row.size.map(String.init) ?? "未报")", kind: "num"))\
            \(Ledger.cell("情况", state, kind: "long"))</tr>
            """
    }

    private var editor: HTML {
        var number = 0
        let table = Ledger(columns, rows, at: address, unit: "所", exportPath: "\(path).xlsx") { row -> HTML in
            number += 1
            return edited(row, number)
        }
        return """
            <form method="post" action="\(path)">\(FormSeal())<input type="hidden" name="back" value="\(address.with("done", ""))">
            <datalist id="strata"><option value="城区"></option><option value="镇区"></option><option value="乡村"></option></datalist>
            \(table.html)<div class="form-actions"><button class="primary">保存本页</button></div></form>
            """
    }

    private func edited(_ row: QualityFrameRow, _ number: Int) -> HTML {
        func value(_ name: String, _ stored: String) -> String { typed?["\(name)-\(number)"] ?? stored }
        let size = """
            <input class="short num" name="size-\(number)" value="\(value("size", row.size.map(String.init) ?? ""))" \
            inputmode="numeric" aria-label="\(row.name)学生数">
            """ as HTML
        return """
            <tr>\(Ledger.cell("学校", "\(row.name)<input type=\"hidden\" name=\"row-\(number)\" value=\"\(row.grade) \(row.organisation)\">", kind: "lead"))\
            \(Ledger.cell("代码", "\(row.code)", kind: "code"))\(Ledger.cell("年级", "\(QualityGrade.label(row.grade))"))\
            \(Ledger.cell("区县", "\(row.county)"))\
            \(Ledger.cell("层", "<input class=\"short\" name=\"stratum-\(number)\" value=\"\(value("stratum", row.stratum))\" list=\"strata\" maxlength=\"20\" aria-label=\"\(row.name)的层\">"))\
            \(Ledger.cell("学生数", size, kind: "num"))\
            \(Ledger.cell("不参加理由", "<input name=\"excluded-\(number)\" value=\"\(value("excluded", row.excluded))\" maxlength=\"100\" aria-label=\"\(row.name)不参加的理由\">", kind: "long"))</tr>
            """
    }
}
