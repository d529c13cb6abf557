import Supervision
import Testing

struct RecheckTests {
    private static let moment = FindingTests.moment

    private static func closed() throws -> FindingPart {
        try FindingTests.submitted().verified(by: FindingTests.officer, moment).part
            .closed(by: FindingTests.director, moment).part
    }

    private static func look(_ result: Recheck.Result, on day: Day = "2021-06-01", note: String = "现场查看") -> Recheck {
        Recheck(part: "p1", result: result, on: day, method: "实地复查", note: note)
    }

    private static let later = Moment(at: moment.at, on: "2021-06-01")

    @Test("What holds stays closed; what came back is open again in a new round with its own deadline")
    func results() throws {
        let part = try RecheckTests.closed()
        let holds = try part.rechecked(
            RecheckTests.look(.holds), dueOn: nil, by: FindingTests.officer, RecheckTests.later)
        #expect(holds.part.state == .closed && holds.event.kind == .rechecked && holds.part.version == part.version + 1)
        let back = try part.rechecked(
            RecheckTests.look(.cameBack), evidence: ["photo"], dueOn: "2021-06-20", by: FindingTests.officer,
            RecheckTests.later)
        #expect(back.part.state == .returned && back.part.dueOn == "2021-06-20" && back.part.evidence.isEmpty)
        #expect(back.event.kind == .reopened && back.event.evidence == ["photo"])
        #expect(back.part.submitters == part.submitters)
    }

    @Test("Only the office looks, only at what is closed, on a day between closure and today, and not at its own work")
    func guards() throws {
        let part = try RecheckTests.closed()
        let (officer, later) = (FindingTests.officer, RecheckTests.later)
        #expect(throws: FindingRefusal.wrongSide("督导室")) {
            try part.rechecked(RecheckTests.look(.holds), dueOn: nil, by: FindingTests.clerk, later)
        }
        #expect(throws: FindingRefusal.wrongState("复查", .submitted)) {
            try FindingTests.submitted().rechecked(RecheckTests.look(.holds), dueOn: nil, by: officer, later)
        }
        #expect(throws: RectificationRefusal.rechecksSubmitted) {
            try part.rechecked(
                RecheckTests.look(.holds), dueOn: nil, by: FindingActor("clerk", .office), later)
        }
        for day in ["2021-03-05", "2021-06-02"] as [Day] {
            #expect(throws: FindingRefusal.self) {
                try part.rechecked(RecheckTests.look(.holds, on: day), dueOn: nil, by: officer, later)
            }
        }
        for day in ["2021-03-06", "2021-06-01"] as [Day] {
            _ = try part.rechecked(RecheckTests.look(.holds, on: day), dueOn: nil, by: officer, later)
        }
        #expect(throws: RectificationRefusal.noDeadline) {
            try part.rechecked(RecheckTests.look(.cameBack), dueOn: nil, by: officer, later)
        }
        #expect(throws: FindingRefusal.noteMissing("复查情况")) {
            try part.rechecked(RecheckTests.look(.holds, note: " "), dueOn: nil, by: officer, later)
        }
    }

    @Test("Each opening begins a round; earlier rounds stay as they were")
    func rounds() {
        typealias Line = RectificationRound.Line
        let rounds = RectificationRound.rounds([
            Line(.issued, on: "2021-03-01"), Line(.acknowledged, on: "2021-03-02"),
            Line(.submitted, on: "2021-03-10", evidence: 2), Line(.returned, on: "2021-03-11"),
            Line(.submitted, on: "2021-03-12", evidence: 1), Line(.verified, on: "2021-03-13"),
            Line(.closed, on: "2021-03-14"), Line(.rechecked, on: "2021-05-01"), Line(.reopened, on: "2021-06-01"),
            Line(.submitted, on: "2021-06-09", evidence: 4),
        ])
        #expect(rounds.map(\.number) == [1, 2])
        #expect(rounds[0].closedOn == "2021-03-14" && rounds[0].evidence == 3 && rounds[0].returns == 1)
        #expect(rounds[0].heldOn == "2021-05-01" && rounds[1].begun == .reopened && rounds[1].closedOn == nil)
        #expect(rounds[1].evidence == 4)
    }

    @Test("What a unit found itself it need not receive, and it rectifies it as any other")
    func selfReported() throws {
        let part = try FindingTests.part().selfReported(by: FindingTests.clerk, RecheckTests.moment)
        #expect(part.part.state == .acknowledged && part.event.kind == .selfReported)
        #expect(part.part.moves(for: FindingTests.clerk) == [.plan])
        #expect(throws: FindingRefusal.wrongSide("责任单位")) {
            try FindingTests.part().selfReported(by: FindingTests.officer, RecheckTests.moment)
        }
    }

    @Test("A problem is told upward once, when no part is open")
    func upward() throws {
        let report = UpwardReport(addressee: "市教育督导委员会办公室", on: "2021-06-01", text: "已完成")
        let officer = FindingTests.officer
        try report.require(open: 0, isReported: false, by: officer, on: "2021-06-01")
        #expect(throws: RectificationRefusal.partsOpen(1)) {
            try report.require(open: 1, isReported: false, by: officer, on: "2021-06-01")
        }
        #expect(throws: RectificationRefusal.reportedAlready) {
            try report.require(open: 0, isReported: true, by: officer, on: "2021-06-01")
        }
        #expect(throws: FindingRefusal.self) {
            try report.require(open: 0, isReported: false, by: officer, on: "2021-05-31")
        }
    }
}
