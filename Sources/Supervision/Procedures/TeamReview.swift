/// The team's vote on one version of a 督导意见书 (督导组评议).
package struct TeamReview: Hashable, Sendable {
    package let members: [PersonID]
    package let votes: [TeamVote]

    package init(members: [PersonID], votes: [TeamVote]) {
        self.members = members
        self.votes = votes.filter { members.contains($0.by) }
    }

    package var agreed: Int { votes.count(where: \.agrees) }

    /// How many have to agree: two thirds of the team, rounded up.
    package var needed: Int { (members.count * 2 + 2) / 3 }

    /// Two thirds or more of all members agree, present or not: 《上海市教育督导条例》 Article 21, third paragraph.
    package var isPassed: Bool { !members.isEmpty && agreed * 3 >= members.count * 2 }

    /// So many disagree that it can no more pass.
    package var isLost: Bool { (members.count - votes.count + agreed) * 3 < members.count * 2 }

    /// Whether the law asks for it whatever the procedure says.
    package static func isAsked(in jurisdiction: Jurisdiction) -> Bool { jurisdiction == .shanghai }

    package static let clause = "《上海市教育督导条例》第二十一条第三款"
}

/// One member's vote.
package struct TeamVote: Hashable, Sendable {
    package let by: PersonID
    package let agrees: Bool
    package let reason: String
    package let on: Day

    /// Whoever disagrees says why.
    package init(by person: PersonID, agrees: Bool, reason: String, on day: Day) throws(TeamVoteRefusal) {
        guard agrees || !reason.isBlank else { throw .reasonMissing }
        guard reason.count <= 1_000 else { throw .tooLong }
        by = person
        self.agrees = agrees
        self.reason = reason.trimmed
        on = day
    }
}

/// Why a vote is not taken, or the opinion waits for votes.
package enum TeamVoteRefusal: Refusal, Equatable {
    case reasonMissing
    case tooLong
    case notMember
    case nothingToReview
    case notPassed(agreed: Int, needed: Int, of: Int)

    package var code: String {
        switch self {
        case .reasonMissing: "teamVote.reasonMissing"
        case .tooLong: "teamVote.tooLong"
        case .notMember: "teamVote.notMember"
        case .nothingToReview: "teamVote.nothingToReview"
        case .notPassed: "teamVote.notPassed"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .reasonMissing, .tooLong: .invalid
        case .notMember: .forbidden
        case .nothingToReview, .notPassed: .conflict
        }
    }

    package var message: String {
        switch self {
        case .reasonMissing: "不同意的，请写明理由。"
        case .tooLong: "理由请控制在1000字以内。"
        case .notMember: "评议由督导组成员进行。"
        case .nothingToReview: "现在没有待评议的督导意见书。"
        case .notPassed(let agreed, let needed, let members):
            "督导组\(members)人中\(agreed)人同意，须有\(needed)人（三分之二）同意才能审签：请等待评议，或修改后重新评议。"
        }
    }
}
