package import SQLCore
package import Supervision

/// A county by a balance standard, in the year that was asked for and the years before it.
package struct BalanceCounty: Sendable {
    /// Nil for the viewer's own region.
    package let district: District?
    package let name: String
    /// Years that have figures, the latest first.
    package let years: [Int]
    package let year: Int
    package let schools: BalanceSchools
    /// By year; `year` is there even where nobody has reported anything.
    package let evaluations: [Int: BalanceEvaluation]

    package var evaluation: BalanceEvaluation? { evaluations[year] }
    package var earlier: Int? { evaluations.keys.filter { $0 < year }.max() }

    /// With a stage that has not even said how many pupils it has, a county cannot have passed.
    package var verdict: BalanceVerdict {
        let judged = evaluation?.verdict ?? .undetermined
        return judged == .pass && !schools.silent.isEmpty ? .undetermined : judged
    }

    package func organisation(of code: String) -> OrganisationID? {
        schools.schools.firstIndex { $0.code == code }.map { schools.organisations[$0] }
    }
}

/// Which county is looked at, when, and by what.
package struct BalanceQuestion: Sendable, Equatable {
    package var district: District?
    /// The latest that has figures where nil.
    package var year: Int?
    package var standard = BalanceStandard.qualityBalance
    package var which = MonitoringValues.Which.all

    package init() {}
}

/// Counties judged from what their schools reported.
package enum BalanceCounties {
    /// How many years are shown beside each other.
    package static let depth = 5

    /// Whether the viewer's own region is judged as one; a city's or a province's office looks at its counties.
    package static func isJudged(_ scope: Scope) -> Bool {
        if case .region(let level, _) = scope { level == .county || level == .zone } else { false }
    }

    /// Refused where the district is none of the viewer's.
    package static func read(
        _ question: BalanceQuestion, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> BalanceCounty {
        let region = try region(of: question, visibleTo: viewer, in: db)
        let years = try MonitoringValues.years(region: region, visibleTo: viewer, in: db)
        let year = question.year ?? years.first ?? viewer.day.year
        var evaluations: [Int: BalanceEvaluation] = [:]
        var schools = BalanceSchools()
        // The year itself last, so that its schools are those that stay.
        for some in years.filter({ $0 < year && $0 > year - depth }).sorted() + [year] {
            schools = try BalanceSchools.of(region: region, year: some, question.which, visibleTo: viewer, in: db)
            evaluations[some] = BalanceEvaluation(question.standard, schools: schools.schools)
        }
        return BalanceCounty(
            district: question.district, name: try Regions.find(region, in: db)?.name ?? region, years: years,
            year: year, schools: schools, evaluations: evaluations)
    }

    /// The code of the county that is meant.
    static func region(
        of question: BalanceQuestion, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> String {
        if let district = question.district {
            guard let place = try Place.of(region: district.code, in: db)?.place, viewer.scope.covers(place) else {
                throw BalanceRefusal.noDistrict
            }
            return district.code
        }
        guard isJudged(viewer.scope), let own = Place(viewer.scope).deepest else { throw BalanceRefusal.noDistrict }
        return own
    }

    /// One county as its line in a city's or a province's list.
    package struct Line: Sendable, Equatable {
        package let district: District
        package let name: String
        package let schools: Int
        package let silent: Int
        package let failing: Int
        package let verdict: BalanceVerdict
        /// The coefficient that is worst against its limit, by stage and indicator.
        package let worst: Worst?
        package let unevenCount: Int

        package struct Worst: Sendable, Equatable {
            package let stage: Stage
            package let indicator: String
            package let coefficient: Double
            package let limit: Points
        }
    }

    /// Every county that has figures that year: one pass over the rows, one county in memory at a time.
    ///
    /// A zone inside a county is a line of its own; its schools count in the county's line too.
    package static func lines(
        year: Int, _ question: BalanceQuestion, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [Line] {
        var lines: [(district: District, Line)] = []
        try BalanceSchools.forEachDistrict(year: year, question.which, visibleTo: viewer, in: db) { district, schools in
            lines.append((district, Line(district, schools, question.standard)))
            for code in schools.zones(of: district) {
                let zone = District(.zone, code)
                lines.append((zone, Line(zone, schools.lying(in: code), question.standard)))
            }
        }
        let names = try Regions.chains(of: lines.map(\.district.code), in: db)
        return lines.map { district, line in line.named(names.find(district.code)?.name ?? district.code) }
    }
}

extension BalanceCounties.Line {
    fileprivate init(_ district: District, _ schools: BalanceSchools, _ standard: BalanceStandard) {
        let evaluation = BalanceEvaluation(standard, schools: schools.schools)
        let judged = evaluation.stages.flatMap { stage in
            stage.indicators.compactMap { result -> Worst? in
                guard let limit = result.limit, let found = result.variation?.coefficient else { return nil }
                return Worst(stage: stage.stage, indicator: result.indicator.name, coefficient: found, limit: limit)
            }
        }
        let failing = evaluation.stages.flatMap { $0.schools.filter { $0.verdict == .fail }.map(\.school.code) }
        self.init(
            district: district, name: district.code, schools: schools.schools.count, silent: schools.silent.count,
            failing: Set(failing).count,
            verdict: evaluation.verdict == .pass && !schools.silent.isEmpty ? .undetermined : evaluation.verdict,
            worst: judged.max { $0.strain < $1.strain },
            unevenCount: evaluation.stages.reduce(0) { $0 + $1.indicators.filter { $0.isWithin == false }.count })
    }

    fileprivate func named(_ name: String) -> Self {
        Self(
            district: district, name: name, schools: schools, silent: silent, failing: failing, verdict: verdict,
            worst: worst, unevenCount: unevenCount)
    }
}

extension BalanceCounties.Line.Worst {
    /// Above 1 it is beyond its limit.
    package var strain: Double { coefficient * Double(Points.scale) / Double(limit.scaled) }
}
