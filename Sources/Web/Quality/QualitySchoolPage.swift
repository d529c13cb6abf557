import Store
import Supervision

/// One school in a round: its roster, the pupils drawn, what it does on the days of the test, its own results.
struct QualitySchoolPage: Page {
    let school: QualitySchool
    let record: QualityRoundRecord
    /// Empty for whoever may not see names.
    let pupils: Listing<QualityPupil>
    let tasks: [QualityTask]
    /// Of the school's county and grade; none before publication.
    let results: [QualityResult]
    let address: ListAddress
    let viewer: Viewer
    var problem: String?
    var typed: Fields?
    var problems: [RowProblem] = []

    private var path: String { school.path }
    private var isUnit: Bool { Role.unit.contains(viewer.role) }
    private var showsNames: Bool { QualitySchools.showsNames(school, viewer) }
    private var holds: Bool { QualityRounds.isOwn(school.roundPlace, viewer) }
    private var isOpen: Bool { showsNames && school.roundState == .sampled && school.state.awaitsSchool }

    var title: String { isUnit ? "\(school.roundTitle)（\(QualityGrade.label(school.grade))）" : school.name }
    var section: String { isUnit ? "/quality-schools" : "/quality" }

    var main: HTML {
        let crumbs =
            isUnit
            ? [("质量监测", "/quality-schools")]
            : [("质量监测", "/quality"), (school.roundTitle, record.path), ("参加的学校", "\(record.path)/schools")]
        let subtitle: HTML = """
            \(school.name) · \(QualityGrade.label(school.grade)) · \(school.county) · \(record.round.state.label)\
            \(school.rosterDueOn.map { day -> HTML in " · \(When.html(day))前报名册" })
            """
        return """
            \(PageHead(title, crumbs: crumbs, badge: school.badge, subtitle: subtitle).html)
            \(Said.error(problem))\(ProblemTable.refused(problems))
            \(school.reason.isEmpty ? nil : Said.warning("\(school.state == .excused ? "免报" : "退回")理由：\(school.reason)"))
            \(facts)\(own)\(roster)\(QualityTaskSection(school: school, tasks: tasks, mayEdit: showsNames && school.roundState < .published, typed: typed).html)
            """
    }

    private var facts: HTML {
        """
        <dl class="facts across"><div><dt>年级人数</dt><dd>\(school.size)</dd></div>\
        <div><dt>名册</dt><dd>\(school.pupils)人\(handedIn)</dd></div><div><dt>参测</dt><dd>\(school.drawn)人</dd></div>\
        <div><dt>学校抽取概率</dt><dd>\(school.chance.isEmpty ? "由上级抽定" : QualityText.chance(school.chance))</dd></div>\
        \(school.rosterHash.isEmpty ? nil : "<div><dt>名册校验值</dt><dd class=\"hash\">\(school.rosterHash)</dd></div>" as HTML)\
        <div><dt>一名学生代表</dt><dd>\(school.weight.map { "\(QualityText.number($0))人" } ?? "—")</dd></div></dl>
        """
    }

    private var handedIn: HTML? {
        school.handedInOn.map { day -> HTML in "<small>\(When.html(day))上报</small>" }
    }

    private var own: HTML? {
        let lines = results.compactMap { result -> HTML? in
            guard let summary = result.summary, let mine = summary.schools.first(where: { $0.code == school.code }),
                isUnit || !summary.compared(least: record.round.smallGroup).hidden.contains(school.code)
            else { return nil }
            let mean = summary.mean(beside: school.code, least: record.round.smallGroup)
            let rest = mine.count < record.round.smallGroup ? "<small>人数少，只供本校参考</small>" as HTML : nil
            return """
                <tr>\(Ledger.cell("学科", "\(result.subject.name)", kind: "lead"))\(Ledger.cell("人数", "\(mine.count)", kind: "num"))\
                \(Ledger.cell("平均分", "\(QualityText.number(mine.mean))\(rest)", kind: "num"))\
                \(Ledger.cell("95%区间", "\(QualityText.interval(mine))", kind: "num"))\
                \(Ledger.cell("Ⅲ级以上", "\(QualityText.number(Double(mine.good) / Double(mine.count) * 100))%", kind: "num"))\
                \(Ledger.cell("本区县平均", "\(QualityText.number(mean))", kind: "num"))</tr>
                """
        }
        guard !lines.isEmpty else { return nil }
        return """
            <section class="section" id="results"><h2>\(isUnit ? "本校结果" : "结果")</h2><table class="ledger"><thead><tr><th scope="col">学科</th>\
            <th scope="col" class="num">人数</th><th scope="col" class="num">平均分</th><th scope="col" class="num">95%区间</th>\
            <th scope="col" class="num">Ⅲ级以上</th><th scope="col" class="num">本区县平均</th></tr></thead><tbody>\(lines)</tbody></table></section>
            """
    }

