import Foundation
import Supervision

/// The list of units that `dudao draw` reads: a CSV file with a header, the id in the first column.
struct FrameFile {
    private let header: [String]
    private let rows: [[String]]

    init(path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Console.failure("读不到文件：\(path)")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw Console.failure("\(path)不是UTF-8编码，请另存为UTF-8的CSV。")
        }
        let table = FrameFile.table(text)
        guard let header = table.first else { throw Console.failure("\(path)是空的。") }
        self.header = header.map(\.trimmingBlanks)
        rows = Array(table.dropFirst())
    }

    /// The units in the order of the file; without a column all belong to one stratum.
    func units(by column: String?) throws -> [DrawFrame.Unit] {
        guard let column else { return rows.map { DrawFrame.Unit(id: $0[0], stratum: "全部") } }
        guard let index = header.firstIndex(of: column.trimmingBlanks) else {
            throw Console.failure("名单里没有“\(column)”这一列。")
        }
        return rows.map { row in
            DrawFrame.Unit(id: row[0], stratum: row.indices.contains(index) ? row[index].trimmingBlanks : "")
        }
    }

    /// Rows and cells after RFC 4180; lines without any character are passed over.
    private static func table(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell = String.UnicodeScalarView()
        var quoted = false
        var touched = false
        func endCell() {
            row.append(String(cell))
            cell = .init()
        }
        func endRow() {
            if touched || !row.isEmpty {
                endCell()
                rows.append(row)
            }
            row = []
            touched = false
        }
        let scalars = Array(text.unicodeScalars)
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            switch scalar {
            case "\"" where quoted && index + 1 < scalars.count && scalars[index + 1] == "\"":
                cell.append(scalar)
                index += 1
            case "\"" where quoted || cell.isEmpty:
                quoted.toggle()
                touched = true
            case "," where !quoted: endCell()
            case "\r" where !quoted && index + 1 < scalars.count && scalars[index + 1] == "\n": break
            case "\n" where !quoted, "\r" where !quoted: endRow()
            default:
                cell.append(scalar)
                touched = true
            }
            index += 1
        }
        endRow()
        return rows
    }
}
