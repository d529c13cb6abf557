/// A PDF with a text layer, read by poppler's `pdftotext` as words with their places.
enum PDFDocument {
    /// Poppler with 2 million words on a page stays below.
    private static let memory = 1 << 30
    private static let outputBytes = 400 << 20

    static func read(_ source: FileSource, _ limits: DocumentLimits) throws -> PlainDocument {
        guard let folder = ScratchFolder() else { throw DocumentError.noRoom }
        let file = try folder.copy(source, to: "document.pdf")
        let words = "\(folder.path)/words.tsv"
        guard
            let poppler = ChildProcess(
                "pdftotext", ["-tsv", "-enc", "UTF-8", file, words], in: folder, seconds: limits.pdfSeconds)
        else { throw DocumentError.missingProgram(package: "poppler-utils") }
        guard let outcome = poppler.limited(memory: memory, file: outputBytes).run() else { throw DocumentError.noRoom }
        guard !outcome.isLate else { throw DocumentError.tookTooLong(seconds: limits.pdfSeconds) }
        let complaint = String(decoding: try FileSource.path("\(folder.path)/err").prefix(4_096), as: UTF8.self)
        if complaint.contains("Incorrect password") { throw DocumentError.encrypted }
        if complaint.contains("Missing language pack") { throw DocumentError.missingProgram(package: "poppler-data") }
        guard outcome.code == 0 else { throw DocumentError.damaged }
        let pages = try PDFWordTable(.path(words), limits).pages
        guard !pages.isEmpty else { throw DocumentError.damaged }
        var text = PDFText(pages, limits)
        return try text.document()
    }
}
