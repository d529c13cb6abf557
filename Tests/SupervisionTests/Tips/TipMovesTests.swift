import Supervision
import Testing

@Suite struct TipMovesTests {
    private static let handler: PersonID = "handler"
    private static let other: PersonID = "other"
    private static let original = Tip(id: "original", state: .answered, handler: handler)

    private enum Move: String, CaseIterable {
        case assign, send, recall, verify, merge, passOn, answer, reopen, ask, rate, redirect

        func on(_ tip: Tip, by person: PersonID) throws -> Tip {
            switch self {
            case .assign: try tip.assigned(to: person, by: person, isHead: false)
            case .send: try tip.sentToVerify(by: person)
            case .recall: try tip.recalled(by: person)
            case .verify: try tip.verified(.holds)
            case .merge: try tip.merged(into: original, by: person)
            case .passOn: try tip.passedOn(to: "公安局", by: person)
            case .answer: try tip.answered("已查实", .partly, by: person)
            case .reopen: try tip.reopened("又有新情况", by: person, isHead: false)
            case .ask: try tip.asked("什么时候？", by: person)
            case .rate: try tip.rated(5)
            case .redirect: try tip.redirected(toAnotherOffice: false, by: person)
            }
        }
    }

    /// Which moves the handler may make in which state, and where they lead.
    private static let table: [Tip.State: [Move: Tip.State]] = [
        .received: [.assign: .accepted, .merge: .duplicate, .passOn: .elsewhere, .redirect: .received],
        .accepted: [
            .assign: .accepted, .send: .verifying, .merge: .duplicate, .passOn: .elsewhere, .answer: .answered,
            .ask: .accepted, .redirect: .accepted,
        ],
        .verifying: [.assign: .verifying, .recall: .accepted, .verify: .verified, .ask: .verifying],
        .verified: [
            .assign: .verified, .send: .verifying, .merge: .duplicate, .passOn: .elsewhere, .answer: .answered,
            .ask: .verified, .redirect: .verified,
        ],
        .answered: [.reopen: .accepted, .rate: .answered],
        .duplicate: [.reopen: .accepted],
        .elsewhere: [.reopen: .accepted],
    ]

    @Test("Each state admits exactly the moves of the table", arguments: Tip.State.allCases)
    func moves(state: Tip.State) throws {
        let handler: PersonID? = state == .received ? nil : Self.handler
        let tip = Tip(id: "tip", state: state, handler: handler)
        for move in Move.allCases {
            let next = try? move.on(tip, by: Self.handler)
            #expect(next?.state == Self.table[state]?[move], "\(move) in \(state)")
            if let next { #expect(next.version == 2 && next.handler == (move == .redirect ? handler : Self.handler)) }
        }
    }

    @Test("What is somebody's is nobody else's, but for the office's head who gives it to another")
    func handlers() throws {
        for state in Tip.State.open where state != .received {
            let tip = Tip(id: "tip", state: state, handler: Self.handler)
            for move in Move.allCases where ![.verify, .rate].contains(move) {
                #expect(throws: TipRefusal.self, "\(move) in \(state)") { try move.on(tip, by: Self.other) }
            }
            #expect(try tip.assigned(to: Self.other, by: Self.other, isHead: true).handler == Self.other)
            #expect(throws: TipRefusal.notHandler) { try tip.requireLook(by: Self.other, reason: "回访") }
            let given = try tip.assigned(to: Self.other, by: Self.other, isHead: false, isVacant: true)
            #expect(given.handler == Self.other, "where nobody works on it, anybody of the office may")
        }
        for state in Tip.State.allCases where state.isClosed {
            let closed = Tip(id: "tip", state: state, handler: Self.handler)
            // Whoever reopens it may learn who sent it.
            #expect(throws: TipRefusal.notHandler) { try closed.reopened("看看", by: Self.other, isHead: false) }
            #expect(try closed.reopened("复查", by: Self.other, isHead: true).handler == Self.other)
            #expect(throws: TipRefusal.notHandler) { try closed.newsRead(by: Self.other) }
        }
        let tip = Tip(id: "tip", state: .accepted, handler: Self.handler)
        #expect(throws: TipRefusal.empty("查看理由")) { try tip.requireLook(by: Self.handler, reason: " ") }
        try tip.requireLook(by: Self.handler, reason: "回访")
    }

    @Test("A random walk never loses its handler, never goes back to the start, and counts every step")
    func walk() throws {
        var dice = SplitMix(7)
        for _ in 0..<200 {
            var tip = Tip(id: "tip"), steps = 1
            for _ in 0..<30 {
                let move = Move.allCases[dice.below(Move.allCases.count)]
                let person = dice.below(4) == 0 ? Self.other : Self.handler
                guard let next = try? move.on(tip, by: person) else { continue }
                steps += 1
                tip = next
                #expect(tip.version == steps && (tip.state == .received) == (tip.handler == nil))
                if tip.rating != nil { #expect(tip.state == .answered) }
            }
        }
    }

    @Test(
        "Of another office's unit a tip begins anew there, with nobody and nothing found out; not while it is verified")
    func redirected() throws {
        let tip = Tip(id: "tip", state: .verified, handler: Self.handler, outcome: .holds, version: 5)
        #expect(try tip.redirected(toAnotherOffice: true, by: Self.handler) == Tip(id: "tip", version: 6))
        let verifying = Tip(id: "tip", state: .verifying, handler: Self.handler)
        #expect(throws: TipRefusal.wrongState(.verifying)) {
            try verifying.redirected(toAnotherOffice: true, by: Self.handler)
        }
    }

    @Test("A tip is not merged into itself or into a duplicate; an answer wants words and a conclusion")
    func faults() {
        let tip = Tip(id: "tip", state: .accepted, handler: Self.handler)
        #expect(throws: TipRefusal.noOriginal) { try tip.merged(into: tip, by: Self.handler) }
        let twin = Tip(id: "twin", state: .duplicate, handler: Self.handler)
        #expect(throws: TipRefusal.noOriginal) { try tip.merged(into: twin, by: Self.handler) }
        #expect(throws: TipRefusal.empty("答复")) { try tip.answered(" ", .holds, by: Self.handler) }
        #expect(throws: TipRefusal.empty("办理结论")) { try tip.answered("好", nil, by: Self.handler) }
        let long = String(repeating: "字", count: TipLimits.answer + 1)
        #expect(throws: TipRefusal.tooLong("答复", TipLimits.answer)) {
            try tip.answered(long, .holds, by: Self.handler)
        }
        #expect(throws: Never.self) { try tip.answered(String(long.dropLast()), .holds, by: Self.handler) }
        let answered = Tip(id: "tip", state: .answered, handler: Self.handler)
        for stars in [0, 6] { #expect(throws: TipRefusal.empty("评价")) { try answered.rated(stars) } }
        #expect(throws: TipRefusal.rated) { try answered.rated(1).rated(5) }
    }
}
