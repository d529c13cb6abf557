package import SQLCore
package import Supervision

/// How the days of an unannounced campaign were drawn.
package struct VisitDayDraw: Sendable, Equatable {
    package let seed: String
    package let from: Day
    package let until: Day
    /// The working days from which it was drawn, in their order, as the calendar had them then.
    package let workingDays: [Day]
    package let drawnAt: Instant

    package var days: Int { workingDays.count }
}

/// A unit with the day that was drawn and the day as it is planned now.
package struct VisitDayRow: Sendable, Equatable {
    package let inspection: InspectionID
    package let code: String
    package let name: String
    package let stratum: String
    package let lead: String
    package let plannedOn: Day?
    package let visitedOn: Day?
}

/// The visit_day_draw table: days of 暗访, known to the office and the team alone.
package enum VisitDayDraws {
    package static func find(_ id: CampaignID, in db: SQLConnection) throws -> VisitDayDraw? {
        try db.first(
            "SELECT seed, from_day, until_day, working_days, drawn_at FROM visit_day_draw WHERE campaign_id = \(id)"
        ).map { row in
            let days: String = try row.get(3)
            return VisitDayDraw(
                seed: try row.get(0), from: try row.get(1), until: try row.get(2),
                workingDays: days.split(separator: " ").compactMap { Day(String($0)) }, drawnAt: try row.get(4))
        }
    }

    /// The campaign's units by code; ask first whether the viewer may see the campaign.
    package static func rows(of id: CampaignID, in db: SQLConnection) throws -> [VisitDayRow] {
        try db.rows(
            """
            SELECT i.id, i.code, i.name, i.stratum, p.name, i.planned_on, i.visited_on FROM inspection i
                LEFT JOIN team_member t ON t.inspection_id = i.id AND t.is_lead LEFT JOIN person p ON p.id = t.person_id
            WHERE i.campaign_id = \(id) ORDER BY i.planned_on NULLS LAST, i.code
            """
        ).map { row in
            VisitDayRow(
                inspection: try row.get(0), code: try row.get(1), name: try row.get(2), stratum: try row.get(3),
                lead: try row.get(4) ?? "", plannedOn: try row.get(5), visitedOn: try row.get(6))
        }
    }

    /// Sets the days of visits by hand, also before the campaign starts; nil takes a day back.
    ///
    /// Gives how many changed. Days of units that were visited stay as they are. While the campaign runs, new clashes need
    /// an answer.
    @discardableResult
    package static func plan(
        _ days: [InspectionID: Day?], of id: CampaignID,
        answering answer: ClashAnswer = .none,
        _ act: Act
    ) throws -> Int {
        let record = try Campaigns.require(id, visibleTo: act.viewer, in: act.db)
        let campaign = record.campaign
        guard [.drawn, .running].contains(campaign.state) else {
            throw CampaignRefusal.wrongState("安排到校日期", campaign.state)
        }
        let known = Dictionary(
            try rows(of: id, in: act.db).filter { $0.visitedOn == nil }.map { ($0.inspection, $0) }
        ) { first, _ in first }
        let changed = days.filter { id, day in known[id].map { $0.plannedOn != day } ?? false }
        let outside = changed.filter { _, day in day.map { $0 < campaign.startsOn || $0 > campaign.endsOn } ?? false }
        guard outside.isEmpty else {
            let names = outside.keys.compactMap { known[$0]?.name }.sorted().prefix(5).joined(separator: "、")
            throw CampaignRefusal.invalid([
                "到校日期应在\(campaign.startsOn.chinese)至\(campaign.endsOn.chinese)之间，请改正：\(names)。"
            ])
        }
        try Clashes.requireAnswer(answer, to: changed, of: record, act)
        for (inspection, day) in changed.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            try act.db.execute(
                "UPDATE inspection SET planned_on = \(day), version = version + 1 WHERE id = \(inspection)")
            try act.record(
                "inspection.planned", of: "inspection", inspection.rawValue, in: record.place,
                ["planned": day?.text ?? ""])
        }
        return changed.count
    }

    /// Draws a working day of the window for every unit, with the seed of the campaign's own draw.
    package static func draw(_ id: CampaignID, from first: Day, until last: Day, _ act: Act) throws {
        let record = try Campaigns.require(id, visibleTo: act.viewer, in: act.db)
        guard record.campaign.manner == .unannounced else { throw UnannouncedRefusal.announced }
        guard let seed = record.campaign.seed, [.drawn, .running].contains(record.campaign.state) else {
            throw UnannouncedRefusal.notDrawn
        }
        guard try find(id, in: act.db) == nil else { throw UnannouncedRefusal.daysDrawn }
        let days = try VisitDays.workingDays(from: first, until: last, in: WorkCalendars.known(in: act.db))
        guard first >= act.day else { throw UnannouncedRefusal.windowPast }
        try act.db.execute(
            """
            INSERT INTO visit_day_draw (campaign_id, seed, from_day, until_day, working_days, drawn_by, drawn_at)
            VALUES (\(id), \(seed), \(first), \(last), \(days.map(\.text).joined(separator: " ")), \(act.viewer.person), \(act.at))
            """)
        for row in try rows(of: id, in: act.db) where row.visitedOn == nil {
            try act.db.execute(
                """
                UPDATE inspection SET planned_on = \(VisitDays.day(of: row.code, seed: seed, among: days)),
                    version = version + 1
                WHERE id = \(row.inspection)
                """)
        }
        try act.record(
            "campaign.daysDrawn", of: "campaign", id.rawValue, in: record.place,
            ["from": first.text, "until": last.text, "days": "\(days.count)"])
    }
}
