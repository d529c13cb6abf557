import Store
import Supervision

/// One zone: its schools with who looks after them, its inspectors, and what is over.
struct ZonePage: Page {
    enum Form: String, Sendable { case schools, inspectors, postings }

    let record: ZoneRecord
    let schools: [ZoneSchoolLine]
    let inspectors: [ZoneInspectorLine]
    let planned: [ZonePlan]
    let past: [ZonePast]
    let rules: ZoneRules
    let candidates: [(code: String, name: String)]
    let today: Day
    let canKeep: Bool
    /// Whether the viewer's role opens the inspectors' own pages.
    let seesPeople: Bool
    let typed: Fields
    /// In which form something was typed.
    let form: Form?
    let problem: String?

    var title: String { record.zone.name }
    var section: String { "/zones" }

    private var path: String { "/zones/\(record.id)" }
    private var isOpen: Bool { record.zone.validity.until.map { $0 >= today } ?? true }
    private var unposted: Int { schools.count { $0.people.isEmpty } }

    var main: HTML {
        let actions: HTML = """
            <a class="button" href="\(path)/edit">修改</a>\
            <a class="button primary" href="/zones/proposal?zone=\(record.id)">挂牌方案</a>
            """
        let boards: HTML? = schools.isEmpty ? nil : "<a class=\"button\" href=\"\(path)/boards\">打印公示牌</a>"
        let list = "/zones/schools?zone=\(record.id)"
        return """
            \(PageHead(title, crumbs: [("督学责任区", "/zones")],
                badge: isOpen ? Badge.html("现有", .good) : Badge.html("已撤销"),
                subtitle: "\(record.zone.validity.chinese)",
                actions: "\(canKeep ? boards : nil)\(canKeep && isOpen ? actions : nil)").html)
            \(Said.error(problem))\(warnings)
            <dl class="figures">\(Figure.html("学校", schools.count, "所", list))\
            \(Figure.html("未挂牌", unposted, "所", "\(list)&state=unposted", isLate: unposted > 0))\
            <div><dt>责任督学</dt><dd>\(inspectors.count)<small>人</small></dd></div></dl>
            \(record.zone.note.isEmpty ? nil : "<p class=\"prose\">\(record.zone.note)</p>" as HTML)
            <section class="section"><h2>学校和责任督学</h2>\(schoolTable)</section>
            <section class="section"><h2>督学</h2>\(inspectorTable)</section>
            \(planned.isEmpty ? nil : ZonePlans(zone: record.id, plans: planned, canKeep: canKeep).html)
            \(canKeep && isOpen ? forms : nil)
            \(past.isEmpty ? nil : pastSection)
            """
    }

    private var warnings: HTML? {
        let needed = rules.inspectorsNeeded(for: schools.count)
        var found: [String] = []
        if schools.count > rules.schoolsPerZone {
            found.append("有\(schools.count)所学校，超过每个责任区\(rules.schoolsPerZone)所的规定。")
        }
        if inspectors.count < needed {
            found.append(
                "\(schools.count)所学校按每名督学\(rules.schoolsPerInspector)所需要\(needed)名督学，现有\(inspectors.count)名。")
        }
        return found.isEmpty ? nil : Said.warning(found.joined())
    }

