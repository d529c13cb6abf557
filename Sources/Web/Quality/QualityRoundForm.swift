import Store
import Supervision

/// What is typed about a round.
struct QualityRoundForm: Sendable {
    let fields: Fields

    static let subjectRows = 12

    /// What a new round begins with: this year's national subjects in grades 4 and 8 of the office's own county.
    static func usual(year: Int, county: String?) -> Fields {
        var pairs: [(String, String)] = [
            ("year", "\(year)"), ("level", "national"), ("method", "sample"), ("smallGroup", "\(SmallGroups.usual)"),
            ("sampleCounties", county ?? ""),
        ]
        pairs += subjects(QualitySubject.national(in: year).map { QualitySubject($0) })
        pairs += grades(QualityGrade.usual)
        return Fields(pairs)
    }

    init(fields: Fields) {
        self.fields = fields
    }

    init(_ round: QualityRound, _ counties: [QualityCounty]) {
        func names(_ kind: QualityCounty.Kind) -> String {
            counties.filter { $0.kind == kind }.map(\.region).joined(separator: "\n")
        }
        let pairs: [(String, String)] = [
            ("title", round.title), ("year", "\(round.year)"), ("level", round.level.rawValue),
            ("method", round.method.rawValue), ("smallGroup", "\(round.smallGroup)"),
            ("rosterDue", round.rosterDueOn?.text ?? ""), ("tests", round.testsOn?.text ?? ""),
            ("sampleCounties", names(.sample)), ("agreementCounties", names(.agreement)),
            ("version", "\(round.version)"),
        ]
        fields = Fields(
            pairs + QualityRoundForm.subjects(round.subjects) + QualityRoundForm.grades(round.grades))
    }

    private static func subjects(_ subjects: [QualitySubject]) -> [(String, String)] {
        subjects.enumerated().flatMap { row, subject in
            [("subject-\(row)", subject.name), ("full-\(row)", subject.fullMark.text)]
                + subject.cuts.enumerated().map { ("cut-\(row)-\($0.offset)", $0.element.text) }
        }
    }

    private static func grades(_ grades: [QualityGrade]) -> [(String, String)] {
        grades.flatMap {
            [("grade", $0.code), ("schools-\($0.code)", "\($0.schools)"), ("pupils-\($0.code)", "\($0.pupils)")]
        }
    }

    func checked(id: QualityRoundID) throws(FormRefusal) -> QualityRound {
        var problems: [String: String] = [:]
        let year = fields.number("year") ?? 0
        if !(2000...2100).contains(year) { problems["year"] = "请填写四位年份。" }
        if !(1...100).contains(fields.text("title").count) { problems["title"] = "请填写，不超过100字。" }
        let level = QualityRound.Level(rawValue: fields.text("level"))
        if level == nil { problems["level"] = "请选择级别。" }
        let method = QualityRound.Method(rawValue: fields.text("method"))
        if method == nil { problems["method"] = "请选择方式。" }
        let least = fields.number("smallGroup") ?? 0
        if !SmallGroups.range.contains(least) {
            problems["smallGroup"] = "请填写\(SmallGroups.range.lowerBound)至\(SmallGroups.range.upperBound)之间的人数。"
        }
        let subjects = subjects(&problems)
        if subjects.isEmpty, problems["subjects"] == nil { problems["subjects"] = "请至少填写一个学科。" }
        let grades = grades(&problems)
        if grades.isEmpty, problems["grades"] == nil { problems["grades"] = "请至少选择一个年级。" }
        if countyNames.isEmpty { problems["sampleCounties"] = "请至少写一个区县。" }
        if countyNames.count > 400 { problems["sampleCounties"] = "一轮不超过400个区县。" }
        let due = day("rosterDue", &problems), tests = day("tests", &problems)
        guard problems.isEmpty, let level, let method else { throw FormRefusal(problems) }
        return QualityRound(
            id: id, title: fields.text("title"), year: year, level: level, method: method, subjects: subjects,
            grades: grades, smallGroup: least, rosterDueOn: due, testsOn: tests)
    }

    func day(_ name: String, _ problems: inout [String: String]) -> Day? {
        let text = fields.text(name)
        guard !text.isEmpty else { return nil }
        let day = Day(text)
        if day == nil { problems[name] = "请填写日期。" }
        return day
    }

