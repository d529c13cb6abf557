package import Supervision

/// Which schools of the ledger are wanted; what is empty asks nothing.
package struct CoverageFilter: Sendable, Equatable {
    /// Part of the name, or the code.
    package var text = ""
    package var kind: OrganisationKind?
    package var stage: Stage?
    /// A person's id, or `none` for schools without an inspector.
    package var inspector = ""
    /// The name of a responsibility zone.
    package var zone = ""
    /// Late in some month or term.
    package var isLate = false
    package var month: Month?
    /// How the school stands in `month`, or in any month of the span.
    package var state: CoverageMonth.State?
    /// A term's key, such as `2026-1`.
    package var term = ""
    package var floor: CoverageTerm.State?
    /// `code`, `name`, `visits` or `late`.
    package var sort = "code"
    package var isDescending = false

    package init() {}

    package static let sorts = ["code", "name", "visits", "late"]

    package func includes(_ school: CoverageSchool, _ span: CoverageSpan) -> Bool {
        (text.isEmpty || school.name.contains(text) || school.code == text)
            && (kind == nil || school.kind == kind) && (stage.map(school.stages.contains) ?? true)
            && (inspector.isEmpty
                || (inspector == "none"
                    ? school.inspectors.isEmpty : school.inspectors.contains { $0.person.rawValue == inspector }))
            && (zone.isEmpty || school.zone == zone) && (!isLate || school.coverage.isLate)
            && holdsMonth(school.coverage, span) && holdsTerm(school.coverage)
    }

    private func holdsMonth(_ coverage: SchoolCoverage, _ span: CoverageSpan) -> Bool {
        guard let state else { return true }
        guard let month else { return coverage.months.contains { $0.state == state } }
        return span.months.firstIndex(of: month).map { coverage.months[$0].state == state } ?? false
    }

    private func holdsTerm(_ coverage: SchoolCoverage) -> Bool {
        guard let floor else { return true }
        return coverage.terms.contains { (term.isEmpty || $0.term.key == term) && $0.state == floor }
    }

    package func sorted(_ schools: [CoverageSchool]) -> [CoverageSchool] {
        let ordered =
            switch sort {
            case "name": schools.sorted { ($0.name, $0.code) < ($1.name, $1.code) }
            case "visits": schools.sorted { ($0.coverage.visits, $0.code) < ($1.coverage.visits, $1.code) }
            case "late": schools.sorted { ($0.coverage.lateMonths, $0.code) < ($1.coverage.lateMonths, $1.code) }
            default: schools.sorted { $0.code < $1.code }
            }
        return isDescending ? ordered.reversed() : ordered
    }

    package func chosen(_ schools: [CoverageSchool], _ span: CoverageSpan) -> [CoverageSchool] {
        sorted(schools.filter { includes($0, span) })
    }
}
