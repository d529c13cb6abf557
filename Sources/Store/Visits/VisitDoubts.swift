import SQLCore
import Supervision

/// What is doubtful about the day to which an author corrected a visit: as when it had been sent with that day.
enum VisitDoubts {
    static func note(_ visit: Visit, receivedAt: Instant, _ act: Act) throws {
        let row = try act.db.first("SELECT task_id, marks FROM visit WHERE id = \(visit.id)")
        let task: VisitTaskID? = try row?.get(0)
        var found: [VisitMark] = []
        if VisitCircumstances.isLongAgo(visit.startedAt, at: receivedAt) { found.append(.longAgo) }
        // A joint visit is one visit whoever writes it down, on whatever day.
        if task == nil, try Visits.isSecond(visit, task: nil, by: act.viewer, in: act.db) { found.append(.twice) }
        guard !found.isEmpty else { return }
        let before = VisitMark.read(try row?.get(1) ?? "")
        try VisitRulings.reopen(found.filter(before.contains), of: visit.id, in: act.db)
        for mark in found where !before.contains(mark) {
            try act.db.execute(
                """
                INSERT INTO visit_note (visit_id, mark, decision, reason, decided_by, decided_name)
                VALUES (\(visit.id), \(mark), 'open', '', '', '')
                """)
        }
        let all = VisitMark.allCases.filter { before.contains($0) || found.contains($0) }
        try act.db.execute("UPDATE visit SET marks = \(VisitMark.text(all)) WHERE id = \(visit.id)")
    }
}

extension Visits {
    /// Whether the viewer has another visit to the school on that day, or somebody wrote down the same joint visit.
    static func isSecond(
        _ visit: Visit, task: VisitTaskID?, by viewer: Viewer, in db: SQLConnection
    ) throws -> Bool {
        try db.first(
            """
            SELECT 1 FROM visit v WHERE v.organisation_id = \(visit.school) AND NOT v.is_void AND v.id <> \(visit.id)
                AND (v.visited_on = \(visit.day) AND v.person_id = \(viewer.person)
                    OR v.task_id = \(task?.rawValue ?? ""))
            """) != nil
    }
}
