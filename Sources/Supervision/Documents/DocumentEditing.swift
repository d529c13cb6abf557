/// A document's blocks as one text that a person edits in a box, and back.
///
/// A line is a paragraph. A line that begins with `一、` or `（一）` and holds no full stop is a heading. Lines with `｜`
/// between their cells are a table whose first line is its head. `〔图1〕` and a caption are the first picture.
extension DocumentText {
    package var editable: String {
        blocks.map { block in
            switch block {
            case .heading(_, let text), .paragraph(let text): DocumentText.oneLine(text)
            case .table(let header, let rows): DocumentText.written(header: header, rows: rows)
            case .picture(let number, let caption): "〔图\(number)〕\(DocumentText.oneLine(caption))"
            }
        }.joined(separator: "\n")
    }

    package static func blocks(editing text: String) -> [Block] {
        var blocks: [Block] = []
        var table: [[String]] = []
        for line in text.split(whereSeparator: \.isNewline).map({ String($0).trimmed }) {
            if line.contains("｜") {
                table.append(cells(line))
                continue
            }
            if !table.isEmpty { blocks.append(finished(&table)) }
            if let picture = picture(line) { blocks.append(picture); continue }
            if !line.isEmpty { blocks.append(headingLevel(line).map { .heading(level: $0, line) } ?? .paragraph(line)) }
        }
        if !table.isEmpty { blocks.append(finished(&table)) }
        return blocks
    }

    private static func picture(_ line: String) -> Block? {
        guard line.hasPrefix("〔图"), let close = line.firstIndex(of: "〕"),
            let number = Int(line[..<close].dropFirst(2)), (1...999).contains(number)
        else { return nil }
        return .picture(number: number, caption: String(line[line.index(after: close)...]).trimmed)
    }

    /// 1 for `一、…`, 2 for `（一）…`; nil for a sentence.
    package static func headingLevel(_ line: String) -> Int? {
        guard !line.contains("。"), line.count <= 60 else { return nil }
        if let mark = line.firstIndex(of: "、"), isOrdinal(line[..<mark]) { return 1 }
        if line.first == "（", let close = line.firstIndex(of: "）"), isOrdinal(line[..<close].dropFirst()) { return 2 }
        return nil
    }

    /// A heading's words without its number.
    package static func withoutNumber(_ heading: String) -> String {
        switch headingLevel(heading) {
        case 1: String(heading[heading.index(after: heading.firstIndex(of: "、") ?? heading.startIndex)...])
        case 2: String(heading[heading.index(after: heading.firstIndex(of: "）") ?? heading.startIndex)...])
        default: heading
        }
    }

    private static func isOrdinal(_ text: Substring) -> Bool {
        !text.isEmpty && text.count <= 3 && text.allSatisfy { "一二三四五六七八九十".contains($0) }
    }

    private static func written(header: [String], rows: [[String]]) -> String {
        ([header] + rows).map { row in
            let line = row.map { oneLine($0).replacingBar }.joined(separator: " ｜ ")
            return row.count == 1 ? "｜ \(line)" : line
        }.joined(separator: "\n")
    }

    private static func cells(_ line: String) -> [String] {
        let cells = line.split(separator: "｜", omittingEmptySubsequences: false).map { String($0).trimmed }
        return cells.count > 1 && cells[0].isEmpty && cells.count == 2 ? [cells[1]] : cells
    }

    /// Rows as wide as the head: what is missing is empty, what is too much stays in the last cell.
    private static func finished(_ table: inout [[String]]) -> Block {
        defer { table = [] }
        let width = table[0].count
        let rows = table.dropFirst().map { row -> [String] in
            if row.count <= width { return row + Array(repeating: "", count: width - row.count) }
            return Array(row.prefix(width - 1)) + [row.dropFirst(width - 1).joined(separator: "，")]
        }
        return .table(header: table[0], rows: Array(rows))
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).map { String($0).trimmed }.joined(separator: " ")
    }
}

extension String {
    fileprivate var replacingBar: String { String(map { $0 == "｜" ? "|" : $0 }) }
}
