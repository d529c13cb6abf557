extension LampRule {
    /// The rule as people read it: one sentence for red, one for yellow, one for the rest.
    package var words: [String] { ["红灯：\(redWords)。", "黄灯：\(yellowWords)。", LampRule.otherwise] }

    private static let otherwise = "绿灯：有未销号的问题或实施中的项目，且不符合以上各条。没有这两项的为“无任务”。"

    private var redWords: String {
        var words: [String] = []
        if let count = redLateCount { words.append("逾期未改的问题有\(count)个以上") }
        if let percent = redLatePercent { words.append("逾期未改的问题占未销号问题的\(percent)%以上") }
        if redUnfinished { words.append("项目已过结束日期，仍有单位未完成") }
        return words.isEmpty ? "未设条件" : words.joined(separator: "；或者")
    }

    private var yellowWords: String {
        var words: [String] = []
        if let count = yellowLateCount { words.append("逾期未改的问题有\(count)个以上") }
        if let percent = yellowSoonPercent { words.append("三日内到期的问题占未销号问题的\(percent)%以上") }
        if let points = yellowBehindPoints { words.append("项目的完成比例落后于时间进度\(points)个百分点以上") }
        return words.isEmpty ? "未设条件" : "不是红灯，且" + words.joined(separator: "；或者")
    }

    /// What is wrong with it, by field; empty when it can be used.
    ///
    /// “以上” includes the number itself.
    package var problems: [String: String] {
        var problems: [String: String] = [:]
        for (field, value, limit) in [
            ("redLateCount", redLateCount, 1_000_000), ("redLatePercent", redLatePercent, 100),
            ("yellowLateCount", yellowLateCount, 1_000_000), ("yellowSoonPercent", yellowSoonPercent, 100),
            ("yellowBehindPoints", yellowBehindPoints, 100),
        ] {
            guard let value, !(1...limit).contains(value) else { continue }
            problems[field] = "请填 1 到 \(limit) 的整数，或者留空表示不用这一条。"
        }
        if let yellow = yellowLateCount, let red = redLateCount, yellow >= red {
            problems["yellowLateCount"] = "黄灯的逾期个数要小于红灯的 \(red) 个，否则这一条永远不会亮黄灯。"
        }
        if redLateCount == nil, redLatePercent == nil, !redUnfinished {
            problems["redLateCount"] = "红灯至少要有一个条件。"
        }
        return problems
    }
}
