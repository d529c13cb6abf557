package import SQLCore
package import Supervision

/// What the office and the lead say about one inspection beside its procedure: days, and 重点复查.
package enum InspectionPlans {
    /// The day of the visit as planned, and as it was; the office answers for what the planned one newly clashes with.
    package static func setDays(
        planned: Day?, visited: Day?, of id: InspectionID, version: Int, answering answer: ClashAnswer = .none,
        _ act: Act
    ) throws {
        let row = try requireEditable(id, version: version, act)
        if let visited, visited > act.day { throw InspectionPlanRefusal.visitInFuture }
        // The lead sees nothing but the own inspections.
        if visited == nil, planned != row.plannedOn, Role.office.contains(act.viewer.role),
            let campaign = try Campaigns.find(row.campaign, visibleTo: act.viewer, in: act.db)
        {
            try Clashes.requireAnswer(answer, to: [id: planned], of: campaign, act)
        }
        try act.db.execute(
            """
            UPDATE inspection SET planned_on = \(planned), visited_on = \(visited), version = version + 1
            WHERE id = \(id)
            """)
        try InspectionSecrecy.settle(id, visited: visited, act)
        try act.record(
            "inspection.planned", of: "inspection", id.rawValue, in: row.place,
            ["planned": planned?.text ?? "", "visited": visited?.text ?? ""])
    }

    /// Lists the unit for the step that concerns only some (重点复查), or takes it off the list.
    package static func choose(
        _ isChosen: Bool, reason: String, of id: InspectionID, version: Int, _ act: Act
    ) throws {
        let row = try requireEditable(id, version: version, act)
        guard row.state == .running else { throw InspectionPlanRefusal.finished }
        let place = try InspectionSteps.standing(of: id, in: act.db)
        let asks = place.procedure.steps.filter { $0.level == .unit && $0.condition?.asksForChoice ?? false }
        guard asks.contains(where: { place.unit.status(of: $0.code, in: place.procedure) == .pending }) else {
            throw InspectionPlanRefusal.noSuchStep
        }
        guard !isChosen || !reason.isBlank else { throw InspectionPlanRefusal.reasonMissing }
        try act.db.execute(
            """
            UPDATE inspection SET chosen = \(isChosen), chosen_reason = \(reason), version = version + 1
            WHERE id = \(id)
            """)
        try act.record(
            isChosen ? "inspection.chosen" : "inspection.unchosen", of: "inspection", id.rawValue, in: row.place)
    }

    package static func chosenReason(of id: InspectionID, in db: SQLConnection) throws -> String {
        try db.first("SELECT chosen_reason FROM inspection WHERE id = \(id)")?.get(0) ?? ""
    }

    private static func requireEditable(_ id: InspectionID, version: Int, _ act: Act) throws -> InspectionRow {
        let row = try Inspections.require(id, visibleTo: act.viewer, in: act.db)
        guard Role.office.contains(act.viewer.role) || row.lead == act.viewer.person else {
            throw InspectionPlanRefusal.notLead
        }
        guard row.version == version else { throw InspectionPlanRefusal.stale }
        return row
    }
}

extension StepCondition {
    /// Whether the office's own choice can bring a unit into the step.
    package var asksForChoice: Bool {
        switch self {
        case .chosen: true
        case .any(let parts), .all(let parts): parts.contains(where: \.asksForChoice)
        default: false
        }
    }
}

/// Why an inspection's plan would not change.
package enum InspectionPlanRefusal: Refusal, Equatable {
    case notLead, stale, visitInFuture, finished, noSuchStep, reasonMissing

    package var code: String {
        switch self {
        case .notLead: "inspection.notLead"
        case .stale: "inspection.stale"
        case .visitInFuture: "inspection.visitInFuture"
        case .finished: "inspection.finished"
        case .noSuchStep: "inspection.noSuchStep"
        case .reasonMissing: "inspection.reasonMissing"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notLead: .forbidden
        case .stale, .finished, .noSuchStep: .conflict
        case .visitInFuture, .reasonMissing: .invalid
        }
    }

    package var message: String {
        switch self {
        case .notLead: "只有督导室和本组组长可以安排到校日期。"
        case .stale: "这项督导刚被他人更新，请刷新页面看过最新内容后再改。"
        case .visitInFuture: "到校日期不能晚于今天。"
        case .finished: "该单位的流程已经完成，不能再列入重点复查。"
        case .noSuchStep: "流程中没有等待指定的环节，不能列入重点复查。"
        case .reasonMissing: "请写明列入重点复查的理由。"
        }
    }
}
