/// A linear program with some whole columns, as a solver takes it: the least cost within bounds of columns and rows.
package struct LinearProgram: Sendable {
    package private(set) var columns: [Column] = []
    package private(set) var rows = Rows()

    package struct Column: Hashable, Sendable {
        package var lower: Double
        package var upper: Double
        package var cost: Double
        package let isWhole: Bool
    }

    /// Rows one after the other, each as places and factors of its columns.
    package struct Rows: Sendable {
        package private(set) var starts: [Int32] = [0]
        package private(set) var places: [Int32] = []
        package private(set) var factors: [Double] = []
        package private(set) var lower: [Double] = []
        package private(set) var upper: [Double] = []

        package init() {}

        package var count: Int { lower.count }

        package mutating func append(_ terms: [(place: Int, factor: Double)], from low: Double, to high: Double) {
            for (place, factor) in terms where factor != 0 {
                places.append(Int32(place))
                factors.append(factor)
            }
            starts.append(Int32(places.count))
            lower.append(low)
            upper.append(high)
        }

        package func terms(_ row: Int) -> Zip2Sequence<ArraySlice<Int32>, ArraySlice<Double>> {
            let range = Int(starts[row])..<Int(starts[row + 1])
            return zip(places[range], factors[range])
        }

        package mutating func append(row: Int, of other: Rows) {
            append(other.terms(row).map { (Int($0), $1) }, from: other.lower[row], to: other.upper[row])
        }
    }

    package init() {}

    package mutating func add(_ column: Column) -> Int {
        columns.append(column)
        return columns.count - 1
    }

    package mutating func add(_ terms: [(place: Int, factor: Double)], from low: Double, to high: Double) {
        rows.append(terms, from: low, to: high)
    }

    package mutating func bound(_ column: Int, from low: Double, to high: Double) {
        (columns[column].lower, columns[column].upper) = (low, high)
    }
}
