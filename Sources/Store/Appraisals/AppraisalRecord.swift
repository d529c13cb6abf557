package import Supervision

/// One inspector's year: counted now, or as it was when it was confirmed.
package struct AppraisalRecord: Sendable, Equatable {
    package let person: PersonID
    package let code: String
    package let name: String
    package let isFullTime: Bool
    package let year: Int
    /// The last day that was counted.
    package let day: Day
    /// The day on which somebody looks.
    let asked: Day
    package let rules: AppraisalRules
    package let figures: [AppraisalMeasure: AppraisalFigure]
    /// Nil while nobody confirmed it.
    package let confirmation: AppraisalConfirmation?

    package var score: AppraisalScore { AppraisalScore(figures, rules) }
    /// What the rules make of the score; nil where nothing is known.
    package var computed: AppraisalGrade? { rules.grade(score) }
    package var grade: AppraisalGrade? { confirmation?.grade ?? computed }

    package func figure(_ measure: AppraisalMeasure) -> AppraisalFigure { figures[measure] ?? .unknown }

    /// Of what somebody saw before they confirmed it.
    package var digest: String {
        let parts = AppraisalMeasure.allCases.map { "\($0.rawValue)=\(figure($0).met)/\(figure($0).of)" }
        return sha256("\(person) \(year) \(day) \(rules.version) \(parts.joined(separator: " "))")
    }
}

package struct AppraisalConfirmation: Sendable, Equatable {
    package let grade: AppraisalGrade
    /// Why it is not what the rules gave; empty where it is.
    package let reason: String
    package let by: String
    package let on: Day
}

/// What of a year is kept beside its grade.
struct AppraisalContent: Codable {
    let day: Day
    let rules: AppraisalRules
    let figures: [AppraisalMeasure: AppraisalFigure]
}

/// Which appraisals of a year are wanted.
package struct AppraisalFilter: Sendable, Equatable {
    package enum State: String, Sendable, CaseIterable { case open, confirmed, incomplete }

    package var year: Int
    package var text = ""
    package var grade: AppraisalGrade?
    package var state: State?
    package var sort = "code"
    package var isDescending = false

    package init(year: Int) {
        self.year = year
    }

    package static let sorts = ["code", "name", "score", "grade"]
}
