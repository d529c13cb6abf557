/// Something due of which somebody is reminded, as it is said to them.
package struct Reminder: Hashable, Sendable {
    /// The kind of the to-do, as the workbench calls it.
    package let kind: String
    /// What is to be done: 提交整改佐证.
    package let label: String
    package let subject: String
    package let about: String
    package let who: String
    /// Where it is done, as a path of the site.
    package let path: String
    package let dueOn: Day
    package let stage: ReminderStage

    package init(
        kind: String, label: String, subject: String, about: String, who: String, path: String, dueOn: Day,
        stage: ReminderStage
    ) {
        self.kind = kind
        self.label = label
        self.subject = subject
        self.about = about
        self.who = who
        self.path = path
        self.dueOn = dueOn
        self.stage = stage
    }

    /// How the day is said on `day`: 逾期3天, 今天到期, 还有6天.
    package func standing(on day: Day) -> String {
        switch day.distance(to: dueOn) {
        case ..<0: "逾期\(dueOn.distance(to: day))天，\(dueOn.chinese)到期"
        case 0: "今天到期"
        case 1: "明天到期"
        case let left: "还有\(left)天，\(dueOn.chinese)到期"
        }
    }
}

/// The one mail of a person's day (每日提醒): what came up today, late ones first.
package struct ReminderDigest: Sendable {
    private let office: String
    private let day: Day
    private let reminders: [Reminder]
    private let total: Int

    /// More lines than anybody reads; the workbench has the rest.
    package static let most = 60

    /// `total` is what the workbench counts for the person today.
    package init(office: String, day: Day, reminders: [Reminder], total: Int) {
        self.office = office
        self.day = day
        self.reminders = reminders.sorted { ($0.dueOn, $0.kind, $0.subject) < ($1.dueOn, $1.kind, $1.subject) }
        self.total = total
    }

    private var late: [Reminder] { reminders.filter { $0.dueOn < day } }
    private var coming: [Reminder] { reminders.filter { $0.dueOn >= day } }

    package var subject: String {
        let parts = [("逾期", late.count), ("将到期", coming.count)].filter { $0.1 > 0 }.map { "\($0.0)\($0.1)件" }
        return "督导待办提醒：\(parts.joined(separator: "，"))（\(day.month)月\(day.day)日）"
    }

    /// `name` is the person's; the rest is what they see on their own workbench.
    package func body(for name: String) -> MessageBody {
        let shown = Set(reminders.prefix(ReminderDigest.most))
        let sections = [section("已逾期", late, shown), section("将到期", coming, shown)].compactMap { $0 }
        let rest = reminders.count - shown.count
        let more = rest > 0 ? "另有\(rest)件今天到了提醒时间，请在工作台查看。" : ""
        return MessageBody(
            greeting: "\(name)：", lead: "截至\(day.chinese)，您在\(office)督导平台有待办\(total)件，其中下列事项请及时办理。", sections: sections,
            foot: "\(more)办理完毕的事项不再提醒。本邮件由系统发出，请勿回复。",
            links: [
                MessageBody.Link(label: "打开工作台", path: "/"), MessageBody.Link(label: "提醒设置", path: "/reminders"),
            ])
    }

    private func section(_ heading: String, _ reminders: [Reminder], _ shown: Set<Reminder>) -> MessageBody.Section? {
        let lines = reminders.filter(shown.contains).map { reminder in
            MessageBody.Line(
                text: reminder.label,
                note: ([reminder.who, reminder.about].filter { !$0.isEmpty } + [reminder.standing(on: day)])
                    .joined(separator: " · "), path: reminder.path, isLate: reminder.dueOn < day)
        }
        return lines.isEmpty ? nil : MessageBody.Section(heading: "\(heading)\(reminders.count)件", lines: lines)
    }
}
