import SQLCore
import Store
import Supervision

/// The accounts of the fiction, and who has one in a filled demo.
enum DemoAccounts {
    static func make(_ people: [DemoPerson], _ password: Password, _ stage: DemoStage) throws {
        let appointed = try appoint(people.filter { $0.role == .inspector }, stage)
        try stage.system(on: stage.calendar.start.adding(days: -20)) { act in
            for person in people {
                let new = NewAccount(
                    login: person.login, name: person.name, role: person.role, region: person.region,
                    organisationCode: person.unit, password: password, mustChange: false,
                    person: appointed[person.login])
                _ = try new.create(act)
            }
        }
    }

    /// An inspector is a person with an appointment before being somebody with a login.
    private static func appoint(_ people: [DemoPerson], _ stage: DemoStage) throws -> [String: PersonID] {
        let day = stage.calendar.start.adding(days: -22)
        return try stage.system(on: day) { act in
            var persons: [String: PersonID] = [:]
            for (number, person) in people.enumerated() {
                let inspector = Inspector(
                    person: act.newID(), name: person.name, code: "", isFullTime: number < 3, level: .county,
                    certificate: "云江督证\(1001 + number)号", employer: employers[number % employers.count],
                    term: Period(from: day.adding(days: -900), until: day.adding(days: 195)))
                persons[person.login] = try Inspectors.insert(
                    inspector, phone: "139000001\(10 + number)", region: person.region ?? DemoPlaces.zone, act)
            }
            return persons
        }
    }

    /// Where an inspector of the cast works.
    static func employer(of person: DemoPerson) -> String {
        let number = DemoCast.inspectors.firstIndex { $0.login == person.login } ?? 0
        return employers[number % employers.count]
    }

    private static let employers = [DemoPlaces.office, "云江新区望江小学", "云江新区教师发展中心", "云江新区第一幼儿园"]

    /// Everybody of the cast who has an account, with whom the logins are listed.
    static func known(in database: any SQLDatabase) async throws -> [DemoAccount] {
        try await database.read { db in
            let units = try (1...DemoCast.unitsWithPeople).flatMap { number in
                try DemoCast.people(of: "", number: number).compactMap { try DemoAccount($0, in: db) }
            }
            let schools = try DemoCast.schoolPeople.compactMap { try DemoAccount($0, in: db) }
            let everybody = try DemoCast.fixed.compactMap { try DemoAccount($0, in: db) } + units + schools
            // The one to try first of each role comes first.
            return everybody.filter(\.person.isListed) + everybody.filter { !$0.person.isListed }
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
