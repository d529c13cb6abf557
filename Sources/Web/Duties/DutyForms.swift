import SQLCore
import Store
import Supervision

/// What is typed about a year's targets.
struct DutyForm: Sendable {
    let fields: Fields

    func checked(id: DutySheetID) throws(FormRefusal) -> DutySheet {
        var problems: [String: String] = [:]
        let year = fields.number("year") ?? 0
        if !(2000...2100).contains(year) { problems["year"] = "请填写四位年份。" }
        for (name, limit) in [("name", 100), ("issuer", 60)] where !(1...limit).contains(fields.text(name).count) {
            problems[name] = "请填写，不超过\(limit)字。"
        }
        if fields.text("document").count > 60 { problems["document"] = "请控制在60字以内。" }
        let due = Day(fields.text("due"))
        if due.map({ $0.year < year || $0.year > year + 1 }) ?? true { problems["due"] = "请填写当年或次年的日期。" }
        guard problems.isEmpty, let due else { throw FormRefusal(problems) }
        return DutySheet(
            id: id, year: year, name: fields.text("name"), issuer: fields.text("issuer"),
            documentNumber: fields.text("document"), dueOn: due)
    }
}

/// Targets as they are pasted, one a line, with their units found in the registry.
struct DutyTargetsForm: Sendable {
    let fields: Fields

    func checked(for sheet: DutySheetID, _ act: Act) throws -> [DutyTarget] {
        let parsed = DutyLine.parse(fields["lines"] ?? "")
        var problems = parsed.problems
        guard !parsed.lines.isEmpty || !problems.isEmpty else { throw FormRefusal(["lines": "请填写目标，每行一项。"]) }
        var known: [String: OrganisationID] = [:]
        var targets: [DutyTarget] = []
        for line in parsed.lines {
            if known[line.organisation] == nil {
                let found = try Findings.units(matching: line.organisation, visibleTo: act.viewer, in: act.db)
                guard found.count == 1 else {
                    problems.append(ReceptionItemsForm.told(line.organisation, found))
                    continue
                }
                known[line.organisation] = found[0].id
            }
            guard let unit = known[line.organisation] else { continue }
            if targets.contains(where: { $0.organisation == unit && $0.title == line.title }) {
                problems.append("“\(line.organisation)”的目标“\(line.title)”出现两次。")
            }
            targets.append(
                DutyTarget(
                    id: act.newID(), sheet: sheet, organisation: unit, title: line.title, unit: line.unit,
                    rule: line.rule, target: line.target, fullMark: line.fullMark, dataSource: line.dataSource))
        }
        guard problems.isEmpty else {
            throw FormRefusal(["lines": problems.prefix(12).joined(separator: " ")], message: "目标没有保存，请按提示修改后再提交。")
        }
        return targets
    }
}

/// The form of a year's targets.
struct DutyFormPage: Page {
    let fields: Fields
    let problems: [String: String]
    let message: String?

    var title: String { "新建目标任务书" }
    var section: String { "/governments" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("督政", "/governments"), ("目标任务", "/duties")]).html)
        \(Said.error(message))
        <form class="form" method="post" action="/duties" data-draft="duty-sheet">\(FormSeal())
        <div class="field-row">\(field("year", "年度").text(type: "number", isShort: true))\
        \(field("due", "填报期限", help: "各单位填报完成情况的最后一天").date())</div>
        \(field("name", "名称").text(hint: "如：2026年度乡镇街道及部门履行教育职责目标任务"))
        <div class="field-row">\(field("issuer", "下达单位").text(hint: "如：县考核办"))\
        \(field("document", "文号", isRequired: false).text())</div>
        <div class="form-actions"><button class="primary">保存，下一步录入目标</button>\
        <a class="button quiet" href="/duties">取消</a></div></form>
        """
    }

    private func field(_ name: String, _ label: String, help: String = "", isRequired: Bool = true) -> Field {
        Field(name, label, value: fields.text(name), problem: problems[name], help: help, isRequired: isRequired)
    }
}

/// Where targets are pasted, one a line.
struct DutyTargetsFormPage: Page {
    let sheet: DutySheet
    let fields: Fields
    let problem: String?
    let units: [String]

    var title: String { "录入目标" }
    var section: String { "/governments" }

    var main: HTML {
        let home = "/duties/\(sheet.id)"
        let lines = Field(
            "lines", "目标清单", value: fields["lines"] ?? "", problem: problem,
            help: "每行一项：单位 | 目标 | 目标值 | 计量单位 | 满分 | 数据来源。目标值写95或≥95表示不低于，≤3表示不超过，“完成”表示是否完成；可以从表格里复制粘贴。",
            isRequired: true)
        let hint: HTML? =
            units.isEmpty
            ? nil
            : "<details class=\"explain\"><summary>可以下达的单位</summary><p>\(units.joined(separator: "、"))</p></details>"
        return """
            \(PageHead(title, crumbs: [("督政", "/governments"), ("目标任务", "/duties"), (sheet.name, home)]).html)
            <form class="form full" method="post" action="\(home)/targets" data-draft="duty-targets-\(sheet.id)">\(FormSeal())
            \(lines.area(rows: 12, limit: 200_000))
            \(hint)
            <div class="form-actions"><button class="primary">保存</button><a class="button quiet" href="\(home)">取消</a></div></form>
            """
    }
}
