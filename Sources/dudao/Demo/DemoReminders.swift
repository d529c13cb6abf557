import SQLCore
import Store
import Supervision

/// Today's reminders of the fiction: in the outbox, because no mail server is set, and two group robots of the office.
struct DemoReminders {
    let stage: DemoStage

    func tell() throws {
        for person in [DemoCast.officer, DemoCast.secondOfficer, DemoCast.director] + units + team {
            try confirm(person)
        }
        try robots()
        try round()
    }

    private var units: [DemoPerson] { (1...8).flatMap { DemoCast.people(of: "", number: $0) } }
    private var team: [DemoPerson] { Array(DemoCast.inspectors.prefix(6)) }

    /// As if the link of a mail had come back some days ago.
    private func confirm(_ person: DemoPerson) throws {
        guard try Accounts.find(login: person.login, in: stage.db) != nil else { return }
        let viewer = try stage.viewer(person, on: stage.calendar.before(9))
        try stage.db.execute(
            """
            INSERT INTO reminder_wish (person_id, mail, pending_mail, token_digest, token_until, on_site, by_mail,
                muted, version)
            VALUES (\(viewer.person), \("\(person.login)@yunjiang.example.cn"), '', '', '', true, true, '', 1)
            ON CONFLICT (person_id) DO NOTHING
            """)
    }

    private func robots() throws {
        try stage.act(DemoCast.officer, on: stage.calendar.before(12)) { act in
            for (name, kind, host, occasion) in [
                ("督导室工作群", RobotKind.weCom, "qyapi.weixin.qq.com/cgi-bin/webhook/send?key=demo-0000", .daily),
                ("整改督办群", .dingTalk, "oapi.dingtalk.com/robot/send?access_token=demo-0000", .late),
            ] as [(String, RobotKind, String, Webhook.Occasion)] {
                guard let address = RobotAddress("https://\(host)") else { throw DemoError.refused(host) }
                // Off: a demo knocks at nobody's door.
                try Webhooks.add(
                    Webhook(
                        id: act.newID(), name: name, kind: kind, address: address, occasion: occasion, isOn: false),
                    act)
            }
        }
    }

    /// The round of today, or of the last working day before it.
    private func round() throws {
        let schedule = ReminderSchedule(.usual, try WorkCalendars.known(in: stage.db))
        var day = stage.calendar.today
        while !schedule.isWorkingDay(day) { day = day.adding(days: -1) }
        let at = DemoCalendar.moment(day, minute: -30)
        while true {
            let act = Act(.system("demo", at: at, on: day), in: stage.db)
            guard try ReminderRound.run(act) > 0 else { return }
        }
    }
}
