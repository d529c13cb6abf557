import Foundation
package import Office
package import Supervision

/// What a file that should hold a framework says.
package struct FrameworkFile: Sendable, Equatable {
    /// The tree, when every row of it is good.
    package let framework: Framework?
    package let problems: [RowProblem]
    /// Nodes read, good or bad.
    package let rows: Int
    /// What of a foreign form was left out or taken in part, row by row; none for our own files.
    package let remarks: [RowProblem]

    init(framework: Framework?, problems: [RowProblem], rows: Int, remarks: [RowProblem] = []) {
        self.framework = framework
        self.problems = problems
        self.rows = rows
        self.remarks = remarks
    }

    /// Rows without any problem.
    package var valid: Int { max(0, rows - Set(problems.map(\.row)).count) }

    /// Reads a workbook, a CSV or a JSON file; throws `OfficeError` when it is none.
    ///
    /// A tree hangs together: one bad row and none of it is taken, so all problems are told at once. A workbook with a
    /// sheet named `survey` is an XLSForm.
    package static func read(_ source: FileSource) throws -> FrameworkFile {
        if let text = try json(source) { return try read(json: text) }
        var rows: [[String]] = []
        let reader = try SpreadsheetReader.open(source, limits: FrameworkFile.limits)
        if reader.sheetNames.contains(where: { $0.lowercased() == "survey" }) {
            return try xlsForm(source, sheets: reader.sheetNames)
        }
        try reader.forEachRow { number, cells in
            while rows.count < number - 1 { rows.append([]) }
            rows.append(cells)
        }
        return read(rows)
    }

    private static func read(_ rows: [[String]]) -> FrameworkFile {
        let header = rows.firstIndex { $0.first { !$0.isBlank }?.trimmed == "编号" } ?? rows.count
        let body = rows.dropFirst(header + 1)
        let count = body.count { !$0.allSatisfy(\.isBlank) }
        do {
            let framework = try FrameworkTable.parse(rows, id: "import")
            let column = rows[header].firstIndex { $0.trimmed == "编号" } ?? 0
            var lines: [String: Int] = [:]
            for (index, cells) in zip(body.indices, body) where cells.indices.contains(column) {
                lines[cells[column].trimmed] = index + 1
            }
            return checked(framework, rows: count) { lines[$0] ?? header + 1 }
        } catch {
            return FrameworkFile(framework: nil, problems: error.problems, rows: count)
        }
    }

    private static func read(json text: Data) throws -> FrameworkFile {
        let shape: FrameworkShape
        do {
            shape = try JSONDecoder().decode(FrameworkShape.self, from: text)
        } catch let error as DecodingError {
            return FrameworkFile(framework: nil, problems: [RowProblem(error)], rows: 0)
        }
        guard shape.format == FrameworkShape.format else {
            let problem = RowProblem(
                row: 1, column: "format", value: shape.format, reason: "应为“\(FrameworkShape.format)”。")
            return FrameworkFile(framework: nil, problems: [problem], rows: 0)
        }
        let framework = Framework(shape, id: "import")
        let numbers = framework.allNodes.map(\.number)
        return checked(framework, rows: numbers.count) { (numbers.firstIndex(of: $0) ?? 0) + 1 }
    }

    private static func checked(_ framework: Framework, rows: Int, line: (String) -> Int) -> FrameworkFile {
        let problems = framework.validate().map { problem in
            RowProblem(row: line(problem.place), column: problem.column, value: problem.place, reason: problem.message)
        }
        return FrameworkFile(framework: problems.isEmpty ? framework : nil, problems: problems, rows: rows)
    }

    /// The bytes, when the file begins as a JSON object does.
    private static func json(_ source: FileSource) throws -> Data? {
        let bytes: [UInt8]
        switch source {
        case .bytes(let all): bytes = all
        case .path(let path):
            guard let data = FileManager.default.contents(atPath: path) else { throw SpreadsheetError.unreadable }
            bytes = [UInt8](data)
        }
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let first = bytes.dropFirst(start).first { ![9, 10, 13, 32].contains($0) }
        return first == UInt8(ascii: "{") ? Data(bytes.dropFirst(start)) : nil
    }

    /// The largest framework known has some hundred criteria.
    static var limits: SpreadsheetLimits {
        var limits = SpreadsheetLimits.imports
        limits.rows = 5_000
        limits.columns = 64
        limits.unpackedBytes = 32 << 20
        return limits
    }
}

extension FrameworkFile {
    /// The framework as a workbook that `read` reads back.
    package static func workbook(_ framework: Framework) throws -> [UInt8] {
        let rows = FrameworkTable.rows(framework).map { $0.map { $0.isEmpty ? SheetCell.empty : .text($0) } }
        return try XLSXWriter.bytes(SheetLayout(name: "指标体系", columns: []), rows: rows)
    }

    /// The framework as JSON that `read` reads back.
    package static func json(_ framework: Framework) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return [UInt8](try encoder.encode(FrameworkShape(framework))) + [UInt8(ascii: "\n")]
    }
}

extension FrameworkProblem {
    fileprivate var column: String {
        switch rule {
        case .weightSum, .weight: "分值"
        case .blankTitle: "名称"
        case .maximum, .tooFine: "满分"
        case .levels: "等级"
        case .target: "目标"
        case .cap: "否决后等次"
        case .bands: "等次"
        case .empty, .number, .duplicateNumber, .emptyBranch, .mixed, .depth: "编号"
        }
    }
}

extension RowProblem {
    fileprivate init(_ error: DecodingError) {
        let (context, reason): (DecodingError.Context, String) =
            switch error {
            case .keyNotFound(let key, let context): (context, "缺少“\(key.stringValue)”。")
            case .typeMismatch(_, let context): (context, "内容的类型不对。")
            case .valueNotFound(_, let context): (context, "不能为空。")
            case .dataCorrupted(let context): (context, "内容无法识别。")
            @unknown default: (DecodingError.Context(codingPath: [], debugDescription: ""), "内容无法识别。")
            }
        let path = context.codingPath.map { $0.intValue.map { "[\($0 + 1)]" } ?? $0.stringValue }
        let row = context.codingPath.first { $0.intValue != nil }?.intValue.map { $0 + 1 } ?? 1
        self.init(row: row, column: path.joined(separator: "."), value: "", reason: reason)
    }
}
