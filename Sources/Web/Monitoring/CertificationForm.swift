import Store
import Supervision

/// What is typed when a county applies, and when a step is recorded.
struct CertificationForm {
    let fields: Fields

    struct Checked: Sendable, Equatable {
        let district: String
        let standard: String
        /// Nil for the one after what the county holds.
        let tier: String?
        let year: Int
        let day: Day
    }

    func checked(on today: Day) throws(FormRefusal) -> Checked {
        var problems: [String: String] = [:]
        let procedure = CertificationProcedures.find(fields.text("standard"))
        if procedure == nil { problems["standard"] = "请选择标准。" }
        let district = fields.text("district")
        if district.isEmpty { problems["district"] = "请选择区县。" }
        let tier = fields.text("tier").isEmpty ? nil : fields.text("tier")
        if let procedure, let tier, !procedure.goals.contains(tier) { problems["district"] = "没有“\(tier)”这个等次。" }
        let year = RoadmapTable.year(fields.text("year"))
        if year.map({ !(today.year - 1...today.year + 1).contains($0) }) ?? true {
            problems["year"] = "请填写今年或前后一年的年份。"
        }
        let day = Day(fields.text("day"))
        if day == nil { problems["day"] = "请填写日期。" }
        guard problems.isEmpty, let procedure, let year, let day else { throw FormRefusal(problems) }
        return Checked(district: district, standard: procedure.standard, tier: tier, year: year, day: day)
    }

    func word(isReasonNeeded: Bool) throws(FormRefusal) -> CertificationWord {
        var problems: [String: String] = [:]
        let (day, note, document) = (Day(fields.text("day")), fields.text("note"), fields.text("document"))
        if day == nil { problems["day"] = "请填写日期。" }
        if isReasonNeeded, note.isEmpty { problems["note"] = "请写明理由。" }
        if !isReasonNeeded, note.isEmpty, document.isEmpty { problems["note"] = "请写明办理结果，或者填写文号。" }
        if note.count > 2_000 { problems["note"] = "请控制在2000字以内。" }
        if document.count > 200 { problems["document"] = "请控制在200字以内。" }
        guard problems.isEmpty, let day else { throw FormRefusal(problems) }
        return CertificationWord(day: day, note: note, document: document, version: fields.number("version"))
    }
}

/// The form by which a county applies.
struct CertificationFormPage: Page {
    let fields: Fields
    let districts: [RoadmapDistrict]
    let procedure: CertificationProcedure
    let held: [String: HeldTitles]
    let years: [String: [String: Int]]
    let refusal: (any Refusal)?
    let viewer: Viewer

    var title: String { "申请\(procedure.name)创建认定" }
    var section: String { "/certifications" }
    private var problems: [String: String] { (refusal as? FormRefusal)?.problems ?? [:] }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("创建认定", "/certifications")]).html)
        \(Said.error(refusal?.message))\(tabs)
        <form class="form" method="post" action="/certifications" data-draft="certification">\(FormSeal())
        <input type="hidden" name="standard" value="\(procedure.standard)">
        \(district)
        <div class="field-row">\(Field("year", "申请年度", value: typed("year", "\(viewer.day.year)"), problem: problems["year"]).text(isShort: true))\
        \(Field("day", "启动日期", value: typed("day", viewer.day.text), problem: problems["day"]).date())</div>
        \(steps)
        <div class="form-actions"><button class="primary">启动</button><a class="button quiet" href="/certifications">取消</a></div></form>
        """
    }

    private func typed(_ name: String, _ usual: String) -> String {
        fields.text(name).isEmpty ? usual : fields.text(name)
    }

    private var tabs: HTML {
        let links = CertificationProcedures.all.map { one -> HTML in
            let current: HTML? = one.standard == procedure.standard ? " aria-current=\"page\"" : nil
            return "<a href=\"/certifications/new?standard=\(one.standard)\"\(current)>\(one.name)</a>"
        }
        return "<nav class=\"tabs\" aria-label=\"标准\">\(links)</nav>"
    }

    private var district: HTML {
        let options = districts.map { district -> Choice in
            let roadmap = Roadmap(
                procedure, years: years[district.code] ?? [:], held: held[district.code] ?? HeldTitles([]))
            let next = roadmap.next
            let words =
                next.map { next in
                    let tier = next.tier.isEmpty ? "" : "申请\(next.tier)，"
                    return "\(tier)\(next.year.map { "规划\($0)年" } ?? "未列入规划")"
                } ?? "已认定"
            return Choice(district.code, "\(district.name)（\(words)）")
        }
        let only = districts.count == 1 ? districts[0].code : ""
        let help = procedure.tiers.isEmpty ? "" : "逐级申请，不可越级：括号里是这个区县现在可以申请的等次。"
        return Field("district", "区县", value: typed("district", only), problem: problems["district"], help: help)
            .select([Choice("", "请选择")] + options)
    }

    private var steps: HTML {
        let lines = procedure.steps.map { step -> HTML in
            let tiers = step.tiers.isEmpty ? "" : "（\(step.tiers.joined(separator: "、"))）"
            return "<li>\(step.name)\(tiers)：\(step.actor.label)\(step.clock.map { "，\($0.chinese)" } ?? "")</li>"
        }
        return """
            <details class="explain"><summary>办理环节</summary><ol class="prose-steps">\(lines)</ol>\
            \(ProcedureSource(procedure).text)</details>
            """
    }
}