    /// Subjects with their full marks and where the levels begin.
    private func subjects(_ problems: inout [String: String]) -> [QualitySubject] {
        var subjects: [QualitySubject] = []
        for row in 0..<QualityRoundForm.subjectRows {
            let name = fields.text("subject-\(row)")
            guard !name.isEmpty else { continue }
            let full =
                fields.text("full-\(row)").isEmpty ? Points(100) : Points(fields.text("full-\(row)").normalisedCell)
            let cuts = cuts(row: row)
            if name.count > 20 { problems["subjects"] = "“\(name.prefix(10))…”过长，学科名称不超过20字。" }
            if subjects.contains(where: { $0.name == name }) { problems["subjects"] = "“\(name)”写了两次。" }
            guard let full, full > .zero, full <= Points(1_000) else {
                problems["subjects"] = "“\(name)”的满分应在0至1000分之间。"
                continue
            }
            guard let cuts else {
                problems["subjects"] = "“\(name)”的等级划分应是三个从低到高的百分数。"
                continue
            }
            subjects.append(QualitySubject(name, fullMark: full, cuts: cuts))
        }
        return subjects
    }

    /// Three rising percentages, the usual ones where none is typed; nil where they make no sense.
    func cuts(row: Int) -> [Points]? {
        let typed = (0..<3).map { fields.text("cut-\(row)-\($0)") }
        if typed.allSatisfy(\.isEmpty) { return QualitySubject.usualCuts }
        let cuts = typed.compactMap { Points($0.normalisedCell) }
        guard cuts.count == 3, .zero < cuts[0], cuts[0] < cuts[1], cuts[1] < cuts[2], cuts[2] <= Points(100) else {
            return nil
        }
        return cuts
    }

    private func grades(_ problems: inout [String: String]) -> [QualityGrade] {
        let chosen = Set(fields.all("grade"))
        return QualityGrade.codes.filter(chosen.contains).map { code in
            let usual = QualityGrade(code)
            let schools = fields.text("schools-\(code)").isEmpty ? usual.schools : fields.number("schools-\(code)") ?? 0
            let pupils = fields.text("pupils-\(code)").isEmpty ? usual.pupils : fields.number("pupils-\(code)") ?? 0
            if !(1...1_000).contains(schools) || !(1...RosterPupil.limit).contains(pupils) {
                problems["grades"] = "\(usual.label)的学校数应在1至1000之间，每校学生数在1至\(RosterPupil.limit)之间。"
            }
            return QualityGrade(code, schools: schools, pupils: pupils)
        }
    }

    /// One a line; by agreement where they are written in the second field.
    var countyNames: [(name: String, kind: QualityCounty.Kind)] {
        [("sampleCounties", QualityCounty.Kind.sample), ("agreementCounties", .agreement)].flatMap { field, kind in
            (fields[field] ?? "").split { $0.isNewline || "、,，;；".contains($0) }.map { String($0).trimmed }
                .filter { !$0.isEmpty }.map { (name: $0, kind: kind) }
        }
    }
}

/// The form of a round, new or being prepared.
struct QualityRoundFormPage: Page {
    let id: QualityRoundID?
    let fields: Fields
    let problems: [String: String]
    let message: String?

    var title: String { id == nil ? "新建监测轮次" : "修改监测轮次" }
    var section: String { "/quality" }
    private var back: String { id.map { "/quality/\($0)" } ?? "/quality" }

    var main: HTML {
        let levels = QualityRound.Level.allCases.map { Choice($0.rawValue, $0.label) }
        let methods = QualityRound.Method.allCases.map { Choice($0.rawValue, $0.label) }
        return """
            \(PageHead(title, crumbs: [("质量监测", "/quality")]).html)
            \(Said.error(message))
            <form class="form" method="post" action="\(back)" data-draft="quality-round">\(FormSeal())
            <input type="hidden" name="version" value="\(fields["version"] ?? "")">
            \(field("title", "名称").text(hint: "如：2026年国家义务教育质量监测"))
            <div class="field-row">\(field("year", "年度").text(type: "number", isShort: true))\
            \(field("level", "级别").select(levels))\(field("method", "学校", help: "国家监测的样本校由上级抽定的，选“上级已抽定”，再到名单里补列；改选它会去掉已列出的学校").select(methods))</div>
            <div class="field-row">\(field("rosterDue", "名册上报期限", isRequired: false).date())\
            \(field("tests", "监测日期", isRequired: false).date())\
            \(field("smallGroup", "小群体人数", help: "人数少于此数的学校不单独公布").text(type: "number", isShort: true))</div>
            \(field("sampleCounties", "样本县", help: "每行一个区划代码或名称").area(rows: 3, limit: 8_000))
            \(field("agreementCounties", "协议县", help: "自愿参加、自行承担费用的区县，没有就不填", isRequired: false).area(rows: 2, limit: 8_000))
            \(subjects)\(grades)
            <div class="form-actions"><button class="primary">\(id == nil ? "新建" : "保存")</button>\
            <a class="button quiet" href="\(back)">取消</a></div></form>
            """
    }

