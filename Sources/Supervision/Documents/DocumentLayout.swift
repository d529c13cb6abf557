/// What stands around a document's text: its head (版头), its marks and who was present.
package struct DocumentLayout: Hashable, Sendable, Codable {
    package enum Form: String, Hashable, Sendable, Codable, CaseIterable {
        case document, letter, minutes

        package var label: String {
            switch self {
            case .document: "文件格式"
            case .letter: "信函格式"
            case .minutes: "纪要格式"
            }
        }
    }

    /// One list of names of minutes, such as 约谈人：周敏.
    package struct Roll: Hashable, Sendable, Codable {
        package var label: String
        package var names: String

        package init(label: String, names: String) {
            self.label = label
            self.names = names
        }
    }

    package var form: Form
    /// 发文机关标志; empty for none.
    package var letterhead: String
    /// 份号, 密级 and 紧急程度; empty for none.
    package var copyNumber = ""
    package var secrecy = ""
    package var urgency = ""
    /// 签发人 of what goes to an office above; empty for none.
    package var signatory = ""
    /// 附注, without its brackets.
    package var remark = ""
    package var rolls: [Roll] = []

    package init(form: Form, letterhead: String) {
        self.form = form
        self.letterhead = letterhead
    }

    package func requireFit() throws(DocumentRefusal) {
        let isNumber = copyNumber.utf8.allSatisfy { (48...57).contains($0) } && copyNumber.count <= 6
        guard isNumber, [secrecy, urgency, signatory].allSatisfy({ $0.count <= 20 }), remark.count <= 100,
            rolls.reduce(0, { $0 + $1.label.count + $1.names.count }) <= 1_000, letterhead.count <= 40
        else { throw .layoutTooLong }
    }

    /// 份号 as it is printed: six digits.
    package var printedCopyNumber: String {
        copyNumber.isEmpty ? "" : String(repeating: "0", count: max(0, 6 - copyNumber.count)) + copyNumber
    }
}

// Names as a person types them: a line each, the kind before the colon.
extension DocumentLayout {
    package var editableRolls: String { rolls.map { "\($0.label)：\($0.names)" }.joined(separator: "\n") }

    /// A line without a colon goes on with the one before it.
    package static func rolls(editing text: String) -> [Roll] {
        var rolls: [Roll] = []
        for line in text.split(whereSeparator: \.isNewline).map({ String($0).trimmed }) where !line.isEmpty {
            if let colon = line.firstIndex(where: { "：:".contains($0) }) {
                let names = String(line[line.index(after: colon)...]).trimmed
                rolls.append(Roll(label: String(line[..<colon]).trimmed, names: names))
            } else if rolls.isEmpty {
                rolls.append(Roll(label: "出席", names: line))
            } else {
                rolls[rolls.count - 1].names += line
            }
        }
        return rolls
    }
}
