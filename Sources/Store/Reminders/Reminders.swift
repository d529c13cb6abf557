package import SQLCore
package import Supervision

/// A reminder that a person got, as their own list shows it.
package struct ReminderRow: Sendable, Equatable {
    package let todo: Todo
    package let stage: ReminderStage
    package let madeOn: Day
    /// Whether it also went by mail, and how that stands.
    package let mail: Delivery.State?
}

/// What the workbench says beside a to-do: when it last was, and next will be, reminded of.
package struct ReminderNote: Sendable, Equatable {
    package let lastOn: Day?
    package let nextOn: Day?

    package init(lastOn: Day?, nextOn: Day?) {
        self.lastOn = lastOn
        self.nextOn = nextOn
    }
}

/// The reminder table.
package enum Reminders {
    /// The viewer's own, the newest first.
    package static func list(
        _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<ReminderRow> {
        let rows = try db.rows(
            """
            SELECT r.kind, r.subject_id, r.about, r.who, r.due_on, false, r.stage, r.made_on, o.state
            FROM reminder r LEFT JOIN outbox_message o ON o.id = r.message_id WHERE r.person_id = \(viewer.person)
            ORDER BY r.made_on DESC, r.due_on, r.id LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int =
            try db.first("SELECT count(*) FROM reminder WHERE person_id = \(viewer.person)")?.get(0) ?? 0
        let found = try rows.compactMap { row -> ReminderRow? in
            guard let todo = try Todo(row) else { return nil }
            return try ReminderRow(
                todo: todo, stage: ReminderStage(offset: row.get(6)), madeOn: row.get(7), mail: row.get(8))
        }
        return Listing(rows: found, total: total, page: page)
    }

    /// What there is to say beside each of the viewer's to-dos; empty for who wants nothing on the site.
    package static func notes(
        on todos: [Todo], for viewer: Viewer, in db: SQLConnection
    ) throws -> [Todo.Key: ReminderNote] {
        let wish = try ReminderWishes.load(of: viewer.person, in: db)
        let due = todos.filter { $0.dueOn != nil }
        guard wish.onSite, !due.isEmpty else { return [:] }
        let schedule = ReminderSchedule(
            try OfficeReminderTerms.load(for: viewer.account, in: db), try WorkCalendars.known(in: db))
        let made = try db.rows(
            """
            SELECT kind, subject_id, who, max(made_on) FROM reminder
            WHERE person_id = \(viewer.person) AND subject_id IN (\(list: Array(Set(due.map(\.subject)))))
            GROUP BY kind, subject_id, who
            """
        ).map { row in
            (Todo.Key(kind: try row.get(0), subject: try row.get(1), who: try row.get(2)), try row.get(3) as Day)
        }
        let last = Dictionary(made, uniquingKeysWith: { $1 })
        return Dictionary(
            due.compactMap { todo in
                guard let day = todo.dueOn else { return nil }
                let next = schedule.stages(due: day, on: viewer.day).next
                let hears = next.map { wish.hears(of: todo.kind.rawValue, $0.stage) } ?? false
                return (todo.key, ReminderNote(lastOn: last[todo.key], nextOn: hears ? next?.day : nil))
            }, uniquingKeysWith: { first, _ in first })
    }

    /// Stores that a person is reminded; false when they were already, at this stage of this day.
    static func insert(_ reminder: Reminder, of person: PersonID, _ act: Act) throws -> Bool {
        let id: Identifier<Reminder> = act.newID()
        return try act.db.execute(
            """
            INSERT INTO reminder (id, person_id, kind, subject_id, about, who, due_on, stage, made_on, message_id)
            VALUES (\(id), \(person), \(reminder.kind), \(reminder.subject), \(reminder.about), \(reminder.who),
                \(reminder.dueOn), \(reminder.stage.offset), \(act.day), '')
            ON CONFLICT DO NOTHING
            """) == 1
    }

    /// Forgets reminders that are older than any list that somebody reads.
    package static func deleteOld(before: Day, in db: SQLConnection) throws {
        try db.execute("DELETE FROM reminder WHERE made_on < \(before)")
    }
}

extension Todo {
    /// By what a reminder knows its to-do again.
    package struct Key: Hashable, Sendable {
        let kind: String
        let subject: String
        let who: String
    }

    package var key: Key { Key(kind: kind.rawValue, subject: subject, who: who) }
}
