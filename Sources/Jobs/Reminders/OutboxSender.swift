import Logging
import SQLCore
import Store
import Supervision

/// Sends what is in the outbox, one message after another, while its lease is kept.
package enum OutboxSender {
    static let work = Background.Work(name: "outbox", everyMilliseconds: 5_000) { services in
        try await turn(services)
    }

    /// Enough for a turn; the next one goes on.
    private static let batch = 200

    /// Sends what is due.
    ///
    /// After a failure of the mail server itself the rest waits for the next turn.
    package static func turn(_ services: JobServices) async throws {
        for channel in OutboxDraft.Channel.allCases {
            for _ in 0..<batch {
                guard !Task.isCancelled, try await one(channel, services) else { break }
            }
        }
    }

    /// Sends one message; false when there is none, or when it is better to wait.
    private static func one(_ channel: OutboxDraft.Channel, _ services: JobServices) async throws -> Bool {
        let now = services.now()
        let mail = try await services.database.read { db -> MailSettings? in
            let settings = try MailSettings.load(in: db)
            guard channel == .webhook || settings.isSet, try Outbox.hasWork(channel, at: now, in: db) else {
                return nil
            }
            return settings
        }
        guard let mail else { return false }
        let message = try await services.database.write { db in
            try Outbox.claim(channel, owner: services.owner, at: now, in: db)
        }
        guard let message else { return false }
        let outcome = await keeping(message, services) {
            switch channel {
            case .mail: await send(message, by: mail, services)
            case .webhook: await post(message, services)
            }
        }
        let end = services.now()
        try await services.database.write { db in
            try Outbox.settle(message, outcome, owner: services.owner, at: end, in: db)
        }
        if case .failed = outcome {
            // Why stands in the outbox: a server's words may name the person.
            services.logger.warning("outbox", metadata: ["not sent": "\(message.id)"])
            return channel == .webhook
        }
        return true
    }

    private static func send(
        _ message: ClaimedMessage, by mail: MailSettings, _ services: JobServices
    ) async -> Delivery.Outcome {
        guard let recipient = MailAddress(message.recipient) else { return .refused("收件地址不对。") }
        let transport = MailTransport(mail, password: services.mailPassword, publicURL: services.publicURL)
        return await transport.send(
            id: message.id.rawValue, to: recipient, subject: message.subject, body: message.body, at: services.now()
        ).outcome
    }

    /// All parts that have not arrived yet, as many as the robot takes in a minute.
    private static func post(_ message: ClaimedMessage, _ services: JobServices) async -> Delivery.Outcome {
        do {
            let now = services.now()
            let (webhook, allowed, tries) = try await services.database.read { db in
                (
                    try Webhooks.active(message.webhook, in: db), try ReminderSettings.insideHosts(in: db),
                    try Outbox.tries(of: message.webhook, since: now.adding(seconds: -60), in: db)
                )
            }
            guard let webhook else { return .refused("这个群机器人已停用或删除。") }
            let letter = RobotLetter(
                id: message.id.rawValue, title: message.subject, body: message.body, createdAt: message.createdAt)
            let parts = try RobotPart.all(of: letter, for: webhook.kind, at: services.publicURL)
            // This message counts among the tries.
            var left = RobotKind.mostPerMinute - tries + 1
            for (number, part) in parts.enumerated().dropFirst(message.partsDone) {
                guard left > 0 else { return .postponed(seconds: 60) }
                let outcome = await RobotTransport(webhook, allowed: allowed).post(part, at: services.now())
                guard outcome == .sent else { return outcome }
                left -= 1
                try await services.database.write(.relaxed) { db in
                    try Outbox.note(parts: number + 1, of: message.id, owner: services.owner, in: db)
                }
            }
            return .sent
        } catch {
            services.logger.error("outbox", metadata: ["message": "\(message.id)", "error": "\(error)"])
            return .failed("系统内部错误，详见服务器日志。")
        }
    }

    /// Renews the lease until `body` is done.
    private static func keeping(
        _ message: ClaimedMessage, _ services: JobServices, _ body: @escaping @Sendable () async -> Delivery.Outcome
    ) async -> Delivery.Outcome {
        let renewal = Task {
            while true {
                try await Task.sleep(for: .seconds(Outbox.leaseSeconds / 3))
                let now = services.now()
                try await services.database.write(.relaxed) { db in
                    _ = try Outbox.renew(message.id, owner: services.owner, at: now, in: db)
                }
            }
        }
        defer { renewal.cancel() }
        return await body()
    }
}
