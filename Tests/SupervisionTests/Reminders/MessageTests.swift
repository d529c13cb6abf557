import Supervision
import Testing

@Suite struct MessageTests {
    private func reminder(_ label: String, due: Day, who: String = "", about: String = "留样不全") -> Reminder {
        Reminder(
            kind: label, label: label, subject: label, about: about, who: who, path: "/findings/\(label)", dueOn: due,
            stage: ReminderStage(offset: 0))
    }

    @Test("A day's mail says what is late first, with its link, and counts both in the subject")
    func digest() {
        let digest = ReminderDigest(
            office: "渝北区督导室", day: "2026-03-31",
            reminders: [
                reminder("b", due: "2026-04-07", who: "一小"), reminder("c", due: "2026-03-31"),
                reminder("a", due: "2026-03-28"), reminder("d", due: "2026-04-01"),
            ], total: 9)
        #expect(digest.subject == "督导待办提醒：逾期1件，将到期3件（3月31日）")
        let text = digest.body(for: "周敏").plain(at: "https://d.example.cn")
        #expect(
            text == """
                周敏：

                截至2026年3月31日，您在渝北区督导室督导平台有待办9件，其中下列事项请及时办理。

                【已逾期1件】
                1. a  留样不全 · 逾期3天，2026年3月28日到期
                   https://d.example.cn/findings/a

                【将到期3件】
                1. c  留样不全 · 今天到期
                   https://d.example.cn/findings/c
                2. d  留样不全 · 明天到期
                   https://d.example.cn/findings/d
                3. b  一小 · 留样不全 · 还有7天，2026年4月7日到期
                   https://d.example.cn/findings/b

                打开工作台：https://d.example.cn/

                提醒设置：https://d.example.cn/reminders

                办理完毕的事项不再提醒。本邮件由系统发出，请勿回复。

                """)
    }

    @Test("A long list is cut and says how many more there are", arguments: [(60, false), (61, true)])
    func cut(count: Int, isCut: Bool) {
        let reminders = (0..<count).map { reminder("n\($0)", due: "2026-03-31") }
        let digest = ReminderDigest(office: "督导室", day: "2026-03-31", reminders: reminders, total: count)
        let body = digest.body(for: "周敏")
        #expect(body.sections.map(\.lines.count) == [60])
        #expect(body.sections.first?.heading == "将到期\(count)件")
        #expect(body.foot.contains("另有1件") == isCut)
    }

    @Test("What people wrote stays text in HTML")
    func escaped() {
        let line = reminder("<b>", due: "2026-03-31", about: "\"a\" & <script>")
        let digest = ReminderDigest(office: "督导室", day: "2026-03-31", reminders: [line], total: 1)
        let html = digest.body(for: "<i>").html(at: "https://d.example.cn")
        #expect(html.contains("<p>&lt;i&gt;：</p>"))
        #expect(html.contains("&quot;a&quot; &amp; &lt;script&gt;"))
        #expect(html.contains("<a href=\"https://d.example.cn/findings/&lt;b&gt;\">&lt;b&gt;</a>"))
        #expect(!html.contains("<script"))
        #expect(!digest.body(for: "周").html(at: "").contains("href"))
    }

    @Test(
        "A robot's message is split at lines and never longer than its limit in bytes", arguments: [40, 60, 120, 400])
    func parts(most: Int) {
        let lines = (0..<9).map { MessageBody.Line(text: "核查整改\($0)", note: "共\($0)件", path: "/f", isLate: false) }
        let body = MessageBody(lead: "待办", sections: [.init(heading: "按事项", lines: lines)])
        let parts = RobotText(body, title: "督导待办", at: "").parts(mostBytes: most)
        #expect(parts.allSatisfy { $0.utf8.count <= most })
        let whole = RobotText(body, title: "督导待办", at: "").parts(mostBytes: 100_000)
        #expect(whole.count == 1)
        #expect(parts.joined(separator: "\n") == whole.first)
    }

    @Test(
        "A text is cut between two characters",
        arguments: [("督导", 6, "督导"), ("督导待办", 9, "督导…"), ("督导待办", 11, "督导…"), ("督导待办", 12, "督导待办")])
    func bytes(text: String, most: Int, expected: String) {
        #expect(RobotText.cut(text, to: most) == expected)
    }

    @Test("Nothing that a person named becomes a robot's link or a line of its own")
    func markdown() {
        let body = MessageBody(
            lead: "a\nb",
            sections: [
                .init(
                    heading: "h", lines: [.init(text: "[x](http://evil)", note: "n\r\n# t", path: "/f", isLate: false)])
            ])
        let text = RobotText(body, title: "t", at: "https://d.example.cn").parts(mostBytes: 4_096).joined()
        #expect(text == "### t\na b\n**h**\n- [ x  http://evil ](https://d.example.cn/f)：n    t")
    }

    @Test("An office's digest puts what is late first and counts only what waits")
    func office() {
        let digest = OfficeDigest(
            office: "渝北区", day: "2026-03-31",
            counts: [
                .init(label: "核查整改", total: 3, late: 0, path: "/a"),
                .init(label: "组建督导组", total: 0, late: 0, path: "/b"),
                .init(label: "催办逾期整改", total: 2, late: 2, path: "/c"),
            ])
        #expect(digest.title == "渝北区督导待办（3月31日）")
        #expect(digest.body.lead == "待办5件，其中逾期2件。")
        #expect(digest.body.sections.first?.lines.map(\.text) == ["催办逾期整改", "核查整改"])
        #expect(digest.body.sections.first?.lines.map(\.note) == ["2件，逾期2件", "3件"])
    }
}
