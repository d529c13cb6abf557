/// A wording from which a document begins (文书模板); marks such as `{单位}` are filled in, the rest is left to the office.
package struct DocumentWording: Hashable, Sendable, Codable {
    package var kind: Document.Kind
    package var name: String
    package var title: String
    package var body: String

    package init(kind: Document.Kind, name: String, title: String, body: String) {
        self.kind = kind
        self.name = name
        self.title = title
        self.body = body
    }

    /// What marks stand for.
    package struct Facts: Hashable, Sendable {
        package var unit: String
        package var campaign: String
        package var office: String
        package var startsOn: Day?
        package var endsOn: Day?
        /// The day of drafting.
        package var today: Day?

        package init(
            unit: String = "", campaign: String = "", office: String = "", startsOn: Day? = nil, endsOn: Day? = nil,
            today: Day? = nil
        ) {
            self.unit = unit
            self.campaign = campaign
            self.office = office
            self.startsOn = startsOn
            self.endsOn = endsOn
            self.today = today
        }
    }

    /// A mark with what it becomes, in the words of the page that explains it.
    package struct Mark: Hashable, Sendable {
        package let text: String
        package let meaning: String
        /// What is written where the fact is not known.
        package let unknown: String
    }

    package static let allMarks = [
        Mark(text: "{单位}", meaning: "被督导单位的称呼", unknown: "你单位"),
        Mark(text: "{项目}", meaning: "督导项目的名称", unknown: "【待填：督导事项】"),
        Mark(text: "{督导机构}", meaning: "本室的名称", unknown: "【待填：督导机构】"),
        Mark(text: "{开始日期}", meaning: "项目的开始日期", unknown: "【待填：开始日期】"),
        Mark(text: "{结束日期}", meaning: "项目的结束日期", unknown: "【待填：结束日期】"),
        Mark(text: "{年份}", meaning: "拟稿时的年份，如2026", unknown: "【待填：年份】"),
        Mark(text: "{月份}", meaning: "拟稿时的月份，如3", unknown: "【待填：月份】"),
        Mark(text: "{拟稿日期}", meaning: "拟稿的日期", unknown: "【待填：日期】"),
    ]

    /// What a wording of the kind may use.
    package static func marks(of kind: Document.Kind) -> [Mark] {
        kind == .diagnosis ? BalanceDiagnosis.marks : allMarks
    }

    /// The text with its marks filled in; a fact that is not known becomes something to fill in by hand.
    package func filled(_ facts: Facts) -> DocumentText {
        let values = [
            facts.unit, facts.campaign, facts.office, facts.startsOn?.chinese ?? "", facts.endsOn?.chinese ?? "",
            facts.today.map { "\($0.year)" } ?? "", facts.today.map { "\($0.month)" } ?? "", facts.today?.chinese ?? "",
        ]
        return filled(
            Dictionary(zip(DocumentWording.allMarks.map(\.text), values), uniquingKeysWith: { first, _ in first }))
    }

    /// With what stands for each mark; a value may be several lines, as they are edited.
    package func filled(_ values: [String: String], pictures: [String] = []) -> DocumentText {
        func fill(_ text: String) -> String {
            DocumentWording.marks(of: kind).reduce(text) { text, mark in
                let value = values[mark.text] ?? ""
                return text.replacingAll(mark.text, with: value.isEmpty ? mark.unknown : value)
            }
        }
        return DocumentText(
            title: fill(title), blocks: DocumentText.blocks(editing: fill(body)), pictures: pictures)
    }

    /// How often a mark stands in a text.
    package static func count(of mark: String, in text: String) -> Int {
        let length = mark.count
        return text.replacingAll(mark, with: "").count.distance(to: text.count) / max(length, 1)
    }

    /// What keeps it from being kept, in Chinese; empty when nothing does.
    package func problems() -> [String: String] {
        var problems: [String: String] = [:]
        if name.isBlank || name.count > 50 { problems["name"] = "请填写模板名称，50字以内。" }
        if title.isBlank || title.count > 100 { problems["title"] = "请填写标题，100字以内。" }
        if body.isBlank || body.count > 20_000 { problems["body"] = "请填写正文，20000字以内。" }
        let known = DocumentWording.marks(of: kind).map(\.text)
        if let mark = DocumentWording.unknownMark(in: title + body, known) {
            problems["body"] = "“\(mark)”不是可用的标记；可用的有\(known.joined(separator: "、"))。"
        }
        return problems
    }

    /// The first `{…}` that stands for nothing.
    private static func unknownMark(in text: String, _ known: [String]) -> String? {
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            rest = rest[open...]
            guard let close = rest.firstIndex(of: "}") else { return nil }
            let mark = String(rest[...close])
            if !known.contains(mark) { return mark }
            rest = rest[rest.index(after: close)...]
        }
        return nil
    }
}

extension String {
    /// Without Foundation.
    func replacingAll(_ mark: String, with text: String) -> String {
        var result = ""
        var rest = self[...]
        while let place = rest.firstIndex(where: { _ in true }) {
            if rest.hasPrefix(mark) {
                result += text
                rest = rest.dropFirst(mark.count)
            } else {
                result.append(rest[place])
                rest = rest.dropFirst()
            }
        }
        return result
    }
}
