import Jobs
import Logging
import SQLCore
import Store
import Supervision
import TestKit

/// Two districts with a school each, its principal and the office's officer, and a problem due on 9 April 2026.
struct ReminderSite {
    let database: any SQLDatabase

    init(on engine: Engine) async throws {
        database = try await engine.makeDatabase()
        try await database.write { db in
            try FindingSamples.plant(in: db)
            for county in ["500101", "500102"] {
                let school: Scope = .organisation(Identifier("school-\(county)"))
                try ReminderSite.account("principal-\(county)", .principal, school, db)
                try ReminderSite.account("officer-\(county)", .officer, .region(.county, code: county), db)
            }
        }
        _ = try await FindingSamples.act(as: FindingSamples.officer(), in: database) { act in
            try Findings.issue(FindingSamples.problem(), act)
        }
    }

    private static func account(_ login: String, _ role: Role, _ scope: Scope, _ db: SQLConnection) throws {
        let record = AccountRecord(
            id: Identifier("a-\(login)"), person: Identifier(login), name: login, login: login, role: role,
            scope: scope, password: try Password.hashed("x", cost: 16), mustChange: false)
        try Accounts.insert(record, at: Instant(milliseconds: 0), in: db)
    }

    /// The person's verified address, and what they want.
    func wish(_ person: String, mail: String = "", muted: String = "", byMail: Bool = true) async throws {
        _ = try await database.write { db in
            try db.execute(
                """
                INSERT INTO reminder_wish (person_id, mail, pending_mail, token_digest, token_until, on_site, by_mail,
                    muted, version)
                VALUES (\(person), \(mail), '', '', '', true, \(byMail), \(muted), 1)
                """)
        }
    }

    /// The sweeper's turn at a time of Shanghai.
    func sweep(_ day: Day, _ hour: Int = 8, _ minute: Int = 0) async throws {
        let at = Instant(milliseconds: ((day.number * 24 + hour - 8) * 60 + minute) * 60_000)
        for _ in 0..<10 {
            let change = Change.system("test", at: at, on: day)
            let count = try await database.write { db in
                let act = Act(change, in: db)
                return try ReminderRound.run(act) + WebhookRound.run(act)
            }
            guard count > 0 else { return }
        }
    }

    /// What a person was reminded of, as kind and stage.
    func reminders(_ person: String) async throws -> [String] {
        try await database.read { db in
            try db.rows("SELECT kind, stage FROM reminder WHERE person_id = \(person) ORDER BY made_on, kind, id")
                .map { "\(try $0.get(0) as String) \(try $0.get(1) as Int)" }
        }
    }

    func mails(to recipient: String) async throws -> [(subject: String, body: MessageBody)] {
        try await database.read { db in
            try db.rows("SELECT subject, body FROM outbox_message WHERE recipient = \(recipient) ORDER BY id")
                .map { (try $0.get(0), try JSONColumn.value($0.get(1))) }
        }
    }

    static func services(_ database: any SQLDatabase, at: Instant, owner: String = "a") throws -> JobServices {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return JobServices(
            database: database, files: try FileStore(folder: "/tmp/dudao-reminder-test"), now: { at },
            today: { at.day }, logger: logger, owner: owner)
    }
}
