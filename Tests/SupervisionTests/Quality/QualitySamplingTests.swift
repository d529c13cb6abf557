import Testing

@testable import Supervision

/// Schools drawn with chances in proportion to their pupils, and pupils within a school.
struct QualitySamplingTests {
    private static func school(_ number: Int, _ size: Int, stratum: String = "") -> QualityFrame.School {
        .init(county: "500101", grade: "4", stratum: stratum, code: "S\(number)", size: size)
    }

    private static func sample(_ schools: [QualityFrame.School], _ count: Int, seed: String) throws -> QualitySample {
        QualitySampling(try QualityFrame(schools), asked: ["4": count], seed: seed).sample()
    }

    private static func random(_ dice: inout SplitMix, strata: Int = 1) -> [QualityFrame.School] {
        (0..<(5 + dice.below(60))).map { school($0, 1 + dice.below(300), stratum: "层\(dice.below(strata))") }
    }

    @Test("Exactly as many as asked, none twice, and every chance is the school's share of its stratum")
    func exact() throws {
        var dice = SplitMix(10)
        for round in 0..<150 {
            let schools = Self.random(&dice, strata: 1 + round % 4)
            let count = 1 + dice.below(schools.count)
            let sample = try Self.sample(schools, count, seed: "种子\(round)")
            #expect(sample.schools.count == count)
            #expect(Set(sample.schools.map(\.code)).count == count)
            #expect(sample.strata.reduce(0) { $0 + $1.drawn } == count)
            let drawn = Dictionary(uniqueKeysWithValues: sample.schools.map { ($0.code, $0.chance) })
            for stratum in sample.strata {
                let members = schools.filter { $0.stratum == stratum.name }
                let certain = members.filter { drawn[$0.code] == .certain }
                let (left, rest) = (stratum.drawn - certain.count, members.filter { !certain.contains($0) })
                let total = rest.reduce(0) { $0 + $1.size }
                for school in rest {
                    #expect(school.size * left < total, "else it would be certain")
                    guard let chance = drawn[school.code] else { continue }
                    #expect(chance == Chance(left * school.size, of: total))
                }
                #expect(rest.count { drawn[$0.code] != nil } == left)
            }
        }
    }

    @Test("The order of the frame changes nothing, and neither does the unit of size")
    func invariance() throws {
        var dice = SplitMix(11)
        for round in 0..<60 {
            let schools = Self.random(&dice, strata: 3)
            let count = 1 + dice.below(12)
            let plain = try Self.sample(schools, count, seed: "s\(round)")
            let other = try Self.sample(schools.shuffled(using: &dice), count, seed: "s\(round)")
            #expect(plain == other)
            #expect(try QualityFrame(schools).hash == QualityFrame(schools.shuffled(using: &dice)).hash)
            let scaled = try Self.sample(
                schools.map { Self.school(Int($0.code.dropFirst()) ?? 0, $0.size * 7, stratum: $0.stratum) }, count,
                seed: "s\(round)")
            #expect(scaled.schools == plain.schools)
        }
    }

    @Test("Over many seeds a school is drawn as often as its chance says")
    func frequency() throws {
        let sizes = [20, 40, 60, 80, 100, 50, 50, 30, 30, 40]
        let schools = sizes.enumerated().map { Self.school($0.offset, $0.element) }
        var drawn: [String: Int] = [:]
        let turns = 4_000
        for seed in 0..<turns {
            for school in try Self.sample(schools, 3, seed: "\(seed)").schools { drawn[school.code, default: 0] += 1 }
        }
        for (number, size) in sizes.enumerated() {
            let chance = 3 * Double(size) / 500
            let error = (chance * (1 - chance) / Double(turns)).squareRoot()
            #expect(abs(Double(drawn["S\(number)"] ?? 0) / Double(turns) - chance) < 4.5 * error, "S\(number)")
        }
    }

