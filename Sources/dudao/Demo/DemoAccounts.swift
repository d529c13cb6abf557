import SQLCore
import Store
import Supervision

/// The accounts of the fiction, and who has one in a filled demo.
enum DemoAccounts {
    static func make(_ people: [DemoPerson], _ password: Password, _ stage: DemoStage) throws {
        try stage.system(on: stage.calendar.start.adding(days: -20)) { act in
            for person in people {
                let new = NewAccount(
                    login: person.login, name: person.name, role: person.role, region: person.region,
                    organisationCode: person.unit, password: password, mustChange: false)
                _ = try new.create(act)
            }
        }
    }

    /// Everybody of the cast who has an account, with whom the logins are listed.
    static func known(in database: any SQLDatabase) async throws -> [DemoAccount] {
        try await database.read { db in
            let units = try (1...DemoCast.unitsWithPeople).flatMap { number in
                try DemoCast.people(of: "", number: number).compactMap { try DemoAccount($0, in: db) }
            }
            return try DemoCast.fixed.compactMap { try DemoAccount($0, in: db) } + units
        }
    }
}

/// A person of the cast with the account that the demo's database has for them.
struct DemoAccount: Sendable {
    let person: DemoPerson
    let id: PersonID

    init?(_ person: DemoPerson, in db: SQLConnection) throws {
        guard let account = try Accounts.find(login: person.login, in: db) else { return nil }
        self.person = person
        id = account.person
    }
}
