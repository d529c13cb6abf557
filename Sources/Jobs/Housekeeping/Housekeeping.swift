import Foundation
import SQLCore
import Store
import Supervision

/// Forgets, once an hour, what nobody can use any more: ended sessions, old failures and commands, half uploads.
enum Housekeeping {
    static let work = Background.Work(name: "housekeeping", everyMilliseconds: 3_600_000) { services in
        let now = services.now()
        try await services.database.write(.relaxed) { db in
            // Longer than any session lives, whatever its terms.
            try Sessions.deleteExpired(before: now.adding(seconds: -2 * 86_400), in: db)
            try SignIns.deleteExpired(at: now, in: db)
            try Commands.deleteExpired(at: now, in: db)
            try Outbox.deleteOld(before: now.adding(seconds: -90 * 86_400), in: db)
            try Reminders.deleteOld(before: now.day.adding(days: -400), in: db)
        }
        try services.files.discardTemporaries(before: Date(timeIntervalSinceNow: -86_400))
    }
}
