import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct FindingRouteWalkTests {
    private static let logins = [
        "officer", "director-zhou", "clerk-zhou", "officer2", "director", "principal", "clerk", "neighbour", "leader",
    ]
    private static let acts = [
        "acknowledgement", "plan", "submission", "verification", "return", "closure", "reopening", "evidence",
    ]

    /// As in the walk on the pure core, every event that is accepted ends a path of its own: what led to it and it.
    @Test("Ten thousand random paths through the routes, and the stored events know none around the guards")
    func walk() async throws {
        let results = try await withThrowingTaskGroup(of: (Int, Int).self) { group in
            for seed in 0..<4 { group.addTask { try await FindingRouteWalkTests.walk(2_500, seed: UInt64(seed)) } }
            return try await group.reduce(into: [(Int, Int)]()) { $0.append($1) }
        }
        #expect(results.reduce(0) { $0 + $1.0 } >= 10_000)
        #expect(results.reduce(0) { $0 + $1.1 } > 300)
    }

    /// Gives how many events were accepted and how many of them were closures.
    private static func walk(_ wanted: Int, seed: UInt64) async throws -> (Int, Int) {
        let world = try await FindingSite()
        var random = Dice(seed)
        var browsers: [TestBrowser] = []
        for login in logins { browsers.append(try await world.site.browser(as: login)) }
        var (accepted, closed) = (0, 0)
        while accepted < wanted {
            let finding = try await world.issue()
            var part = finding.part
            for _ in 0..<36 where accepted < wanted {
                let act = random.below(6) > 0 ? usual(part.state, &random) : acts[random.below(acts.count)]
                let who = random.below(5) > 0 ? likely(act, &random) : random.below(logins.count)
                let stale = random.below(20) == 0
                let answer = try await browsers[who].send(
                    finding.path(act), fields(act, version: part.version - (stale ? 1 : 0), random.below(8) > 0),
                    files: files(act, random.below(6)), accept: "application/json")
                guard answer.status == .seeOther, act != "evidence" else { continue }
                if stale { Issue.record("\(act) with an old version was taken") }
                accepted += 1
                closed += act == "closure" ? 1 : 0
                part = try await present(part.id, in: world)
            }
            try await judge(finding.id, in: world)
        }
        return (accepted, closed)
    }

    private static func present(_ id: FindingPartID, in world: FindingSite) async throws -> FindingPart {
        try await world.site.services.database.read { db in
            let row = try #require(try db.first("SELECT content FROM finding_part WHERE id = \(id)"))
            return try JSONColumn.value(row.get(0))
        }
    }

    private static func usual(_ state: FindingPart.State, _ random: inout Dice) -> String {
        switch state {
        case .draft, .issued: "acknowledgement"
        case .acknowledged: "plan"
        case .planned, .returned: "submission"
        case .submitted: random.below(4) == 0 ? "return" : "verification"
        case .verified: "closure"
        case .closed: "reopening"
        }
    }

    private static func likely(_ act: String, _ random: inout Dice) -> Int {
        switch act {
        case "acknowledgement", "plan", "submission", "evidence": [2, 5, 6][random.below(3)]
        case "closure": [1, 4][random.below(2)]
        default: [0, 1, 3, 4][random.below(4)]
        }
    }

    private static func fields(_ act: String, version: Int, _ isFull: Bool) -> [(String, String)] {
        let version = [("version", "\(version)")]
        guard isFull else { return version }
        return version + [
            ("measures", "改"), ("responsible", "何"), ("reason", "再查"), ("due_on", "2026-04-01"), ("note", "说明"),
        ]
    }

    private static func files(_ act: String, _ dice: Int) -> [(field: String, name: String, bytes: [UInt8])] {
        guard act == "submission" || act == "evidence", dice > 0 else { return [] }
        return [("files", "整改.png", FindingSite.photo)]
    }

    /// The rules from the stored events alone.
    private static func judge(_ id: FindingID, in world: FindingSite) async throws {
        let dossier = try await world.site.services.database.read { db in
            try Findings.require(id, visibleTo: .system(on: "2026-03-10"), in: db)
        }
        let part = try #require(dossier.parts.first)
        let order: [FindingEvent.Kind: Set<FindingEvent.Kind>] = [
            .acknowledged: [.issued], .planned: [.acknowledged, .planned, .returned, .reopened],
            .submitted: [.planned, .submitted, .returned, .reopened], .verified: [.submitted],
            .returned: [.submitted], .closed: [.verified], .reopened: [.verified, .closed],
        ]
        var round: [FindingDossier.Event] = []
        var submitters: Set<PersonID> = []
        var last: FindingDossier.Event?
        for event in part.events {
            if let last {
                #expect(order[event.kind]?.contains(last.kind) == true, "\(event.kind) after \(last.kind)")
            } else {
                #expect(event.kind == .issued)
            }
            if event.kind == .submitted {
                submitters.insert(event.person)
                #expect(!event.evidence.isEmpty)
            }
            if event.kind == .verified || event.kind == .closed {
                #expect(!submitters.contains(event.person))
                #expect(round.contains { $0.kind == .submitted && !$0.evidence.isEmpty })
            }
            if event.kind == .closed {
                #expect(round.last { $0.kind == .verified }.map { $0.person != event.person } == true)
            }
            if event.kind == .returned || event.kind == .reopened { round = [] } else { round.append(event) }
            last = event
        }
        let hasClosed = part.events.last?.kind == .closed
        #expect((part.part.state == .closed) == hasClosed)
        #expect(dossier.closed == (hasClosed ? 1 : 0))
    }
}

/// Repeatable chance (SplitMix64).
private struct Dice {
    private var state: UInt64

    init(_ seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 20_210_310
    }

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((value ^ (value >> 31)) % UInt64(bound))
    }
}
