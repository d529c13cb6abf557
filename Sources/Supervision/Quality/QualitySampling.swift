/// Schools drawn stratum by stratum, systematically, with chances in proportion to their pupils.
///
/// Anybody can repeat it: the order in a stratum is that of the tickets (SHA-256 of `seed,county/grade/code`) and the
/// start is the ticket of `start/county/grade/stratum`; all sums are whole numbers. A school so large that a chance of one
/// or more would fall to it is taken for certain, and the others share what is left.
package struct QualitySampling: Sendable {
    package static let algorithm = "pps-systematic/1"

    let frame: QualityFrame
    /// Schools wanted of each county, by grade.
    let asked: [String: Int]
    let seed: String

    package init(_ frame: QualityFrame, asked: [String: Int], seed: String) {
        self.frame = frame
        self.asked = asked
        self.seed = seed
    }

    /// A county's schools of one grade are one draw.
    package func sample() -> QualitySample {
        var sample = QualitySample()
        let groups = Dictionary(grouping: frame.schools) { [$0.county, $0.grade] }
        for key in groups.keys.sorted(by: QualitySampling.precedes) {
            guard let schools = groups[key], let count = asked[key[1]], count > 0 else { continue }
            draw(count, from: schools.sorted { DrawTicket.precedes($0.line, $1.line) }, into: &sample)
        }
        return sample
    }

    private func draw(_ count: Int, from schools: [QualityFrame.School], into sample: inout QualitySample) {
        let sized = schools.filter { $0.size > 0 }
        for empty in schools where empty.size == 0 { sample.notes.append(.nobody(empty)) }
        let (county, grade) = (schools[0].county, schools[0].grade)
        if sized.count < count {
            sample.notes.append(.takenAll(county: county, grade: grade, schools: sized.count, asked: count))
        }
        let strata = Dictionary(grouping: sized, by: \.stratum)
        for name in Set(schools.map(\.stratum)).subtracting(strata.keys).sorted(by: DrawTicket.precedes) {
            sample.notes.append(.emptyStratum(county: county, grade: grade, name))
        }
        let names = strata.keys.sorted(by: DrawTicket.precedes)
        let members = names.map { strata[$0] ?? [] }
        let shares = QualitySampling.shares(of: min(count, sized.count), among: members)
        for (index, name) in names.enumerated() {
            if shares[index] == 0 { sample.notes.append(.uncovered(county: county, grade: grade, name)) }
            let drawn = systematic(shares[index], from: members[index])
            sample.strata.append(
                .init(
                    county: county, grade: grade, name: name, schools: members[index].count,
                    pupils: members[index].reduce(0) { $0 + $1.size }, drawn: drawn.count))
            sample.schools += drawn
        }
    }

    /// How many schools each stratum gives: one each where there are enough, the others by pupils (Sainte-Laguë).
    static func shares(of count: Int, among strata: [[QualityFrame.School]]) -> [Int] {
        let sizes = strata.map { $0.reduce(0) { $0 + $1.size } }
        var shares = strata.map { _ in count >= strata.count ? 1 : 0 }
        while shares.reduce(0, +) < count {
            var best: Int?
            for index in strata.indices where shares[index] < strata[index].count {
                guard let other = best else { best = index; continue }
                let (mine, theirs) = (sizes[index] * (2 * shares[other] + 1), sizes[other] * (2 * shares[index] + 1))
                if mine > theirs { best = index }
            }
            guard let best else { break }
            shares[best] += 1
        }
        return shares
    }

    private func systematic(_ count: Int, from members: [QualityFrame.School]) -> [QualitySample.School] {
        let ordered = members.map { ($0, DrawTicket.of($0.key, seed: seed)) }.sorted { $0.1 < $1.1 }.map(\.0)
        var (left, rest, certain) = (count, ordered, [QualityFrame.School]())
        while left > 0 {
            let total = rest.reduce(0) { $0 + $1.size }
            let large = rest.filter { $0.size * left >= total }
            guard !large.isEmpty else { break }
            certain += large
            rest.removeAll { $0.size * left >= total }
            left -= large.count
        }
        var drawn = certain.map { QualitySample.School($0, chance: .certain) }
        guard left > 0, let first = rest.first else { return drawn }
        let total = rest.reduce(0) { $0 + $1.size }
        let start = Self.start(of: "start/\(first.county)/\(first.grade)/\(first.stratum)", seed: seed)
        // Point j lies at (start + j)·total/left, start being a fraction of 2⁶⁴; multiplied out, nothing is rounded.
        var (sum, point) = (Int128(0), 0)
        for school in rest {
            sum += Int128(school.size)
            while point < left,
                (Int128(start) + Int128(point) * Self.unit) * Int128(total) < sum * Int128(left) * Self.unit
            {
                point += 1
                drawn.append(.init(school, chance: Chance(school.size * left, of: total)))
            }
        }
        return drawn
    }

    static let unit = Int128(1) << 64

    /// The first 64 bits of a ticket: a place between nothing and one.
    static func start(of name: String, seed: String) -> UInt64 {
        UInt64(DrawTicket.of(name, seed: seed).prefix(16), radix: 16) ?? 0
    }

    private static func precedes(_ left: [String], _ right: [String]) -> Bool {
        left[0] == right[0] ? DrawTicket.precedes(left[1], right[1]) : DrawTicket.precedes(left[0], right[0])
    }
}

/// The schools that were drawn, with their chances and whatever somebody should know.
package struct QualitySample: Hashable, Sendable {
    package struct School: Hashable, Sendable, Codable {
        package let county: String
        package let grade: String
        package let code: String
        package let chance: Chance

        init(_ school: QualityFrame.School, chance: Chance) {
            (county, grade, code) = (school.county, school.grade, school.code)
            self.chance = chance
        }
    }

    package struct Stratum: Hashable, Sendable, Codable {
        package let county: String
        package let grade: String
        package let name: String
        package let schools: Int
        package let pupils: Int
        package let drawn: Int
    }

    package enum Note: Hashable, Sendable {
        case nobody(QualityFrame.School)
        case takenAll(county: String, grade: String, schools: Int, asked: Int)
        case emptyStratum(county: String, grade: String, String)
        case uncovered(county: String, grade: String, String)

        package var message: String {
            switch self {
            case .nobody(let school): "“\(school.code)”\(QualityGrade.label(school.grade))没有学生，不参加抽样。"
            case .takenAll(_, let grade, let schools, let asked):
                "\(QualityGrade.label(grade))应抽\(asked)所，只有\(schools)所，全部参加。"
            case .emptyStratum(_, let grade, let name): "\(QualityGrade.label(grade))“\(name)”层没有学生，不参加抽样。"
            case .uncovered(_, let grade, let name):
                "\(QualityGrade.label(grade))“\(name)”层没有分到学校：层数多于抽取数，请合并分层。"
            }
        }
    }

    package internal(set) var schools: [School] = []
    package internal(set) var strata: [Stratum] = []
    package internal(set) var notes: [Note] = []
}
