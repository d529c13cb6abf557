import Foundation
package import Hummingbird
import NIOCore
import Office
package import Store
import Supervision

/// Evidence by item as one ZIP that is sent while it is packed: an index first, then a folder for each item.
///
/// The index is a workbook of two sheets, 目录 and 缺件清单, so that who opens the pack sees at once what is not in it.
package struct EvidencePack: Sendable {
    /// One item with the files that belong to it.
    package struct Section: Sendable {
        let number: String
        let title: String
        let unit: String
        let state: String
        /// Why it counts as missing; empty when it does not.
        let missing: String
        let files: [EvidenceFile]

        package init(
            number: String, title: String, unit: String, state: String, missing: String, files: [EvidenceFile]
        ) {
            self.number = number
            self.title = title
            self.unit = unit
            self.state = state
            self.missing = missing
            self.files = files
        }
    }

    let title: String
    /// The written report; empty for none.
    let report: String
    let sections: [Section]

    package init(title: String, report: String, sections: [Section]) {
        self.title = title
        self.report = report
        self.sections = sections
    }

    /// Where a file lies in the pack: `1.2 标题/01 名称`; characters that some system refuses are replaced.
    static func path(of file: EvidenceFile, at place: Int, in section: Section) -> String {
        let order = place < 9 ? "0\(place + 1)" : "\(place + 1)"
        return "\(clean("\(section.number) \(section.title.prefix(40))"))/\(order) \(clean(file.name))"
    }

    static func clean(_ name: String) -> String {
        let plain = name.map { "/\\:*?\"<>|".contains($0) || $0.isNewline ? "_" : $0 }
        let text = String(plain).trimmed
        return text.allSatisfy { $0 == "." } ? "_" : text
    }

    package func response(from store: FileStore) throws -> Response {
        let pack = self
        let index = try index(in: store)
        let total = sections.flatMap(\.files).reduce(0) { $0 + $1.size }
        return Response(
            status: .ok, headers: .download(named: "\(EvidencePack.clean(title)).zip", type: "application/zip"),
            body: ResponseBody { writer in
                let outlet = ZIPOutlet()
                let zip = try ZIPWriter(isLarge: total > 3 << 30) { outlet.bytes += $0 }
                try zip.begin("00 目录与缺件清单.xlsx")
                try zip.write(index)
                if !pack.report.isEmpty { try zip.add("00 自评报告.txt", "\u{FEFF}\(pack.report)") }
                for section in pack.sections {
                    for (place, file) in section.files.enumerated() {
                        guard let handle = try? FileHandle(forReadingFrom: store.url(of: file.hash)) else { continue }
                        defer { try? handle.close() }
                        try zip.begin(EvidencePack.path(of: file, at: place, in: section))
                        while let chunk = try handle.read(upToCount: 1 << 18), !chunk.isEmpty {
                            try zip.write([UInt8](chunk))
                            if let buffer = outlet.take() { try await writer.write(buffer) }
                        }
                    }
                }
                try zip.finish()
                if let buffer = outlet.take() { try await writer.write(buffer) }
                try await writer.finish(nil)
            })
    }

    private func index(in store: FileStore) throws -> [UInt8] {
        var bytes: [UInt8] = []
        let contents = SheetLayout(
            name: "目录",
            columns: [
                .init("编号", kind: .text), .init("事项", width: 40), .init("责任单位", width: 24), .init("状态"),
                .init("文件", width: 60), .init("形成日期", kind: .day), .init("大小（字节）"),
                .init("SHA-256", kind: .text, width: 66),
            ])
        let missing = SheetLayout(
            name: "缺件清单",
            columns: [
                .init("编号", kind: .text), .init("事项", width: 40), .init("责任单位", width: 24), .init("缺什么", width: 40),
            ])
        let book = try XLSXWriter([contents, missing], title: title) { bytes += $0 }
        for section in sections {
            for (place, file) in section.files.enumerated() {
                try book.write([
                    .text(section.number), .text(section.title), .text(section.unit), .text(section.state),
                    .text(EvidencePack.path(of: file, at: place, in: section)), .day(file.day.text),
                    .integer(file.size), .text(file.hash),
                ])
            }
            if section.files.isEmpty {
                try book.write([
                    .text(section.number), .text(section.title), .text(section.unit), .text(section.state),
                    .text("（无）"), .empty, .empty, .empty,
                ])
            }
        }
        try book.nextSheet()
        for section in sections {
            let lost = section.files.filter { !FileManager.default.isReadableFile(atPath: store.url(of: $0.hash).path) }
            let told = [section.missing] + lost.map { "文件“\($0.name)”在库中已缺失" }
            for text in told where !text.isEmpty {
                try book.write([.text(section.number), .text(section.title), .text(section.unit), .text(text)])
            }
        }
        try book.finish()
        return bytes
    }
}
