import Supervision
import Testing

@Suite struct ResultNoticeTests {
    private func notice(days: Int = 5, lines: Int = 1) -> ResultNotice {
        ResultNotice(
            id: "n", subject: .duty("s"), title: "公示", body: "正文", days: days,
            lines: (0..<lines).map {
                ResultNotice.Line(
                    organisation: Identifier("o\($0)"), name: "清溪镇", group: "乡镇街道", rank: 1, score: "9", grade: "")
            }, draftedBy: "drafter")
    }

    @Test("It stands for working days after the day it is shown, holidays and 调休 counted")
    func term() throws {
        // 2026-04-30 is a Thursday; 1–5 May are off, 9 May is worked.
        let shown = try notice().published(by: "director", on: "2026-04-30", in: .stateCouncil)
        #expect(shown.until == "2026-05-11")
        #expect(shown.isOpen(on: "2026-05-11") && !shown.isOpen(on: "2026-05-12"))
    }

    @Test("Where the calendar is not known its end is not guessed, and it stays open")
    func unknown() throws {
        let shown = try notice().published(by: "director", on: "2026-12-30", in: .stateCouncil)
        #expect(shown.until == nil && shown.isOpen(on: "2027-03-01"))
    }

    @Test("Who drafted it does not show it, and without results or days there is nothing to show")
    func fourEyes() {
        #expect(throws: FourEyesRefusal.self) {
            try notice().published(by: "drafter", on: "2026-04-30", in: .stateCouncil)
        }
        #expect(throws: ResultRefusal.empty) {
            try notice(lines: 0).published(by: "director", on: "2026-04-30", in: .stateCouncil)
        }
        for days in [0, 61] {
            #expect(throws: ResultRefusal.badDays) {
                try notice(days: days).published(by: "director", on: "2026-04-30", in: .stateCouncil)
            }
        }
    }

    @Test("What is said is taken within the term, with words unless it agrees, and not as a flood")
    func feedback() throws {
        let shown = try notice().published(by: "director", on: "2026-03-09", in: .stateCouncil)
        func word(_ stance: ResultFeedback.Stance, _ text: String, _ source: ResultFeedback.Source = .anybody)
            -> ResultFeedback
        {
            ResultFeedback(
                id: "f", notice: "n", source: source, stance: stance, text: text, receipt: "R", givenOn: "2026-03-10")
        }
        try word(.object, "排名有误").admit(to: shown, on: "2026-03-16", fromHere: 4, today: 299)
        #expect(throws: ResultRefusal.over) {
            try word(.object, "x").admit(to: shown, on: "2026-03-17", fromHere: 0, today: 0)
        }
        #expect(throws: ResultRefusal.over) {
            try word(.object, "x").admit(to: notice(), on: "2026-03-10", fromHere: 0, today: 0)
        }
        #expect(throws: ResultRefusal.textMissing) {
            try word(.object, " ").admit(to: shown, on: "2026-03-10", fromHere: 0, today: 0)
        }
        try word(.agree, "", .unit("o")).admit(to: shown, on: "2026-03-10", fromHere: 9, today: 999)
        #expect(throws: ResultRefusal.flood) {
            try word(.object, "x").admit(to: shown, on: "2026-03-10", fromHere: 5, today: 5)
        }
        #expect(throws: ResultRefusal.flood) {
            try word(.object, "x").admit(to: shown, on: "2026-03-10", fromHere: 0, today: 300)
        }
        #expect(throws: ResultRefusal.tooLong) {
            try word(.object, String(repeating: "长", count: 1_001)).admit(
                to: shown, on: "2026-03-10", fromHere: 0, today: 0)
        }
    }

    @Test("It is answered once, with words")
    func answer() throws {
        let word = ResultFeedback(
            id: "f", notice: "n", source: .anybody, stance: .object, text: "x", receipt: "R", givenOn: "2026-03-10")
        #expect(throws: ResultRefusal.answerMissing) { try word.answered(" ", .kept, on: "2026-03-11") }
        let done = try word.answered("已核对年报", .kept, on: "2026-03-11")
        #expect(done.outcome == .kept)
        #expect(throws: ResultRefusal.answered) { try done.answered("再答", .noted, on: "2026-03-12") }
    }

    @Test("It is withdrawn with a reason and not twice")
    func withdraw() throws {
        #expect(throws: ResultRefusal.reasonMissing) { try notice().withdrawn("", on: "2026-03-11") }
        let gone = try notice().withdrawn("名单有误", on: "2026-03-11")
        #expect(throws: ResultRefusal.wrongState("撤回", .withdrawn)) { try gone.withdrawn("x", on: "2026-03-12") }
        #expect(!gone.isOpen(on: "2026-03-11"))
    }
}
