package import SQLCore
package import Supervision

/// The team_vote table: what the members of a team say of the 督导意见书 before it is approved.
package enum TeamVotes {
    /// A member's vote on the draft that stands; until it is approved they may vote otherwise.
    package static func cast(_ id: InspectionID, agrees: Bool, reason: String, _ act: Act) throws {
        let found = try Opinions.whole(id, visibleTo: act.viewer, in: act.db)
        guard found.team.contains(act.viewer.person) else { throw TeamVoteRefusal.notMember }
        guard let opinion = found.opinion, opinion.state == .drafted else { throw TeamVoteRefusal.nothingToReview }
        let vote = try TeamVote(by: act.viewer.person, agrees: agrees, reason: reason, on: act.day)
        try act.db.execute(
            """
            INSERT INTO team_vote (inspection_id, text_number, person_id, agrees, reason, on_day, at)
            VALUES (\(id), \(opinion.finalNumber), \(vote.by), \(vote.agrees), \(vote.reason), \(vote.on), \(act.at))
            ON CONFLICT (inspection_id, text_number, person_id) DO UPDATE SET agrees = excluded.agrees,
                reason = excluded.reason, on_day = excluded.on_day, at = excluded.at
            """)
        try act.record(
            "opinion.voted", of: "opinion", opinion.id.rawValue, in: found.place,
            ["inspection": id.rawValue, "agrees": "\(vote.agrees)", "text": "\(opinion.finalNumber)"])
        if try review(of: found, in: act.db).isPassed { try InspectionSteps.note(.teamReview, of: id, act) }
    }

    /// How the team stands to the draft that stands; the caller has required the case.
    package static func review(of found: OpinionCase, in db: SQLConnection) throws -> TeamReview {
        let number = found.opinion?.finalNumber ?? 0
        let votes = try db.rows(
            """
            SELECT person_id, agrees, reason, on_day FROM team_vote
            WHERE inspection_id = \(found.inspection) AND text_number = \(number) ORDER BY at, person_id
            """
        ).map { try TeamVote(by: $0.get(0), agrees: $0.get(1), reason: $0.get(2), on: $0.get(3)) }
        return TeamReview(members: found.team, votes: votes)
    }

    /// Whether the opinion waits for its team: the law of the place asks for it, or the procedure does.
    package static func isAsked(of found: OpinionCase, in db: SQLConnection) throws -> Bool {
        if TeamReview.isAsked(in: found.jurisdiction) { return true }
        return try InspectionSteps.standing(of: found.inspection, in: db).procedure.steps
            .contains { $0.requires.contains(.teamReview) }
    }

    /// Refuses while the team's consent is asked for and not there.
    static func requirePassed(_ found: OpinionCase, in db: SQLConnection) throws {
        guard try isAsked(of: found, in: db) else { return }
        let review = try review(of: found, in: db)
        guard review.isPassed else {
            throw TeamVoteRefusal.notPassed(agreed: review.agreed, needed: review.needed, of: review.members.count)
        }
    }
}
