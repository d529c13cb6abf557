/// The answers of one role to one of a campaign's frameworks: a combined visit fills in several sheets.
package struct AssessmentSheet: Hashable, Sendable {
    package let role: Assessment.Role
    /// Which of the campaign's frameworks, from 1.
    package let number: Int

    package init(_ role: Assessment.Role, number: Int = 1) {
        self.role = role
        self.number = number
    }

    package static let own = AssessmentSheet(.own)
    package static let onSite = AssessmentSheet(.onSite)
    package static let thirdParty = AssessmentSheet(.thirdParty)
    package static let review = AssessmentSheet(.review)

    /// A criterion's number among all of the campaign's frameworks: `1.2`, in the second one `2/1.2`.
    package func reference(_ criterion: String) -> String { number == 1 ? criterion : "\(number)/\(criterion)" }

    /// Which framework such a number belongs to, and its number there.
    package static func read(_ reference: String) -> (sheet: Int, criterion: String) {
        let parts = reference.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2, let sheet = Int(parts[0]), sheet > 1 else { return (1, reference) }
        return (sheet, parts[1])
    }
}
