/// What anybody at a school's public page is asked, each from one to five; no account stands behind an answer.
package enum ParentRatingItem: String, CaseIterable, Sendable {
    case presence, response, openness

    package var label: String {
        switch self {
        case .presence: "这位督学常到学校、联系得上"
        case .response: "反映的问题有人管、有结果"
        case .openness: "学校办学公开，欢迎家长监督"
        }
    }

    /// Whether it is about the inspector; the other is about the school, and counts for nobody.
    package var isOfInspector: Bool { self != .openness }
}

/// One answer, checked.
package struct ParentAnswer: Sendable, Equatable {
    /// For the inspector's work, and for the school's openness.
    package let points: Int
    package let openness: Int
    package let words: String

    /// Refuses an answer that leaves something out.
    package init(_ given: [ParentRatingItem: Int], words: String) throws(AppraisalRefusal) {
        var (points, openness) = (0, 0)
        for item in ParentRatingItem.allCases {
            guard let one = given[item], (1...5).contains(one) else { throw .unanswered }
            if item.isOfInspector { points += one } else { openness += one }
        }
        guard words.trimmed.count <= ParentRatingRule.words else { throw .wordsTooLong }
        self.points = points
        self.openness = openness
        self.words = words.trimmed
    }
}

/// What the public gave an inspector at one school in a year, as far as it is shown.
package struct ParentTally: Hashable, Sendable {
    package let school: OrganisationID
    package let schoolName: String
    package let forms: Int
    package let points: Int

    package init(school: OrganisationID, schoolName: String, forms: Int, points: Int) {
        self.school = school
        self.schoolName = schoolName
        self.forms = forms
        self.points = points
    }

    package var figure: AppraisalFigure { AppraisalFigure(met: points, of: ParentRatingRule.full * forms) }

    func appraisalCase(on day: Day) -> AppraisalCase {
        AppraisalCase(title: schoolName, day: day, isMet: true, note: "", forms: forms, figure: figure)
    }
}

/// How many answers come together before they are shown, and how much is taken.
package enum ParentRatingRule {
    /// Answers are added to what is shown so many at a time, so that no mean moves by a single one.
    package static let least = 5
    /// The most points that one answer gives an inspector.
    package static let full = 5 * ParentRatingItem.allCases.count(where: \.isOfInspector)
    /// The longest text.
    package static let words = 200

    package static func figure(_ tallies: [ParentTally]) -> AppraisalFigure {
        AppraisalFigure(
            met: tallies.map(\.figure.met).reduce(0, +), of: tallies.map(\.figure.of).reduce(0, +))
    }
}

/// Sums of answers: those that are shown, and those that wait until enough are together.
package struct ParentSums: Hashable, Sendable {
    package struct Sum: Hashable, Sendable {
        package var forms = 0
        package var points = 0
        package var openness = 0

        package init(forms: Int = 0, points: Int = 0, openness: Int = 0) {
            self.forms = forms
            self.points = points
            self.openness = openness
        }
    }

    package var shown: Sum
    package var held: Sum

    package init(shown: Sum = Sum(), held: Sum = Sum()) {
        self.shown = shown
        self.held = held
    }

    /// With one answer more; the fifth that waits takes the four before it along.
    package func adding(_ answer: ParentAnswer) -> ParentSums {
        let held = Sum(
            forms: held.forms + 1, points: held.points + answer.points, openness: held.openness + answer.openness)
        guard held.forms >= ParentRatingRule.least else { return ParentSums(shown: shown, held: held) }
        return ParentSums(
            shown: Sum(
                forms: shown.forms + held.forms, points: shown.points + held.points,
                openness: shown.openness + held.openness))
    }
}
