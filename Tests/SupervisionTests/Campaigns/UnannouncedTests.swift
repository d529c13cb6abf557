import Supervision
import Testing

struct UnannouncedTests {
    static let march: Result<[Day], UnannouncedRefusal> = Result { () throws(UnannouncedRefusal) in
        try VisitDays.workingDays(from: "2026-03-01", until: "2026-03-31", in: .stateCouncil)
    }

    static let warnings: [(Procedure, String?)] = [
        (.unannouncedCheck, nil), (.kindergarten, "宣传培训"), (.governmentCase, "问题交办"),
        (Procedure(code: "p", name: "p", steps: [ProcedureStep("a", "自评", requires: [.selfAssessment])]), "自评"),
        (
            Procedure(
                code: "p", name: "p",
                steps: [
                    ProcedureStep("a", "到校", requires: [.onSite]),
                    ProcedureStep("b", "自评", requires: [.selfAssessment]),
                ]), nil
        ),
        (
            Procedure(code: "p", name: "p", steps: [ProcedureStep("a", "到校", requires: [.onSite, .selfAssessment])]),
            "到校"
        ),
    ]

    @Test("A procedure by which the unit would learn of the check before the first visit is told", arguments: warnings)
    func warning(procedure: Procedure, step: String?) {
        #expect(procedure.warning?.name == step)
    }

    @Test("A 暗访 with a self-assessment before the visit is refused; the same procedure announced is not")
    func problems() {
        var campaign = CampaignTests.campaign()
        campaign.manner = .unannounced
        #expect(campaign.problems() == [UnannouncedRefusal.warned("宣传培训").message])
        campaign.procedure = .unannouncedCheck
        #expect(campaign.problems() == [])
    }

    @Test("Working days leave out weekends and holidays and keep 调休; what cannot be known is refused")
    func workingDays() throws {
        #expect(try Self.march.get().count == 22)
        let spring = try VisitDays.workingDays(from: "2026-02-14", until: "2026-02-24", in: .stateCouncil)
        #expect(spring == ["2026-02-14", "2026-02-24"])
        for (first, last, refusal) in [
            ("2026-03-02", "2026-03-01", UnannouncedRefusal.windowBackwards),
            ("2026-03-07", "2026-03-08", .noWorkingDay),
            ("2026-12-31", "2027-01-04", .calendarUnknown(year: 2027)),
        ] as [(Day, Day, UnannouncedRefusal)] {
            #expect(throws: refusal) { try VisitDays.workingDays(from: first, until: last, in: .stateCouncil) }
        }
    }

    @Test("The day is what sha256sum and the shell say: printf '03 09,1150120001,day' gives day 3 of 22")
    func vector() throws {
        let days = try Self.march.get()
        #expect(VisitDays.ticket(of: "1150120001", seed: "03 09").hasPrefix("b088f5c47edfa03846de"))
        #expect(VisitDays.day(of: "1150120001", seed: "03 09", among: days) == "2026-03-05")
        #expect(VisitDays.day(of: "1150120001", seed: "03 09", among: []) == nil)
    }

    @Test("Every unit gets a day of the window whatever the seed, and all days are used")
    func spread() throws {
        let days = try Self.march.get()
        let drawn = (0..<2_000).compactMap { VisitDays.day(of: "\($0)", seed: "s", among: days) }
        #expect(drawn.count == 2_000 && Set(drawn) == Set(days))
        let counts = Dictionary(grouping: drawn, by: { $0 }).values.map(\.count)
        #expect(counts.allSatisfy { (50...140).contains($0) })
    }
}
