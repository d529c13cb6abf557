import SQLCore
import Supervision

/// 暗访: when a unit may learn that somebody comes, namely once somebody has been there.
///
/// Nothing else writes `inspection.hidden` after the draw.
enum InspectionSecrecy {
    /// The team has been there: what it handed in, or the step that it finished, says so.
    static func visited(_ id: InspectionID, _ act: Act) throws {
        let changed = try act.db.execute(
            """
            UPDATE inspection SET hidden = false, visited_on = coalesce(visited_on, \(act.day))
            WHERE id = \(id) AND hidden
            """)
        if changed > 0 { try act.record("inspection.revealed", of: "inspection", id.rawValue) }
    }

    /// The day of the visit was set or taken back; what was done since keeps the unit informed.
    static func settle(_ id: InspectionID, visited: Day?, _ act: Act) throws {
        guard visited == nil else { return try self.visited(id, act) }
        try act.db.execute(
            """
            UPDATE inspection SET hidden = true WHERE id = \(id) AND NOT hidden
                AND campaign_id IN (SELECT c.id FROM campaign c WHERE c.manner = 'unannounced')
                AND NOT EXISTS (SELECT 1 FROM procedure_act p WHERE p.inspection_id = \(id))
                AND NOT EXISTS (SELECT 1 FROM assessment a WHERE a.inspection_id = \(id) AND a.state = 'submitted')
            """)
    }
}
