import Foundation
import Office
import Store
import Supervision

/// What is typed about a new definition: its name, and from what it begins.
struct DefinitionForm: Sendable {
    let fields: Fields
    let kind: DefinitionKind

    /// The text of the first version; `file` is what was uploaded.
    func text(_ file: String?, _ act: Act) throws -> String {
        if let file { return renamed(file) }
        let (code, name) = (fields.text("code"), fields.text("name"))
        var problems: [String: String] = [:]
        if !DefinitionKind.isCode(code) { problems["code"] = DefinitionKind.codeRule }
        if !(1...100).contains(name.count) { problems["name"] = "请填写，不超过100字。" }
        if fields.text("basis").count > 500 { problems["basis"] = "请控制在500字以内。" }
        guard problems.isEmpty else { throw FormRefusal(problems) }
        let from = fields.text("from")
        guard !from.isEmpty else { return kind.blank(code: code, name: name, basis: fields.text("basis")) }
        return renamed(try beginning(from, act))
    }

    private func beginning(_ from: String, _ act: Act) throws -> String {
        if let shipped = DefinitionForm.shipped(kind).first(where: { $0.key == from }) { return shipped.text }
        return try Definitions.require(Identifier(from), kind, visibleTo: act.viewer, in: act.db).text
    }

    /// The same text under the name and code that were typed; what was left empty stays as it is.
    private func renamed(_ text: String) -> String {
        var sheet = kind.sheet(text)
        for (line, field) in [(kind.nameLine, "name"), ("代码", "code"), ("依据", "basis")]
        where !fields.text(field).isEmpty {
            sheet.set(line, to: fields.text(field))
        }
        return sheet.text
    }

    /// The files that come with the program.
    static func shipped(_ kind: DefinitionKind) -> [(key: String, name: String, text: String)] {
        let folder = kind == .standard ? "Store/Data/standards" : "Store/Data/collections"
        return Asset.paths(in: folder).compactMap { path in
            Asset.text(path).map { text in ("shipped:\(path)", kind.sheet(text).fact(kind.nameLine), text) }
        }
    }
}

/// A definition as a file that somebody uploads: cells by tab, or a workbook.
enum DefinitionFile {
    /// The byte order mark of UTF-8.
    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Nil where no file was chosen.
    static func text(of sent: Submission, _ kind: DefinitionKind) throws(DefinitionRefusal) -> String? {
        guard let file = sent.files.first(where: { $0.field == "file" }), file.size > 0 else { return nil }
        guard file.size <= 2_000_000 else { throw .tooLong }
        do {
            let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: file.path)))
            if bytes.starts(with: [0x50, 0x4B]) { return try workbook(bytes) }
            guard
                let text = String(validating: bytes.dropFirst(bytes.starts(with: mark) ? mark.count : 0), as: UTF8.self)
            else {
                throw DefinitionRefusal.unreadable("文件应为 UTF-8 文本（各格用制表符分开）或 XLSX。")
            }
            guard text.contains("\t") else {
                throw DefinitionRefusal.unreadable("文件里没有制表符，应为制表符分开的文本（TSV）或 XLSX。")
            }
            return text
        } catch let refusal as DefinitionRefusal {
            throw refusal
        } catch let problem as any OfficeError {
            throw .unreadable(problem.message)
        } catch {
            throw .unreadable("文件打不开，请重新选择。")
        }
    }

    private static func workbook(_ bytes: [UInt8]) throws -> String {
        var lines: [String] = []
        try SpreadsheetReader.open(bytes: bytes).forEachRow { number, cells in
            guard number <= DefinitionKind.mostRows else { throw DefinitionRefusal.tooLong }
            while lines.count < number - 1 { lines.append("") }
            lines.append(cells.map { String($0.map { $0.isNewline || $0 == "\t" ? " " : $0 }) }.joined(separator: "\t"))
        }
        return lines.joined(separator: "\n")
    }
}