    @Test("A school as large as the interval is certain; the others share what is left")
    func certainty() throws {
        let schools = [Self.school(0, 500), Self.school(1, 300)] + (2..<12).map { Self.school($0, 20) }
        for seed in 0..<50 {
            let sample = try Self.sample(schools, 4, seed: "\(seed)")
            let chances = Dictionary(uniqueKeysWithValues: sample.schools.map { ($0.code, $0.chance) })
            #expect(chances["S0"] == .certain && chances["S1"] == .certain)
            #expect(chances.filter { $0.value == Chance(1, of: 5) }.count == 2)
        }
        // Exactly at the interval (size · n = total) is certain, one pupil less is not.
        #expect(
            try Self.sample([50, 25, 25].enumerated().map { Self.school($0, $1) }, 2, seed: "a").schools[0].chance
                == .certain)
        let less = try Self.sample([49, 26, 25].enumerated().map { Self.school($0, $1) }, 2, seed: "a")
        #expect(less.schools.contains { $0.chance != .certain })
    }

    @Test("Too few schools, empty ones and empty strata are named, never silently filled up")
    func named() throws {
        let few = try Self.sample(
            [
                Self.school(1, 10), Self.school(2, 0), Self.school(3, 5, stratum: "乡村"),
                Self.school(4, 0, stratum: "镇区"),
            ], 9, seed: "x")
        #expect(Set(few.schools.map(\.code)) == ["S1", "S3"])
        #expect(few.schools.allSatisfy { $0.chance == .certain })
        #expect(few.notes.contains(.takenAll(county: "500101", grade: "4", schools: 2, asked: 9)))
        #expect(few.notes.contains(.emptyStratum(county: "500101", grade: "4", "镇区")))
        #expect(few.notes.contains(.nobody(Self.school(2, 0))))
        let many = try Self.sample((0..<4).map { Self.school($0, 10 + $0, stratum: "层\($0)") }, 2, seed: "x")
        #expect(
            many.schools.count == 2 && many.notes.filter { if case .uncovered = $0 { true } else { false } }.count == 2)
        #expect(many.notes.allSatisfy { !$0.message.isEmpty })
    }

    @Test("Each stratum gives at least one, the rest goes by pupils")
    func shares() {
        func shares(_ count: Int, _ strata: [[Int]]) -> [Int] {
            QualitySampling.shares(of: count, among: strata.map { $0.enumerated().map { Self.school($0, $1) } })
        }
        #expect(shares(12, [[100, 100, 100, 100, 100, 100, 100, 100], [50, 50, 50, 50], [10, 10]]) == [8, 3, 1])
        #expect(shares(3, [[1, 1, 1], [1000]]) == [2, 1], "a stratum gives no more than it has")
        #expect(shares(1, [[5], [9]]) == [0, 1])
    }

    @Test("A frame that would make the sample doubtful is refused")
    func refused() {
        #expect(throws: QualityRefusal.duplicate("S1")) { try QualityFrame([Self.school(1, 3), Self.school(1, 4)]) }
        #expect(throws: QualityRefusal.tooLarge("S1")) { try QualityFrame([Self.school(1, -1)]) }
        #expect(throws: QualityRefusal.badCode("A\tB")) {
            try QualityFrame([.init(county: "1", grade: "4", code: "A\tB", size: 3)])
        }
        #expect(throws: QualityRefusal.badCode("")) {
            try QualityFrame([.init(county: "1", grade: "4", code: "", size: 3)])
        }
    }

    @Test("A record proves itself, and a changed one says where")
    func record() throws {
        let frame = try QualityFrame((0..<20).map { Self.school($0, 30 + $0) })
        let record = QualityRecord(frame, asked: ["4": 5], seed: "开奖12345")
        #expect(record.problems().isEmpty && record.selected.count == 5)
        var forged = record
        forged.selected[0].code = "S99"
        #expect(forged.problems().count == 2)
        forged = record
        forged.selected[0].chance = "1"
        #expect(forged.problems().count == 2)
        forged = record
        forged.seed = "别的"
        #expect(!forged.problems().isEmpty)
        forged = record
        forged.frame.removeLast()
        #expect(forged.problems().contains { $0.contains("名单摘要") })
        forged.algorithm = "x"
        #expect(forged.problems().count == 1)
    }

    @Test("Pupils: as many as asked, each as likely as any other, whatever the order of the sheet")
    func pupils() {
        let keys = (0..<37).map { "1班\u{1F}\(100 + $0)" }
        var (counts, dice) = (Array(repeating: 0, count: 37), SplitMix(3))
        for seed in 0..<3_000 {
            let drawn = PupilSampling.draw(10, from: keys, school: "c/4/S", seed: "\(seed)")
            #expect(drawn.count == 10 && Set(drawn).count == 10)
            for place in drawn { counts[place] += 1 }
        }
        let chance = 10.0 / 37
        let error = (chance * (1 - chance) / 3_000).squareRoot()
        #expect(counts.allSatisfy { abs(Double($0) / 3_000 - chance) < 4.5 * error })
        let mixed = keys.shuffled(using: &dice)
        let (one, other) = (
            PupilSampling.draw(10, from: keys, school: "c", seed: "z").map { keys[$0] },
            PupilSampling.draw(10, from: mixed, school: "c", seed: "z").map { mixed[$0] }
        )
        #expect(one == other)
        #expect(PupilSampling.draw(40, from: keys, school: "c", seed: "z").count == 37)
        #expect(PupilSampling.draw(37, from: keys, school: "c", seed: "z").count == 37)
        #expect(PupilSampling.chance(10, of: 37) == Chance(10, of: 37) && PupilSampling.chance(40, of: 37) == .certain)
    }
}
