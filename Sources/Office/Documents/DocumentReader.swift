/// The text of a document that somebody hands in, whatever its kind; the content decides, not the name.
package enum DocumentReader {
    package static func read(path: String, limits: DocumentLimits = DocumentLimits()) throws -> PlainDocument {
        try read(.path(path), limits: limits)
    }

    /// Throws `DocumentError` and nothing else.
    package static func read(_ source: FileSource, limits: DocumentLimits = DocumentLimits()) throws -> PlainDocument {
        try refusing {
            guard try source.size() <= limits.fileBytes else {
                throw DocumentError.tooLarge(megabytes: limits.fileBytes >> 20)
            }
            let document = try read(source, as: try DocumentFormat.sniff(source), limits)
            guard document.text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
                throw document.kind == .pdf ? DocumentError.scanned : .noText
            }
            return document
        }
    }

    /// What somebody pasted: text, or the markup of a page.
    package static func read(pasted text: String, limits: DocumentLimits = DocumentLimits()) throws -> PlainDocument {
        try read(.bytes(Array(text.utf8)), limits: limits)
    }

    private static func read(
        _ source: FileSource, as format: DocumentFormat, _ limits: DocumentLimits
    ) throws -> PlainDocument {
        switch format {
        case .text: try TextDocument.read(source, limits)
        case .html: try HTMLDocument.read(source, limits)
        case .docx: try WordDocument.read(source, .docx, limits)
        case .pdf: try PDFDocument.read(source, limits)
        case .office(let ending):
            try OfficeConversion.withDOCX(source, ending: ending, limits) {
                try WordDocument.read(.path($0), .doc, limits)
            }
        }
    }

    private static func refusing<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as SpreadsheetError {
            throw DocumentError(error)
        }
    }
}