    private var roster: HTML {
        guard showsNames else {
            return """
                <section class="section"><h2>名册</h2><p class="muted">学生姓名只有学校和组织本轮监测的督导机构能看到。</p>\(office)</section>
                """
        }
        guard school.pupils > 0 || isOpen else { return office ?? .empty }
        let purged: HTML? = record.purgedOn.map { "<p class=\"muted\">姓名、学号和班级已于\(When.html($0))清除。</p>" }
        let table = Ledger(
            [
                .init("班级"), .init("学号", kind: "code"), .init("姓名", kind: "lead"), .init("性别"),
                .init("监测号", kind: "code"),
            ] + (isOpen ? [.init("", kind: "actions")] : []), pupils, at: address, unit: "人",
            exportPath: "\(path)/roster.xlsx",
            empty: "<div class=\"empty\"><strong>名册里还没有学生</strong>上传表格，或逐个填写。</div>", row: pupil)
        let filters = [
            FilterBar.search(address, hint: "姓名、学号、班级或监测号"),
            FilterBar.choice(address, "drawn", "范围", [Choice("1", "只看参测学生")]),
        ]
        return """
            <section class="section" id="roster"><h2>名册</h2>\(purged)\(isOpen ? tools : nil)\(office)
            \(school.pupils > 0 ? FilterBar(address, filters).html : nil)\(table.html)</section>
            """
    }

    private func pupil(_ row: QualityPupil) -> HTML {
        let remove: HTML? =
            isOpen
            ? """
            <form class="inline" method="post" action="\(path)/pupils/removal">\(FormSeal())\(version)\
            <input type="hidden" name="pupil" value="\(row.id)"><button class="small quiet" \
            data-confirm="从名册里删去\(row.pupil.name)？">删去</button></form>
            """ : nil
        return """
            <tr>\(Ledger.cell("班级", "\(row.pupil.className)"))\(Ledger.cell("学号", "\(row.pupil.number)", kind: "code"))\
            \(Ledger.cell("姓名", "\(row.pupil.name)", kind: "lead"))\(Ledger.cell("性别", "\(row.pupil.sex)"))\
            \(Ledger.cell("监测号", "\(row.code ?? "—")", kind: "code"))\(isOpen ? Ledger.cell("", remove ?? .empty, kind: "actions") : nil)</tr>
            """
    }

    private var version: HTML { "<input type=\"hidden\" name=\"version\" value=\"\(school.version)\">" }

    private var tools: HTML {
        func field(_ name: String, _ label: String) -> Field {
            Field(name, label, value: typed?[name] ?? "", isRequired: true)
        }
        return """
            \(school.pupils > 0 ? submission : nil)
            <details class="fold"\(school.pupils == 0 ? " open" as HTML : nil)><summary>上传名册表格</summary>\
            <form class="form" method="post" action="\(path)/roster" enctype="multipart/form-data">\(FormSeal())\(version)\
            \(Field("file", "表格", help: "四列：学号、姓名、性别、班级；上传的名册替换现有的。任何一格有错都不会改动名册，文件本身不保存。", isRequired: true).file(accept: ".xlsx,.csv"))\
            <div class="form-actions"><button>上传</button><a class="button quiet" href="\(path)/roster.xlsx">下载表格</a></div></form></details>
            <details class="fold"><summary>添加一名学生</summary><form class="form" method="post" action="\(path)/pupils">\(FormSeal())\(version)\
            <div class="field-row">\(field("class", "班级").text(isShort: true))\(field("number", "学号").text())\(field("name", "姓名").text())\
            \(Field("sex", "性别", value: typed?["sex"] ?? "").select([Choice("男", "男"), Choice("女", "女")]))</div>\
            <div class="form-actions"><button>添加</button></div></form></details>
            """
    }

    private var submission: HTML {
        """
        <div class="form-actions"><form class="inline" method="post" action="\(path)/submission">\(FormSeal())\(version)\
        <button class="primary" data-confirm="名册共\(school.pupils)人，上报后不能再改。现在上报？">上报名册</button></form></div>
        """
    }

