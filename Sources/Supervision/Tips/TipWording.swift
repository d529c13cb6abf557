/// Whether an office's words are still those of the tipster, or name them: a person is known by how they write.
package enum TipWording {
    /// Letters and digits in a row that are no accident; shorter ones, such as a school's name, may stand.
    package static let longest = 24

    /// Whether a long piece of `original` stands in a text; blanks, line breaks and marks hide nothing.
    package static func copies(_ text: String, from original: String) -> Bool {
        let text = Array(text.bare), original = Array(original.bare)
        guard text.count >= longest, original.count >= longest else { return false }
        var pieces: Set<ArraySlice<Character>> = []
        for start in 0...(original.count - longest) { pieces.insert(original[start..<(start + longest)]) }
        return (0...(text.count - longest)).contains { pieces.contains(text[$0..<($0 + longest)]) }
    }

    /// Whether a text names whoever left this name and this contact, in full or by a part that is theirs alone.
    package static func names(_ text: String, name: String, contact: String) -> Bool {
        let bare = text.bare
        var marks = name.parts.filter { $0.count >= 2 && !general.contains($0) }
        // Of a contact the numbers and accounts tell, not the words around them.
        marks += contact.parts.filter { $0.count >= 5 && $0.contains { $0.isASCII } }
        marks += [name.bare, contact.bare].filter { $0.count >= 2 && !general.contains($0) }
        return marks.contains { bare.contains($0) }
    }

    /// What people write for a name who do not want to give it: no brief could do without these words.
    private static let general: Set<String> = [
        "家长", "学生", "学生家长", "家长代表", "一名家长", "一位家长", "某家长", "热心家长", "学生妈妈", "学生爸爸", "妈妈", "爸爸", "母亲",
        "父亲", "同学", "老师", "教师", "职工", "教职工", "员工", "群众", "热心群众", "市民", "热心市民", "居民", "村民", "业主", "邻居", "知情人",
        "知情者", "知情人士", "先生", "女士", "匿名", "不愿透露", "无", "没有", "保密", "微信", "手机", "电话", "手机号", "微信号", "邮箱", "同上",
    ]
}

extension String {
    /// Letters and digits alone, half-width and lower-case.
    fileprivate var bare: String { comparisonKey.filter { $0.isLetter || $0.isNumber } }

    /// The pieces between blanks and marks, each bare.
    fileprivate var parts: [String] {
        split { !($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == "@" || $0 == ".") }
            .map { String($0).bare }
    }
}
