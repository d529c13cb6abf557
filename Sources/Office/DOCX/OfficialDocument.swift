/// An official document (公文) as GB/T 9704-2012 divides it; what it looks like is for its readers to decide.
///
/// `DOCXWriter` lays it out for Word and WPS, the web shows the same value as HTML.
package struct OfficialDocument: Sendable, Equatable {
    package enum Block: Sendable, Equatable {
        /// Level 1 to 4 without its number; see `numberedBlocks`.
        case heading(Int, String)
        case paragraph(String)
        case table(Table)
    }

    package struct Table: Sendable, Equatable {
        package var caption: String?
        package var header: [String]
        package var rows: [[String]]
        /// Shares of the width, one for each column; empty when all are equal.
        package var widths: [Int]

        package init(caption: String? = nil, header: [String], rows: [[String]], widths: [Int] = []) {
            self.caption = caption
            self.header = header
            self.rows = rows
            self.widths = widths
        }
    }

    /// 发文机关标志, such as `某某区人民政府教育督导室文件`; nil leaves out the red head.
    package var letterhead: String?
    /// 发文字号, such as `某教督〔2026〕3号`.
    package var number: String?
    package var title: String
    /// 主送机关, without the colon.
    package var recipient: String?
    package var blocks: [Block]
    /// Titles of the attachments (附件), without numbers.
    package var attachments: [String]
    /// 发文机关署名.
    package var signer: String?
    /// 成文日期 as it is printed, such as `2026年3月1日`.
    package var date: String?
    /// 抄送机关.
    package var copies: [String]
    /// 印发机关 and 印发日期 of the 版记.
    package var issuedBy: String?
    package var issuedOn: String?

    package init(
        letterhead: String? = nil, number: String? = nil, title: String, recipient: String? = nil, blocks: [Block],
        attachments: [String] = [], signer: String? = nil, date: String? = nil, copies: [String] = [],
        issuedBy: String? = nil, issuedOn: String? = nil
    ) {
        self.letterhead = letterhead
        self.number = number
        self.title = title
        self.recipient = recipient
        self.blocks = blocks
        self.attachments = attachments
        self.signer = signer
        self.date = date
        self.copies = copies
        self.issuedBy = issuedBy
        self.issuedOn = issuedOn
    }

    /// The blocks with numbers before the headings: `一、`, `（一）`, `1. `, `（1）`.
    package var numberedBlocks: [Block] {
        var counts = [0, 0, 0, 0]
        return blocks.map { block in
            guard case .heading(let level, let text) = block else { return block }
            let index = min(max(level, 1), 4) - 1
            counts[index] += 1
            for deeper in counts.indices.dropFirst(index + 1) { counts[deeper] = 0 }
            return .heading(index + 1, OfficialDocument.mark(counts[index], level: index + 1) + text)
        }
    }

    private static func mark(_ number: Int, level: Int) -> String {
        switch level {
        case 1: chinese(number) + "、"
        case 2: "（\(chinese(number))）"
        case 3: "\(number). "
        default: "（\(number)）"
        }
    }

    /// 1 to 99 in Chinese; `21` is `二十一`.
    static func chinese(_ number: Int) -> String {
        let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
        guard (1...99).contains(number) else { return "\(number)" }
        if number < 10 { return digits[number] }
        return (number < 20 ? "" : digits[number / 10]) + "十" + digits[number % 10]
    }
}
