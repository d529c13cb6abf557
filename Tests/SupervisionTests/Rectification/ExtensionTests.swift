import Supervision
import Testing

struct ExtensionTests {
    private static let clerk = FindingTests.clerk
    private static let officer = FindingTests.officer

    /// Planned on 6 March 2021 and due on 1 April.
    private static func planned() throws -> FindingPart {
        let moment = FindingTests.moment
        return try FindingTests.part().issued(by: officer, moment).part.acknowledged(by: clerk, moment).part
            .planned(FindingTests.plan, by: clerk, moment).part
    }

    private static func on(_ day: Day) -> Moment { Moment(at: FindingTests.moment.at, on: day) }

    private static func request(
        _ day: Day, kind: ExtensionRequest.Kind = .later, reason: String = "设备未到货", stages: [MilestonePlan] = []
    ) -> ExtensionRequest {
        ExtensionRequest(
            id: "x", part: "p1", kind: kind, reason: reason, dueBefore: "2021-04-01", wantedOn: day, milestones: stages,
            askedBy: "clerk", askedOn: "2021-03-20")
    }

    struct Case: Sendable {
        let wanted: Day
        let today: Day
        let granted: Int
        let refusal: RectificationRefusal?
    }

    static let terms = RectificationTerms(times: 2, days: 30, longTermDays: 365, notice: 3)

    @Test(
        "A wish is in time, not too often, not too long and to a later day",
        arguments: [
            Case(wanted: "2021-04-02", today: "2021-03-29", granted: 0, refusal: nil),
            Case(wanted: "2021-05-01", today: "2021-03-29", granted: 1, refusal: nil),
            Case(wanted: "2021-05-02", today: "2021-03-29", granted: 1, refusal: .tooLong(30)),
            Case(wanted: "2021-04-01", today: "2021-03-29", granted: 0, refusal: .notLater),
            Case(wanted: "2021-04-02", today: "2021-03-30", granted: 0, refusal: .askedTooLate(3)),
            Case(wanted: "2021-04-02", today: "2021-03-29", granted: 2, refusal: .extensionsUsed(2)),
        ])
    func asked(_ one: Case) throws {
        let part = try ExtensionTests.planned()
        func ask() throws {
            try part.requireExtension(
                ExtensionTests.request(one.wanted), granted: one.granted, under: ExtensionTests.terms,
                by: ExtensionTests.clerk, ExtensionTests.on(one.today))
        }
        if let refusal = one.refusal { #expect(throws: refusal) { try ask() } } else { try ask() }
    }

    @Test("On the last day itself a unit may still ask where no notice is wanted, the day after it may not")
    func lastDay() throws {
        let part = try ExtensionTests.planned()
        let request = ExtensionTests.request("2021-04-20")
        try part.requireExtension(
            request, granted: 0, under: .usual, by: ExtensionTests.clerk, ExtensionTests.on("2021-04-01"))
        #expect(throws: RectificationRefusal.askedTooLate(0)) {
            try part.requireExtension(
                request, granted: 0, under: .usual, by: ExtensionTests.clerk, ExtensionTests.on("2021-04-02"))
        }
    }

