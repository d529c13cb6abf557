import SQLCore
import Supervision

extension Todos {
    /// What a round of ratings asks of a school until its last day: its own word, and that of enough teachers.
    static func ratingQueues(of unit: OrganisationID, on day: Day) -> [TodoQueue] {
        [
            ratings(
                .rateInspectors, of: unit, on: day,
                """
                EXISTS (SELECT 1 FROM rating r WHERE r.round_id = c.round_id AND r.organisation_id = c.organisation_id
                    AND r.school_points IS NULL)
                """),
            ratings(.askTeachers, of: unit, on: day, "c.forms < \(RatingRule.least)"),
        ]
    }

    private static func ratings(_ kind: TodoKind, of unit: OrganisationID, on day: Day, _ condition: SQL) -> TodoQueue {
        TodoQueue(
            kind: kind,
            columns: "d.id AS subject, CAST(d.year AS TEXT) || '年度' AS about, '' AS who, d.until_day AS due",
            source: """
                FROM rating_code c JOIN rating_round d ON d.id = c.round_id
                WHERE c.organisation_id = \(unit) AND \(RatingRounds.isOpen(on: day)) AND \(condition)
                """, order: "d.until_day, d.id")
    }
}
