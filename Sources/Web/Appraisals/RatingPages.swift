import Office
import Store
import Supervision

/// An office's rounds of ratings, and where it opens one.
struct RatingRoundsPage: Page {
    let rounds: [RatingRound]
    let today: Day
    let canKeep: Bool
    let typed: Fields?
    let problem: String?

    var title: String { "学校和教师评价" }
    var section: String { "/inspectors/appraisals" }

    var main: HTML {
        let subtitle: HTML = """
            学校用自己的账号对每位责任督学评一次；教师凭学校转发的链接或二维码匿名评价。\
            截止或结束后才计入考核；一所学校不足\(RatingRule.least)份的教师评价不计也不显示。
            """
        return """
            \(PageHead(title, crumbs: [("督学年度考核", "/inspectors/appraisals")], subtitle: subtitle).html)
            \(Said.error(problem))
            \(rounds.isEmpty ? "<div class=\"empty\"><strong>还没有发起过评价</strong></div>" as HTML : table)
            \(canKeep ? form : nil)
            """
    }

    private var table: HTML {
        let rows = rounds.map { round -> HTML in
            let path = "/inspectors/ratings/\(round.id)"
            let closing: HTML = """
                <form class="inline" method="post" action="/inspectors/ratings/\(round.id)/closing">\(FormSeal())\
                <button class="small" data-confirm="结束后不再接收评价，结果计入考核。" data-confirm-label="结束">结束评价</button></form>
                """
            let state =
                round.closedOn.map { day -> HTML in "\(Badge.html("已结束")) \(When.html(day))" }
                ?? Badge.html("进行中", .active)
            return """
                <tr>\(Ledger.cell("年度", "\(round.year)年", kind: "lead"))\(Ledger.cell("发起", When.html(round.openedOn), kind: "date"))\
                \(Ledger.cell("截止", round.until.map { When.html($0) } ?? "—", kind: "date"))\
                \(Ledger.cell("学校", "<a href=\"\(path)\">\(round.schools)</a>", kind: "num"))\(Ledger.cell("已评的学校", "<a href=\"\(path)?state=done\">\(round.rated)</a>", kind: "num"))\
                \(Ledger.cell("教师", "\(round.forms) 份", kind: "num"))\(Ledger.cell("状态", state))\
                \(Ledger.cell("操作", canKeep && round.closedOn == nil ? closing : "—", kind: "actions"))</tr>
                """
        }
        return """
            <table class="ledger"><thead><tr><th scope="col">年度</th><th scope="col" class="date">发起</th>\
            <th scope="col" class="date">截止</th>\
            <th scope="col" class="num">学校</th><th scope="col" class="num">已评的学校</th><th scope="col" class="num">教师</th>\
            <th scope="col">状态</th><th scope="col" class="actions">操作</th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private var form: HTML {
        let years = (0..<3).map { today.year - $0 }.map { Choice("\($0)", "\($0)年") }
        let usual = "\(today.month <= 6 ? today.year - 1 : today.year)"
        let until = RatingFields.until(typed?["until"] ?? today.adding(days: 14).text)
        return """
            <section class="section"><h2>发起评价</h2>
            <form class="form" method="post" action="/inspectors/ratings">\(FormSeal())
            <div class="field-row">\(Field("year", "年度", value: typed?["year"] ?? usual, isRequired: true).select(years))\(until)\
            \(RatingFields.limit(typed?["limit"] ?? "300"))</div>
            <div class="form-actions"><button class="primary">发起</button></div></form></section>
            """
    }
}

/// What is set of a round when it begins, and may be changed until it ends.
enum RatingFields {
    static func until(_ value: String) -> HTML {
        Field("until", "截止日期", value: value, help: "当天24时截止；学校会在工作台看到并收到提醒。", isRequired: true).date()
    }

    static func limit(_ value: String) -> HTML {
        Field("limit", "每校教师评价最多份数", value: value, help: "防止重复提交刷分，可参照教师人数。", isRequired: true)
            .text(type: "number", isShort: true)
    }
}

/// Which schools rated in a round, so that the others can be asked again; what they gave is not shown.
struct RatingSchoolsPage: Page {
    let round: RatingRound
    let listing: Listing<RatingSchool>
    let address: ListAddress
    let canKeep: Bool
    let typed: Fields?
    let problem: String?

    var title: String { "\(round.year)年评价进度" }
    var section: String { "/inspectors/appraisals" }

    var main: HTML {
        let crumbs = [("督学年度考核", "/inspectors/appraisals"), ("学校和教师评价", "/inspectors/ratings")]
        let filters = [
            FilterBar.search(address, hint: "学校名称"),
            FilterBar.choice(address, "state", "状态", [Choice("done", "已评"), Choice("open", "未评")]),
        ]
        let table = Ledger(
            [
                .init("标识码", kind: "code"), .init("学校", kind: "long"), .init("责任督学", kind: "num"),
                .init("已评", kind: "num"), .init("状态"), .init("教师份数", kind: "num"),
            ], listing, at: address, unit: "所", exportPath: "\(address.path)/export.xlsx"
        ) { school in
            """
            <tr>\(Ledger.cell("标识码", "\(school.code)", kind: "code"))\(Ledger.cell("学校", "\(school.name)", kind: "lead long"))\
            \(Ledger.cell("责任督学", "\(school.inspectors)", kind: "num"))\(Ledger.cell("已评", "\(school.rated)", kind: "num"))\
            \(Ledger.cell("状态", school.isDone ? Badge.html("已评", .good) : Badge.html("未评", .warn)))\
            \(Ledger.cell("教师份数", "\(school.forms)", kind: "num"))</tr>
            """
        }
        return """
            \(PageHead(title, crumbs: crumbs, subtitle: subtitle).html)\(Said.error(problem))
            \(FilterBar(address, filters).html)
            \(table.html)
            \(canKeep && round.closedOn == nil ? form : nil)
            """
    }

    private var subtitle: HTML {
        let end: HTML =
            round.closedOn.map { day -> HTML in "已于\(day.chinese)结束" } ?? round.until.map { day -> HTML in
                "\(day.chinese)截止"
            }
            ?? "由督导室结束"
        return """
            \(end)，每校教师最多\(round.limit)份。学校用自己的账号是否都评过了；评了多少分不列出。教师份数明显多于教师人数的，\
            可能有人重复提交。
            """
    }

    private var form: HTML {
        """
        <section class="section"><h2>延期或增加份数</h2>
        <form class="form" method="post" action="/inspectors/ratings/\(round.id)/terms">\(FormSeal())
        <div class="field-row">\(RatingFields.until(typed?["until"] ?? round.until?.text ?? ""))\
        \(RatingFields.limit(typed?["limit"] ?? "\(round.limit)"))</div>
        <div class="form-actions"><button>保存</button></div></form></section>
        """
    }
}

/// What a school is asked about its inspectors, and the link for its teachers.
struct RatingMinePage: Page {
    let sheets: [RatingSheet]
    let base: String
    let typed: Fields?
    let problem: String?

    var title: String { "评价责任督学" }
    var section: String { "/inspectors/ratings/mine" }

    var main: HTML {
        """
        \(PageHead(title, subtitle: "每位督学由本校评一次，提交后不能修改；督学看不到是哪所学校评的。").html)
        \(Said.error(problem))
        \(sheets.isEmpty ? "<div class=\"empty\"><strong>现在没有需要评价的督学</strong>由督导室发起。</div>" as HTML : nil)
        \(sheets.map(section))
        """
    }

    private func section(_ sheet: RatingSheet) -> HTML {
        let rated = sheet.subjects.filter(\.isRated).map { subject -> HTML in
            "<p>\(subject.name)：\(Badge.html("已评价", .good))</p>"
        }
        let until: HTML? = sheet.until.map { day -> HTML in "<p>\(When.html(day))截止，过后不再接收。</p>" }
        return """
            <section class="section"><h2>\(sheet.year)年度</h2>\(until)\(rated)\(form(sheet))</section>
            <section class="section"><h2>转发给教师</h2>\(link(sheet))</section>
            """
    }

    /// All who are left in one form, so that nothing that was chosen is lost.
    private func form(_ sheet: RatingSheet) -> HTML? {
        let own = typed.flatMap { $0.text("round") == sheet.round.rawValue ? $0 : nil }
        let questions = sheet.subjects.filter { !$0.isRated }.map { subject -> HTML in
            "<h3>\(subject.name)</h3>\(RatingForm.html(subject.person, own))"
        }
        guard !questions.isEmpty else { return nil }
        return """
            <form class="form" method="post" action="/inspectors/ratings/mine">\(FormSeal())
            <input type="hidden" name="round" value="\(sheet.round)">
            \(questions)
            <div class="form-actions"><button class="primary">提交</button></div></form>
            """
    }

    private func link(_ sheet: RatingSheet) -> HTML {
        let address = "\(base)/ratings/\(sheet.code)"
        let picture = QRCode(address).map { code -> HTML in
            """
            <svg class="qr" width="208" height="208" viewBox="0 0 \(code.side) \(code.side)" role="img" \
            aria-label="教师评价的二维码，网址 \(address)"><path d="\(code.path)"></path></svg>
            """
        }
        return """
            <div class="qr-row">\(picture)<div><p>教师扫码或打开下面的网址匿名评价，不用登录，不记录是谁提交：</p>\
            <p><a href="/ratings/\(sheet.code)">\(address)</a></p>\
            <p>不足\(RatingRule.least)份时不显示也不计入；现在收到\(sheet.forms)份。</p></div></div>
            """
    }
}

/// Where a teacher answers; nothing about them is asked.
struct PublicRatingPage {
    let sheet: RatingSheet
    let isDone: Bool
    let command: String
    let typed: Fields?
    let problem: String?

    var main: HTML {
        """
        <header class="public-head"><b>\(sheet.schoolName)</b></header>
        <main id="main"><h1>评价责任督学</h1>
        \(Said.error(problem))
        \(isDone ? done : sheet.isOpen ? form : closed)
        </main>
        """
    }

    private var done: HTML {
        "<div class=\"notice success\" role=\"status\">已收到，谢谢。请勿重复提交。</div>"
    }

    private var closed: HTML {
        "<div class=\"notice\" role=\"status\">\(sheet.year)年度的评价已经结束，不再接收。</div>"
    }

    private var form: HTML {
        let people = sheet.subjects.map { subject -> HTML in
            "<h2>\(subject.name)</h2>\(RatingForm.html(subject.person, typed))"
        }
        return """
            <p>\(sheet.year)年度\(sheet.until.map { "，\($0.chinese)截止" } ?? "")。匿名评价：不用登录，只累计分数，不保存单份答卷，也不记录是谁提交。\
            本校不足\(RatingRule.least)份时不显示也不计入。</p>
            <form class="form full" method="post" action="/ratings/\(sheet.code)">\
            <input type="hidden" name="command" value="\(command)">
            \(people)
            <div class="form-actions"><button class="primary">提交评价</button></div></form>
            """
    }
}
