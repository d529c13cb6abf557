package import SQLCore
package import Supervision

/// A county on the page of the office above it: figures, roadmap, the step under way, and where that leaves it.
package struct CountyProgress: Sendable {
    package let district: RoadmapDistrict
    /// Nil where nobody has reported anything, or where the standard is not judged from figures.
    package let line: BalanceCounties.Line?
    /// Nil for a standard that nobody certifies here.
    package let roadmap: Roadmap?
    package let certification: CertificationRecord?
    package let standing: RoadmapStanding?

    package init(
        district: RoadmapDistrict, line: BalanceCounties.Line?, roadmap: Roadmap?,
        certification: CertificationRecord?, verdict: BalanceVerdict? = nil, today: Day
    ) {
        self.district = district
        self.line = line
        self.roadmap = roadmap
        self.certification = certification
        standing = roadmap.map { roadmap in
            RoadmapStanding(
                roadmap, verdict: verdict ?? line?.verdict, step: certification.map { ($0.stepName, $0.due) },
                today: today)
        }
    }

    /// The year in which its next tier is to pass.
    package var plannedYear: Int? { roadmap?.next?.year }

    /// Its highest tier with the day of certification.
    package var held: (tier: String, day: Day)? {
        guard let roadmap, let place = roadmap.held.highest(of: roadmap.procedure) else { return nil }
        let tier = roadmap.procedure.goals[place]
        return roadmap.held.days[roadmap.procedure.standard]?[tier].map { (tier, $0) }
    }

    /// Whether anything is known of it beyond its name.
    package var isTold: Bool {
        line != nil || certification != nil || held != nil || !(roadmap?.years.isEmpty ?? true)
    }
}

package enum CountiesProgress {
    /// One county whose verdict is known already; nil for a standard that nobody certifies here.
    package static func one(
        _ code: String, _ standard: String, verdict: BalanceVerdict, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> CountyProgress? {
        guard let procedure = CertificationProcedures.find(standard) else { return nil }
        let district = try RoadmapDistricts.require(code, visibleTo: viewer, in: db)
        return CountyProgress(
            district: district, line: nil, roadmap: try Roadmaps.roadmap(procedure, of: district, in: db),
            certification: try Certifications.open(standard, visibleTo: viewer, in: db)[code], verdict: verdict,
            today: viewer.day)
    }

    /// Every county and zone of the office: one pass over the schools, three more queries.
    ///
    /// `question` is nil for a standard that is not judged from figures here.
    package static func all(
        _ standard: String, year: Int, _ question: BalanceQuestion?, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [CountyProgress] {
        let lines = try question.map { try BalanceCounties.lines(year: year, $0, visibleTo: viewer, in: db) } ?? []
        let figures = Dictionary(lines.map { ($0.district.code, $0) }, uniquingKeysWith: { first, _ in first })
        let procedure = CertificationProcedures.find(standard)
        let years = try Roadmaps.years(standard, visibleTo: viewer, in: db)
        let held = try CertifiedTitles.held(visibleTo: viewer, in: db)
        let open = try Certifications.open(standard, visibleTo: viewer, in: db)
        return try RoadmapDistricts.all(visibleTo: viewer, in: db).map { district in
            let code = district.code
            let roadmap = procedure.map {
                Roadmap($0, years: years[code] ?? [:], held: held[code] ?? HeldTitles([]))
            }
            return CountyProgress(
                district: district, line: figures[code], roadmap: roadmap, certification: open[code],
                today: viewer.day)
        }
    }
}
