/// What stands below the text: 附件说明, who was present, the signature and 附注.
struct DOCXClosing {
    private let document: OfficialDocument
    private static let line = DOCXStyles.linePitch

    init(_ document: OfficialDocument) {
        self.document = document
    }

    var xml: String { attachments + rolls + signature + remark }

    /// One blank line below the text, two characters in; a title's further lines begin under its first character.
    private var attachments: String {
        let titles = document.attachmentTitles
        let isMany = titles.count > 1
        return titles.enumerated().map { index, title in
            let label = index == 0 ? "附件：" : ""
            let number = isMany ? "\(index + 1). " : ""
            let start = DOCXParagraph.width(of: label + number)
            let left = 5 + DOCXParagraph.width(of: number)
            return DOCXParagraph.xml(
                label + number + title, style: "Normal",
                properties: "<w:keepNext/><w:spacing w:before=\"\(index == 0 ? Self.line : 0)\"/>"
                    + hanging(left, by: start))
        }.joined()
    }

    /// 出席：…, the label in 黑体, one blank line below the text.
    private var rolls: String {
        document.rolls.enumerated().map { index, roll in
            let label = roll.label + "："
            let start = DOCXParagraph.width(of: label)
            return DOCXParagraph.xml(
                runs: DOCXParagraph.run(label, DOCXStyles.heiRun) + DOCXParagraph.run(roll.names), style: "Normal",
                properties: "<w:spacing w:before=\"\(index == 0 ? Self.line : 0)\"/>" + hanging(2 + start, by: start))
        }.joined()
    }

    private func hanging(_ left: Double, by start: Double) -> String {
        let chars = #"w:leftChars="\#(Int(left * 100))" w:left="\#(Int(left * 315))""#
        return #"<w:ind \#(chars) w:hangingChars="\#(Int(start * 100))" w:hanging="\#(Int(start * 315))"/>"#
    }

    /// The date stands four characters from the right edge, the signer centred above it.
    private var signature: String {
        let date = document.date ?? ""
        let difference = DOCXParagraph.width(of: date) - DOCXParagraph.width(of: document.signer ?? "")
        let shift = 4 + difference / 2
        var xml = ""
        var before = Self.line * 2
        if let signer = document.signer {
            xml += rightAligned(signer, characters: max(shift, 0), before: before, keeps: !date.isEmpty)
            before = 0
        }
        return date.isEmpty ? xml : xml + rightAligned(date, characters: 4, before: before, keeps: false)
    }

    private func rightAligned(_ text: String, characters: Double, before: Int, keeps: Bool) -> String {
        let indent = #"w:rightChars="\#(Int(characters * 100))" w:right="\#(Int(characters * 320))""#
        return DOCXParagraph.xml(
            text, style: "Normal",
            properties: (keeps ? "<w:keepNext/>" : "")
                + "<w:spacing w:before=\"\(before)\"/><w:ind \(indent)/><w:jc w:val=\"right\"/>")
    }

    private var remark: String {
        document.remark.map { DOCXParagraph.xml("（\($0)）", style: "Body") } ?? ""
    }
}
