import CLibcbc
import Supervision

/// Clp with one linear program in its hands: rows are added and bounds moved, and it goes on from where it was.
final class ContinuousSolver {
    enum Outcome: Sendable {
        case optimal(values: [Double], multipliers: [Double])
        case infeasible
        /// Time ran out, or numbers got the better of it.
        case stopped
    }

    private let model: UnsafeMutableRawPointer
    private let columns: Int

    init(_ program: LinearProgram) {
        model = Clp_newModel()
        columns = program.columns.count
        Clp_setLogLevel(model, 0)
        Clp_resize(model, 0, Int32(columns))
        Clp_chgObjCoefficients(model, program.columns.map(\.cost))
        bound(program.columns)
        add(program.rows)
    }

    deinit { Clp_deleteModel(model) }

    func add(_ rows: LinearProgram.Rows) {
        guard rows.count > 0 else { return }
        Clp_addRows(
            model, Int32(rows.count), rows.lower.map(Self.finite), rows.upper.map(Self.finite), rows.starts,
            rows.places, rows.factors)
    }

    func bound(_ columns: [LinearProgram.Column]) {
        Clp_chgColumnLower(model, columns.map { Self.finite($0.lower) })
        Clp_chgColumnUpper(model, columns.map { Self.finite($0.upper) })
    }

    func solve(seconds: Double) -> Outcome {
        guard seconds > 0 else { return .stopped }
        Clp_setMaximumSeconds(model, seconds)
        Clp_dual(model, 0)
        switch Clp_status(model) {
        case 0:
            guard let values = Clp_primalColumnSolution(model), let multipliers = Clp_dualRowSolution(model) else {
                return .stopped
            }
            return .optimal(
                values: Array(UnsafeBufferPointer(start: values, count: columns)),
                multipliers: Array(UnsafeBufferPointer(start: multipliers, count: Int(Clp_numberRows(model)))))
        case 1: return .infeasible
        default: return .stopped
        }
    }

    /// Clp knows no infinity but the largest number.
    private static func finite(_ value: Double) -> Double {
        max(-.greatestFiniteMagnitude, min(.greatestFiniteMagnitude, value))
    }
}
