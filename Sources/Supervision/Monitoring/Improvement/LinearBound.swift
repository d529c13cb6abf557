extension LinearProgram {
    /// What multipliers of the rows prove: no point within bounds of columns and rows costs less (weak duality).
    ///
    /// Right for any multipliers at all, so that nothing depends on how exactly they were found; the solver's make it high.
    /// `cuts` are rows beyond the program's own, in the order of the multipliers.
    package func bound(multipliers: [Double], cuts: Rows = Rows()) -> Double {
        precondition(multipliers.count == rows.count + cuts.count, "one multiplier for each row")
        var rest = columns.map(\.cost)
        var sum = 0.0
        for (number, multiplier) in multipliers.enumerated() {
            let (rows, row) = number < rows.count ? (rows, number) : (cuts, number - rows.count)
            let side = multiplier > 0 ? rows.lower[row] : rows.upper[row]
            // An open side proves nothing; what is given up there is lost from the bound, not from its truth.
            guard multiplier != 0, side.isFinite else { continue }
            sum += multiplier * side
            for (column, factor) in rows.terms(row) { rest[Int(column)] -= multiplier * factor }
        }
        for (column, left) in zip(columns, rest) where left != 0 {
            sum += left * (left > 0 ? column.lower : column.upper)
        }
        return sum
    }
}
