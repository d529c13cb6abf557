import SQLCore
package import Store
import Supervision

/// Watches the clocks whether or not anybody opens a page, on one server at a time.
///
/// Whatever else has to happen when a clock ends is a `Hook`, added to `hooks` by its feature.
package enum Sweeper {
    /// Something that happens by itself when its time has come; idempotent, and gives how much it did.
    package struct Hook: Sendable {
        package let name: String
        package let sweep: @Sendable (Act) throws -> Int

        package init(_ name: String, _ sweep: @escaping @Sendable (Act) throws -> Int) {
            self.name = name
            self.sweep = sweep
        }
    }

    package static let hooks: [Hook] = [
        Hook("defence", Opinions.lapseOverdue),
        Hook("publicity", Objections.endOverdue),
        Hook("deadlines", DeadlineSweep.mark),
        Hook("recusals", Recusals.leaveTeams),
        Hook("invitations", TeamInvitations.lapse),
        Hook("warnings", BalanceStandings.sweep),
        Hook("tips", TipWatch.sweep),
        Hook("reminders", ReminderRound.run),
        Hook("webhooks", WebhookRound.run),
        Hook("tally") { act in try Tally.fold(act) },
    ]

    static let work = Background.Work(name: "sweep", everyMilliseconds: 30_000) { services in
        try await turn(services)
    }

    /// One turn: every hook until it finds nothing more, each in short transactions of its own.
    package static func turn(_ services: JobServices) async throws {
        let now = services.now()
        let today = services.today()
        let isOurs = try await services.database.write(.relaxed) { db in
            try Leases.take("sweep", owner: services.owner, at: now, seconds: 60, in: db)
        }
        guard isOurs else { return }
        for hook in hooks {
            for _ in 0..<1_000 {
                let change = Change.system("sweep/\(hook.name)", at: now, on: today)
                guard try await services.database.write({ db in try hook.sweep(Act(change, in: db)) }) > 0 else {
                    break
                }
            }
        }
    }
}
