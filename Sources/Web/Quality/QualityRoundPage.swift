import Store
import Supervision

/// One round: where it stands, what is next, how the sample came about.
struct QualityRoundPage: Page {
    let record: QualityRoundRecord
    let counties: [QualityCounty]
    let sample: QualitySample?
    let imports: [QualityImport]
    /// Rows of the frame that still lack their pupils.
    let unsized: Int
    let frameRows: Int
    let viewer: Viewer
    let problem: String?
    var typed: Fields?

    private var round: QualityRound { record.round }
    private var path: String { record.path }
    private var isOwn: Bool { QualityRounds.isOwn(record.place, viewer) }

    var title: String { round.title }
    var section: String { "/quality" }

    var main: HTML {
        let subtitle: HTML = """
            \(round.year)年度 · \(round.level.label) · \(round.method.label) · \(QualityText.grades(round)) · \
            \(QualityText.subjects(round))
            """
        return """
            \(PageHead(title, crumbs: [("质量监测", "/quality")], badge: round.state.badge, subtitle: subtitle,
                actions: actions).html)
            \(Said.error(problem))
            \(round.state == .cancelled ? Said.warning("本轮已取消，结果不发布。理由：\(record.cancelReason)") : steps)\(figures)
            \(isOwn ? QualityNextStep(record: record, unsized: unsized, frameRows: frameRows, viewer: viewer, typed: typed).html : nil)
            \(proof)\(notes)\(scope)\(isOwn ? importList : nil)
            """
    }

    private var actions: HTML? {
        let results: HTML? =
            round.state >= .scored && QualityRounds.showsResults(record, viewer)
            ? "<a class=\"button\" href=\"\(path)/results\">结果</a>" : nil
        let edit: HTML? = isOwn && round.state == .preparing ? "<a class=\"button\" href=\"\(path)/edit\">修改</a>" : nil
        let take: HTML? = isOwn && round.takesResults ? "<a class=\"button\" href=\"\(path)/import\">导入结果</a>" : nil
        let figures: HTML? =
            isOwn && round.takesResults ? "<a class=\"button\" href=\"\(path)/figures\">填写监测中心反馈</a>" : nil
        return "\(edit)<a class=\"button\" href=\"\(path)/frame\">名单</a>\(take)\(figures)\(results)"
    }

    private var steps: HTML {
        let states = QualityRound.State.allCases.filter {
            $0 != .cancelled && (round.method == .sample || $0 != .framed)
        }
        let items = states.map { state -> HTML in
            if state == round.state {
                return "<li class=\"current\" aria-current=\"step\">\(state.label)<small>当前</small></li>"
            }
            return state < round.state
                ? "<li class=\"done\">\(state.label)<small>已过</small></li>" : "<li>\(state.label)<small>未到</small></li>"
        }
        return "<ol class=\"steps\">\(items)</ol>"
    }

    private var figures: HTML {
        let counts = record.counts
        func figure(_ name: String, _ number: Int, _ unit: String, _ query: String, isLate: Bool = false) -> HTML {
            """
            <div class="\(isLate && number > 0 ? "late" : "")"><dt>\(name)</dt>\
            <dd><a href="\(path)\(query)">\(number)<small>\(unit)</small></a></dd></div>
            """
        }
        func plain(_ name: String, _ number: Int, _ unit: String) -> HTML {
            "<div><dt>\(name)</dt><dd>\(number)<small>\(unit)</small></dd></div>"
        }
        guard round.state >= .sampled else {
            return """
                <dl class="figures">\(figure("名单", frameRows, "所", "/frame"))\
                \(figure("缺学生数", unsized, "所", "/frame?status=unsized", isLate: round.method == .sample))</dl>
                """
        }
        let isOpen = round.state == .sampled && round.method != .census
        return """
            <dl class="figures">\(figure("学校", counts.schools, "所", "/schools"))\
            \(isOpen ? figure("未报名册", counts.waiting, "所", "/schools?roster=open", isLate: round.rosterDueOn.map { $0 < viewer.day } ?? false) : nil)\
            \(figure("已报名册", counts.submitted, "所", "/schools?roster=submitted"))\
            \(plain("参测学生", counts.pupils, "人"))\
            \(figure("考务待办", counts.openTasks, "项", "/tasks?state=open"))\
            \(figure("考务异常", counts.exceptions, "项", "/tasks?state=exceptional", isLate: true))\
            \(plain("已有成绩", counts.scores, "人"))</dl>
            """
    }

    private var proof: HTML? {
        guard let hash = round.frameHash else { return nil }
        let drawn: HTML =
            round.method != .sample
            ? "<dt>抽样</dt><dd>\(round.method == .census ? "名单上的学校全体参加" : "样本学校由上级抽定，本系统没有抽取概率")</dd>"
            : round.seed.map { seed -> HTML in
                """
                <dt>公开种子</dt><dd class="hash">\(seed)</dd>
                <dt>抽样时间</dt><dd>\(record.drawnAt.map { When.html($0) })</dd>
                <dt>抽样记录</dt><dd><a href="\(path)/record.json">JSON</a> · <a href="/public/quality/\(record.id)">公开页面</a></dd>
                """
            } ?? "<dt>种子</dt><dd>名单公布之后产生，尚未填写 · <a href=\"/public/quality/\(record.id)\">公开页面</a></dd>"
        let pupils: HTML? = round.pupilSeed.map {
            "<dt>学生种子</dt><dd class=\"hash\">\($0)</dd>"
        }
        return """
            <section class="section"><h2>抽样依据</h2><dl class="facts"><dt>名单校验值</dt><dd class="hash">\(hash)</dd>
            <dt>冻结时间</dt><dd>\(record.framedAt.map { When.html($0) })</dd>\(drawn)\(pupils)</dl></section>
            """
    }

