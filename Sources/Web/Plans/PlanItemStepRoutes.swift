import Hummingbird
import SQLCore
import Store
import Supervision

/// What is done about one item: its status, its people, its stages, targets and campaigns.
enum PlanItemStepRoutes {
    private static let office = PlanRoutes.office

    static func register(on site: inout Sitemap) {
        site.post("/plan-items/:id/status", office, move)
        site.post("/plan-items/:id/assignment", office, assign)
        site.post("/plan-items/:id/windows", office, addWindow)
        site.post("/plan-items/:id/targets", office, addTarget)
        site.post("/plan-items/:id/campaigns", office, link)
        site.post("/plan-items/:id/campaigns/:campaign/removal", office, unlink)
        site.post("/plan-windows/:id/done", office) { call, sent in try await mark(call, sent, isDone: true) }
        site.post("/plan-windows/:id/undone", office) { call, sent in try await mark(call, sent, isDone: false) }
        site.post("/plan-windows/:id/removal", office, removeWindow)
        site.post("/plan-targets/:id/removal", office, removeTarget)
    }

    private static func step(
        _ call: Call, _ sent: Submission, done: String, _ body: @escaping @Sendable (PlanItemID, Act) throws -> Void
    ) async throws -> Response {
        let id: PlanItemID = call.id()
        return try await call.change(
            sent, again: { try await PlanItemRoutes.show(call, $0, typed: sent.fields) },
            { act in
                try body(id, act)
                return "/plan-items/\(id)?done=\(done)"
            })
    }

    private static func move(_ call: Call, _ sent: Submission) async throws -> Response {
        let fields = sent.fields
        return try await step(call, sent, done: "saved") { id, act in
            guard let status = PlanItem.Status(rawValue: fields.text("status")) else {
                throw FormRefusal(["status": "请选择状态。"])
            }
            try PlanItems.move(
                id, to: status, reason: fields.text("reason"), version: fields.number("version") ?? 0, act)
        }
    }

    private static func assign(_ call: Call, _ sent: Submission) async throws -> Response {
        let fields = sent.fields
        return try await step(call, sent, done: "planAssigned") { id, act in
            let form = try PlanPeopleForm(fields: fields).checked(act)
            try PlanItems.assign(
                id, owner: form.owner, coworkers: form.coworkers, version: fields.number("version") ?? 0, act)
        }
    }

    private static func addWindow(_ call: Call, _ sent: Submission) async throws -> Response {
        let form = PlanWindowForm(fields: sent.fields, prefix: "nw.")
        return try await step(call, sent, done: "saved") { id, act in
            var problems: [String: String] = [:]
            let window = form.checked(&problems)
            if window?.end == nil, problems.isEmpty { problems["nw.end"] = "请填写结束日期。" }
            guard problems.isEmpty, let window else { throw FormRefusal(problems) }
            try PlanWindows.add(PlanItemWindow(id: act.newID(), window: window), to: id, act)
        }
    }

    private static func addTarget(_ call: Call, _ sent: Submission) async throws -> Response {
        let form = PlanTargetForm(fields: sent.fields, prefix: "nt.")
        return try await step(call, sent, done: "saved") { id, act in
            var problems: [String: String] = [:]
            let target = form.checked(&problems)
            guard problems.isEmpty, let target else { throw FormRefusal(problems) }
            try PlanTargets.add(PlanItemTarget(id: act.newID(), target: target), to: id, act)
        }
    }

    private static func link(_ call: Call, _ sent: Submission) async throws -> Response {
        let campaign = sent.fields.text("campaign")
        return try await step(call, sent, done: "saved") { id, act in
            guard !campaign.isEmpty else { throw FormRefusal(["campaign": "请选择项目。"]) }
            try PlanCampaigns.link(CampaignID(campaign), to: id, act)
        }
    }

    private static func unlink(_ call: Call, _ sent: Submission) async throws -> Response {
        let campaign: CampaignID = call.id("campaign")
        return try await step(call, sent, done: "saved") { id, act in
            try PlanCampaigns.unlink(campaign, from: id, act)
        }
    }

    private static func mark(_ call: Call, _ sent: Submission, isDone: Bool) async throws -> Response {
        let (id, version): (PlanWindowID, Int) = (call.id(), sent.fields.number("version") ?? 0)
        return try await call.change(sent) { act in
            let item = try PlanWindows.mark(id, isDone: isDone, version: version, act)
            return "/plan-items/\(item)?done=saved"
        }
    }

    private static func removeWindow(_ call: Call, _ sent: Submission) async throws -> Response {
        let id: PlanWindowID = call.id()
        return try await call.change(sent) { act in
            let item = try PlanWindows.remove(id, act)
            return "/plan-items/\(item)?done=removed"
        }
    }

    private static func removeTarget(_ call: Call, _ sent: Submission) async throws -> Response {
        let id: PlanTargetID = call.id()
        return try await call.change(sent) { act in
            let item = try PlanTargets.remove(id, act)
            return "/plan-items/\(item)?done=removed"
        }
    }
}

/// Who owns an item and who works on it, by names of the office's people and units.
struct PlanPeopleForm: Sendable {
    let fields: Fields

    struct Checked: Sendable {
        let owner: PlanOwner?
        let coworkers: [PlanMember]
    }

    func checked(_ act: Act) throws -> Checked {
        let people = try PlanPeople.choices(visibleTo: act.viewer, in: act.db)
        var problems: [String: String] = [:]
        let owner = people.first { $0.person.rawValue == fields.text("owner") }
        if owner == nil, !fields.text("owner").isEmpty { problems["owner"] = PlanRefusal.personUnknown("该人员").message }
        var members: [PlanMember] = []
        for name in PlanWords.read(fields.text("coworkers")) {
            let named = people.filter { $0.name == name }
            let units = try Findings.units(matching: name, visibleTo: act.viewer, in: act.db)
            if named.count == 1, let person = named.first, person.person != owner?.person {
                members.append(PlanMember(coworker: .person(person.person), name: name))
            } else if named.isEmpty, units.count == 1, let unit = units.first {
                members.append(PlanMember(coworker: .organisation(unit.id), name: unit.name))
            } else if named.count != 1 {
                problems["coworkers"] = ReceptionItemsForm.told(name, units)
            }
        }
        if members.count > 50 { problems["coworkers"] = "协办最多50个。" }
        guard problems.isEmpty else { throw FormRefusal(problems) }
        return Checked(owner: owner, coworkers: members)
    }
}
