/// All answers of a visit as they lie in one column; SQL never looks into it.
package enum VisitAnswers {
    /// One line an answer: criterion, value and note with a tab between them.
    package static func packed(_ answers: [VisitAnswer]) -> String {
        var text = ""
        for answer in answers {
            if !text.isEmpty { text += "\n" }
            text += escaped(answer.criterion) + "\t" + escaped(answer.value)
            if !answer.note.isEmpty { text += "\t" + escaped(answer.note) }
        }
        return text
    }

    /// What `packed` made.
    package static func unpacked(_ text: String) -> [VisitAnswer] {
        text.utf8.split(separator: 10).map { line in
            let cells = line.split(separator: 9, omittingEmptySubsequences: false).map(plain)
            return VisitAnswer(
                cells.first ?? "", cells.count > 1 ? cells[1] : "", note: cells.count > 2 ? cells[2] : "")
        }
    }

    private static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { [9, 10, 13, 92].contains($0) }) else { return text }
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 9: bytes += [92, 116]
            case 10: bytes += [92, 110]
            case 13: bytes += [92, 114]
            case 92: bytes += [92, 92]
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func plain(_ bytes: Substring.UTF8View) -> String {
        guard bytes.contains(92) else { return String(Substring(bytes)) }
        var result: [UInt8] = []
        var isEscape = false
        for byte in bytes {
            if isEscape {
                result.append(byte == 116 ? 9 : byte == 110 ? 10 : byte == 114 ? 13 : byte)
                isEscape = false
            } else if byte == 92 {
                isEscape = true
            } else {
                result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
