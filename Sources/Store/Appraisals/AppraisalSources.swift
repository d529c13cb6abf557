import SQLCore
import Supervision

/// Reads what is on record of inspectors in a year; `people` is a query that gives their ids.
struct AppraisalSources {
    let people: SQL
    let year: Int
    /// The day on which somebody asks: what is over by then counts.
    let today: Day

    private var first: String { "\(year)-01-01" }
    private var last: String { "\(year)-12-31" }

    func facts(in db: SQLConnection) throws -> [PersonID: AppraisalFacts] {
        var facts: [PersonID: AppraisalFacts] = [:]
        try visits(into: &facts, db)
        try charges(into: &facts, db)
        try problems(into: &facts, db)
        try trainings(into: &facts, db)
        try ratings(into: &facts, db)
        try parents(into: &facts, db)
        return facts
    }

    private func visits(into facts: inout [PersonID: AppraisalFacts], _ db: SQLConnection) throws {
        let rows = try db.rows(
            """
            SELECT x.person_id, v.id, v.number, v.organisation_id, v.organisation_name, v.visited_on, v.received_at,
                v.person_id
            FROM visit_person x JOIN visit v ON v.id = x.visit_id
            WHERE x.person_id IN (\(people)) AND x.visited_on >= \(first) AND x.visited_on <= \(last) AND NOT v.is_void
            ORDER BY x.visited_on, v.id
            """)
        for row in rows {
            let (person, author): (PersonID, PersonID) = (try row.get(0), try row.get(7))
            let received: Instant = try row.get(6)
            facts[person, default: .init()].visits.append(
                try AppraisalFacts.Visit(
                    id: row.get(1), number: row.get(2), school: row.get(3), schoolName: row.get(4), day: row.get(5),
                    received: received.day, isAuthor: author == person))
        }
    }

    /// Which months count is what the rule of coverage says where the school is managed, as in the ledger of coverage.
    private func charges(into facts: inout [PersonID: AppraisalFacts], _ db: SQLConnection) throws {
        let rows = try db.rows(
            """
            SELECT x.person_id, x.organisation_id, o.name, x.from_day, x.until_day, o.province, o.city, o.county, o.zone,
                \(CoverageLedger.opened), o.closed_on
            FROM zone_posting x JOIN organisation o ON o.id = x.organisation_id
            WHERE x.person_id IN (\(people)) AND x.from_day <= \(last) AND x.until_day >= \(first)
            ORDER BY o.code, o.id, x.from_day, x.id
            """)
        let book = try CoverageRules.book(in: db)
        var known: [Place: (CoverageRule, Day?)] = [:]
        for row in rows {
            let (person, school): (PersonID, OrganisationID) = (try row.get(0), try row.get(1))
            guard let period = Period(from: try row.get(3), until: try row.get(4)) else { continue }
            if let last = facts[person]?.charges.indices.last, facts[person]?.charges[last].school == school {
                facts[person]?.charges[last].periods.append(period)
                continue
            }
            let place = try Place(province: row.get(5), city: row.get(6), county: row.get(7), zone: row.get(8))
            let rule = book.rule(at: place)
            let found = try known[place] ?? (rule, CoverageYears.recordsFrom(rule, at: place, in: db))
            known[place] = found
            facts[person, default: .init()].charges.append(
                try AppraisalCharge(
                    school: school, schoolName: row.get(2), periods: [period], rule: found.0, recordsFrom: found.1,
                    opened: row.get(9), closed: row.get(10)))
        }
    }

    private func problems(into facts: inout [PersonID: AppraisalFacts], _ db: SQLConnection) throws {
        let rows = try db.rows(
            """
            SELECT v.person_id, f.finding_id, f.number, f.organisation_name, f.state, f.due_on
            FROM visit_person x JOIN visit v ON v.id = x.visit_id AND v.person_id = x.person_id
            JOIN visit_problem q ON q.visit_id = v.id JOIN finding_part f ON f.finding_id = q.finding_id
            WHERE x.person_id IN (\(people)) AND NOT v.is_void AND f.state <> 'draft' AND f.due_on >= \(first)
                AND f.due_on <= \(last)
            ORDER BY f.due_on, f.number_order, f.id
            """)
        for row in rows {
            facts[try row.get(0), default: .init()].problems.append(
                try AppraisalFacts.Problem(
                    finding: row.get(1), number: row.get(2), schoolName: row.get(3), state: row.get(4),
                    dueOn: row.get(5)))
        }
    }

    private func trainings(into facts: inout [PersonID: AppraisalFacts], _ db: SQLConnection) throws {
        let rows = try db.rows(
            """
            SELECT a.person_id, a.title, a.held_on, a.tenths FROM inspector_activity a
            WHERE a.person_id IN (\(people)) AND a.kind <> 'meeting' AND a.held_on >= \(first) AND a.held_on <= \(last)
            ORDER BY a.held_on, a.id
            """)
        for row in rows {
            facts[try row.get(0), default: .init()].trainings.append(
                try AppraisalFacts.Training(title: row.get(1), day: row.get(2), tenths: row.get(3)))
        }
        // Who was at none has no hours where the office keeps the ledger, and unknown hours where it does not.
        let kept = try db.rows(
            """
            SELECT i.person_id FROM inspector i WHERE i.person_id IN (\(people)) AND EXISTS (
                SELECT 1 FROM inspector_activity a JOIN inspector j ON j.person_id = a.person_id
                WHERE a.kind <> 'meeting' AND a.held_on >= \(first) AND a.held_on <= \(last)
                    AND j.province = i.province AND j.city = i.city AND j.county = i.county AND j.zone = i.zone)
            """)
        for row in kept { facts[try row.get(0), default: .init()].isTrainingKept = true }
    }

    private func ratings(into facts: inout [PersonID: AppraisalFacts], _ db: SQLConnection) throws {
        let rows = try db.rows(
            """
            SELECT r.person_id, r.organisation_id, o.name, r.school_points, r.teachers, r.teacher_points
            FROM rating r JOIN rating_round d ON d.id = r.round_id JOIN organisation o ON o.id = r.organisation_id
            WHERE r.person_id IN (\(people)) AND d.year = \(year) AND \(RatingRounds.isOver(on: today))
            ORDER BY o.code, o.id
            """)
        for row in rows {
            facts[try row.get(0), default: .init()].ratings.append(
                try RatingTally(
                    school: row.get(1), schoolName: row.get(2), schoolPoints: row.get(3), teachers: row.get(4),
                    teacherPoints: row.get(5)))
        }
    }

    private func parents(into facts: inout [PersonID: AppraisalFacts], _ db: SQLConnection) throws {
        let rows = try db.rows(
            """
            SELECT r.person_id, r.organisation_id, o.name, r.shown_forms, r.shown_points
            FROM parent_rating r JOIN organisation o ON o.id = r.organisation_id
            WHERE r.person_id IN (\(people)) AND r.year = \(year) AND r.shown_forms > 0 ORDER BY o.code, o.id
            """)
        for row in rows {
            facts[try row.get(0), default: .init()].parents.append(
                try ParentTally(school: row.get(1), schoolName: row.get(2), forms: row.get(3), points: row.get(4)))
        }
    }
}