    private var notes: HTML? {
        guard let sample else { return nil }
        let names = Dictionary(counties.map { ($0.region, $0.name) }) { first, _ in first }
        let rows = sample.strata.filter { names[$0.county] != nil }.map { stratum -> HTML in
            """
            <tr>\(Ledger.cell("区县", "\(names[stratum.county] ?? "")", kind: "lead"))\
            \(Ledger.cell("年级", "\(QualityGrade.label(stratum.grade))"))\
            \(Ledger.cell("层", "\(stratum.name.isEmpty ? "不分层" : stratum.name)"))\
            \(Ledger.cell("学校", "\(stratum.schools)", kind: "num"))\(Ledger.cell("学生", "\(stratum.pupils)", kind: "num"))\
            \(Ledger.cell("抽取", "\(stratum.drawn)", kind: "num"))</tr>
            """
        }
        let said = sample.notes.isEmpty ? nil : Said.warning(sample.notes.map(\.message).joined())
        return """
            <section class="section"><h2>分层与抽取数</h2>\(said)<table class="ledger"><thead><tr><th scope="col">区县</th>\
            <th scope="col">年级</th><th scope="col">层</th><th scope="col" class="num">学校（所）</th>\
            <th scope="col" class="num">学生（人）</th><th scope="col" class="num">抽取（所）</th></tr></thead>\
            <tbody>\(rows)</tbody></table></section>
            """
    }

    private var scope: HTML {
        let rows = counties.map { county -> HTML in
            """
            <tr>\(Ledger.cell("区县", "\(county.name)", kind: "lead"))\(Ledger.cell("代码", "\(county.region)", kind: "code"))\
            \(Ledger.cell("类别", "\(county.kind.label)"))</tr>
            """
        }
        let terms = round.subjects.map { subject -> HTML in
            let cuts = zip(subject.cuts, 2...4).map { "\(QualitySubject.label(of: $1))≥\($0.text)%" }
            return "<dt>\(subject.name)</dt><dd>满分\(subject.fullMark.text)分；\(cuts.joined(separator: "，"))</dd>"
        }
        let grades = round.grades.map { grade -> HTML in
            round.method == .sample
                ? "<dt>\(grade.label)</dt><dd>每县\(grade.schools)所，每校\(grade.pupils)人</dd>"
                : "<dt>\(grade.label)</dt><dd>\(round.method == .census ? "全体学生" : "每校\(grade.pupils)人")</dd>"
        }
        return """
            <section class="section"><h2>范围和口径</h2><dl class="facts">\(grades)\(terms)\
            <dt>小群体</dt><dd>少于\(round.smallGroup)人的学校不单独公布</dd>\
            \(round.rosterDueOn.map { day -> HTML in "<dt>名册期限</dt><dd>\(When.html(day))</dd>" })\
            \(round.testsOn.map { day -> HTML in "<dt>监测日期</dt><dd>\(When.html(day))</dd>" })\
            \(published)</dl>
            <table class="ledger"><thead><tr><th scope="col">区县</th><th scope="col" class="code">代码</th>\
            <th scope="col">类别</th></tr></thead><tbody>\(rows)</tbody></table></section>
            """
    }

    private var published: HTML? {
        guard record.isPublished else { return nil }
        return record.publishedOn.map { day -> HTML in "<dt>发布日期</dt><dd>\(When.html(day))</dd>" }
    }

    private var importList: HTML? {
        guard !imports.isEmpty else { return nil }
        let rows = imports.map { run -> HTML in
            """
            <tr>\(Ledger.cell("文件", "<a href=\"\(run.path)\">\(run.fileName)</a>", kind: "lead"))\
            \(Ledger.cell("内容", "\(run.kind.label)"))\(Ledger.cell("行", "\(run.rows)", kind: "num"))\
            \(Ledger.cell("上传", "\(run.byName)，\(When.html(run.createdAt))"))\(Ledger.cell("状态", run.badge))</tr>
            """
        }
        return """
            <section class="section"><h2>最近的导入</h2><table class="ledger"><thead><tr><th scope="col">文件</th>\
            <th scope="col">内容</th><th scope="col" class="num">行</th><th scope="col">上传</th><th scope="col">状态</th></tr></thead>\
            <tbody>\(rows)</tbody></table></section>
            """
    }
}

extension QualityImport {
    var badge: HTML {
        switch state {
        case .waiting: Badge.html("导入中", .active)
        case .done: Badge.html("已导入", .good)
        case .failed: Badge.html("没有导入", .late)
        }
    }
}
