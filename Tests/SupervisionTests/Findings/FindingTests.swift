import Supervision
import Testing

struct FindingTests {
    static let moment = Moment(at: Instant(milliseconds: 1_615_000_000_000), on: "2021-03-06")
    static let clerk = FindingActor("clerk", .unit)
    static let officer = FindingActor("officer", .office)
    static let director = FindingActor("director", .director)
    static let plan = RectificationPlan(
        measures: "更换设备", tasks: [.init("采购", responsible: ["甲"], dueOn: "2021-03-20"), .init("安装")],
        responsible: ["乙"])

    static func part(_ id: FindingPartID = "p1", organisation: OrganisationID = "o1") -> FindingPart {
        FindingPart(id: id, finding: "f", organisation: organisation, dueOn: "2021-04-01")
    }

    static func submitted() throws -> FindingPart {
        try part().issued(by: officer, moment).part.acknowledged(by: clerk, moment).part
            .planned(plan, by: clerk, moment).part.submitted(["e1"], by: clerk, moment).part
    }

    @Test("The straight way goes from issue to closure and keeps an event of each step")
    func straight() throws {
        let part = try FindingTests.submitted()
        let verified = try part.verified(by: FindingTests.officer, FindingTests.moment)
        let closed = try verified.part.closed(by: FindingTests.director, FindingTests.moment)
        #expect(closed.part.state == .closed && closed.part.closedOn == "2021-03-06" && closed.part.version == 7)
        #expect(closed.event.kind == .closed && closed.event.by == "director" && verified.event.kind == .verified)
    }

    @Test("No evidence, no closure; the one who handed in, verified or stands on the other side is refused")
    func guards() throws {
        let moment = FindingTests.moment
        let part = try FindingTests.submitted()
        #expect(throws: FindingRefusal.verifierSubmitted) { try part.verified(by: .init("clerk", .office), moment) }
        #expect(throws: FindingRefusal.verifierSubmitted) {
            try part.returned(reason: "缺", by: .init("clerk", .office), moment)
        }
        #expect(throws: FindingRefusal.wrongSide("督导室")) { try part.verified(by: .init("x", .unit), moment) }
        #expect(throws: FindingRefusal.wrongState("销号", .submitted)) {
            try part.closed(by: FindingTests.director, moment)
        }
        let verified = try part.verified(by: FindingTests.officer, moment).part
        #expect(throws: FindingRefusal.closerVerified) { try verified.closed(by: .init("officer", .director), moment) }
        #expect(throws: FindingRefusal.closerSubmitted) { try verified.closed(by: .init("clerk", .director), moment) }
        #expect(throws: FindingRefusal.wrongSide("督导室主任")) { try verified.closed(by: .init("x", .office), moment) }
        let returned = try part.returned(reason: "不清楚", by: FindingTests.officer, moment).part
        #expect(returned.evidence.isEmpty)
        #expect(throws: FindingRefusal.evidenceMissing) { try returned.submitted([], by: FindingTests.clerk, moment) }
        #expect(throws: FindingRefusal.noteMissing("退回的理由")) {
            try part.returned(reason: " ", by: FindingTests.officer, moment)
        }
        let reopened = try verified.reopened(reason: "复查发现反弹", dueOn: "2021-06-01", by: FindingTests.director, moment)
        #expect(
            reopened.part.state == .returned && reopened.part.dueOn == "2021-06-01" && reopened.event.kind == .reopened)
        #expect(reopened.part.verifier == nil)
    }

    @Test("Late begins the day after the deadline and ends when the evidence is in")
    func late() throws {
        let part = try FindingTests.part().issued(by: FindingTests.officer, FindingTests.moment).part
        #expect(part.daysLate(on: "2021-04-01") == nil)
        #expect(part.daysLate(on: "2021-04-02") == 1)
        #expect(try FindingTests.submitted().daysLate(on: "2021-05-01") == nil)
    }

    static func finding(_ parts: [FindingPart]) -> Finding {
        Finding(
            id: "f", number: "2021-0001", source: .superior, problem: "消防设施缺失", requirement: "配齐", grade: .grave,
            foundOn: "2021-03-01", parts: parts)
    }

    @Test("A finding is split among different units before anybody begins, and closes only with its last part")
    func split() throws {
        let finding = FindingTests.finding([FindingTests.part()])
        let parts = [FindingTests.part("p2", organisation: "o2"), FindingTests.part("p3", organisation: "o3")]
        var split = try finding.split("p1", into: parts)
        #expect(split.parts.map(\.id) == ["p2", "p3"])
        #expect(throws: FindingRefusal.badSplit) { try finding.split("p1", into: [parts[0]]) }
        #expect(throws: FindingRefusal.badSplit) { try finding.split("p1", into: [parts[0], parts[0]]) }
        #expect(throws: FindingRefusal.notFound) { try finding.split("p9", into: parts) }
        for part in parts {
            #expect(!split.isClosed)
            let moment = FindingTests.moment
            let closed = try part.issued(by: FindingTests.officer, moment).part
                .acknowledged(by: FindingTests.clerk, moment).part
                .planned(FindingTests.plan, by: FindingTests.clerk, moment).part
                .submitted(["e"], by: FindingTests.clerk, moment).part
                .verified(by: FindingTests.officer, moment).part.closed(by: FindingTests.director, moment).part
            split = split.replacing(closed)
        }
        #expect(split.isClosed)
    }

    @Test("The three lists are three views of the same findings")
    func lists() throws {
        let findings = [FindingTests.finding([try FindingTests.submitted()])]
        let names = FindingLists.problems(findings) { "单位\($0)" }
        #expect(names.map(\.cells.count) == [ProblemRow.headers.count])
        #expect(names[0].cells == ["1", "2021-0001", "上级督查反馈", "消防设施缺失", "", "严重", "配齐", "单位o1", "2021年4月1日", "待核查"])
        let tasks = FindingLists.tasks(findings) { "单位\($0)" }
        #expect(tasks.map { $0.cells[4] } == ["采购", "安装"] && tasks[0].cells.count == TaskRow.headers.count)
        #expect(tasks.map { $0.cells[5] } == ["甲", "乙"] && tasks.map { $0.cells[6] } == ["2021年3月20日", "2021年4月1日"])
        let duties = FindingLists.responsibilities(findings) { "单位\($0)" }
        #expect(duties[0].cells.count == ResponsibilityRow.headers.count && duties[0].cells[5] == "乙")
    }
}
