/// A phrase that an office uses again and again (常用语), by where it is used.
package struct Wording: Hashable, Sendable {
    package let id: WordingID
    package let kind: Kind
    package let title: String
    package let words: String
    package let version: Int

    package init(id: WordingID, kind: Kind, title: String, words: String, version: Int = 1) {
        self.id = id
        self.kind = kind
        self.title = title
        self.words = words
        self.version = version
    }

    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case problem, requirement, term, remind, sendBack, verify, close, extend, recheck, report

        package var label: String {
            switch self {
            case .problem: "问题表述"
            case .requirement: "整改要求"
            case .term: "设定期限的理由"
            case .remind: "催办"
            case .sendBack: "退回理由"
            case .verify: "核查意见"
            case .close: "销号意见"
            case .extend: "延期答复"
            case .recheck: "复查情况"
            case .report: "整体上报"
            }
        }
    }

    package static let titleLimit = 40
    package static let wordsLimit = 1_000
    /// How many an office keeps at most.
    package static let limit = 500

    /// What is wrong with a phrase as it is typed, by field.
    package static func problems(title: String, words: String) -> [String: String] {
        var problems: [String: String] = [:]
        if title.isBlank { problems["title"] = "请填写名称。" }
        if title.count > titleLimit { problems["title"] = "名称请控制在\(titleLimit)字以内。" }
        if words.isBlank { problems["words"] = "请填写内容。" }
        if words.count > wordsLimit { problems["words"] = "内容请控制在\(wordsLimit)字以内。" }
        return problems
    }
}

package typealias WordingID = Identifier<Wording>