    private var schoolTable: HTML {
        guard !schools.isEmpty else { return "<div class=\"empty\"><strong>还没有划入学校</strong></div>" }
        let rows = schools.map { line -> HTML in
            let people = line.people.map { person -> HTML in
                "<span class=\"person-line\">\(name(person)) <small class=\"muted\">自\(person.from.chinese)</small>\(endPosting(person, line))</span>"
            }
            let shown: HTML = line.people.isEmpty ? Badge.html("未挂牌", .late) : "\(people)"
            let school: HTML =
                seesPeople ? "<a href=\"/organisations/\(line.school)\">\(line.name)</a>" : "\(line.name)"
            return """
                <tr>\(Ledger.cell("学校", school, kind: "lead"))\(Ledger.cell("标识码", "\(line.code)", kind: "code"))\
                \(Ledger.cell("责任督学", shown, kind: "long"))\
                \(Ledger.cell("划入", line.since.map { When.html($0) } ?? "—", kind: "date"))\
                \(canKeep ? Ledger.cell("操作", leave(line), kind: "actions") : nil)</tr>
                """
        }
        return """
            <table class="ledger"><thead><tr><th scope="col">学校</th><th scope="col" class="code">标识码</th>\
            <th scope="col" class="long">责任督学</th><th scope="col" class="date">划入</th>\
            \(canKeep ? "<th scope=\"col\" class=\"actions\">操作</th>" as HTML : nil)</tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private func name(_ person: ZonePerson) -> HTML {
        seesPeople ? "<a href=\"/inspectors/\(person.person)\">\(person.name)</a>" : "\(person.name)"
    }

    private func endPosting(_ person: ZonePerson, _ line: ZoneSchoolLine) -> HTML? {
        guard canKeep else { return nil }
        return """
             <form class="inline" method="post" action="\(path)/postings/\(person.posting)/end">\(FormSeal())\
            <button class="small quiet" data-confirm="\(person.name)自明日起不再负责“\(line.name)”，记录保留。" \
            data-confirm-title="摘牌？" data-confirm-label="摘牌">摘牌</button></form>
            """
    }

    private func leave(_ line: ZoneSchoolLine) -> HTML {
        """
        <a class="button small" href="\(path)/boards/\(line.school)">公示牌</a>\
        <form class="inline" method="post" action="\(path)/schools/\(line.school)/end">\(FormSeal())\
        <button class="small quiet" data-confirm="“\(line.name)”自明日起不在本责任区，挂牌一并结束，记录保留。" \
        data-confirm-title="移出责任区？" data-confirm-label="移出">移出</button></form>
        """
    }

    private var inspectorTable: HTML {
        guard !inspectors.isEmpty else { return "<div class=\"empty\"><strong>还没有督学</strong></div>" }
        let rows = inspectors.map { line -> HTML in
            let name: HTML =
                seesPeople ? "<a href=\"/inspectors/\(line.person)\">\(line.name)</a>" : "\(line.name)"
            let here = "/zones/schools?zone=\(record.id)&person=\(line.person)"
            let over: HTML? =
                line.all > rules.schoolsPerInspector ? " \(Badge.html("超过\(rules.schoolsPerInspector)所", .warn))" : nil
            let ended: HTML? =
                (line.termUntil.map { $0 < today } ?? false) ? " \(Badge.html("聘期已满", .late))" : nil
            return """
                <tr>\(Ledger.cell("督学", "\(name)\(ended)", kind: "lead"))\(Ledger.cell("编号", "\(line.code)", kind: "code"))\
                \(Ledger.cell("手机", line.phone.isEmpty ? "—" : "\(line.phone)"))\
                \(Ledger.cell("本区学校", "<a href=\"\(here)\">\(line.schools)</a> 所", kind: "num"))\
                \(Ledger.cell("全部学校", "\(line.all) 所\(over)", kind: "num"))\
                \(Ledger.cell("自", When.html(line.from), kind: "date"))\
                \(canKeep ? Ledger.cell("操作", dismiss(line), kind: "actions") : nil)</tr>
                """
        }
        return """
            <table class="ledger"><thead><tr><th scope="col">督学</th><th scope="col" class="code">编号</th>\
            <th scope="col">手机</th><th scope="col" class="num">本区学校</th><th scope="col" class="num">全部学校</th>\
            <th scope="col" class="date">自</th>\(canKeep ? "<th scope=\"col\" class=\"actions\">操作</th>" as HTML : nil)\
            </tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private func dismiss(_ line: ZoneInspectorLine) -> HTML {
        """
        <form class="inline" method="post" action="\(path)/inspectors/\(line.person)/end">\(FormSeal())\
        <button class="small quiet" data-confirm="\(line.name)自明日起离开本责任区，在本区的\(line.schools)所学校摘牌，记录保留。" \
        data-confirm-title="离开责任区？" data-confirm-label="离开">离开</button></form>
        """
    }

    private func text(_ name: String, in form: Form) -> String { self.form == form ? typed.text(name) : "" }
    private func day(in form: Form) -> String {
        let text = text("day", in: form)
        return text.isEmpty ? today.text : text
    }

    private var forms: HTML {
        let names = candidates.prefix(200).map { "\($0.name)（\($0.code)）" }.joined(separator: "、")
        let posting = [Choice("", "请选择")]
        return """
            <section class="section"><h2>指定责任督学</h2>
            <form class="form" method="post" action="\(path)/postings">\(FormSeal())
            <div class="field-row">\(Field("school", "学校", value: text("school", in: .postings), isRequired: true).select(
                posting + schools.map { Choice($0.school.rawValue, $0.name) } + coming))\
            \(Field("person", "督学", value: text("person", in: .postings), isRequired: true).select(
                posting + inspectors.map { Choice($0.person.rawValue, "\($0.name)（现负责\($0.all)所）") }))</div>
            \(dayField(.postings))
            <div class="form-actions"><button class="primary">挂牌</button></div></form></section>
            <section class="section"><h2>划入学校</h2>
            <form class="form" method="post" action="\(path)/schools">\(FormSeal())
            \(Field("schools", "学校", value: text("schools", in: .schools),
                help: "代码或全称，每行一个；已在别的责任区的，从那天起转来，以前的记录保留。", isRequired: true).area(rows: 4, limit: 20_000))
            \(dayField(.schools))
            <div class="form-actions"><button class="primary">划入</button></div></form></section>
            <section class="section"><h2>加入督学</h2>
            <form class="form" method="post" action="\(path)/inspectors">\(FormSeal())
            \(Field("inspectors", "督学", value: text("inspectors", in: .inspectors),
                help: names.isEmpty ? "编号或姓名，每行一个。" : "编号或姓名，每行一个。可以加入：\(names)。", isRequired: true).area(
                    rows: 3, limit: 5_000))
            \(dayField(.inspectors))
            <div class="form-actions"><button class="primary">加入</button></div></form></section>
            """
    }

    /// Schools that join later may be given an inspector from that day on.
    private var coming: [Choice] {
        let here = Set(schools.map(\.school.rawValue))
        return planned.filter { $0.kind == .school && !here.contains($0.id) }
            .map { Choice($0.id, "\($0.school)（自\($0.from.chinese)）") }
    }

    /// Ids must differ on one page, so only the first form has the plain one.
    private func dayField(_ form: Form) -> HTML {
        """
        <div class="field"><label for="day-\(form.rawValue)">自</label><input id="day-\(form.rawValue)" name="day" \
        type="date" value="\(day(in: form))" required></div>
        """
    }

    private var pastSection: HTML {
        let rows = past.map { line -> HTML in
            let what: HTML =
                switch line.kind {
                case .school: "\(line.school) 在本责任区"
                case .inspector: "\(line.person) 在本责任区任督学"
                case .posting: "\(line.person) 负责 \(line.school)"
                }
            return """
                <tr>\(Ledger.cell("事项", what, kind: "lead long"))\(Ledger.cell("自", When.html(line.from), kind: "date"))\
                \(Ledger.cell("至", When.html(line.until), kind: "date"))</tr>
                """
        }
        return """
            <section class="section"><h2>以往</h2><table class="ledger"><thead><tr><th scope="col" class="long">事项</th>\
            <th scope="col" class="date">自</th><th scope="col" class="date">至</th></tr></thead><tbody>\(rows)</tbody></table>
            </section>
            """
    }
}
