import SQLCore
import Supervision

/// The day's reminders: once each working day, from the hour that the administrator set (每日提醒).
///
/// Each person's to-dos are read as their workbench reads them. What has come to a stage that they were not reminded of
/// becomes a reminder, the latest stage only, however long nobody looked; those of one person go into one mail.
package enum ReminderRound {
    /// Persons in one transaction.
    package static let batch = 20
    /// Of one kind and person; the mail names the sum.
    package static let mostOfKind = 200

    /// Looks through the to-dos of up to `batch` persons; gives how many persons it looked at.
    package static func run(_ act: Act) throws -> Int {
        guard try isTime(act) else { return 0 }
        let people: [PersonID] = try act.db.rows(
            """
            SELECT DISTINCT a.person_id FROM account a LEFT JOIN reminder_round r ON r.person_id = a.person_id
            WHERE a.active AND a.role IN (\(list: roles)) AND (r.on_day IS NULL OR r.on_day < \(act.day))
            ORDER BY a.person_id LIMIT \(batch)
            """
        ).map { try $0.get(0) }
        guard !people.isEmpty else { return 0 }
        let calendar = try WorkCalendars.known(in: act.db)
        let office = try DeploymentSettings.value(of: DeploymentSettings.officeName, in: act.db) ?? "教育督导室"
        for person in people { try remind(person, calendar, office, act) }
        return people.count
    }

    /// Whose workbench lists to-dos.
    private static var roles: [Role] { Role.loop.subtracting([.leader]).sorted { $0.rawValue < $1.rawValue } }

    /// Whether it is a working day and late enough on it.
    static func isTime(_ act: Act) throws -> Bool {
        let calendar = try WorkCalendars.known(in: act.db)
        guard ReminderSchedule(.usual, calendar).isWorkingDay(act.day) else { return false }
        let midnight = Instant(milliseconds: (act.day.number * 24 - 8) * 3_600_000)
        return act.at >= midnight.adding(seconds: try ReminderSettings.minute(in: act.db) * 60)
    }

    private static func remind(_ person: PersonID, _ calendar: WorkCalendar, _ office: String, _ act: Act) throws {
        let wish = try ReminderWishes.load(of: person, in: act.db)
        let accounts = try act.db.rows(
            """
            SELECT \(Accounts.columns) FROM \(Accounts.tables)
            WHERE a.person_id = \(person) AND a.active AND a.role IN (\(list: roles)) ORDER BY a.id
            """
        ).map(AccountRecord.init)
        var made: [Reminder] = []
        var total = 0
        for account in accounts {
            let viewer = account.viewer(on: act.day)
            for reminder in try reached(viewer, calendar, act.db) where wish.hears(of: reminder.kind, reminder.stage) {
                if try Reminders.insert(reminder, of: person, act) { made.append(reminder) }
            }
            total += try Todos.list(visibleTo: viewer, in: act.db).total
        }
        try act.db.execute(
            """
            INSERT INTO reminder_round (person_id, on_day) VALUES (\(person), \(act.day))
            ON CONFLICT (person_id) DO UPDATE SET on_day = excluded.on_day
            """)
        guard let account = accounts.first, !made.isEmpty, wish.byMail, let mail = wish.mail else { return }
        let digest = ReminderDigest(office: office, day: act.day, reminders: made, total: total)
        let message = try Outbox.insert(
            OutboxDraft(
                channel: .mail, purpose: .digest, recipient: mail.text, subject: digest.subject,
                body: digest.body(for: account.name), place: try Reminders.place(of: account.id, in: act.db)), act)
        try act.db.execute(
            """
            UPDATE reminder SET message_id = \(message)
            WHERE person_id = \(person) AND made_on = \(act.day) AND message_id = ''
            """)
        try act.record(
            "reminder.mailed", of: "person", person.rawValue, ["count": "\(made.count)", "message": message.rawValue])
    }

    /// What of a workbench has come to a stage.
    private static func reached(_ viewer: Viewer, _ calendar: WorkCalendar, _ db: SQLConnection) throws -> [Reminder] {
        let terms = try OfficeReminderTerms.load(for: viewer.account, in: db)
        let schedule = ReminderSchedule(terms, calendar)
        // A stage moves to an earlier working day by no more than the longest holidays have.
        let until = viewer.day.adding(days: terms.horizon + 15)
        let todos = try Todos.due(by: until, limit: mostOfKind, visibleTo: viewer, in: db)
        return todos.compactMap { todo in
            guard let due = todo.dueOn, let stage = schedule.stages(due: due, on: viewer.day).reached else {
                return nil
            }
            return Reminder(
                kind: todo.kind.rawValue, label: todo.kind.label, subject: todo.subject, about: todo.about,
                who: todo.who, path: todo.path, dueOn: due, stage: stage)
        }
    }
}

extension Reminders {
    /// Whose administrators look after what an account gets.
    static func place(of account: AccountID, in db: SQLConnection) throws -> Place {
        let row = try db.first("SELECT province, city, county, zone FROM account WHERE id = \(account)")
        return try row.map {
            try Place(province: $0.get(0), city: $0.get(1), county: $0.get(2), zone: $0.get(3))
        } ?? Place()
    }
}
