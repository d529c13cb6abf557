import Foundation
import Jobs
import Supervision
import Testing

/// Every kind of document opened in LibreOffice and measured on paper by GB/T 9704-2012.
@Suite(.enabled(if: LibreOffice.isInstalled, "soffice is not installed: bin/setup --for test installs it"))
struct GB9704Tests {
    private static let office = "云江新区人民政府教育督导室"
    /// A line of 28 characters without punctuation, which may be squeezed.
    private static let line = "督导评估工作按照年度计划稳步推进各项任务落实到位成效明显"

    private static func document(_ kind: Document.Kind) throws -> Document {
        let blocks: [DocumentText.Block] =
            [.heading(level: 1, "一、有关情况"), .heading(level: 2, "（一）总体"), .paragraph("1.督导单位40所〔注1〕。")]
            + (0..<3).map { _ in .paragraph(String(repeating: line, count: 13) + "。") }
            + [.table(header: ["序号", "单位", "问题"], rows: [["1", "第一幼儿园", "消防通道堆放杂物"]])]
            + [.paragraph("请于规定期限内完成。")]
        let text = DocumentText(
            title: "关于样例事项的\(kind.label)", recipient: "云江新区第一幼儿园", blocks: blocks,
            copies: ["云江新区管理委员会", "云江新区教育局"], attachments: ["整改报告格式.docx", "督导评估得分表.xlsx"],
            notes: ["已办结的督导任务，截至2026年3月11日。"])
        var draft = Document(id: "d", kind: kind, office: office, text: text, draftedBy: "a", on: "2026-03-10")
        draft.layout = DocumentFormat.usual(for: kind).layout(office: office)
        draft.layout?.urgency = "加急"
        let number = try #require(DocumentNumber(mark: "渝云教督", year: 2026, serial: 12))
        let ready = kind.needsSubmission ? try draft.submitted(by: "a", on: "2026-03-10") : draft
        return try ready.issued(number: number, by: "b", on: "2026-03-11")
    }

    private static func full() -> Document {
        let text = DocumentText(
            title: "满页", blocks: [.paragraph(String(repeating: line, count: 90))])
        var document = Document(id: "f", kind: .plan, office: office, text: text, draftedBy: "a", on: "2026-03-10")
        document.layout = DocumentLayout(form: .document, letterhead: "")
        return document
    }

    /// All documents converted at once: starting LibreOffice is what takes long.
    private static func converted(_ all: [(name: String, document: Document)], in folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let files = try all.map { name, document in
            let file = folder.appendingPathComponent("\(name).docx")
            try Data(DocumentFile.bytes(document)).write(to: file)
            return file.path
        }
        let profile = "-env:UserInstallation=file://\(folder.path)/profile"
        try LibreOffice.run(
            "soffice", [profile, "--headless", "--convert-to", "pdf", "--outdir", folder.path] + files)
    }

    @Test("Every kind stands on A4 as the standard has it: margins, lines, head, title, page numbers, 版记")
    func paper() throws {
        let kept = ProcessInfo.processInfo.environment["DUDAO_KEEP_PAPERS"]
        let folder =
            kept.map { URL(fileURLWithPath: $0) }
            ?? FileManager.default.temporaryDirectory.appendingPathComponent("dudao-gb-\(UUID().uuidString)")
        defer { if kept == nil { try? FileManager.default.removeItem(at: folder) } }
        var all = try Document.Kind.allCases.map { ($0.rawValue, try GB9704Tests.document($0)) }
        all.append(("full", GB9704Tests.full()))
        try GB9704Tests.converted(all, in: folder)
        for kind in Document.Kind.allCases {
            let pdf = folder.appendingPathComponent("\(kind.rawValue).pdf").path
            try check(kind, PDFPage.pages(of: pdf))
            let fonts = try LibreOffice.run("pdffonts", [pdf]).split(separator: "\n").dropFirst(2)
            #expect(!fonts.isEmpty && fonts.allSatisfy { $0.contains(" yes ") }, "\(kind): all fonts are embedded")
        }
        try checkGrid(PDFPage.pages(of: folder.appendingPathComponent("full.pdf").path))
    }

