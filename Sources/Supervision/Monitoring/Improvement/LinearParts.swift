extension LinearProgram {
    /// A piece of a program that shares no row with the rest.
    package struct Part: Sendable {
        package fileprivate(set) var program = LinearProgram()
        /// Its columns' places in the whole.
        package fileprivate(set) var columns: [Int] = []
    }

    /// What the program falls into when some rows are not kept but paid for (Lagrange).
    ///
    /// `prices` are multipliers by row, each at most 0 on a row with an upper side only. The least costs of the parts and the
    /// constant add up to a lower bound; with rows that hold anyway and no prices, to the least cost itself.
    package func parts(paying prices: [Int: Double]) -> (parts: [Part], constant: Double) {
        var (costs, constant) = (columns.map(\.cost), 0.0)
        var roots = Array(columns.indices)
        for row in 0..<rows.count {
            if let price = prices[row].map({ min(0, $0) }) {
                constant += price * rows.upper[row]
                for (column, factor) in rows.terms(row) { costs[Int(column)] -= price * factor }
            } else if let first = rows.terms(row).first(where: { _ in true }) {
                for (column, _) in rows.terms(row) {
                    let (one, other) = (Self.root(Int(first.0), &roots), Self.root(Int(column), &roots))
                    if one != other { roots[max(one, other)] = min(one, other) }
                }
            }
        }
        var (parts, numbers, places): ([Part], [Int: Int], [Int]) = ([], [:], [])
        for (place, column) in columns.enumerated() {
            let root = Self.root(place, &roots)
            let number = numbers[root] ?? parts.count
            if number == parts.count { parts.append(Part()) }
            numbers[root] = number
            parts[number].columns.append(place)
            places.append(
                parts[number].program.add(
                    .init(lower: column.lower, upper: column.upper, cost: costs[place], isWhole: column.isWhole)))
        }
        for row in 0..<rows.count where prices[row] == nil {
            guard let first = rows.terms(row).first(where: { _ in true }) else { continue }
            guard let number = numbers[Self.root(Int(first.0), &roots)] else { continue }
            parts[number].program.add(
                rows.terms(row).map { (places[Int($0)], $1) }, from: rows.lower[row], to: rows.upper[row])
        }
        return (parts, constant)
    }

    private static func root(_ place: Int, _ roots: inout [Int]) -> Int {
        var place = place
        while roots[place] != place {
            roots[place] = roots[roots[place]]
            place = roots[place]
        }
        return place
    }
}
