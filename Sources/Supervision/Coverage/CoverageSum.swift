/// Schools of a place added up, month by month and term by term.
package struct CoverageSum: Hashable, Sendable {
    package struct Count: Hashable, Sendable {
        package var done = 0
        package var late = 0
        package var waiting = 0

        package init() {}

        /// Schools of which something was asked.
        package var due: Int { done + late + waiting }

        fileprivate mutating func add(_ other: Count) {
            done += other.done
            late += other.late
            waiting += other.waiting
        }
    }

    package private(set) var schools = 0
    package private(set) var months: [Count]
    package private(set) var terms: [Count]

    package init(_ span: CoverageSpan) {
        months = Array(repeating: Count(), count: 12)
        terms = Array(repeating: Count(), count: span.terms.count)
    }

    package mutating func add(_ school: SchoolCoverage) {
        schools += 1
        for (index, month) in school.months.enumerated() {
            switch month.state {
            case .visited: months[index].done += 1
            case .late: months[index].late += 1
            case .waiting: months[index].waiting += 1
            case .extra, .ahead, .notDue, .unknown, .free: break
            }
        }
        for (index, term) in school.terms.enumerated() {
            switch term.state {
            case .reached: terms[index].done += 1
            case .late: terms[index].late += 1
            case .open: terms[index].waiting += 1
            case .ahead, .notDue, .unknown: break
            }
        }
    }

    /// What another place comes to as well.
    package mutating func add(_ other: CoverageSum) {
        schools += other.schools
        for index in months.indices { months[index].add(other.months[index]) }
        for index in terms.indices { terms[index].add(other.terms[index]) }
    }
}
