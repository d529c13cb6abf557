package import SQLCore
package import Supervision

/// One inspector's schools with how the month and the term will end for them.
package struct ForecastLine: Sendable, Equatable {
    /// Nil where there is only one.
    package let district: District?
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
    /// The rule by which most schools go.
    package let rule: CoverageRule
    /// Some go by another office's, with its own weeks and days of teaching.
    package let isMixed: Bool

    /// The term's teaching is over, so that what is lacking stays so.
    package var isTermOver: Bool { termEnds < until }
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
        let rules = schools.reduce(into: [CoverageRule: Int]()) { $0[$1.rule, default: 0] += 1 }
        let most = rules.values.max()
        let rule = schools.first { rules[$0.rule] == most }?.rule ?? .usual
        let pace = Pace(rule, on: today)
        let begin = rules.keys.map { Pace($0, on: today).begin }.min() ?? pace.begin
        let days = try CoverageVisits.days(from: begin, at: district, visibleTo: viewer, in: db)
        let tellsDistricts = district == nil && CoverageDistricts.isWide(viewer)
        let groups = Dictionary(grouping: schools) { school in
            Group(
                district: tellsDistricts ? District(school.place) : nil,
                inspector: viewer.role == .inspector
                    ? CoverageInspector(person: viewer.person, name: viewer.name) : school.inspectors.first)
        }
        let lines = groups.map { group, own in
            line(group, own, Pace(own.first?.rule ?? rule, on: today), days, span)
        }
        return CoverageOutlook(
            lines: lines.sorted { $0.order.lexicographicallyPrecedes($1.order) }, from: pace.from, until: today,
            monthEnds: Month(of: today).last, termEnds: pace.termEnds, rule: rule, isMixed: rules.count > 1)
    }

    private struct Group: Hashable {
        let district: District?
        let inspector: CoverageInspector?
    }

    private static func line(
        _ group: Group, _ own: [CoverageSchool], _ pace: Pace, _ days: [OrganisationID: [Day]], _ span: CoverageSpan
    ) -> ForecastLine {
        let visits = own.map { days[$0.id] ?? [] }
        return ForecastLine(
            district: group.district, inspector: group.inspector, schools: own.count,
            month: CoverageForecast(
                lacks: own.map { $0.lacksMonth(on: pace.until, span) },
                useful: pace.useful(visits, needed: pace.rule.perMonth) { Month(of: $0).first },
                pastDays: pace.days, daysLeft: pace.left(until: Month(of: pace.until).last)),
            term: CoverageForecast(
                lacks: own.map { $0.term(of: pace.until)?.lacking ?? 0 },
                useful: pace.useful(visits, needed: pace.rule.perTerm) { SchoolTerm($0).half.from },
                pastDays: pace.days, daysLeft: pace.left(until: pace.termEnds)))
    }

    /// The weeks that a rule looks back, and the days of teaching in them.
    private struct Pace {
        let from: Day
        let until: Day
        let rule: CoverageRule
        let days: Int

        init(_ rule: CoverageRule, on today: Day) {
            self.rule = rule
            until = today
            from = today.adding(days: 1 - 7 * rule.weeks)
            days = rule.teachingDays(from: from, until: today)
        }

        /// What was seen before the window decides which visits in it were useful.
        var begin: Day { min(SchoolTerm(from).half.from, Month(of: from).first) }
        var termEnds: Day { rule.days(of: SchoolTerm(until)).until }

        func left(until end: Day) -> Int { rule.teachingDays(from: until.adding(days: 1), until: end) }

        func useful(_ schools: [[Day]], needed: Int, period: (Day) -> Day) -> Int {
            schools.reduce(0) {
                $0 + CoverageForecast.useful($1, needed: needed, from: from, until: until, period: period)
            }
        }
    }
}

extension ForecastLine {
    /// Districts by code, in each the inspectors by name, those without one last.
    fileprivate var order: [String] {
        [district?.text ?? "", inspector?.name ?? "\u{10FFFF}", inspector?.person.rawValue ?? ""]
    }
}
