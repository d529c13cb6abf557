package import Supervision

/// A cycle in figures; each is the number of rows that its link lists.
package struct RoundCycleFigures: Sendable, Equatable {
    package struct Year: Sendable, Equatable {
        package let year: Int
        /// Units whose turn it is, and how many of them have been or are being supervised.
        package let planned: Int
        package let plannedCovered: Int
        /// Units that were supervised in it, planned or not.
        package let done: Int
        /// Planned and neither done nor under way although the year is over.
        package let late: Int
    }

    package let registry: Int
    package let done: Int
    package let running: Int
    package let planned: Int
    package let left: Int
    package let late: Int
    package let years: [Year]

    package var covered: Int { done + running }
    package var remaining: Int { planned + left }

    package init(_ units: [RoundUnit], of cycle: RoundCycle, on day: Day) {
        func count(_ standing: String, _ change: (inout RoundUnitFilter) -> Void = { _ in }) -> Int {
            var filter = RoundUnitFilter()
            filter.standing = standing
            change(&filter)
            return units.count { filter.includes($0, in: day.year) }
        }
        registry = count("registry")
        done = count("done")
        running = count("running")
        planned = count("planned")
        left = count("left")
        late = count("late")
        let before = Set(units.compactMap(\.doneOn?.year)).filter { !cycle.years.contains($0) }
        years = (before + Array(cycle.years)).sorted().map { year in
            Year(
                year: year, planned: count("") { $0.plannedYear = year },
                plannedCovered: count("covered") { $0.plannedYear = year }, done: count("done") { $0.doneYear = year },
                late: count("late") { $0.plannedYear = year })
        }
    }
}
