import Supervision

/// What is typed about a plan's head.
struct PlanHeadForm: Sendable {
    let fields: Fields

    func checked(id: PlanID) throws(FormRefusal) -> Plan {
        var problems: [String: String] = [:]
        let title = fields.text("title")
        if title.isEmpty { problems["title"] = "请填写计划标题。" }
        if title.count > Plan.titleLimit { problems["title"] = "请控制在\(Plan.titleLimit)字以内。" }
        if fields.text("issuer").count > 100 { problems["issuer"] = "请控制在100字以内。" }
        if fields.text("document").count > 60 { problems["document"] = "请控制在60字以内。" }
        let year = fields.number("year")
        if !(year.map(Plan.years.contains) ?? false) { problems["year"] = "请填写四位年度，如2026。" }
        let last = fields.text("lastYear").isEmpty ? year : fields.number("lastYear")
        if let year, last.map({ $0 < year || $0 > year + 10 || !Plan.years.contains($0) }) ?? true {
            problems["lastYear"] = "请填写不早于起始年度、最多十年内的年度，或留空。"
        }
        let date = Day(fields.text("date"))
        if !fields.text("date").isEmpty, date == nil { problems["date"] = "请选择日期，或留空。" }
        guard problems.isEmpty, let year else { throw FormRefusal(problems) }
        return Plan(
            id: id, title: title, issuer: fields.text("issuer"), documentNumber: fields.text("document"), year: year,
            lastYear: last, date: date)
    }

    static func fields(of plan: Plan) -> Fields {
        Fields([
            ("title", plan.title), ("issuer", plan.issuer), ("document", plan.documentNumber), ("year", "\(plan.year)"),
            ("lastYear", plan.lastYear == plan.year ? "" : "\(plan.lastYear)"), ("date", plan.date?.text ?? ""),
            ("version", "\(plan.version)"),
        ])
    }
}
