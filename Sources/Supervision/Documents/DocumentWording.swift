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

        package init(
            unit: String = "", campaign: String = "", office: String = "", startsOn: Day? = nil, endsOn: Day? = nil
        ) {
            self.unit = unit
            self.campaign = campaign
            self.office = office
            self.startsOn = startsOn
            self.endsOn = endsOn
        }
    }

    package static let marks = ["{单位}", "{项目}", "{督导机构}", "{开始日期}", "{结束日期}"]

    /// The text with its marks filled in; a fact that is not known becomes something to fill in by hand.
    package func filled(_ facts: Facts) -> DocumentText {
        func fill(_ text: String) -> String {
            let values = [
                facts.unit.isEmpty ? "你单位" : facts.unit, facts.campaign.isEmpty ? "【待填：督导事项】" : facts.campaign,
                facts.office, facts.startsOn?.chinese ?? "【待填：开始日期】", facts.endsOn?.chinese ?? "【待填：结束日期】",
            ]
            return zip(DocumentWording.marks, values).reduce(text) { $0.replacingAll($1.0, with: $1.1) }
        }
        return DocumentText(title: fill(title), blocks: DocumentText.blocks(editing: fill(body)))
    }

    /// What keeps it from being kept, in Chinese; empty when nothing does.
    package func problems() -> [String: String] {
        var problems: [String: String] = [:]
        if name.isBlank || name.count > 50 { problems["name"] = "请填写模板名称，50字以内。" }
        if title.isBlank || title.count > 100 { problems["title"] = "请填写标题，100字以内。" }
        if body.isBlank || body.count > 20_000 { problems["body"] = "请填写正文，20000字以内。" }
        if let mark = DocumentWording.unknownMark(in: title + body) {
            problems["body"] = "“\(mark)”不是可用的标记；可用的有\(DocumentWording.marks.joined(separator: "、"))。"
        }
        return problems
    }

    /// The first `{…}` that stands for nothing.
    private static func unknownMark(in text: String) -> String? {
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            rest = rest[open...]
            guard let close = rest.firstIndex(of: "}") else { return nil }
            let mark = String(rest[...close])
            if !marks.contains(mark) { return mark }
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
