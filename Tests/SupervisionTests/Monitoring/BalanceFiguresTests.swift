import Supervision
import TestKit
import Testing

@Suite struct BalanceFiguresTests {
    private static let stages: [Stage?] = [nil, .primary, .junior, .senior]

    @Test("What was packed is read as it stands; other figures and missing ones are none")
    func reading() throws {
        let figures = try #require(
            BalanceFigures(packed: "books=12000 equipment=66.5 junior.pupils=300 primary.classes=12 teachingArea=0"))
        #expect(figures[.books, nil] == Points(12_000) && figures[.equipment, nil] == Points("66.5"))
        #expect(figures[.pupils, .junior] == Points(300) && figures[.pupils, .primary] == nil)
        #expect(figures[.teachingArea, nil] == .zero && figures[.sportsArea, nil] == nil)
        #expect(BalanceFigures(packed: "books=12x") == nil && BalanceFigures(packed: "books") == nil)
        #expect(BalanceFigures(packed: "other=12x") != nil, "nobody reads it here")
        #expect(BalanceFigures(packed: "") == BalanceFigures())
    }

    @Test("The quick reading of a record and the slow one agree, whatever is in it")
    func agreement() throws {
        var dice = Dice(3)
        let keys = BalanceVariable.allCases.flatMap { variable in
            Self.stages.map { RecordedValues.key(variable.rawValue, $0) } + [
                "\(variable.rawValue)s", "x.\(variable.rawValue)",
            ]
        }
        for _ in 0..<300 {
            var values = RecordedValues()
            for key in keys where Bool.random(using: &dice) {
                values[key] = Points(scaled: Int.random(in: 0...10_000_000_000, using: &dice))
            }
            #expect(BalanceFigures(packed: values.packed) == BalanceFigures(values))
        }
    }

    @Test("Only stages that are run count; what they share waits for all their pupils; equipment is judged in 元")
    func kept() throws {
        var figures = try #require(
            BalanceFigures(packed: "equipment=2 junior.pupils=300 primary.pupils=100 senior.pupils=50"))
        #expect(figures.kept([.primary, .junior])[.pupils, .senior] == nil)
        #expect(figures.kept([.primary, .junior])[.equipment, nil] == Points(20_000))
        figures[.pupils, .senior] = nil
        #expect(figures.kept([.junior, .senior])[.equipment, nil] == nil)
        figures[.equipment, nil] = Points(scaled: Int.max / 2)
        #expect(figures.kept([.primary])[.equipment, nil] == nil, "no figure can stop the program")
    }

    @Test("A number of more digits than any figure has is refused, not computed with")
    func digits() {
        #expect(RecordedValues(packed: "books=999999999999999")?["books"] == nil)
        #expect(RecordedValues(packed: "books=-1000000000.9999")?["books"] == Points(scaled: -10_000_000_009_999))
    }
}
