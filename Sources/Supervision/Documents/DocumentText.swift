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
    /// Footnotes; `〔注1〕` in a paragraph is where the first one belongs.
    package var notes: [String]
    /// 附件 that are printed with it, after the signature.
    package var annexes: [Annex]
    /// Drawings as SVG, made by the program; `〔图1〕` at the beginning of a line is where the first one stands.
    package var pictures: [String]

    package init(
        title: String, recipient: String = "", blocks: [Block], copies: [String] = [], attachments: [String] = [],
        notes: [String] = [], annexes: [Annex] = [], pictures: [String] = []
    ) {
        self.title = title
        self.recipient = recipient
        self.blocks = blocks
        self.copies = copies
        self.attachments = attachments
        self.notes = notes
        self.annexes = annexes
        self.pictures = pictures
    }

    /// One 附件 with its own title.
    package struct Annex: Hashable, Sendable, Codable {
        package var title: String
        package var blocks: [Block]
        /// Whether it has a table too wide for an upright page.
        package var isWide: Bool

        package init(title: String, blocks: [Block], isWide: Bool = false) {
            self.title = title
            self.blocks = blocks
            self.isWide = isWide
        }
    }

    package enum Block: Hashable, Sendable, Codable {
        /// Level 1 to 4: `一、`, `（一）`, `1.`, `（1）`; the words hold the number.
        case heading(level: Int, String)
        case paragraph(String)
        case table(header: [String], rows: [[String]])
        /// The place in `pictures`, from 1, and what stands below it.
        case picture(number: Int, caption: String)
    }

    /// The blocks with each picture where it first stands and its caption alone further on, so that nobody's lines make a
    /// page of a thousand pictures.
    package var shownBlocks: [Block] {
        var shown: Set<Int> = []
        return blocks.map { block in
            guard case .picture(let number, let caption) = block, !shown.insert(number).inserted else { return block }
            return .paragraph(caption)
        }
    }

    /// All words, a line per paragraph and cell.
    package var plain: String {
        let further = annexes.flatMap { [$0.title] + DocumentText.lines($0.blocks) }
        return ([title, recipient] + DocumentText.lines(blocks) + notes + further).joined(separator: "\n")
    }

    private static func lines(_ blocks: [Block]) -> [String] {
        blocks.flatMap { block in
            switch block {
            case .heading(_, let text), .paragraph(let text): [text]
            case .table(let header, let rows): header + rows.flatMap { $0 }
            case .picture(_, let caption): [caption]
            }
        }
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

// Texts that were kept before there were footnotes, annexes and pictures have none.
extension DocumentText {
    private enum CodingKeys: String, CodingKey {
        case title, recipient, blocks, copies, attachments, notes, annexes, pictures
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            title: values.decode(String.self, forKey: .title),
            recipient: values.decode(String.self, forKey: .recipient),
            blocks: values.decode([Block].self, forKey: .blocks),
            copies: values.decode([String].self, forKey: .copies),
            attachments: values.decode([String].self, forKey: .attachments),
            notes: values.decodeIfPresent([String].self, forKey: .notes) ?? [],
            annexes: values.decodeIfPresent([Annex].self, forKey: .annexes) ?? [],
            pictures: values.decodeIfPresent([String].self, forKey: .pictures) ?? [])
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
