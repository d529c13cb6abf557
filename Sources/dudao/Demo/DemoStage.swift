import SQLCore
import Store
import Supervision

/// Lets the fiction's people act on the days on which they acted, by the same functions as the routes call.
///
/// One is made for each transaction; what it remembers ends with it.
final class DemoStage {
    let db: SQLConnection
    let calendar: DemoCalendar
    private var viewers: [String: Viewer] = [:]
    /// The minute of a day at which the next act happens.
    private var minutes: [Day: Int] = [:]

    init(_ db: SQLConnection, _ calendar: DemoCalendar) {
        self.db = db
        self.calendar = calendar
    }

    /// `person` acts on `day`; gives what the act gives.
    @discardableResult
    func act<Result>(_ person: DemoPerson, on day: Day, _ body: (Act) throws -> Result) throws -> Result {
        try body(Act(change(by: try viewer(person, on: day), on: day), in: db))
    }

    /// The platform itself acts.
    @discardableResult
    func system<Result>(on day: Day, _ body: (Act) throws -> Result) throws -> Result {
        try body(Act(change(by: .system(on: day), on: day), in: db))
    }

    func viewer(_ person: DemoPerson, on day: Day) throws -> Viewer {
        if let known = viewers[person.login] {
            return Viewer(
                account: known.account, person: known.person, name: known.name, role: known.role, scope: known.scope,
                day: day)
        }
        guard let account = try Accounts.find(login: person.login, in: db) else {
            throw DemoError.noAccount(person.login)
        }
        let viewer = account.viewer(on: day)
        viewers[person.login] = viewer
        return viewer
    }

    /// Starts a campaign, once its clashes with others are answered for.
    func start(_ id: CampaignID, by person: DemoPerson, on day: Day, reason: String) throws {
        try act(person, on: day) { act in
            try settle(id, reason: reason, act)
            try CampaignLifecycle.start(id, act)
        }
    }

    /// Answers for the clashes that a campaign has with others by now.
    func settle(_ id: CampaignID, reason: String, _ act: Act) throws {
        let record = try Campaigns.require(id, visibleTo: act.viewer, in: act.db)
        let standing = try Clashes.standing(of: record, visibleTo: act.viewer, in: act.db)
        if !standing.isSettled { try Clashes.acknowledge(id, digest: standing.digest, reason: reason, act) }
    }

    private func change(by viewer: Viewer, on day: Day) -> Change {
        // Every day begins at another hour, and its acts follow each other by seven minutes.
        let minute = minutes[day] ?? day.number * 53 % 180
        minutes[day] = minute + 7
        let at = DemoCalendar.moment(day, minute: min(minute, 539)).adding(seconds: max(0, minute - 539) % 60)
        return Change(command: NewID.random(at: at), digest: "demo", viewer: viewer, at: at)
    }
}

enum DemoError: Error {
    case noAccount(String)
    case noUnit(String)
    case refused(String)
}
