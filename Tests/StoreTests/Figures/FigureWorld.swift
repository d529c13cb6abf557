import SQLCore
import Store
import Supervision
import TestKit

/// Random records of two neighbouring districts, kept in Swift as well as in the database, so that figures can be
/// counted again the naive way.
struct FigureWorld: Sendable {
    struct Unit: Sendable {
        let id: String
        let county: String
        let kind: OrganisationKind
        let stage: String
        let running: String
        let pupils: Int?
        let isOpen: Bool
    }

    struct Project: Sendable {
        let id: String
        let county: String
        let kind: Campaign.Kind
        let state: Campaign.State
        let isUnannounced: Bool
        let from: Day
        let until: Day
    }

    struct Visit: Sendable {
        let id: String
        let project: Project
        let unit: Unit
        let state: String
        let visited: Day?
        let grade: String?
        let score: String?

        var done: Day { visited ?? project.until }
        var isSeen: Bool { state != "prepared" }
    }

    struct Part: Sendable {
        let finding: String
        let unit: Unit
        let state: FindingPart.State
        let grade: Finding.Grade
        let source: Finding.Source
        let issued: Day
        let closed: Day?
        let due: Day
        let isDivided: Bool
        let marks: Set<FindingFilter.Mark>
    }

    /// Anything else that happened on a day: a document, a hearing, a vote.
    struct Deed: Sendable {
        let what: String
        let county: String
        let on: Day
        let word: String
        let unit: String
        let subject: String
        let number: Int
    }

    static let counties = ["500101", "500102"]
    static let today: Day = "2026-07-15"

    var units: [Unit] = []
    var projects: [Project] = []
    var visits: [Visit] = []
    var parts: [Part] = []
    var deeds: [Deed] = []

    init(_ seed: UInt64) {
        var dice = SplitMix(seed)
        for county in FigureWorld.counties {
            for number in 0..<9 { units.append(FigureWorld.unit(number, county, &dice)) }
            for number in 0..<7 { projects.append(FigureWorld.project(number, county, &dice)) }
        }
        for project in projects where project.state == .running || project.state == .finished {
            for unit in units where unit.county == project.county && dice.below(3) > 0 {
                visits.append(FigureWorld.visit(project, unit, &dice))
            }
        }
        for number in 0..<40 { parts += findings(number, &dice) }
        addDeeds(&dice)
    }

    static func viewer(_ county: String) -> Viewer {
        Viewer(
            account: "a", person: "p", name: "张明", role: .officer, scope: .region(.county, code: county), day: today)
    }

    private static func unit(_ number: Int, _ county: String, _ dice: inout SplitMix) -> Unit {
        let kind: OrganisationKind = [.kindergarten, .school, .school, .government][dice.below(4)]
        return Unit(
            id: "unit-\(county)-\(number)", county: county, kind: kind,
            stage: kind == .kindergarten
                ? "kindergarten" : kind == .school ? ["primary", "primary junior"][number % 2] : "",
            running: ["public", "private"][dice.below(2)], pupils: dice.below(4) == 0 ? nil : dice.below(900),
            isOpen: number > 0)
    }

    private static func day(_ dice: inout SplitMix) -> Day {
        ("2025-01-01" as Day).adding(days: dice.below(560))
    }

    private static func project(_ number: Int, _ county: String, _ dice: inout SplitMix) -> Project {
        let from = day(&dice)
        return Project(
            id: "project-\(county)-\(number)", county: county,
            kind: Campaign.Kind.allCases[dice.below(4)],
            state: [.draft, .drawn, .running, .running, .finished, .finished][dice.below(6)],
            isUnannounced: dice.below(4) == 0, from: from, until: from.adding(days: dice.below(90)))
    }

    private static func visit(_ project: Project, _ unit: Unit, _ dice: inout SplitMix) -> Visit {
        let hasGrade = dice.below(2) == 0
        return Visit(
            id: "visit-\(project.id)-\(unit.id)", project: project, unit: unit,
            state: ["prepared", "running", "finished", "finished"][dice.below(4)],
            visited: dice.below(3) == 0 ? nil : project.from.adding(days: dice.below(12)),
            grade: hasGrade ? ["优秀", "合格"][dice.below(2)] : nil,
            score: hasGrade ? ["\(60 + dice.below(80))/2", "\(30 + dice.below(40)).25"][dice.below(2)] : nil)
    }

    private func findings(_ number: Int, _ dice: inout SplitMix) -> [Part] {
        let county = FigureWorld.counties[number % 2]
        let here = units.filter { $0.county == county }
        let isDivided = dice.below(5) == 0
        let first = dice.below(here.count)
        let grade = Finding.Grade.allCases[dice.below(3)]
        let source = Finding.Source.allCases[dice.below(6)]
        let issued = FigureWorld.day(&dice)
        return (0..<(isDivided ? 2 : 1)).map { index in
            let state = FindingPart.State.allCases[1 + dice.below(7)]
            return Part(
                finding: "finding-\(number)", unit: here[(first + index) % here.count], state: state, grade: grade,
                source: source, issued: issued, closed: state == .closed ? issued.adding(days: dice.below(90)) : nil,
                due: issued.adding(days: dice.below(120)), isDivided: isDivided,
                marks: Set([.extended, .longTerm, .reminded].filter { _ in dice.below(3) == 0 }))
        }
    }

    private mutating func addDeeds(_ dice: inout SplitMix) {
        let kinds: [(String, [String])] = [
            ("document", ["notice", "circular", "report", "opinion"]), ("withdrawn", ["notice"]),
            ("published", ["report"]), ("objection", ["received", "answered"]), ("recheck", ["holds", "cameBack"]),
            ("extension", ["granted", "refused"]), ("hearing", ["parents", "teachers"]),
            ("attendance", [""]), ("self", ["draft", "submitted"]), ("onSite", ["submitted"]),
            ("thirdParty", ["submitted"]), ("opinion", ["", "defended"]), ("evidence", ["assessment", "finding-part"]),
            ("use", ["", "decided"]), ("target", ["open", "confirmed"]), ("reception", ["preparing", "finished"]),
            ("inspector", ["full", "part"]), ("seat", [""]),
        ]
        var taken: Set<String> = []
        for (what, words) in kinds {
            for number in 0..<14 {
                let county = FigureWorld.counties[dice.below(2)]
                let here = visits.filter { $0.unit.county == county && $0.isSeen }
                let visit = here[(number * 3 + dice.below(2)) % here.count]
                let isOnce = what == "opinion" || what == "seat"
                guard taken.insert("\(what) \(visit.id) \(isOnce ? 0 : number)").inserted else { continue }
                deeds.append(
                    Deed(
                        what: what, county: county, on: FigureWorld.day(&dice), word: words[dice.below(words.count)],
                        unit: visit.unit.id, subject: visit.id, number: number))
            }
        }
    }
}
