/// A document's words as a plain value, to be laid out by GB/T 9704 on paper and as a page on screen.
package struct DocumentText: Hashable, Sendable, Codable {
    package var title: String
    /// 主送; empty for a report to the public.
    package var recipient: String
    package var blocks: [Block]
    /// 抄送机关.
    package var copies: [String]
    /// Names of the attached files.
    package var attachments: [String]

    package init(
        title: String, recipient: String = "", blocks: [Block], copies: [String] = [], attachments: [String] = []
    ) {
        self.title = title
        self.recipient = recipient
        self.blocks = blocks
        self.copies = copies
        self.attachments = attachments
    }

    package enum Block: Hashable, Sendable, Codable {
        /// Level 1 to 4: `一、`, `（一）`, `1.`, `（1）`; the words hold the number.
        case heading(level: Int, String)
        case paragraph(String)
        case table(header: [String], rows: [[String]])
    }

    /// All words, a line per paragraph and cell.
    package var plain: String {
        let lines = blocks.flatMap { block in
            switch block {
            case .heading(_, let text), .paragraph(let text): [text]
            case .table(let header, let rows): header + rows.flatMap { $0 }
            }
        }
        return ([title, recipient] + lines).joined(separator: "\n")
    }

    /// What the wording leaves to be filled in, such as `【待填：现场时间】`, in its order.
    package var blanks: [String] {
        var found: [String] = []
        var rest = plain[...]
        while let open = rest.firstIndex(of: "【") {
            rest = rest[open...]
            guard let close = rest.firstIndex(of: "】") else { break }
            let blank = String(rest[...close])
            if blank.hasPrefix("【待填"), !found.contains(blank) { found.append(blank) }
            rest = rest[rest.index(after: close)...]
        }
        return found
    }
}

/// Counting in Chinese for headings and dates.
package enum ChineseNumber {
    /// 一 to 九十九; digits beyond.
    package static func text(_ number: Int) -> String {
        let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
        guard (1...99).contains(number) else { return String(number) }
        let (tens, ones) = number.quotientAndRemainder(dividingBy: 10)
        return (tens == 0 ? "" : (tens == 1 ? "" : digits[tens]) + "十") + digits[ones]
    }
}
