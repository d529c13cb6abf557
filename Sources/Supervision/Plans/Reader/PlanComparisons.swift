/// Comparisons with an earlier time: 较上年提高了1.3个百分点.
enum PlanComparisons {
    private static let earlier: [(Word, String)] = [
        ("上年同期", "上年同期"), ("去年同期", "上年同期"), ("上一年度", "上年"), ("上年度", "上年"), ("上一年", "上年"), ("上年", "上年"), ("去年", "上年"),
        ("往年", "往年"), ("上学年", "上学年"), ("上学期", "上学期"), ("同期", "上年同期"), ("同比", "上年同期"), ("环比", "上期"), ("上月", "上月"),
        ("上季度", "上季度"),
    ]

    /// With what a run of words compares; nil where it compares with nothing.
    static func earlier(_ text: PlanText, in range: Range<Int>) -> String? {
        for index in range {
            let begins = text.isOne(of: "较比同环", at: index)
            guard begins else { continue }
            for start in [index, index + 1] {
                if let year = text.yearNumber(at: start, before: range.upperBound), text.glyph(year.end) == "年" {
                    return "\(year.value)年"
                }
                if let found = earlier.first(where: {
                    text.starts($0.0, at: start) && start + $0.0.count <= range.upperBound
                }) {
                    return found.1
                }
            }
        }
        return nil
    }

    /// Whether the words say that something fell.
    static func fell(_ text: PlanText, before index: Int) -> Bool {
        let end = text.isOne(of: "了", at: index - 1) ? index - 1 : index
        return (["下降", "降低", "减少", "回落", "压减", "降幅"] as [Word]).contains { text.starts($0, at: end - $0.count) }
    }
}