    private func field(_ name: String, _ label: String, help: String = "", isRequired: Bool = true) -> Field {
        Field(name, label, value: fields[name] ?? "", problem: problems[name], help: help, isRequired: isRequired)
    }

    private func group(_ name: String, _ legend: String, _ help: String, _ content: HTML) -> HTML {
        let problem: HTML? = problems[name].map { "<p class=\"problem\">\($0)</p>" }
        return """
            <fieldset class="\(problem == nil ? "field" : "field error")"><legend>\(legend)</legend>\(problem)\
            <p class="help">\(help)</p>\(content)</fieldset>
            """
    }

    private func input(_ name: String, _ label: String) -> HTML {
        """
        <input class="short num" name="\(name)" value="\(fields[name] ?? "")" inputmode="decimal" aria-label="\(label)">
        """
    }

    private var subjects: HTML {
        let rows = (0..<QualityRoundForm.subjectRows).map { row -> HTML in
            let name = fields["subject-\(row)"] ?? ""
            let cuts = (0..<3).map { cut -> HTML in
                let label = QualitySubject.label(of: cut + 2)
                return Ledger.cell(label, input("cut-\(row)-\(cut)", "第\(row + 1)科\(label)"), kind: "num")
            }
            return """
                <tr>\(Ledger.cell("学科", "<input name=\"subject-\(row)\" value=\"\(name)\" list=\"national\" maxlength=\"20\" aria-label=\"第\(row + 1)科\">"))\
                \(Ledger.cell("满分", input("full-\(row)", "第\(row + 1)科满分"), kind: "num"))\(cuts)</tr>
                """
        }
        let known = QualitySubject.national.map { name -> HTML in "<option value=\"\(name)\"></option>" }
        return group(
            "subjects", "学科",
            "国家监测九科三年一轮：数学、体育与健康、心理健康；语文、艺术、英语；德育、科学、劳动。等级是占满分的百分之几起算，Ⅳ级最高；监测中心没有公布划分，按本地规定填写。",
            """
            <datalist id="national">\(known)</datalist><table class="ledger keep"><thead><tr><th scope="col">学科</th>\
            <th scope="col" class="num">满分</th><th scope="col" class="num">Ⅱ级（%）</th><th scope="col" class="num">Ⅲ级（%）</th>\
            <th scope="col" class="num">Ⅳ级（%）</th></tr></thead><tbody>\(rows)</tbody></table>
            """)
    }

    private var grades: HTML {
        let chosen = Set(fields.all("grade"))
        let rows = QualityGrade.codes.map { code -> HTML in
            let usual = QualityGrade(code)
            let checked: HTML? = chosen.contains(code) ? " checked" : nil
            func number(_ name: String, _ value: Int, _ label: String) -> HTML {
                """
                <input class="short num" name="\(name)" value="\(fields[name] ?? "\(value)")" inputmode="numeric" \
                aria-label="\(usual.label)\(label)">
                """
            }
            return """
                <tr>\(Ledger.cell("年级", "<label class=\"choice\"><input type=\"checkbox\" name=\"grade\" value=\"\(code)\"\(checked)> \(usual.label)</label>"))\
                \(Ledger.cell("每县学校", number("schools-\(code)", usual.schools, "每县学校数"), kind: "num"))\
                \(Ledger.cell("每校学生", number("pupils-\(code)", usual.pupils, "每校学生数"), kind: "num"))</tr>
                """
        }
        return group(
            "grades", "年级", "国家义务教育监测：四年级每县12所小学，八年级每县8所初中，每校30人。全体参加的不按这两个数抽取。",
            """
            <table class="ledger keep"><thead><tr><th scope="col">年级</th><th scope="col" class="num">每县学校（所）</th>\
            <th scope="col" class="num">每校学生（人）</th></tr></thead><tbody>\(rows)</tbody></table>
            """)
    }
}
