package import SQLCore
package import Supervision

/// One inspector's schools with how the month and the term will end for them.
package struct ForecastLine: Sendable, Equatable {
    package let inspector: CoverageInspector?
    package let schools: Int
    package let month: CoverageForecast
    package let term: CoverageForecast
}

/// What becomes of coverage if visits go on as in the last weeks.
package struct CoverageOutlook: Sendable, Equatable {
    package let lines: [ForecastLine]
    /// The first and the last day of the weeks that give the pace.
    package let from: Day
    package let until: Day
    package let monthEnds: Day
    package let termEnds: Day
    package let rule: CoverageRule

    package var month: ForecastSum { ForecastSum(lines.map(\.month), schools: schools) }
    package var term: ForecastSum { ForecastSum(lines.map(\.term), schools: schools) }
    package var schools: Int { lines.reduce(0) { $0 + $1.schools } }
}

/// Forecasts from the visits of the last weeks.
package enum CoverageForecasts {
    package static func outlook(
        at district: District? = nil, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> CoverageOutlook {
        let today = viewer.day
        let span = CoverageSpan(.school, of: today)
        let schools = try CoverageLedger.schools(span, at: district, visibleTo: viewer, in: db)
        let rule = schools.first?.rule ?? .usual
        let from = today.adding(days: 1 - 7 * rule.weeks)
        // What was seen before the window decides which visits in it were useful.
        let begin = min(SchoolTerm(from).half.from, Month(of: from).first)
        let days = try CoverageVisits.days(from: begin, at: district, visibleTo: viewer, in: db)
        let (monthEnds, termEnds) = (Month(of: today).last, rule.days(of: SchoolTerm(today)).until)
        let byInspector = Dictionary(grouping: schools) {
            viewer.role == .inspector
                ? CoverageInspector(person: viewer.person, name: viewer.name) : $0.inspectors.first
        }
        let lines = byInspector.map { inspector, own in
            let pace = Pace(from: from, until: today, rule: own.first?.rule ?? rule)
            return ForecastLine(
                inspector: inspector, schools: own.count,
                month: CoverageForecast(
                    lacks: own.map { $0.lacksMonth(on: today, span) },
                    useful: pace.useful(own.map { days[$0.id] ?? [] }, needed: pace.rule.perMonth) {
                        Month(of: $0).first
                    },
                    pastDays: pace.days, daysLeft: pace.left(until: monthEnds)),
                term: CoverageForecast(
                    lacks: own.map { $0.lacksTerm(on: today) },
                    useful: pace.useful(own.map { days[$0.id] ?? [] }, needed: pace.rule.perTerm) {
                        SchoolTerm($0).half.from
                    },
                    pastDays: pace.days, daysLeft: pace.left(until: termEnds)))
        }
        return CoverageOutlook(
            lines: lines.sorted { ($0.inspector?.name ?? "\u{10FFFF}") < ($1.inspector?.name ?? "\u{10FFFF}") },
            from: from,
            until: today, monthEnds: monthEnds, termEnds: termEnds, rule: rule)
    }

    private struct Pace {
        let from: Day
        let until: Day
        let rule: CoverageRule

        var days: Int { rule.teachingDays(from: from, until: until) }

        func left(until end: Day) -> Int { rule.teachingDays(from: until.adding(days: 1), until: end) }

        func useful(_ schools: [[Day]], needed: Int, period: (Day) -> Day) -> Int {
            schools.reduce(0) {
                $0 + CoverageForecast.useful($1, needed: needed, from: from, until: until, period: period)
            }
        }
    }
}
