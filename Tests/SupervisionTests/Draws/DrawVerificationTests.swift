import Supervision
import Testing

@Suite struct DrawVerificationTests {
    private func sample() throws -> DrawRecord {
        let units = (1...20).map { DrawFrame.Unit(id: "U\($0)", stratum: $0 % 2 == 0 ? "甲" : "乙") }
        let strata = ["甲", "乙"].map { DrawStratum(name: $0, rule: .count(3)) }
        return try Draw(frame: DrawFrame(units), strata: strata, seed: "s").record()
    }

    @Test("A record that nobody touched has no problems")
    func honest() throws {
        #expect(try sample().problems().isEmpty)
    }

    @Test("Every kind of tampering is found")
    func tampered() throws {
        let honest = try sample()
        let missed = try #require(honest.frame.first { !honest.selected.contains($0) })
        func found(_ change: (inout DrawRecord) -> Void) -> [DrawProblem] {
            var record = honest
            change(&record)
            return record.problems()
        }
        #expect(found { $0.seed = "t" }.contains { if case .ticket = $0 { true } else { false } })
        #expect(found { $0.selected[0] = missed }.contains(.notDrawn(missed)))
        #expect(found { $0.selected.removeLast() } == [.missing(honest.selected[5])])
        #expect(found { $0.selected.swapAt(0, 1) } == [.order])
        #expect(found { $0.tickets["U1"] = "00" } == [.ticket("U1")])
        #expect(found { $0.tickets["X"] = "00" } == [.strangeTicket("X")])
        #expect(found { $0.frameHash = "00" } == [.frameHash(stated: "00", actual: honest.frameHash)])
        #expect(found { $0.size = 21 } == [.size(stated: 21, actual: 20)])
        #expect(found { $0.strata[0] = .init(name: "甲", size: 9, count: 3) } == [.stratum("甲")])
        #expect(found { $0.algorithm = "dice" } == [.algorithm("dice")])
        #expect(found { $0.rule = "some" }.count == 1)
        #expect(found { $0.stratumOf = nil }.count == 1)
        #expect(found { $0.frame.removeLast() }.contains { if case .frameHash = $0 { true } else { false } })
    }
}
