/// Who does the work that an item names.
enum PlanActors {
    static func find(in range: Range<Int>, _ text: PlanText) -> [Read<String>] {
        var found: [Read<String>] = []
        func add(_ words: Range<Int>) {
            let name = text.folded(words)
            if !name.isEmpty, !found.contains(where: { $0.value == name }) {
                found.append(Read(name, text.span(words), confidence: 85))
            }
        }
        var index = range.lowerBound
        while index < range.upperBound {
            if let words = labelled(index, range, text) {
                for name in split(words, text) { add(name) }
                index = words.upperBound
            } else if let words = led(index, range, text) {
                add(words)
                index = words.upperBound
            } else if let known = known.match(text, at: index, before: range.upperBound) {
                add(index..<known.end)
                index = known.end
            } else {
                index += 1
            }
        }
        return found
    }

    /// Those behind a label: 责任单位：督导室、基教科.
    private static func labelled(_ index: Int, _ range: Range<Int>, _ text: PlanText) -> Range<Int>? {
        for label in ["责任单位：", "牵头单位：", "责任科室：", "责任部门：", "牵头部门：", "责任人：", "配合单位：", "负责人：", "承办单位：", "牵头科室："] as [Word]
        where text.starts(label, at: index) {
            let start = index + label.count
            var end = start
            while end < range.upperBound, end - start < 60, !text.isOne(of: "。；）", at: end),
                text.gaps[end] < .line || end == start
            { end += 1 }
            return start..<end
        }
        return nil
    }

    /// Names of a cell or a label, one by one.
    static func split(_ range: Range<Int>, _ text: PlanText) -> [Range<Int>] {
        var names: [Range<Int>] = []
        var start = range.lowerBound
        for index in range
        where text.isOne(of: "、，；", at: index)
            || index > start + 1 && text.gaps[index] != .none && isApart(index, range, text)
        {
            let isSign = text.isOne(of: "、，；", at: index)
            if index > start { names.append(start..<index) }
            start = isSign ? index + 1 : index
        }
        if start < range.upperBound { names.append(start..<range.upperBound) }
        return names
    }

    /// Whether a blank keeps two names apart, and not the characters of one (督 导 室).
    private static func isApart(_ index: Int, _ range: Range<Int>, _ text: PlanText) -> Bool {
        text.gaps[index] >= .line
            || text.gaps[index - 1] == .none && (index + 1 >= range.upperBound || text.gaps[index + 1] == .none)
    }

    /// Those who lead: 由督导室牵头.
    private static func led(_ index: Int, _ range: Range<Int>, _ text: PlanText) -> Range<Int>? {
        if text.glyph(index) == "由", !text.isOne(of: "此理自于", at: index + 1) {
            for end in index + 3..<max(index + 3, min(index + 22, range.upperBound)) {
                if text.isOne(of: "，。；", at: end) { return nil }
                if (["牵头", "负责", "组织", "承担", "实施", "统筹"] as [Word]).contains(where: { text.starts($0, at: end) }) {
                    return index + 1..<end
                }
            }
        }
        return nil
    }

    private static let known = Lexicon(
        """
        责任督学 责任区督学 教育督导委员会成员单位 教育督导委员会 区教育督导室 县教育督导室 市教育督导室 教育督导室 督导室 第三方评估机构 第三方机构 第三方 外聘专家 专家组 督导组 市级联合督导组 \
        联合督导组 各区教育局 区教育局 县教育局 市教育局 教育局 教体局 电教站 财务审计科 教育督导评估中心 评估监测机构 基础教育质量评估院 学校视导员 考核办 督导部门 各责任区
        """)
}
