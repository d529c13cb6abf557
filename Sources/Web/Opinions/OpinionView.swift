import Store
import Supervision

/// Everything that the page of one opinion shows, read at once.
struct OpinionView: Sendable {
    let found: OpinionCase
    let viewer: Viewer
    let names: [PersonID: String]
    /// Why the procedure does not allow the next step yet; nil when it does.
    let obstacle: String?
    /// The 发文字号 and state of the 督导意见书.
    let document: DocumentRecord?
    /// Whether the 督导意见书 waits for the team's consent, and how far that is.
    let asksTeam: Bool
    let review: TeamReview
    /// What the next text begins with, when there is one to write.
    let suggestion: String
    /// Files of the defence; `criterion` is the number of the point.
    let evidence: [EvidenceFile]
    var typed = Fields()
    var problem: String?

    var opinion: Opinion? { found.opinion }
    var state: Opinion.State { opinion?.state ?? .drafting }
    var path: String { "/inspections/\(found.inspection.rawValue)/opinion" }
    var isUnit: Bool { viewer.role.belongsToOrganisation }
    var isOffice: Bool { Role.office.contains(viewer.role) }
    var isTeam: Bool { found.team.contains(viewer.person) }

    func name(_ person: PersonID) -> String { names[person] ?? "—" }
}

extension OpinionView {
    static func read(_ call: Call, problem: String? = nil, typed: Fields = Fields()) async throws -> OpinionView {
        try await call.read { db in
            let found = try Opinions.require(call.id(), visibleTo: call.viewer, in: db)
            let opinion = found.opinion
            let people =
                found.team + (opinion?.history.map(\.by) ?? []) + (opinion?.texts.map(\.by) ?? [])
                + (opinion?.defence.compactMap(\.answer?.by) ?? [])
            return OpinionView(
                found: found, viewer: call.viewer, names: try PersonNames.of(people, in: db),
                obstacle: try Opinions.obstacle(found, in: db),
                document: try found.document.flatMap { try Documents.find($0, visibleTo: call.viewer, in: db) },
                asksTeam: try TeamVotes.isAsked(of: found, in: db), review: try TeamVotes.review(of: found, in: db),
                suggestion: try Opinions.suggestion(found, in: db),
                evidence: try opinion.map { try EvidenceFiles.list(owner: $0.id.rawValue, in: db) } ?? [], typed: typed,
                problem: problem)
        }
    }
}
