// What an official document is made of.
extension OfficialDocument {
    package enum Block: Sendable, Equatable {
        /// Level 1 to 4 without its number; see `numberedBlocks`.
        case heading(Int, String)
        case paragraph(String)
        /// A paragraph with footnotes in it.
        case runs([Run])
        case table(Table)
        case picture(Picture)
        /// What needs a page in landscape, such as a wide table.
        case landscape([Block])
    }

    /// A piece of a paragraph.
    package enum Run: Sendable, Equatable {
        case text(String)
        /// A mark here, and these words at the foot of the page; the layout numbers them through the document.
        case footnote(String)
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

    /// A chart or another picture, with what stands below it.
    package struct Picture: Sendable, Equatable {
        /// A PNG file; anything else leaves only the caption.
        package var png: [UInt8]
        /// A drawing of ours, shown as it is on screen and as PNG on paper; empty where there is only `png`.
        package var svg = ""
        package var millimetres: Double
        package var caption: String

        package init(png: [UInt8], millimetres: Double = 150, caption: String) {
            self.png = png
            self.millimetres = millimetres
            self.caption = caption
        }

        package init(svg: String, millimetres: Double = 150, caption: String) {
            self.init(png: [], millimetres: millimetres, caption: caption)
            self.svg = svg
        }
    }

    /// 附件 that is printed with its document.
    package struct Annex: Sendable, Equatable {
        package var title: String
        package var blocks: [Block]
        package var isLandscape: Bool

        package init(title: String, blocks: [Block], isLandscape: Bool = false) {
            self.title = title
            self.blocks = blocks
            self.isLandscape = isLandscape
        }
    }

    /// One list of names of minutes, such as `出席：…`.
    package struct Roll: Sendable, Equatable {
        package var label: String
        package var names: String

        package init(_ label: String, _ names: String) {
            self.label = label
            self.names = names
        }
    }
}

extension OfficialDocument {
    /// Blocks with numbers before their headings: `一、`, `（一）`, `1. `, `（1）`.
    package static func numbered(_ blocks: [Block]) -> [Block] {
        var counts = [0, 0, 0, 0]
        return numbered(blocks, &counts)
    }

    private static func numbered(_ blocks: [Block], _ counts: inout [Int]) -> [Block] {
        blocks.map { block in
            switch block {
            case .heading(let level, let text):
                let index = min(max(level, 1), 4) - 1
                counts[index] += 1
                for deeper in counts.indices.dropFirst(index + 1) { counts[deeper] = 0 }
                return .heading(index + 1, mark(counts[index], level: index + 1) + text)
            case .landscape(let inner): return .landscape(numbered(inner, &counts))
            default: return block
            }
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

    /// In Chinese; `21` is `二十一`.
    static func chinese(_ number: Int) -> String { ChineseNumber.counting(number) ?? "\(number)" }
}
