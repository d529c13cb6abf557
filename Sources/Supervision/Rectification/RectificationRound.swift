/// One go at putting a part right: from issue, or from being opened again, to closure.
package struct RectificationRound: Hashable, Sendable {
    /// From 1.
    package let number: Int
    package let begun: FindingEvent.Kind
    package let begunOn: Day
    package private(set) var submittedOn: Day?
    package private(set) var returns = 0
    package private(set) var evidence = 0
    package private(set) var verifiedOn: Day?
    package private(set) var closedOn: Day?
    /// The latest day on which somebody looked and it held.
    package private(set) var heldOn: Day?

    /// What a round is read from.
    package struct Line: Hashable, Sendable {
        package let kind: FindingEvent.Kind
        package let on: Day
        package let evidence: Int

        package init(_ kind: FindingEvent.Kind, on: Day, evidence: Int = 0) {
            self.kind = kind
            self.on = on
            self.evidence = evidence
        }
    }

    /// The rounds that events, oldest first, tell of; each stays as it was when a new one begins.
    package static func rounds(_ lines: [Line]) -> [RectificationRound] {
        var rounds: [RectificationRound] = []
        for line in lines {
            switch line.kind {
            case .issued, .selfReported, .reopened:
                rounds.append(
                    RectificationRound(number: rounds.count + 1, begun: line.kind, begunOn: line.on))
            default:
                guard !rounds.isEmpty else { continue }
                rounds[rounds.count - 1].take(line)
            }
        }
        return rounds
    }

    private init(number: Int, begun: FindingEvent.Kind, begunOn: Day) {
        self.number = number
        self.begun = begun
        self.begunOn = begunOn
    }

    private mutating func take(_ line: Line) {
        switch line.kind {
        case .submitted:
            submittedOn = line.on
            evidence += line.evidence
        case .milestoneReported: evidence += line.evidence
        case .returned: returns += 1
        case .verified: verifiedOn = line.on
        case .closed: closedOn = line.on
        case .rechecked: heldOn = line.on
        default: break
        }
    }
}
