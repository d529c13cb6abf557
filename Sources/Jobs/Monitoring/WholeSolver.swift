import CLibcbc
import Supervision
import Synchronization

/// Cbc, asked once for one program with whole columns: quiet, on one thread, from a fixed seed.
enum WholeSolver {
    struct Answer: Sendable {
        /// The best values found; nil where there are none.
        let values: [Double]?
        let objective: Double
        /// No values cost less.
        let bound: Double
        let isInfeasible: Bool
        /// Within the gap asked for; otherwise time ran out.
        let isOptimal: Bool
    }

    /// Cbc keeps its settings in one place for the whole process.
    private static let turn = Mutex(())

    /// Ends within about `seconds` of the clock, or when the best is within the share `gap` of the bound.
    static func solve(_ program: LinearProgram, from start: [Double]?, seconds: Double, gap: Double) -> Answer {
        turn.withLock { _ in
            let model: UnsafeMutableRawPointer = Cbc_newModel()
            defer { Cbc_deleteModel(model) }
            load(program, into: model)
            if let start {
                Cbc_setMIPStartI(model, Int32(start.count), (0..<Int32(start.count)).map { $0 }, start)
            }
            for (name, value) in [
                ("logLevel", "0"), ("threads", "0"), ("randomSeed", "20170417"), ("randomCbcSeed", "20170417"),
                ("timeMode", "elapsed"), ("seconds", "\(max(0.1, seconds))"), ("ratioGap", "\(gap)"),
                ("allowableGap", "\(gap > 0 ? 1e-6 : 1e-9)"), ("primalTolerance", "1e-9"),
            ] {
                Cbc_setParameter(model, name, value)
            }
            Cbc_setLogLevel(model, 0)
            Cbc_solve(model)
            let count = program.columns.count
            let isInfeasible = Cbc_isProvenInfeasible(model) != 0
            let best: UnsafeMutablePointer<Double>? = isInfeasible ? nil : Cbc_bestSolution(model)
            return Answer(
                values: best.map { Array(UnsafeBufferPointer(start: $0, count: count)) },
                objective: Cbc_getObjValue(model), bound: Cbc_getBestPossibleObjValue(model),
                isInfeasible: isInfeasible, isOptimal: Cbc_isProvenOptimal(model) != 0)
        }
    }

    /// Columns one after the other, as Cbc wants them.
    private static func load(_ program: LinearProgram, into model: UnsafeMutableRawPointer) {
        let (columns, rows) = (program.columns, program.rows)
        var starts = [Int32](repeating: 0, count: columns.count + 1)
        for place in rows.places { starts[Int(place) + 1] += 1 }
        for column in columns.indices { starts[column + 1] += starts[column] }
        var next = starts
        var places = [Int32](repeating: 0, count: rows.places.count)
        var factors = [Double](repeating: 0, count: rows.places.count)
        for row in 0..<rows.count {
            for (column, factor) in rows.terms(row) {
                let place = Int(next[Int(column)])
                (places[place], factors[place]) = (Int32(row), factor)
                next[Int(column)] += 1
            }
        }
        Cbc_loadProblem(
            model, Int32(columns.count), Int32(rows.count), starts, places, factors, columns.map { finite($0.lower) },
            columns.map { finite($0.upper) }, columns.map(\.cost), rows.lower.map(finite), rows.upper.map(finite))
        for (place, column) in columns.enumerated() where column.isWhole { Cbc_setInteger(model, Int32(place)) }
    }

    private static func finite(_ value: Double) -> Double {
        max(-.greatestFiniteMagnitude, min(.greatestFiniteMagnitude, value))
    }
}
