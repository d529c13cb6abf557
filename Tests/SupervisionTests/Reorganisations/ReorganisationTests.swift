import Supervision
import Testing

@Suite struct ReorganisationTests {
    private static func thing(
        _ kind: Dependent.Kind, barred: Set<OrganisationID> = [], canFollow: Bool = false
    ) -> Dependent {
        Dependent(kind, "1", title: kind.label, barred: barred, canFollow: canFollow)
    }

    @Test("A merger has one successor, a split at least two, or one beside a unit that remains")
    func successors() throws {
        #expect(throws: ReorganisationRefusal.successorCount(.merger, remains: false)) {
            try Reorganisation(.merger, of: "a", into: [])
        }
        #expect(throws: ReorganisationRefusal.successorCount(.merger, remains: false)) {
            try Reorganisation(.merger, of: "a", into: ["b", "c"])
        }
        #expect(throws: ReorganisationRefusal.successorCount(.split, remains: false)) {
            try Reorganisation(.split, of: "a", into: ["b"])
        }
        #expect(try Reorganisation(.split, of: "a", into: ["b"], remains: true).remains)
        #expect(throws: ReorganisationRefusal.successorTwice) { try Reorganisation(.split, of: "a", into: ["b", "b"]) }
        #expect(throws: ReorganisationRefusal.ownSuccessor) { try Reorganisation(.merger, of: "a", into: ["a"]) }
        #expect(throws: ReorganisationRefusal.self) { try Reorganisation(.closure, of: "a", into: ["b"]) }
    }

    @Test(
        "What may be decided, by what happens and what hangs on the unit",
        arguments: [
            (Dependent.Kind.finding, [Fate.pass("b"), .stay]), (.cooperation, [.pass("b"), .end]),
            (.inspection, [.pass("b"), .stay, .end]), (.prepared, [.pass("b"), .end]), (.frame, [.stay]),
            (.task, [.pass("b"), .stay]), (.account, [.pass("b"), .end, .stay]), (.round, [.pass("b"), .stay]),
            (.relation, [.pass("b"), .end]),
            (.membership, [.pass("b"), .end]), (.zone, [.pass("b"), .end]),
        ])
    func merger(kind: Dependent.Kind, fates: [Fate]) throws {
        let change = try Reorganisation(.merger, of: "a", into: ["b"])
        #expect(change.fates(of: Self.thing(kind)) == fates)
        let barred = change.fates(of: Self.thing(kind, barred: ["b"]))
        #expect(barred == fates.filter { $0 != .pass("b") })
    }

    @Test("No finding is ever ended by a reorganisation: it is put right or it stays")
    func findings() throws {
        for change in [
            try Reorganisation(.merger, of: "a", into: ["b"]), try Reorganisation(.split, of: "a", into: ["b", "c"]),
            try Reorganisation(.closure, of: "a"), try Reorganisation(.transfer, of: "a"),
        ] {
            #expect(!change.fates(of: Self.thing(.finding)).contains(.end))
        }
    }

    @Test("With another master a thing goes along only where its office may let it")
    func transfer() throws {
        let change = try Reorganisation(.transfer, of: "a")
        #expect(change.fates(of: Self.thing(.finding)) == [.stay])
        #expect(change.fates(of: Self.thing(.finding, canFollow: true)) == [.follow, .stay])
        #expect(change.fates(of: Self.thing(.zone)) == [.end])
        #expect(change.fates(of: Self.thing(.zone, canFollow: true)) == [.stay])
        #expect(change.fates(of: Self.thing(.inspection)) == [.stay, .end])
    }

    @Test("Nothing is decided while one thing is not, and nothing is taken that may not be had")
    func decided() throws {
        let change = try Reorganisation(.merger, of: "a", into: ["b"])
        let things = [Self.thing(.finding), Self.thing(.account), Self.thing(.frame)]
        #expect(throws: ReorganisationRefusal.undecided(2)) { try change.decided([:], about: things) }
        #expect(throws: ReorganisationRefusal.undecided(1)) { try change.decided(["finding-1": .stay], about: things) }
        #expect(throws: ReorganisationRefusal.notAllowed(Dependent.Kind.finding.label)) {
            try change.decided(["finding-1": .end, "account-1": .end], about: things)
        }
        #expect(throws: ReorganisationRefusal.notAllowed(Dependent.Kind.account.label)) {
            try change.decided(["finding-1": .stay, "account-1": .pass("elsewhere")], about: things)
        }
        let all = try change.decided(["finding-1": .pass("b"), "account-1": .end], about: things)
        #expect(all.map(\.fate) == [.pass("b"), .end, .stay], "a frame has one way only")
    }

    @Test("A fate goes through a form unharmed", arguments: [Fate.stay, .end, .follow, .pass("0189-x")])
    func text(fate: Fate) {
        #expect(Fate(text: fate.text) == fate)
        #expect(Fate(text: "") == nil && Fate(text: "pass:") == nil && Fate(text: "keep") == nil)
    }

    @Test("A part that is passed on keeps everything but whose it is")
    func passed() {
        let part = FindingPart(
            id: "p", finding: "f", organisation: "a", cooperating: ["b", "c"], dueOn: "2026-04-01", state: .planned,
            plan: RectificationPlan(measures: "补齐", responsible: ["王"]), submitters: ["x"], evidence: ["e"], version: 4)
        let step = part.passed(to: "b", note: "并入", by: "officer", Moment(Instant(milliseconds: 0)))
        #expect(step.part.organisation == "b" && step.part.cooperating == ["c"] && step.part.version == 5)
        #expect(step.part.state == .planned && step.part.plan == part.plan && step.part.submitters == ["x"])
        #expect(step.part.evidence == ["e"] && step.part.dueOn == part.dueOn && step.event.kind == .passed)
    }
}
