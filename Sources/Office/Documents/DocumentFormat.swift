/// How a document has to be read, told by its first bytes and, for archives, by what is inside.
enum DocumentFormat: Equatable {
    case text, html, docx, pdf
    /// Through LibreOffice, which goes by the ending.
    case office(ending: String)

    static func sniff(_ source: FileSource) throws -> DocumentFormat {
        let start = try source.prefix(4_096)
        guard !start.isEmpty else { throw DocumentError.empty }
        if start.starts(with: OLEContainer.signature) { return try ole(source) }
        if start.starts(with: Array("PK".utf8)), start.count > 3, start[2] < 9, start[3] < 9 {
            return try package(source)
        }
        if start.prefix(1_024).contains("%PDF-") { return .pdf }
        switch FileKind.sniff(start) {
        case .jpeg, .png, .webp, .heic, .gif: throw DocumentError.picture
        case .mp4, .mov, .mp3: throw DocumentError.notADocument
        default: return try markup(start)
        }
    }

    private static func ole(_ source: FileSource) throws -> DocumentFormat {
        switch try OLEContainer.content(of: source) {
        case .document: return .office(ending: "doc")
        case .encrypted: throw DocumentError.encrypted
        case .workbook: throw DocumentError.spreadsheet
        case .presentation: throw DocumentError.presentation
        case .other: throw DocumentError.notADocument
        }
    }

    private static func package(_ source: FileSource) throws -> DocumentFormat {
        let names = try ZIPArchive(source).names
        if names.contains(where: { $0.hasPrefix("word/") && $0.hasSuffix(".xml") }) { return .docx }
        if names.contains("OFD.xml") { throw DocumentError.ofd }
        if names.contains(where: { $0.hasPrefix("xl/") }) { throw DocumentError.spreadsheet }
        if names.contains(where: { $0.hasPrefix("ppt/") }) { throw DocumentError.presentation }
        if names.contains("content.xml"), names.contains("mimetype") { return .office(ending: "odt") }
        throw names.contains("[Content_Types].xml") ? DocumentError.damaged : DocumentError.notADocument
    }

    private static func markup(_ start: [UInt8]) throws -> DocumentFormat {
        // Zeros go so that UTF-16 is seen through.
        let text = String(decoding: start.filter { $0 != 0 }, as: UTF8.self).lowercased()
        let trimmed = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" || $0 == "\u{FFFD}" }
        if trimmed.hasPrefix("{\\rtf") { return .office(ending: "rtf") }
        if trimmed.hasPrefix("mime-version:") { throw DocumentError.webArchive }
        if trimmed.hasPrefix("<?xml"), text.contains("progid=\"word.document\"") { return .office(ending: "xml") }
        return tags.contains(where: text.contains) ? .html : .text
    }

    /// One of them stands early in every page, and in what is pasted from one.
    private static let tags = [
        "<!doctype html", "<html", "<head>", "<body", "<meta ", "<table", "<tbody", "<tr>", "<td", "</td>", "<p>",
        "<p ", "</p>", "<br>", "<br/", "<br ", "<div", "</div>", "<span", "</span>", "<h1", "<h2", "<h3", "<ol>",
        "<ul>", "<li>", "<section", "<article", "<font", "<strong>", "<b>", "<center>", "<script",
    ]
}

extension RandomAccessCollection<UInt8> {
    fileprivate func contains(_ text: String) -> Bool { Array(self).contains(bytes: Array(text.utf8)) }
}
