/// All that anybody needs to repeat the drawing of a round's schools; its JSON form is published and not changed lightly.
package struct QualityRecord: Hashable, Sendable, Codable {
    package var algorithm: String
    package var seed: String
    package var frameHash: String
    /// Schools wanted of each county, by grade.
    package var asked: [String: Int]
    package var frame: [QualityFrame.School]
    package var selected: [Selected]

    package struct Selected: Hashable, Sendable, Codable {
        package var county: String
        package var grade: String
        package var code: String
        /// Such as `3/20`.
        package var chance: String

        package init(county: String, grade: String, code: String, chance: String) {
            (self.county, self.grade, self.code, self.chance) = (county, grade, code, chance)
        }
    }

    package init(_ frame: QualityFrame, asked: [String: Int], seed: String) {
        algorithm = QualitySampling.algorithm
        self.seed = seed
        frameHash = frame.hash
        self.asked = asked
        self.frame = frame.schools.sorted { DrawTicket.precedes($0.line, $1.line) }
        selected = QualitySampling(frame, asked: asked, seed: seed).sample().schools.map {
            Selected(county: $0.county, grade: $0.grade, code: $0.code, chance: $0.chance.text)
        }
    }

    /// What does not follow from the frame and the seed, found by drawing again; empty when the record holds.
    package func problems() -> [String] {
        guard algorithm == QualitySampling.algorithm else { return ["不认识的抽样算法“\(algorithm)”。"] }
        guard !seed.isEmpty else { return ["记录里没有种子。"] }
        let again: QualityRecord
        do {
            again = QualityRecord(try QualityFrame(frame), asked: asked, seed: seed)
        } catch {
            return ["按记录无法重新抽取：\(error.message)"]
        }
        var problems: [String] = []
        if frameHash != again.frameHash { problems.append("名单摘要应为\(again.frameHash)，记录为\(frameHash)。") }
        let (stated, actual) = (Set(selected), Set(again.selected))
        problems += again.selected.filter { !stated.contains($0) }
            .map { "\($0.county)\(QualityGrade.label($0.grade))“\($0.code)”应抽中（概率\($0.chance)），记录不符。" }
        problems += selected.filter { !actual.contains($0) }
            .map { "\($0.county)\(QualityGrade.label($0.grade))“\($0.code)”不应以概率\($0.chance)抽中。" }
        if selected.count != stated.count { problems.append("抽中名单里有重复的学校。") }
        return problems
    }
}
