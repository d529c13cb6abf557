/// What an account may do; one account has one role.
package enum Role: String, CaseIterable, Sendable, Codable {
    case officer, director, inspector, principal, clerk, evaluator, leader, auditor, admin, security

    package var label: String {
        switch self {
        case .officer: "督导室工作人员"
        case .director: "督导室主任"
        case .inspector: "督学"
        case .principal: "单位负责人"
        case .clerk: "单位经办人"
        case .evaluator: "评估专家"
        case .leader: "领导"
        case .auditor: "审计员"
        case .admin: "系统管理员"
        case .security: "安全管理员"
        }
    }

    /// The supervision office: plans, runs campaigns, chases rectification.
    package static let office: Set<Role> = [.officer, .director]
    /// The supervised side.
    package static let unit: Set<Role> = [.principal, .clerk]
    /// Those who assess on site, each only what was assigned.
    package static let team: Set<Role> = [.inspector, .evaluator]
    /// Everybody who takes part in the supervision loop.
    package static let loop: Set<Role> = office.union(unit).union(team).union([.leader])

    /// Roles whose account belongs to one organisation rather than to a region.
    package var belongsToOrganisation: Bool { Role.unit.contains(self) }
    /// Roles that see only what was granted to their person.
    package var seesGrantsOnly: Bool { Role.team.contains(self) }
}
