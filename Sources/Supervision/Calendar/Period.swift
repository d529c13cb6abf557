/// A stretch of days from its first to its last, both within it; without a last day it goes on.
package struct Period: Hashable, Sendable, Codable {
    package let from: Day
    package let until: Day?

    /// Goes on until further notice.
    package init(from: Day) {
        self.from = from
        until = nil
    }

    /// Nil when it would end before it begins.
    package init?(from: Day, until: Day?) {
        if let until, until < from { return nil }
        self.from = from
        self.until = until
    }

    package func contains(_ day: Day) -> Bool {
        guard let until else { return day >= from }
        return day >= from && day <= until
    }

    package func overlaps(_ other: Period) -> Bool {
        contains(other.from) || other.contains(from)
    }

    /// The same period cut off so that `day` is its last; nil when it begins later.
    package func ending(_ day: Day) -> Period? {
        Period(from: from, until: until.map { min($0, day) } ?? day)
    }

    /// The form people read, such as `2021年3月1日至2021年6月30日`.
    package var chinese: String {
        until.map { "\(from.chinese)至\($0.chinese)" } ?? "\(from.chinese)起"
    }
}
