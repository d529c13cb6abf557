import SQLCore
package import Supervision

// From the team's preliminary opinion to the end of the defence.
extension Opinions {
    /// A member of the team writes, or rewrites, the preliminary opinion.
    package static func draftPreliminary(
        _ id: InspectionID, _ text: String, version: Int?, _ act: Act
    ) throws {
        let found = try whole(id, visibleTo: act.viewer, in: act.db)
        guard !found.team.isEmpty else { throw OpinionRefusal.noTeam }
        guard found.team.contains(act.viewer.person) else { throw OpinionRefusal.notTeam }
        try InspectionSteps.require(.feedback, of: id, in: act.db)
        try change(found, version: version, "preliminaryDrafted", act) {
            try $0.preliminaryDrafted(text, by: act.viewer.person, on: act.day)
        }
    }

    /// The lead delivers it to the unit.
    package static func deliver(_ id: InspectionID, version: Int?, _ act: Act) throws {
        let found = try whole(id, visibleTo: act.viewer, in: act.db)
        guard let lead = found.lead else { throw OpinionRefusal.noTeam }
        try InspectionSteps.require(.feedback, of: id, in: act.db)
        try change(found, version: version, "delivered", act) {
            try $0.delivered(by: act.viewer.person, lead: lead, on: act.day)
        }
        try OpinionClocks.feedbackGiven(found, act)
        try InspectionSteps.note(.feedback, of: id, act)
    }

    /// The unit has it in hands: its days to defend itself begin.
    package static func receive(_ id: InspectionID, version: Int?, _ act: Act) throws {
        let found = try whole(id, visibleTo: act.viewer, in: act.db)
        let due = try OpinionClocks.defenceDue(found, receivedOn: act.day, in: act.db)
        try change(found, version: version, "received", act) {
            try $0.received(by: act.viewer.person, on: act.day, defenceDue: due)
        }
        try OpinionClocks.defenceStarted(found, act)
    }

    /// Where the law gives no days, or to give more of them, the office sets the last day.
    package static func setTerm(
        _ id: InspectionID, due: Day, reason: String, version: Int?, _ act: Act
    ) throws {
        let found = try whole(id, visibleTo: act.viewer, in: act.db)
        try change(found, version: version, "defenceTermSet", act) {
            try $0.defenceTermSet(due, reason: reason, by: act.viewer.person, on: act.day)
        }
        try OpinionClocks.defenceSet(found, due: due, reason: reason, act)
    }

    /// 申辩.
    package static func defend(
        _ id: InspectionID, _ points: [DefencePoint], version: Int?, _ act: Act
    ) throws {
        let found = try whole(id, visibleTo: act.viewer, in: act.db)
        try change(found, version: version, "defended", act) {
            try $0.defended(points, by: act.viewer.person, on: act.day)
        }
        try OpinionClocks.defenceEnded(found, act)
    }

    package static func waive(_ id: InspectionID, version: Int?, _ act: Act) throws {
        let found = try whole(id, visibleTo: act.viewer, in: act.db)
        try change(found, version: version, "waived", act) { try $0.waived(by: act.viewer.person, on: act.day) }
        try OpinionClocks.defenceEnded(found, act)
    }

    /// Every defence whose last day has passed without a word ends; called by the sweeper, gives how many.
    @discardableResult
    package static func lapseOverdue(_ act: Act) throws -> Int {
        let due: [InspectionID] = try act.db.rows(
            "SELECT inspection_id FROM opinion WHERE state = 'received' AND defence_due < \(act.day) LIMIT 500"
        ).map { try $0.get(0) }
        for id in due {
            let found = try whole(id, visibleTo: .system(on: act.day), in: act.db)
            try change(found, "lapsed", act) { try $0.lapsed(by: act.viewer.person, on: act.day) }
            try OpinionClocks.defenceEnded(found, act)
        }
        return due.count
    }
}
