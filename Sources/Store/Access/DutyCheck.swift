package import SQLCore
package import Supervision

/// Whether the three duties are apart (三员分立), as the accounts are now.
package struct DutyReport: Sendable, Equatable {
    package let accounts: [DutyAccount]
    package let problems: [DutyProblem]

    package var isSound: Bool { !problems.contains { $0.isBreach } }
}

/// An account of one of the three duties.
package struct DutyAccount: Sendable, Equatable {
    package let id: AccountID
    package let person: PersonID
    package let name: String
    package let login: String
    package let role: Role
    package let isReviewed: Bool
    package let hasFactor: Bool
}

/// What is not as it should be.
package enum DutyProblem: Sendable, Equatable {
    /// Nobody does it.
    case vacant(Role)
    /// One person does two of them.
    case joined(name: String, logins: [String])
    /// Two persons of one name do two of them: one person, entered twice?
    case sameName(String, logins: [String])
    /// Made or reset, and not looked at by another.
    case unreviewed(String)
    case withoutFactor(String)
    /// Somebody who runs, guards or audits the platform also takes part in the supervision.
    case inLoop(name: String, logins: [String])

    /// Against the rule; the others are to be looked at.
    package var isBreach: Bool {
        switch self {
        case .vacant, .joined: true
        case .sameName, .unreviewed, .withoutFactor, .inLoop: false
        }
    }

    package var message: String {
        switch self {
        case .vacant(let role): "没有在用的\(role.label)账号。"
        case .joined(let name, let logins): "\(name)一人担任了两种职责：\(logins.joined(separator: "、"))。请停用其中一种。"
        case .sameName(let name, let logins): "两个名为“\(name)”的人员担任不同职责：\(logins.joined(separator: "、"))。请核实不是同一人。"
        case .unreviewed(let login): "账号 \(login) 尚未由安全管理员复核。"
        case .withoutFactor(let login): "账号 \(login) 没有设置两步验证。"
        case .inLoop(let name, let logins): "\(name)既管平台又办业务：\(logins.joined(separator: "、"))。请确认有必要。"
        }
    }
}

extension Duties {
    /// Looks at every active account of the three duties that the viewer guards.
    package static func check(visibleTo viewer: Viewer, in db: SQLConnection) throws -> DutyReport {
        let accounts = try db.rows(
            """
            SELECT a.id, a.person_id, p.name, a.login, a.role, a.is_reviewed,
                (SELECT count(*) FROM second_factor f WHERE f.account_id = a.id AND f.confirmed_at IS NOT NULL)
            FROM account a JOIN person p ON p.id = a.person_id
            WHERE a.active AND a.role IN (\(list: roles.map(\.rawValue).sorted())) AND \(Accounts.visible(to: viewer))
            ORDER BY a.role, a.login LIMIT 1000
            """
        ).map { row in
            DutyAccount(
                id: try row.get(0), person: try row.get(1), name: try row.get(2), login: try row.get(3),
                role: try row.get(4), isReviewed: try row.get(5), hasFactor: try row.get(6) as Int > 0)
        }
        let business = try db.rows(
            """
            SELECT a.person_id, a.login FROM account a WHERE a.active
                AND a.role NOT IN (\(list: roles.map(\.rawValue).sorted()))
                AND a.person_id IN (\(list: Array(Set(accounts.map(\.person))).sorted { $0.rawValue < $1.rawValue }))
            ORDER BY a.login
            """
        ).map { (person: try $0.get(0) as PersonID, login: try $0.get(1) as String) }
        return DutyReport(accounts: accounts, problems: problems(accounts, business))
    }

    private static func problems(
        _ accounts: [DutyAccount], _ business: [(person: PersonID, login: String)]
    ) -> [DutyProblem] {
        var found: [DutyProblem] = [Role.admin, .security, .auditor].filter { role in
            !accounts.contains { $0.role == role }
        }.map { .vacant($0) }
        let persons = Dictionary(grouping: accounts, by: \.person).values
            .sorted { ($0.first?.login ?? "") < ($1.first?.login ?? "") }
        for own in persons where Set(own.map(\.role)).count > 1 {
            found.append(.joined(name: own[0].name, logins: own.map(\.login)))
        }
        let names = Dictionary(grouping: accounts, by: \.name).sorted { $0.key < $1.key }
        for (name, own) in names where Set(own.map(\.person)).count > 1 && Set(own.map(\.role)).count > 1 {
            found.append(.sameName(name, logins: own.map(\.login)))
        }
        for own in persons {
            let others = business.filter { $0.person == own[0].person }.map(\.login)
            if !others.isEmpty { found.append(.inLoop(name: own[0].name, logins: own.map(\.login) + others)) }
        }
        found += accounts.filter { !$0.isReviewed }.map { .unreviewed($0.login) }
        return found + accounts.filter { !$0.hasFactor }.map { .withoutFactor($0.login) }
    }

    /// Refuses a duty for a new person who has the name of somebody with another duty, until it is said that they are
    /// not the same.
    static func requireOther(_ name: String, _ role: Role, saidDistinct: Bool, in db: SQLConnection) throws {
        guard roles.contains(role), !saidDistinct else { return }
        let twin = try db.first(
            """
            SELECT 1 FROM account a JOIN person p ON p.id = a.person_id
            WHERE p.name = \(name) AND a.active AND a.role IN (\(list: roles.map(\.rawValue).sorted()))
                AND a.role <> \(role)
            """)
        if twin != nil { throw AccountRefusal.sameName(name) }
    }
}
