import Supervision
import Testing

@Suite struct ReceptionTests {
    private func reception(_ state: Reception.State = .preparing, reportedOn: Day? = nil) -> Reception {
        Reception(
            id: "r", title: "评价通知", sender: "市政府教育督导室", receivedOn: "2026-03-01", dueOn: "2026-04-10",
            state: state, reportedOn: reportedOn)
    }

    private func item(_ state: ReceptionItem.State = .open, needsEvidence: Bool = true, by: PersonID? = nil)
        -> ReceptionItem
    {
        ReceptionItem(
            id: "i", reception: "r", number: "1.1", title: "经费", organisation: "o", dueOn: "2026-03-20",
            needsEvidence: needsEvidence, state: state, submittedBy: by)
    }

    @Test("It is sent up with a text, and with missing items only when somebody says why")
    func report() throws {
        #expect(throws: ReceptionRefusal.reportEmpty) {
            try reception().reported(" \n", missing: [], excuse: "", on: "2026-04-10")
        }
        #expect(throws: ReceptionRefusal.missing(["1.1", "2.1"])) {
            try reception().reported("自评", missing: ["1.1", "2.1"], excuse: "  ", on: "2026-04-10")
        }
        let whole = try reception().reported("自评", missing: [], excuse: "多写的", on: "2026-04-10")
        #expect(whole.state == .reported && whole.excuse.isEmpty && whole.daysReportedLate == nil)
        let late = try reception().reported("自评", missing: ["2.1"], excuse: "审计未结", on: "2026-04-11")
        #expect(late.excuse == "审计未结" && late.daysReportedLate == 1)
        #expect(throws: ReceptionRefusal.wrongState("上报", .reported)) {
            try whole.reported("再报", missing: [], excuse: "", on: "2026-04-10")
        }
    }

    @Test("The text has a limit, both sides of it", arguments: [(20_000, true), (20_001, false)])
    func limit(count: Int, fits: Bool) {
        let text = String(repeating: "督", count: count)
        let taken = (try? reception().reported(text, missing: [], excuse: "", on: "2026-04-01")) != nil
        #expect(taken == fits)
    }

    @Test("It is late from the day after the deadline, and no more once it was sent")
    func late() {
        #expect(reception().daysLate(on: "2026-04-10") == nil)
        #expect(reception().daysLate(on: "2026-04-11") == 1)
        #expect(reception(.reported, reportedOn: "2026-04-20").daysLate(on: "2026-05-01") == nil)
    }

    @Test(
        "A receipt lies between the report and today",
        arguments: [("2026-04-07", false), ("2026-04-08", true), ("2026-04-12", true), ("2026-04-13", false)])
    func receipt(day: String, fits: Bool) throws {
        let sent = reception(.reported, reportedOn: "2026-04-08")
        let receipt = Reception.Receipt(number: "回执12", from: "市督导室", on: try #require(Day(day)))
        #expect(((try? sent.receipted(receipt, on: "2026-04-12")) != nil) == fits)
    }

    @Test("It ends only with a receipt")
    func finish() throws {
        for state in [Reception.State.preparing, .reported, .finished] {
            #expect(throws: ReceptionRefusal.wrongState("办结", state)) {
                try reception(state, reportedOn: "2026-04-08").finished()
            }
        }
        #expect(try reception(.receipted, reportedOn: "2026-04-08").finished().state == .finished)
    }

    @Test("An item goes in with words and, where one is wanted, a file; whoever handed it in does not take it over")
    func handing() throws {
        #expect(throws: ReceptionRefusal.answerEmpty) { try item().submitted("", files: 1, by: "p", on: "2026-03-10") }
        #expect(throws: ReceptionRefusal.evidenceMissing) {
            try item().submitted("已拨付", files: 0, by: "p", on: "2026-03-10")
        }
        #expect(
            try item(needsEvidence: false).submitted("已拨付", files: 0, by: "p", on: "2026-03-10").state == .submitted)
        let sent = try item().submitted("已拨付", files: 1, by: "p", on: "2026-03-10")
        #expect(throws: FourEyesRefusal.self) { try sent.accepted(by: "p") }
        let taken = try sent.accepted(by: "q")
        #expect(taken.state == .accepted)
        #expect(throws: ReceptionRefusal.reasonEmpty) { try taken.returned(" ") }
        #expect(try taken.returned("口径不对").state == .returned)
        #expect(throws: ReceptionRefusal.itemState("退回", .open)) { try item().returned("x") }
    }

    @Test("No path of moves brings an item to 已核收 without its words, a file and a second person")
    func walk() throws {
        var random = SplitMix(7)
        let people: [PersonID] = ["a", "b", "c"]
        for _ in 0..<400 {
            var now = item()
            var lastFiles = 0
            for _ in 0..<8 {
                let person = people[Int(random.next() % 3)]
                lastFiles = Int(random.next() % 2)
                switch random.next() % 3 {
                case 0:
                    let words = random.next() % 2 == 0 ? "" : "做了"
                    now = (try? now.submitted(words, files: lastFiles, by: person, on: "2026-03-10")) ?? now
                case 1:
                    let before = now
                    now = (try? now.accepted(by: person)) ?? now
                    if now.state == .accepted, before.state != .accepted {
                        #expect(!now.answer.isEmpty && now.submittedBy != person)
                    }
                default: now = (try? now.returned("补")) ?? now
                }
            }
        }
    }

    @Test("Pasted lines are read by columns; what is wrong is said by its line")
    func lines() {
        let text = """
            1.1 | 教育经费 | 区财政局 | 2026-03-20 | 附决算表

            2.10\t普惠覆盖率\t区教委
            3 | 少一列
            4 | 日期不对 | 区教委 | 三月
             | 没有编号 | 区教委
            """
        let (lines, problems) = ReceptionLine.parse(text)
        #expect(lines.map(\.number) == ["1.1", "2.10"])
        #expect(lines[0].dueOn == "2026-03-20" && lines[0].requirement == "附决算表")
        #expect(lines[1].dueOn == nil && lines[1].unit == "区教委")
        #expect(problems.count == 3)
        #expect(problems[0].hasPrefix("第4行") && problems[1].hasPrefix("第5行") && problems[2].hasPrefix("第6行"))
    }
}
