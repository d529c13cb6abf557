import Testing

@testable import Supervision

/// A program falls into parts where what ties them is paid for.
struct LinearPartsTests {
    /// min 3x + 2y with x ≥ 1, y ≥ 2 and x + y ≤ 5.
    private static var program: LinearProgram {
        var program = LinearProgram()
        let x = program.add(.init(lower: 0, upper: 9, cost: 3, isWhole: true))
        let y = program.add(.init(lower: 0, upper: 9, cost: 2, isWhole: false))
        program.add([(x, 1)], from: 1, to: .infinity)
        program.add([(x, 1), (y, 1)], from: -.infinity, to: 5)
        program.add([(y, 1)], from: 2, to: .infinity)
        return program
    }

    @Test func keptRowsTieAndPaidOnesDoNot() {
        #expect(Self.program.parts(paying: [:]).parts.map(\.columns) == [[0, 1]])
        let (parts, constant) = Self.program.parts(paying: [1: 0])
        #expect(parts.map(\.columns) == [[0], [1]] && constant == 0)
        #expect(parts.map(\.program.rows.count) == [1, 1])
        #expect(parts[0].program.columns[0].isWhole && !parts[1].program.columns[0].isWhole)
    }

    /// At the price −1 for x + y ≤ 5 the costs are 4 and 3: 4 + 6 − 5 = 5, not above the least cost of 7.
    @Test func aPriceMovesCostsAndKeepsABound() {
        let (parts, constant) = Self.program.parts(paying: [1: -1])
        #expect(parts.map { $0.program.columns[0].cost } == [4, 3] && constant == -5)
        // A price of the wrong sign would prove too much: it counts as none.
        #expect(Self.program.parts(paying: [1: 1]).constant == 0)
    }
}
