/// What people call a finding: `督问〔2026〕17号`, and a part of one that was split `督问〔2026〕17-2号`.
package struct FindingNumber: Hashable, Sendable {
    package let year: Int
    package let serial: Int
    /// From 1; nil for a finding as a whole or its only part.
    package let part: Int?

    package init(year: Int, serial: Int, part: Int? = nil) {
        self.year = year
        self.serial = serial
        self.part = part
    }

    package var text: String {
        "督问〔\(year)〕\(serial)\(part.map { "-\($0)" } ?? "")号"
    }

    /// One integer by which numbers sort; leaves room for a million findings a year and 999 parts.
    package var order: Int { (year * 10_000_000 + serial) * 1_000 + (part ?? 0) }

    /// The number that `order` came from.
    package init(order: Int) {
        let part = order % 1_000
        self.init(
            year: order / 10_000_000_000, serial: order / 1_000 % 10_000_000, part: part == 0 ? nil : part)
    }

    /// Reads what somebody types into a search: `督问〔2026〕17号`, `2026-17` or, for `year`, just `17`.
    package init?(typed text: String, year: Int) {
        let numbers = text.split { !("0"..."9").contains($0) }.compactMap { Int($0) }
        let letters = text.filter { $0.isLetter && !"督问号".contains($0) }
        guard letters.isEmpty, let first = numbers.first, numbers.allSatisfy({ $0 < 10_000_000 }) else { return nil }
        if (2_000...2_999).contains(first), numbers.count > 1 {
            self.init(year: first, serial: numbers[1], part: numbers.count > 2 ? min(numbers[2], 999) : nil)
        } else {
            self.init(year: year, serial: first, part: numbers.count > 1 ? min(numbers[1], 999) : nil)
        }
    }
}
