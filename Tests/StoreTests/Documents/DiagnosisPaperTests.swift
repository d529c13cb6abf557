import Foundation
import Jobs
import Office
import SQLCore
import Store
import Supervision
import TestKit
import Testing

/// A 诊断报告 with its charts, in the database and on paper.
@Suite struct DiagnosisPaperTests {
    private static let text: DocumentText = {
        let chart = ChartDrawing(
            "", .bars, unit: "差异系数", level: "0.5", categories: ["骨干教师", "体育场馆"],
            series: [.init("2026年", colour: "#1b4f91", ["0.692", "0.31"])])
        return DocumentText(
            title: "云江新区2026年年度诊断报告",
            blocks: DocumentText.blocks(
                editing: "一、资源配置\n指标 ｜ 差异系数\n骨干教师 ｜ 0.692\n〔图1〕图1 小学差异系数与限值\n二、建议\n补足骨干教师。"),
            pictures: [chart.svg])
    }()

    @Test("A draft keeps its pictures through edits, versions and the number", arguments: Engine.available)
    func life(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        let id = try await FindingSamples.act(as: FindingSamples.officer(), in: database) { act in
            try Documents.draftDiagnosis(Self.text, act)
        }
        func kept() async throws -> Document {
            try await database.read { db in
                try Documents.require(id, visibleTo: FindingSamples.officer(), in: db).document
            }
        }
        let drafted = try await kept()
        #expect(drafted.kind == .diagnosis && drafted.text == Self.text)
        // What the box of the editor gives back.
        var words = drafted.text
        words.blocks = DocumentText.blocks(editing: words.editable.replacing("补足骨干教师。", with: "三年内补足骨干教师。"))
        let edited = words
        try await FindingSamples.act(as: FindingSamples.officer(), in: database) { act in
            try Documents.edit(id, edited, version: 1, act)
            try Documents.submit(id, version: 2, act)
        }
        let number = try await FindingSamples.act(
            as: FindingSamples.officer(role: .director, person: "director"), in: database
        ) { act in
            try Documents.issue(id, version: 3, act)
        }
        let issued = try await kept()
        #expect(issued.state == .issued && issued.number == number && issued.text == edited && issued.text != Self.text)
        #expect(issued.text.blocks.contains(.picture(number: 1, caption: "图1 小学差异系数与限值")))
        let versions = try await database.read { db in try DocumentVersions.list(of: id, in: db) }
        #expect(versions.first?.text == edited && versions.last?.text == Self.text)
        #expect(versions.allSatisfy { $0.text.pictures == Self.text.pictures })
        let neighbour = try await database.read { db in
            try Documents.find(id, visibleTo: FindingSamples.officer("500102"), in: db)
        }
        #expect(neighbour == nil)
    }

    @Test(
        "On paper the chart is a picture below its table",
        .enabled(if: LibreOffice.isInstalled, "soffice is not installed: bin/setup --for test installs it"))
    func paper() throws {
        var document = Document(
            id: "d", kind: .diagnosis, office: "督导室", text: Self.text, draftedBy: "a", on: "2026-03-31")
        document.layout = DocumentFormat.usual(for: .diagnosis).layout(office: "督导室")
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "dudao-diagnosis-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("report.docx")
        try Data(DocumentFile.bytes(document)).write(to: file)
        try LibreOffice.run(
            "soffice",
            [
                "-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--convert-to", "pdf", "--outdir",
                folder.path, file.path,
            ])
        let pdf = folder.appendingPathComponent("report.pdf").path
        let pictures = try LibreOffice.run("pdfimages", ["-list", pdf]).split(separator: "\n").dropFirst(2)
        #expect(pictures.contains { $0.contains(" image ") })
        let words = try LibreOffice.run("pdftotext", [pdf, "-"]).filter { !$0.isWhitespace }
        #expect(words.contains("图1小学差异系数与限值") && !words.contains("〔图1〕"))
    }
}
