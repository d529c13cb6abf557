package import SQLCore
package import Supervision

/// The inspector_appraisal table, and what a year would come to that nobody confirmed yet.
package enum Appraisals {
    /// The inspectors that the viewer's own office appointed; who appoints them appraises them.
    package static func list(
        _ filter: AppraisalFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<AppraisalRecord> {
        let rows = try all(year: filter.year, where: office(of: viewer, "i."), viewer, db).filter(filter.admits)
        let sorted = rows.sorted(by: filter.precedes)
        return Listing(
            rows: Array(sorted.dropFirst(page.offset).prefix(page.size)), total: sorted.count, page: page)
    }

    /// One inspector's year, for the office and those above, and for the inspector.
    package static func require(
        _ person: PersonID, year: Int, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> AppraisalRecord {
        guard let record = try find(person, year: year, visibleTo: viewer, in: db) else {
            throw AppraisalRefusal.notFound
        }
        return record
    }

    package static func find(
        _ person: PersonID, year: Int, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> AppraisalRecord? {
        guard (2000...viewer.day.year).contains(year) else { return nil }
        return try all(year: year, where: "i.person_id = \(person)", viewer, db).first
    }

    /// What a measure of a year counts, one by one; ask for the record first.
    package static func cases(
        _ measure: AppraisalMeasure, of record: AppraisalRecord, in db: SQLConnection
    ) throws -> [AppraisalCase] {
        let cases = try cases(of: record, in: db)
        // Years that were confirmed before their ratings were kept with them: a round that is over stays as it is.
        guard let own = cases[measure] else {
            return measure == .teachers && record.figure(measure).isKnown ? try counted(record, db)[measure] ?? [] : []
        }
        return own
    }

    private static func counted(
        _ record: AppraisalRecord, _ db: SQLConnection
    ) throws -> [AppraisalMeasure: [AppraisalCase]] {
        let sources = AppraisalSources(people: "SELECT \(record.person)", year: record.year, today: record.asked)
        let facts = try sources.facts(in: db)[record.person] ?? AppraisalFacts()
        return AppraisalCount(facts, record.rules, year: record.year, on: record.day).cases
    }

    private static func cases(
        of record: AppraisalRecord, in db: SQLConnection
    ) throws -> [AppraisalMeasure: [AppraisalCase]] {
        guard record.confirmation != nil else { return try counted(record, db) }
        let row = try db.first(
            """
            SELECT cases FROM inspector_appraisal WHERE person_id = \(record.person) AND year = \(record.year)
            """)
        return try row.map { try JSONColumn.value($0.get(0)) } ?? [:]
    }

    /// The grades of somebody's confirmed years, the last year first.
    package static func history(
        of person: PersonID, in db: SQLConnection
    ) throws -> [(year: Int, grade: AppraisalGrade)] {
        try db.rows(
            "SELECT year, grade FROM inspector_appraisal WHERE person_id = \(person) ORDER BY year DESC LIMIT 12"
        ).map { (try $0.get(0), AppraisalGrade(rawValue: try $0.get(1)) ?? .failed) }
    }

    /// The head of the office confirms a year; from then on it stays as it was seen.
    package static func confirm(
        _ person: PersonID, year: Int, as grade: AppraisalGrade?, reason: String, digest: String, _ act: Act
    ) throws {
        let record = try require(person, year: year, visibleTo: act.viewer, in: act.db)
        let place = try Inspectors.require(person, visibleTo: act.viewer, in: act.db).place
        guard place == (try Place.of(act.viewer.scope, in: act.db)) else { throw AppraisalRefusal.notFound }
        guard person != act.viewer.person else { throw AppraisalRefusal.ownAppraisal }
        guard record.confirmation == nil else { throw AppraisalRefusal.confirmed }
        if let from = Day("\(year)-12-01"), act.day < from { throw AppraisalRefusal.tooEarly(from) }
        guard record.digest == digest else { throw AppraisalRefusal.figuresChanged }
        guard let grade else { throw AppraisalRefusal.gradeMissing }
        guard grade == record.computed || !reason.isBlank else { throw AppraisalRefusal.reasonMissing }
        guard reason.count <= 500 else { throw AppraisalRefusal.reasonTooLong }
        let content = AppraisalContent(day: record.day, rules: record.rules, figures: record.figures)
        try act.db.execute(
            """
            INSERT INTO inspector_appraisal (person_id, year, grade, reason, content, cases, confirmed_by, confirmed_on,
                province, city, county, zone)
            VALUES (\(person), \(year), \(grade.rawValue), \(reason.trimmed), \(try JSONColumn.text(content)),
                \(try JSONColumn.text(cases(of: record, in: act.db))), \(act.viewer.name), \(act.day), \(place.province),
                \(place.city), \(place.county), \(place.zone))
            """)
        try act.record(
            "appraisal.confirmed", of: "inspector", person.rawValue, in: place,
            ["year": "\(year)", "grade": grade.rawValue, "computed": record.computed?.rawValue ?? ""])
    }

    /// What the viewer's own office has, and none below; the nation's has no region.
    static func office(of viewer: Viewer, _ alias: SQL) -> SQL {
        viewer.scope == .nation ? "\(alias)province = ''" : Todos.own(viewer, alias)
    }

    /// Whether somebody was in office on the last day that counts, in a term that may be over by now; an appointment that
    /// nobody ended goes on after its term.
    private static func serving(on day: Day) -> SQL {
        """
        ((i.term_from IS NULL OR i.term_from <= \(day)) AND (i.state = 'active' OR i.term_until >= \(day))
            OR EXISTS (SELECT 1 FROM inspector_term t WHERE t.person_id = i.person_id AND t.from_day <= \(day)
                AND t.until_day >= \(day)))
        """
    }

    /// Those in office, and those whose year was confirmed; everybody's facts come with one query for each kind.
    private static func all(
        year: Int, where condition: SQL, _ viewer: Viewer, _ db: SQLConnection
    ) throws -> [AppraisalRecord] {
        let last = Day("\(year)-12-31") ?? viewer.day
        let counted = min(viewer.day, last)
        let chosen: SQL = """
            FROM inspector i WHERE \(condition) AND \(Inspectors.visible(to: viewer))
            """
        let rows = try db.rows(
            """
            SELECT i.person_id, i.code, p.name, i.full_time, i.province, i.city, i.county, i.zone, a.grade, a.reason,
                a.content, a.confirmed_by, a.confirmed_on
            FROM inspector i JOIN person p ON p.id = i.person_id
            LEFT JOIN inspector_appraisal a ON a.person_id = i.person_id AND a.year = \(year)
            WHERE \(condition) AND \(Inspectors.visible(to: viewer))
                AND (a.person_id IS NOT NULL OR \(serving(on: counted)))
            ORDER BY i.code, i.person_id
            """)
        let facts = try AppraisalSources(people: "SELECT i.person_id \(chosen)", year: year, today: viewer.day)
            .facts(in: db)
        var rules: [Place: AppraisalRules] = [:]
        return try rows.map { row in
            let person: PersonID = try row.get(0)
            let place = try Place(province: row.get(4), city: row.get(5), county: row.get(6), zone: row.get(7))
            let confirmed: String? = try row.get(8)
            if let confirmed {
                let kept: AppraisalContent = try JSONColumn.value(row.get(10))
                return try AppraisalRecord(
                    person: person, code: row.get(1), name: row.get(2), isFullTime: row.get(3), year: year,
                    day: kept.day, asked: viewer.day, rules: kept.rules, figures: kept.figures,
                    confirmation: AppraisalConfirmation(
                        grade: AppraisalGrade(rawValue: confirmed) ?? .failed, reason: row.get(9), by: row.get(11),
                        on: row.get(12)))
            }
            let own = try rules[place] ?? AppraisalRuleBook.rules(at: place, in: db)
            rules[place] = own
            let count = AppraisalCount(facts[person] ?? AppraisalFacts(), own, year: year, on: counted)
            return try AppraisalRecord(
                person: person, code: row.get(1), name: row.get(2), isFullTime: row.get(3), year: year, day: counted,
                asked: viewer.day, rules: own, figures: count.figures, confirmation: nil)
        }
    }
}

extension AppraisalFilter {
    fileprivate func admits(_ record: AppraisalRecord) -> Bool {
        let part = text.folded
        guard part.isEmpty || record.name.folded.contains(part) || record.code.folded.contains(part) else {
            return false
        }
        guard grade == nil || record.grade == grade else { return false }
        return switch state {
        case .open: record.confirmation == nil
        case .confirmed: record.confirmation != nil
        case .incomplete: !record.score.unknown.isEmpty
        case nil: true
        }
    }

    /// Who has no score comes last whichever way it is sorted.
    fileprivate func precedes(_ one: AppraisalRecord, _ other: AppraisalRecord) -> Bool {
        func key(_ record: AppraisalRecord) -> Int? {
            switch sort {
            case "score": record.score.tenths
            case "grade": record.grade.flatMap { AppraisalGrade.allCases.firstIndex(of: $0) }
            default: nil
            }
        }
        let (left, right) = (key(one), key(other))
        if left != right {
            guard let left else { return false }
            guard let right else { return true }
            return isDescending ? left > right : left < right
        }
        let (mine, theirs) = sort == "name" ? (one.name, other.name) : (one.code, other.code)
        if mine != theirs, ["code", "name"].contains(sort) { return isDescending ? mine > theirs : mine < theirs }
        return (one.code, one.person.rawValue) < (other.code, other.person.rawValue)
    }
}
