import Store
import Supervision

/// What an administrator typed for a new account, checked.
struct AccountForm: Sendable {
    let login: String
    let name: String
    let role: Role
    let region: String
    let organisation: String
    let person: PersonID?
    let isDistinct: Bool

    init(_ fields: Fields) throws(FormRefusal) {
        login = fields.text("login")
        name = fields.text("name")
        region = fields.text("region")
        organisation = fields.text("organisation")
        isDistinct = fields.text("distinct") == "yes"
        person = fields.text("person").isEmpty ? nil : PersonID(fields.text("person"))
        var problems: [String: String] = [:]
        if !(3...40).contains(login.count) || login.contains(where: \.isWhitespace) {
            problems["login"] = "登录名3至40个字符，不含空格。"
        }
        if person == nil, !(1...40).contains(name.count) { problems["name"] = "请填写姓名，不超过40个字。" }
        let role = Role(rawValue: fields.text("role"))
        if role == nil { problems["role"] = "请选择角色。" }
        if let role {
            if role.belongsToOrganisation, organisation.isEmpty { problems["organisation"] = "请查找并选择单位。" }
            if !role.belongsToOrganisation, region.isEmpty { problems["region"] = "请查找并选择管理范围。" }
        }
        guard let role, problems.isEmpty else { throw FormRefusal(problems) }
        self.role = role
    }

    /// The account with its one-time password; those of the three duties wait for a security officer.
    func account(_ password: Password) -> NewAccount {
        NewAccount(
            login: login, name: name, role: role, region: role.belongsToOrganisation ? nil : region,
            organisationCode: role.belongsToOrganisation ? organisation : nil, password: password, mustChange: true,
            person: person, needsReview: Duties.roles.contains(role), isDistinct: isDistinct)
    }
}
