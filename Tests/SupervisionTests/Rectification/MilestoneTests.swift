import Supervision
import Testing

struct MilestoneTests {
    private static let clerk = FindingTests.clerk
    private static let officer = FindingTests.officer
    private static let moment = FindingTests.moment

    static let stages = [
        Milestone(id: "m1", title: "完成立项", dueOn: "2021-05-01"),
        Milestone(id: "m2", title: "完成改造", dueOn: "2021-09-01"),
    ]

    static func longTerm() throws -> FindingPart {
        try FindingTests.part().issued(by: officer, moment).part.acknowledged(by: clerk, moment).part
            .planned(FindingTests.plan, by: clerk, moment).part
            .milestonesSet(stages, reason: "工程量大", by: officer, moment).part
    }

    @Test("The last stage's day is the deadline; evidence comes in only after all stages, closure after all confirmed")
    func chain() throws {
        var part = try MilestoneTests.longTerm()
        #expect(part.isLongTerm && part.dueOn == "2021-09-01" && part.milestonesAhead == 2)
        #expect(throws: FindingRefusal.milestonesAhead(2)) {
            try part.submitted(["e"], by: MilestoneTests.clerk, MilestoneTests.moment)
        }
        #expect(part.moves(for: MilestoneTests.clerk) == [.plan])
        for stage in ["m1", "m2"] {
            part = try part.milestoneReported(
                MilestoneID(stage), ["e-\(stage)"].map { EvidenceID($0) }, by: MilestoneTests.clerk,
                MilestoneTests.moment
            ).part
        }
        part = try part.milestoneConfirmed("m1", by: MilestoneTests.officer, MilestoneTests.moment).part
        part = try part.submitted(["e"], by: MilestoneTests.clerk, MilestoneTests.moment).part
        #expect(part.moves(for: MilestoneTests.officer) == [.sendBack])
        #expect(throws: FindingRefusal.milestonesUnconfirmed(1)) {
            try part.verified(by: MilestoneTests.officer, MilestoneTests.moment)
        }
        part = try part.milestoneConfirmed("m2", by: MilestoneTests.officer, MilestoneTests.moment).part
        part = try part.verified(by: MilestoneTests.officer, MilestoneTests.moment).part
        #expect(try part.closed(by: FindingTests.director, MilestoneTests.moment).part.state == .closed)
    }

    @Test("A stage needs evidence, is confirmed by somebody else, and comes back with a reason")
    func guards() throws {
        let part = try MilestoneTests.longTerm()
        #expect(throws: FindingRefusal.evidenceMissing) {
            try part.milestoneReported("m1", [], by: MilestoneTests.clerk, MilestoneTests.moment)
        }
        #expect(throws: RectificationRefusal.noMilestone) {
            try part.milestoneReported("m9", ["e"], by: MilestoneTests.clerk, MilestoneTests.moment)
        }
        let reported = try part.milestoneReported("m1", ["e"], by: MilestoneTests.clerk, MilestoneTests.moment).part
        #expect(throws: FindingRefusal.verifierSubmitted) {
            try reported.milestoneConfirmed("m1", by: FindingActor("clerk", .office), MilestoneTests.moment)
        }
        #expect(throws: FindingRefusal.noteMissing("退回的理由")) {
            try reported.milestoneReturned("m1", reason: "", by: MilestoneTests.officer, MilestoneTests.moment)
        }
        let back = try reported.milestoneReturned(
            "m1", reason: "缺验收单", by: MilestoneTests.officer, MilestoneTests.moment)
        #expect(back.part.milestones[0].state == .open && back.part.milestones[0].evidence.isEmpty)
        #expect(throws: RectificationRefusal.milestoneState("确认", .open)) {
            try back.part.milestoneConfirmed("m1", by: MilestoneTests.officer, MilestoneTests.moment)
        }
    }

    @Test("A stage is late from the day after its own day until it is reported")
    func late() throws {
        let part = try MilestoneTests.longTerm()
        #expect(part.milestones[0].daysLate(on: "2021-05-01") == nil)
        #expect(part.milestones[0].daysLate(on: "2021-05-02") == 1)
        let reported = try part.milestoneReported("m1", ["e"], by: MilestoneTests.clerk, MilestoneTests.moment).part
        #expect(reported.milestones[0].daysLate(on: "2021-08-01") == nil)
    }

    @Test("New stages replace those to come and leave what was reached")
    func adjusted() throws {
        let part = try MilestoneTests.longTerm()
            .milestoneReported("m1", ["e"], by: MilestoneTests.clerk, MilestoneTests.moment).part
        let next = try part.milestonesSet(
            [Milestone(id: "m3", title: "分两期", dueOn: "2021-12-01")], reason: "资金分两年", by: MilestoneTests.officer,
            MilestoneTests.moment
        ).part
        #expect(next.milestones.map(\.id) == ["m1", "m3"] && next.dueOn == "2021-12-01")
    }

    @Test(
        "Stages have words, follow each other, are not gone by and not too many",
        arguments: [
            ([], RectificationRefusal.milestoneCount),
            ([MilestonePlan(" ", dueOn: "2021-05-01")], .milestoneUntitled),
            (
                [MilestonePlan("乙", dueOn: "2021-05-02"), MilestonePlan("甲", dueOn: "2021-05-01")],
                .milestonesOutOfOrder
            ),
            ([MilestonePlan("甲", dueOn: "2021-03-05")], .dayGone),
            (Array(repeating: MilestonePlan("甲", dueOn: "2021-05-01"), count: 25), .milestoneCount),
        ] as [([MilestonePlan], RectificationRefusal)])
    func plans(_ plans: [MilestonePlan], _ refusal: RectificationRefusal) {
        #expect(throws: refusal) { try MilestonePlan.require(plans, on: "2021-03-06") }
    }

    @Test("Twenty-four stages on one day, today, are allowed")
    func most() throws {
        try MilestonePlan.require(
            Array(repeating: MilestonePlan("甲", dueOn: "2021-03-06"), count: 24), on: "2021-03-06")
    }
}