    private func check(_ kind: Document.Kind, _ pages: [PDFPage]) throws {
        let form = DocumentFormat.usual(for: kind).form
        #expect(pages.count >= 2, "\(kind)")
        for (index, page) in pages.enumerated() {
            #expect(abs(page.width - 210) < 0.5 && abs(page.height - 297) < 0.5, "\(kind)")
            checkNumber(kind, form, page, index + 1)
            let text = page.words.filter { $0.top > 47 && $0.bottom < 262.5 }
            #expect((text.map(\.left).min() ?? 0) > 27 && (text.map(\.right).max() ?? 300) < 185.5, "\(kind)")
        }
        let head = try #require(pages[0].lines.first { $0.text.contains("教育督导室") }, "\(kind)")
        let letter = form == .letter
        #expect(abs((head.left + head.right) / 2 - (letter ? 105 : 106)) < 1, "\(kind): the head is centred")
        #expect(letter ? (28...34).contains(head.top) : (70...76).contains(head.top), "\(kind): head at \(head.top)")
        let title = try #require(pages[0].first("关于样例事项的"), "\(kind)")
        #expect(abs((title.left + title.right) / 2 - 106) < 1, "\(kind): the title is centred")
        let number = try #require(pages[0].lines.first { $0.text.contains("渝云教督") }, "\(kind)")
        #expect(
            letter ? abs(number.right - 184) < 1 : abs((number.left + number.right) / 2 - 106) < 1,
            "\(kind): its number")
        try checkFoot(kind, form, pages)
    }

    /// — 1 — outside, under the type area; a letter's first page has none.
    private func checkNumber(_ kind: Document.Kind, _ form: DocumentLayout.Form, _ page: PDFPage, _ number: Int) {
        let dashes = page.words.filter { $0.top > 263 && $0.text == "—" }
        guard form != .letter || number > 1 else {
            #expect(dashes.isEmpty, "\(kind): a letter's first page has no number")
            return
        }
        #expect(
            dashes.count == 2 && page.words.contains { $0.top > 263 && $0.text == "\(number)" }, "\(kind) \(number)")
        let isOutside =
            number % 2 == 1
            ? abs((dashes.map(\.right).max() ?? 0) - 179) < 1.5 : abs((dashes.map(\.left).min() ?? 0) - 33) < 1.5
        #expect(isOutside, "\(kind): page \(number) has its number at the outer side")
    }

    /// The 版记 ends where the type area ends, whatever stands above it.
    private func checkFoot(_ kind: Document.Kind, _ form: DocumentLayout.Form, _ pages: [PDFPage]) throws {
        let last = try #require(pages.last)
        let copies = try #require(last.first("抄送"), "\(kind)")
        let printed = last.first("印发")
        #expect((printed == nil) == (form == .letter), "\(kind)")
        let bottom = printed?.bottom ?? copies.bottom
        #expect((257...262.5).contains(bottom), "\(kind): the 版记 ends at \(bottom)")
        let day = try #require(
            pages.flatMap(\.lines).last { $0.text.hasPrefix("2026年3月11日") && !$0.text.contains("印发") })
        #expect(abs(day.right - (184 - 4 * 5.6)) < 2, "\(kind): four characters from the right edge")
    }

    /// 22 lines of 28 characters on a full page, 37 mm from the upper and 28 from the left edge.
    private func checkGrid(_ pages: [PDFPage]) throws {
        let page = try #require(pages.dropFirst().first)
        let lines = page.lines.filter { $0.top < 262 }
        #expect(lines.count == 22)
        #expect(lines.allSatisfy { $0.text.count == 28 }, "\(lines.map(\.text.count))")
        #expect(lines.allSatisfy { abs($0.left - 28) < 1 && abs($0.right - 184) < 1 })
        let pitch = 225.0 / 22
        let (first, last) = (try #require(lines.first), try #require(lines.last))
        #expect((37...37 + pitch).contains(first.top) && (262 - pitch...262).contains(last.top))
        #expect(abs((last.top - first.top) / 21 - pitch) < 0.05)
    }
}
