package import SQLCore
package import Supervision

/// A school on the list of where to go next.
package struct NextVisit: Sendable, Equatable {
    package let school: CoverageSchool
    package let facts: UrgencyFacts
    package let urgency: VisitUrgency
    /// It belongs to this week's share; the others are only urgent beside it.
    package let isDue: Bool
}

/// One inspector's week; without an inspector, the schools that have nobody.
package struct NextWeek: Sendable, Equatable {
    package let inspector: CoverageInspector?
    package let visits: [NextVisit]
    package let schools: Int
}

/// Where everybody should go this week.
package enum CoverageNext {
    /// Inspectors by name, those without one last; for an inspector only the own week.
    package static func weeks(
        at district: District? = nil, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [NextWeek] {
        let all = try CoverageNext.schools(at: district, visibleTo: viewer, in: db)
        let byInspector = Dictionary(grouping: all) { visit -> CoverageInspector? in
            viewer.role == .inspector
                ? CoverageInspector(person: viewer.person, name: viewer.name) : visit.school.inspectors.first
        }
        return byInspector.map { inspector, schools in week(inspector, schools, on: viewer.day) }
            .sorted { left, right in
                switch (left.inspector, right.inspector) {
                case (let a?, let b?): (a.name, a.person.rawValue) < (b.name, b.person.rawValue)
                case (.some, nil): true
                case (nil, _): false
                }
            }
    }

    private static func week(_ inspector: CoverageInspector?, _ schools: [NextVisit], on day: Day) -> NextWeek {
        let known = Dictionary(schools.map { ($0.school.id, $0) }) { first, _ in first }
        let proposal = WeekProposal(
            schools.map {
                WeekProposal.Line(
                    school: $0.school.id, code: $0.school.code, urgency: $0.urgency, isLacking: $0.facts.lacksMonth > 0)
            }, on: day, until: schools.map { $0.school.rule.lastTeachingDay(inMonthOf: day) }.min())
        func visits(_ lines: [WeekProposal.Line], isDue: Bool) -> [NextVisit] {
            lines.compactMap { known[$0.school] }.map {
                NextVisit(school: $0.school, facts: $0.facts, urgency: $0.urgency, isDue: isDue)
            }
        }
        return NextWeek(
            inspector: inspector, visits: visits(proposal.due, isDue: true) + visits(proposal.also, isDue: false),
            schools: schools.count)
    }

    /// Every open school with what speaks for going there, by code.
    static func schools(
        at district: District?, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [NextVisit] {
        let span = CoverageSpan(.school, of: viewer.day)
        let selected = try CoverageScope.schools(of: viewer, at: district, in: db)
        let open: SQL = "\(selected) AND o.state = 'open'"
        let last = try CoverageVisits.last(at: district, visibleTo: viewer, in: db)
        let findings = try CoverageFacts.findings(open, on: viewer.day, in: db)
        let warnings = try CoverageFacts.warnings(open, in: db)
        let tips = try CoverageFacts.tips(open, in: db)
        let closed = try Set(
            db.rows("SELECT o.id FROM organisation o WHERE \(selected) AND o.state <> 'open'").map {
                try $0.get(0) as OrganisationID
            })
        return try CoverageLedger.schools(span, at: district, visibleTo: viewer, in: db)
            .filter { !closed.contains($0.id) }.map { school in
                let facts = UrgencyFacts(
                    lastVisit: last[school.id], openFindings: findings[school.id]?.open ?? 0,
                    overdueFindings: findings[school.id]?.overdue ?? 0, tips: tips[school.id] ?? 0,
                    warnings: warnings[school.id] ?? 0, lacksMonth: school.lacksMonth(on: viewer.day, span),
                    lacksTerm: school.lacksTerm(on: viewer.day))
                return NextVisit(
                    school: school, facts: facts,
                    urgency: VisitUrgency(
                        facts, on: viewer.day, by: school.rule.weights,
                        until: school.rule.lastTeachingDay(inMonthOf: viewer.day)), isDue: false)
            }
    }
}

extension CoverageSchool {
    /// Visits of this month that are not made.
    package func lacksMonth(on day: Day, _ span: CoverageSpan) -> Int {
        guard let index = span.months.firstIndex(where: { $0.contains(day) }),
            coverage.months[index].state == .waiting
        else { return 0 }
        return max(0, rule.perMonth - coverage.months[index].visits)
    }

    /// Visits that the law still asks for in this term.
    package func lacksTerm(on day: Day) -> Int {
        guard let term = term(of: day), term.state == .open else { return 0 }
        return term.lacking
    }

    /// Where it stands in the term of a day.
    func term(of day: Day) -> CoverageTerm? { coverage.terms.first { $0.term == SchoolTerm(day) } }
}