    /// What the office does about a roster.
    private var office: HTML? {
        guard holds, school.roundState == .sampled else { return nil }
        let reason = Field("reason", "理由", value: typed?["reason"] ?? "", isRequired: true)
        func form(_ act: String, _ label: String) -> HTML {
            """
            <details class="fold"><summary>\(label)</summary><form class="form" method="post" action="\(path)/\(act)">\
            \(FormSeal())\(version)\(reason.text())<div class="form-actions"><button>\(label)</button></div></form></details>
            """
        }
        return school.state.awaitsSchool ? form("excuse", "免报") : form("return", "退回修改")
    }
}

/// The tasks of a school's test days as a checklist.
struct QualityTaskSection: Sendable {
    let school: QualitySchool
    let tasks: [QualityTask]
    let mayEdit: Bool
    var typed: Fields?

    var html: HTML {
        guard !tasks.isEmpty || mayEdit else { return .empty }
        let head: HTML = """
            <thead><tr><th scope="col">任务</th><th scope="col" class="date">日期</th><th scope="col">时间</th>\
            <th scope="col">考场</th><th scope="col">监测人员</th><th scope="col">状态</th><th scope="col" class="long">情况</th></tr></thead>
            """
        let table: HTML = "<table class=\"ledger\">\(head)<tbody>\(tasks.map(mayEdit ? edited : row))</tbody></table>"
        guard mayEdit else { return "<section class=\"section\" id=\"tasks\"><h2>考务任务</h2>\(table)</section>" }
        return """
            <section class="section" id="tasks"><h2>考务任务</h2><form method="post" action="\(school.path)/tasks">\(FormSeal())\
            \(table)<div class="form-actions"><button>保存考务</button></div></form>
            <details class="fold"><summary>添加任务</summary><form class="form" method="post" action="\(school.path)/tasks/new">\(FormSeal())\
            \(Field("title", "任务", value: typed?["title"] ?? "", isRequired: true).text())<div class="form-actions"><button>添加任务</button></div></form></details></section>
            """
    }

    private func row(_ row: QualityTask) -> HTML {
        """
        <tr class="\(row.task.state == .exceptional ? "late" : "")">\(Ledger.cell("任务", "\(row.task.title)", kind: "lead"))\
        \(Ledger.cell("日期", "\(row.task.day.map { When.html($0) })", kind: "date"))\(Ledger.cell("时间", "\(row.task.time)"))\
        \(Ledger.cell("考场", "\(row.task.room)"))\(Ledger.cell("监测人员", "\(row.task.invigilator)"))\
        \(Ledger.cell("状态", row.task.state.badge))\(Ledger.cell("情况", "\(row.task.note)", kind: "long"))</tr>
        """
    }

    private func edited(_ row: QualityTask) -> HTML {
        let (id, task) = (row.id, row.task)
        func value(_ name: String, _ stored: String) -> String { typed?["\(name)-\(id)"] ?? stored }
        func input(_ name: String, _ stored: String, _ label: String, _ limit: Int) -> HTML {
            """
            <input name="\(name)-\(id)" value="\(value(name, stored))" maxlength="\(limit)" aria-label="\(task.title)\(label)">
            """
        }
        let shown = """
            <input type="hidden" name="task" value="\(id)">\
            <input type="hidden" name="version-\(id)" value="\(value("version", "\(row.version)"))">
            """ as HTML
        let states = TestTask.State.allCases.map { Choice($0.rawValue, $0.label) }
        let day = """
            <input type="date" name="day-\(id)" value="\(value("day", task.day?.text ?? ""))" aria-label="\(task.title)日期">
            """ as HTML
        let state = """
            <select name="state-\(id)" aria-label="\(task.title)状态">\(Choice.list(states, chosen: [value("state", task.state.rawValue)]))</select>
            """ as HTML
        return """
            <tr class="\(task.state == .exceptional ? "late" : "")">\
            \(Ledger.cell("任务", "\(task.title)\(shown)", kind: "lead"))\
            \(Ledger.cell("日期", day))\(Ledger.cell("时间", input("time", task.time, "时间", QualityTasks.limits.time)))\
            \(Ledger.cell("考场", input("room", task.room, "考场", QualityTasks.limits.place)))\
            \(Ledger.cell("监测人员", input("invigilator", task.invigilator, "监测人员", QualityTasks.limits.place)))\
            \(Ledger.cell("状态", state))\(Ledger.cell("情况", input("note", task.note, "情况", QualityTasks.limits.note), kind: "long"))</tr>
            """
    }
}
