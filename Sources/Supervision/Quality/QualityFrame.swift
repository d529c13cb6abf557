/// The schools from which a round is drawn, each with the pupils of its grade: frozen before the seed is known.
package struct QualityFrame: Hashable, Sendable {
    package struct School: Hashable, Sendable, Codable {
        package let county: String
        package let grade: String
        /// 城区, 镇区, 乡村 or whatever the office divides by; empty where it does not.
        package let stratum: String
        package let code: String
        /// Pupils of the grade: the measure of size.
        package let size: Int

        package init(county: String, grade: String, stratum: String = "", code: String, size: Int) {
            self.county = county
            self.grade = grade
            self.stratum = stratum
            self.code = code
            self.size = size
        }

        /// As the published frame has it; the hash is over these lines.
        package var line: String { "\(county)\t\(grade)\t\(stratum)\t\(code)\t\(size)" }

        var key: String { "\(county)/\(grade)/\(code)" }
    }

    package let schools: [School]

    package static let largestSize = 100_000

    /// Refuses what would make the sample doubtful.
    package init(_ schools: [School]) throws(QualityRefusal) {
        var seen: Set<String> = []
        for school in schools {
            let words = [school.county, school.grade, school.code, school.stratum]
            if school.code.isEmpty || words.contains(where: QualityFrame.isBad) { throw .badCode(school.code) }
            guard seen.insert(school.key).inserted else { throw .duplicate(school.code) }
            guard (0...QualityFrame.largestSize).contains(school.size) else { throw .tooLarge(school.code) }
        }
        self.schools = schools
    }

    /// The SHA-256 of the lines in the order of their bytes, each followed by a line feed.
    package var hash: String { DrawTicket.frameHash(schools.map(\.line)) }

    private static func isBad(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0.value < 32 || $0.value == 127 } || text.trimmingBlanks != text
    }
}

/// An exact share of whole numbers, in its lowest terms: the chance of a school or a pupil to be drawn.
package struct Chance: Hashable, Sendable, Codable {
    package let numerator: Int
    package let denominator: Int

    /// `denominator` must be positive.
    package init(_ numerator: Int, of denominator: Int) {
        let common = max(1, Chance.divisor(numerator, denominator))
        self.numerator = numerator / common
        self.denominator = denominator / common
    }

    package static let certain = Chance(1, of: 1)

    package var text: String { denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)" }

    package init?(_ text: String) {
        let parts = text.split(separator: "/").map { Int($0) }
        guard (1...2).contains(parts.count), let above = parts[0], above >= 0 else { return nil }
        guard let below = parts.count == 2 ? parts[1] : 1, below > 0 else { return nil }
        self.init(above, of: below)
    }

    package var double: Double { Double(numerator) / Double(denominator) }

    /// How many one drawn stands for; nil where nobody could be drawn.
    package var weight: Double? { numerator > 0 ? Double(denominator) / Double(numerator) : nil }

    /// The chance that both happen, where one says nothing about the other.
    package static func * (left: Chance, right: Chance) -> Chance {
        let (first, second) = (
            Chance(left.numerator, of: right.denominator), Chance(right.numerator, of: left.denominator)
        )
        return Chance(first.numerator * second.numerator, of: first.denominator * second.denominator)
    }

    private static func divisor(_ left: Int, _ right: Int) -> Int {
        var (left, right) = (left, right)
        while right != 0 { (left, right) = (right, left % right) }
        return left
    }
}