    @Test("Only the unit asks, after it has received the problem, and with a reason")
    func whoAsks() throws {
        let moment = FindingTests.moment
        let issued = try FindingTests.part().issued(by: ExtensionTests.officer, moment).part
        let request = ExtensionTests.request("2021-04-20")
        #expect(throws: RectificationRefusal.receiveFirst) {
            try issued.requireExtension(request, granted: 0, under: .usual, by: ExtensionTests.clerk, moment)
        }
        let part = try ExtensionTests.planned()
        #expect(throws: FindingRefusal.wrongSide("责任单位")) {
            try part.requireExtension(request, granted: 0, under: .usual, by: ExtensionTests.officer, moment)
        }
        #expect(throws: FindingRefusal.noteMissing("申请的理由")) {
            try part.requireExtension(
                ExtensionTests.request("2021-04-20", reason: " "), granted: 0, under: .usual, by: ExtensionTests.clerk,
                moment)
        }
        #expect(throws: FindingRefusal.wrongState("申请延期", .submitted)) {
            try FindingTests.submitted().requireExtension(
                request, granted: 0, under: .usual, by: ExtensionTests.clerk, moment)
        }
    }

    @Test("The office decides once, not on its own wish; another day and a no need a word")
    func decided() throws {
        let moment = ExtensionTests.on("2021-03-21")
        let request = ExtensionTests.request("2021-04-20")
        let granted = try request.granted(
            to: "2021-04-20", answer: "", under: .usual, by: ExtensionTests.officer, moment)
        #expect(granted.state == .granted && granted.grantedOn == "2021-04-20" && granted.decidedBy == "officer")
        #expect(throws: RectificationRefusal.decidedAlready(.granted)) {
            try granted.refused(answer: "不", by: ExtensionTests.officer, moment)
        }
        #expect(throws: FindingRefusal.noteMissing("另定期限的理由")) {
            try request.granted(to: "2021-04-10", answer: "", under: .usual, by: ExtensionTests.officer, moment)
        }
        #expect(throws: FindingRefusal.noteMissing("不同意的理由")) {
            try request.refused(answer: "", by: ExtensionTests.officer, moment)
        }
        #expect(throws: FourEyesRefusal(act: "审批延期")) {
            try request.granted(
                to: "2021-04-20", answer: "", under: .usual, by: FindingActor("clerk", .office), moment)
        }
        #expect(throws: RectificationRefusal.tooLong(90)) {
            try request.granted(to: "2021-07-01", answer: "久", under: .usual, by: ExtensionTests.officer, moment)
        }
        #expect(try request.withdrawn(by: ExtensionTests.clerk, moment).state == .withdrawn)
    }

    @Test("A granted day is the part's new deadline, later than the old one and not gone by")
    func extended() throws {
        let part = try ExtensionTests.planned()
        let step = try part.extended(
            to: "2021-04-20", reason: "同意", by: ExtensionTests.officer, ExtensionTests.on("2021-04-05"))
        #expect(step.part.dueOn == "2021-04-20" && step.event.kind == .extensionGranted)
        #expect(step.part.daysLate(on: "2021-04-20") == nil && step.part.daysLate(on: "2021-04-21") == 1)
        #expect(throws: RectificationRefusal.notLater) {
            try part.extended(to: "2021-04-01", reason: "同意", by: ExtensionTests.officer, FindingTests.moment)
        }
        #expect(throws: RectificationRefusal.dayGone) {
            try part.extended(
                to: "2021-04-20", reason: "同意", by: ExtensionTests.officer, ExtensionTests.on("2021-04-21"))
        }
    }

    @Test("A part never gets an earlier deadline by any wish that is granted")
    func property() throws {
        var random = SplitMix(7)
        var granted = 0
        for _ in 0..<5_000 {
            let part = try ExtensionTests.planned()
            let (today, wanted, given) = (
                ("2021-03-06" as Day).adding(days: random.below(40)),
                ("2021-03-20" as Day).adding(days: random.below(160)),
                ("2021-03-20" as Day).adding(days: random.below(160))
            )
            let terms = RectificationTerms(times: random.below(3), days: 1 + random.below(120))
            let moment = ExtensionTests.on(today)
            let request = ExtensionTests.request(wanted)
            guard
                (try? part.requireExtension(
                    request, granted: random.below(3), under: terms, by: ExtensionTests.clerk, moment)) != nil,
                let decided = try? request.granted(
                    to: given, answer: "另定", under: terms, by: ExtensionTests.officer, moment)
            else { continue }
            granted += 1
            let end = try #require(decided.grantedOn)
            #expect(
                end > "2021-04-01" && ("2021-04-01" as Day).distance(to: end) <= terms.days && today <= "2021-04-01")
        }
        #expect(granted > 100)
    }
}
