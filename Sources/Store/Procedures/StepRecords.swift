package import SQLCore
package import Supervision

/// The step_record table: what was written down about a unit's steps.
package enum StepRecords {
    /// Writes a record down and moves the unit on as far as it goes; a step whose turn it is not is refused.
    package static func add(_ record: StepRecord, step code: String, of id: InspectionID, _ act: Act) throws {
        let row = try Inspections.require(id, visibleTo: act.viewer, in: act.db)
        let place = try UnitPlace(id, in: act.db)
        guard let step = place.procedure.step(code), step.level == .unit else {
            throw ProcedureRefusal.unknownStep(code)
        }
        _ = try record.acts(for: step, on: act.day)
        guard place.isOpen(step) else { try place.refuse(step) }
        let new: Identifier<StepRecordRow> = act.newID()
        try act.db.execute(
            """
            INSERT INTO step_record (id, campaign_id, inspection_id, step, step_name, on_day, place, participants,
                content, verdict, by_person, at)
            VALUES (\(new), \(row.campaign), \(id), \(code), \(step.name), \(record.day), \(record.place.trimmed),
                \(record.participants.trimmed), \(record.text.trimmed), \(record.verdict?.rawValue ?? ""),
                \(act.viewer.person), \(act.at))
            """)
        try act.record(
            "inspection.recorded", of: "inspection", id.rawValue, in: row.place,
            ["step": code, "verdict": record.verdict?.rawValue ?? ""])
        try InspectionSteps.advance(id, act)
    }

    /// Those of one inspection, oldest first; the caller has required it.
    package static func list(of id: InspectionID, in db: SQLConnection) throws -> [StepRecordRow] {
        try db.rows(
            "SELECT \(columns) \(tables) WHERE r.inspection_id = \(id) ORDER BY r.at, r.id LIMIT 500"
        ).map(StepRecordRow.init)
    }

    package static func list(
        _ filter: StepRecordFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<StepRecordRow> {
        let condition = matching(filter, viewer)
        let rows = try db.rows(
            """
            SELECT \(columns) \(tables) WHERE \(condition) ORDER BY \(order(filter))
            LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) \(tables) WHERE \(condition)")?.get(0) ?? 0
        return Listing(rows: try rows.map(StepRecordRow.init), total: total, page: page)
    }

    private static func matching(_ filter: StepRecordFilter, _ viewer: Viewer) -> SQL {
        var conditions: [SQL] = [Inspections.visible(to: viewer), "r.campaign_id = \(filter.campaign)"]
        if !filter.step.isEmpty { conditions.append("r.step = \(filter.step)") }
        if let verdict = filter.verdict { conditions.append("r.verdict = \(verdict.rawValue)") }
        if !filter.text.isEmpty {
            conditions.append(
                "(i.code = \(filter.text) OR i.name LIKE \(LikePattern.containing(filter.text)) ESCAPE '\\')")
        }
        return .joined(conditions, separator: " AND ")
    }

    private static func order(_ filter: StepRecordFilter) -> SQL {
        let down: SQL = filter.isDescending ? " DESC" : ""
        return switch filter.sort {
        case "unit": "i.name\(down), r.on_day, r.id"
        case "step": "r.step_name\(down), r.on_day, r.id"
        default: "r.on_day\(down), r.id"
        }
    }

    private static var tables: SQL {
        "FROM step_record r JOIN inspection i ON i.id = r.inspection_id LEFT JOIN person p ON p.id = r.by_person"
    }

    private static var columns: SQL {
        """
        r.inspection_id, i.name, i.code, r.step, r.step_name, r.on_day, r.place, r.participants, r.content, r.verdict,
        coalesce(p.name, ''), r.at
        """
    }
}

/// A record of a step as it is shown.
package struct StepRecordRow: Sendable, Equatable {
    package let inspection: InspectionID
    package let unit: String
    package let unitCode: String
    package let step: String
    package let stepName: String
    package let record: StepRecord
    package let by: String
    package let at: Instant

    init(_ row: SQLRow) throws {
        inspection = try row.get(0)
        unit = try row.get(1)
        unitCode = try row.get(2)
        step = try row.get(3)
        stepName = try row.get(4)
        let verdict: String = try row.get(9)
        record = StepRecord(
            day: try row.get(5), place: try row.get(6), participants: try row.get(7), text: try row.get(8),
            verdict: StepRecord.Verdict(rawValue: verdict))
        by = try row.get(10)
        at = try row.get(11)
    }
}

/// What a campaign's list of records was asked for.
package struct StepRecordFilter: Sendable, Equatable {
    package let campaign: CampaignID
    package var step = ""
    package var verdict: StepRecord.Verdict?
    package var text = ""
    /// `day`, `unit` or `step`.
    package var sort = "day"
    package var isDescending = false

    package init(campaign: CampaignID) {
        self.campaign = campaign
    }

    package static let sorts = ["day", "unit", "step"]
}
