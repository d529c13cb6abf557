package import Office
package import Supervision

extension OfficialDocument {
    /// The parts of a document by GB/T 9704; screen, print and DOCX are all made from this one value.
    package init(_ document: Document) {
        let number = document.number.map { document.state == .withdrawn ? "\($0.text)（已作废）" : $0.text }
        let text = document.text
        self.init(
            letterhead: document.office.isBlank ? nil : document.office, number: number, title: text.title,
            recipient: text.recipient.isBlank ? nil : text.recipient, blocks: OfficialDocument.blocks(document),
            attachments: text.attachments, signer: document.office, date: document.issuedOn?.chinese,
            annexes: [FigureNotes.annex(document)].compactMap { $0 },
            copies: text.copies, issuedBy: document.office,
            issuedOn: document.issuedOn?.chinese)
    }

    private static func blocks(_ document: Document) -> [Block] {
        let references = Dictionary(grouping: document.sources?.firstReferences ?? [], by: \.block)
        return document.text.blocks.enumerated().map { index, block in
            guard case .paragraph(let text) = block, let notes = references[index] else {
                return OfficialDocument.block(block)
            }
            return .runs(FigureNotes.runs(text, notes, of: document))
        }
    }

    /// Headings lose the number that they were written with: the layout numbers them itself.
    private static func block(_ block: DocumentText.Block) -> Block {
        switch block {
        case .heading(let level, let text): .heading(level, DocumentText.withoutNumber(text))
        case .paragraph(let text): .paragraph(text)
        case .table(let header, let rows): .table(Table(header: header, rows: rows, widths: widths(header, rows)))
        }
    }

    /// Columns as wide as what stands in them, so that a serial number does not take as much room as a name.
    private static func widths(_ header: [String], _ rows: [[String]]) -> [Int] {
        header.indices.map { column in
            let cells = [header[column]] + rows.compactMap { $0.indices.contains(column) ? $0[column] : nil }
            return min(24, max(4, (cells.map(\.count).max() ?? 0) + 1))
        }
    }
}

/// A document as a file to download.
package enum DocumentFile {
    package static func bytes(_ document: Document) throws -> [UInt8] {
        try DOCXWriter.bytes(OfficialDocument(document))
    }

    /// Number and title, such as `渝云教督〔2026〕1号 督导意见书.docx`, without what no file may be called.
    package static func name(_ document: Document) -> String {
        let parts = [document.number?.text ?? document.state.label, document.text.title]
        let safe = parts.joined(separator: " ").map { $0.isNewline || "\\/:*?\"<>|\t".contains($0) ? "_" : $0 }
        return String(safe.prefix(80)) + ".docx"
    }
}
