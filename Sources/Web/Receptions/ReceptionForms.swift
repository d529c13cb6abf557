import SQLCore
import Store
import Supervision

/// What is typed about a request from above.
struct ReceptionForm: Sendable {
    let fields: Fields

    func checked(id: ReceptionID, on today: Day) throws(FormRefusal) -> Reception {
        var problems: [String: String] = [:]
        for (name, limit) in [("title", 200), ("sender", 100)] {
            if fields.text(name).isEmpty { problems[name] = "请填写。" }
            if fields.text(name).count > limit { problems[name] = "请控制在\(limit)字以内。" }
        }
        if fields.text("document").count > 60 { problems["document"] = "请控制在60字以内。" }
        if fields.text("note").count > 2_000 { problems["note"] = "请控制在2000字以内。" }
        let received = Day(fields.text("received"))
        if received.map({ $0 > today }) ?? true { problems["received"] = "请填写今天或以前的日期。" }
        let due = Day(fields.text("due"))
        if due == nil { problems["due"] = "请填写上报期限。" }
        if let due, let received, due < received { problems["due"] = "上报期限不能早于收文日期。" }
        let visit = visit(&problems)
        guard problems.isEmpty, let received, let due else { throw FormRefusal(problems) }
        return Reception(
            id: id, title: fields.text("title"), documentNumber: fields.text("document"),
            sender: fields.text("sender"), receivedOn: received, dueOn: due, visit: visit, note: fields.text("note"))
    }

    private func visit(_ problems: inout [String: String]) -> Period? {
        let (from, until) = (fields.text("visitFrom"), fields.text("visitUntil"))
        if from.isEmpty, until.isEmpty { return nil }
        guard let first = Day(from) else {
            problems["visitFrom"] = "请填写进驻的第一天，或两个日期都留空。"
            return nil
        }
        let visit = Period(from: first, until: until.isEmpty ? first : Day(until))
        if visit?.until == nil { problems["visitUntil"] = "不能早于进驻的第一天。" }
        return visit
    }

    /// The form's texts of a request that is there.
    static func fields(of reception: Reception) -> Fields {
        Fields([
            ("title", reception.title), ("document", reception.documentNumber), ("sender", reception.sender),
            ("received", reception.receivedOn.text), ("due", reception.dueOn.text),
            ("visitFrom", reception.visit?.from.text ?? ""), ("visitUntil", reception.visit?.until?.text ?? ""),
            ("note", reception.note), ("version", "\(reception.version)"),
        ])
    }
}

/// Items as they are pasted, one a line, with their units found in the registry.
struct ReceptionItemsForm: Sendable {
    let fields: Fields

    func checked(for reception: Reception, _ act: Act) throws -> [ReceptionItem] {
        let parsed = ReceptionLine.parse(fields["lines"] ?? "")
        var problems = parsed.problems
        guard !parsed.lines.isEmpty || !problems.isEmpty else {
            throw FormRefusal(["lines": "请填写清单，每行一项。"])
        }
        var items: [ReceptionItem] = []
        for line in parsed.lines {
            let found = try Findings.units(matching: line.unit, visibleTo: act.viewer, in: act.db)
            guard found.count == 1 else {
                problems.append(ReceptionItemsForm.told(line.unit, found))
                continue
            }
            if items.contains(where: { $0.number == line.number }) { problems.append("编号“\(line.number)”出现两次。") }
            items.append(
                ReceptionItem(
                    id: act.newID(), reception: reception.id, number: line.number, title: line.title,
                    requirement: line.requirement, organisation: found[0].id, dueOn: line.dueOn ?? reception.dueOn,
                    needsEvidence: fields.text("evidence") != "no"))
        }
        if let late = items.first(where: { $0.dueOn > reception.dueOn }) {
            problems.append("“\(late.number)”的期限晚于上报期限\(reception.dueOn.chinese)。")
        }
        guard problems.isEmpty else {
            throw FormRefusal(["lines": problems.prefix(12).joined(separator: " ")], message: "清单没有保存，请按提示修改后再提交。")
        }
        return items
    }

    static func told(_ name: String, _ found: [FindingUnitChoice]) -> String {
        let names = found.prefix(5).map { "\($0.name)（\($0.code)）" }.joined(separator: "、")
        return found.isEmpty ? "管辖范围内没有“\(name)”，请核对单位名称或代码。" : "“\(name)”对应不止一个单位，请写全称或代码：\(names)。"
    }
}

/// What is typed about one item.
struct ReceptionItemForm: Sendable {
    let fields: Fields

    func checked(_ old: ReceptionItem, of reception: Reception, _ act: Act) throws -> ReceptionItem {
        var problems: [String: String] = [:]
        let (number, title) = (fields.text("number"), fields.text("title"))
        if !(1...20).contains(number.count) { problems["number"] = "请填写1到20个字的编号。" }
        if !(1...200).contains(title.count) { problems["title"] = "请填写1到200个字的事项。" }
        if fields.text("requirement").count > 2_000 { problems["requirement"] = "请控制在2000字以内。" }
        let due = Day(fields.text("due"))
        if due.map({ $0 > reception.dueOn }) ?? true { problems["due"] = "请填写不晚于上报期限\(reception.dueOn.chinese)的日期。" }
        let found = try Findings.units(matching: fields.text("unit"), visibleTo: act.viewer, in: act.db)
        if found.count != 1 { problems["unit"] = ReceptionItemsForm.told(fields.text("unit"), found) }
        guard problems.isEmpty, let due else { throw FormRefusal(problems) }
        var next = old
        next.number = number
        next.title = title
        next.requirement = fields.text("requirement")
        next.organisation = found[0].id
        next.dueOn = due
        next.needsEvidence = !fields.text("evidence").isEmpty
        return next
    }

    static func fields(of row: ReceptionItemRow) -> Fields {
        Fields([
            ("number", row.item.number), ("title", row.item.title), ("requirement", row.item.requirement),
            ("unit", row.unit), ("due", row.item.dueOn.text), ("evidence", row.item.needsEvidence ? "1" : ""),
            ("version", "\(row.item.version)"),
        ])
    }
}
