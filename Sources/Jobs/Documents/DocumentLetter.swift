package import Office
package import Supervision

extension OfficialDocument {
    /// The parts of a document by GB/T 9704; screen, print and DOCX are all made from this one value.
    package init(_ document: Document) {
        let number = document.number.map { document.state == .withdrawn ? "\($0.text)（已作废）" : $0.text }
        let text = document.text
        let layout = document.layout ?? DocumentLayout(form: .document, letterhead: document.office)
        func given(_ text: String) -> String? { text.isBlank ? nil : text }
        self.init(
            form: Form(rawValue: layout.form.rawValue) ?? .document, letterhead: given(layout.letterhead),
            number: number, title: text.title, recipient: given(text.recipient),
            blocks: OfficialDocument.blocks(document),
            attachments: text.attachments.map(OfficialDocument.withoutEnding),
            signer: layout.form == .minutes ? nil : document.office, date: document.issuedOn?.chinese,
            annexes: [FigureNotes.annex(document)].compactMap(\.self)
                + text.annexes.map { annex in
                    Annex(
                        title: annex.title, blocks: annex.blocks.map { OfficialDocument.block($0, in: text) },
                        isLandscape: annex.isWide)
                },
            copies: text.copies, issuedBy: document.office, issuedOn: document.issuedOn?.chinese)
        (copyNumber, secrecy, urgency) = (
            given(layout.printedCopyNumber), given(layout.secrecy), given(layout.urgency)
        )
        (signatory, remark) = (given(layout.signatory), given(layout.remark))
        rolls = layout.rolls.map { Roll($0.label, $0.names) }
    }

    private static func blocks(_ document: Document) -> [Block] {
        let references = Dictionary(grouping: document.sources?.firstReferences ?? [], by: \.block)
        return document.text.shownBlocks.enumerated().map { index, block in
            guard case .paragraph(let text) = block, let notes = references[index] else {
                return OfficialDocument.block(block, in: document.text)
            }
            return .runs(FigureNotes.runs(text, notes, of: document))
        }
    }

    /// Headings lose the number that they were written with: the layout numbers them itself.
    private static func block(_ block: DocumentText.Block, in text: DocumentText) -> Block {
        switch block {
        case .heading(let level, let words): .heading(level, DocumentText.withoutNumber(words))
        case .paragraph(let words): paragraph(text.pieces(of: words), text.notes)
        case .table(let header, let rows): .table(Table(header: header, rows: rows, widths: widths(header, rows)))
        case .picture(let number, let caption):
            text.pictures.indices.contains(number - 1)
                ? .picture(Picture(svg: text.pictures[number - 1], caption: caption)) : .paragraph(caption)
        }
    }

    private static func paragraph(_ pieces: [DocumentText.Piece], _ notes: [String]) -> Block {
        if case .words(let words)? = pieces.first, pieces.count == 1 { return .paragraph(words) }
        return .runs(
            pieces.map { piece in
                switch piece {
                case .words(let words): .text(words)
                case .note(let index): .footnote(notes[index])
                }
            })
    }

    /// Columns as wide as what stands in them, so that a serial number does not take as much room as a name.
    private static func widths(_ header: [String], _ rows: [[String]]) -> [Int] {
        header.indices.map { column in
            let cells = [header[column]] + rows.compactMap { $0.indices.contains(column) ? $0[column] : nil }
            return min(24, max(4, (cells.map(\.count).max() ?? 0) + 1))
        }
    }

    /// 附件说明 gives titles, not names of files.
    private static func withoutEnding(_ name: String) -> String {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
        let ending = name[name.index(after: dot)...]
        let isEnding =
            (1...5).contains(ending.count) && ending.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        return isEnding ? String(name[..<dot]) : name
    }
}

/// A document as a file to download.
package enum DocumentFile {
    package static func bytes(_ document: Document) throws -> [UInt8] {
        try DOCXWriter.bytes(OfficialDocument(document))
    }

    /// Number and title, such as `渝云教督〔2026〕1号 督导意见书.docx`, without what no file may be called.
    package static func name(_ document: Document, ending: String = "docx") -> String {
        let parts = [document.number?.text ?? document.state.label, document.text.title]
        let safe = parts.joined(separator: " ").map { $0.isNewline || "\\/:*?\"<>|\t".contains($0) ? "_" : $0 }
        return String(safe.prefix(80)) + ".\(ending)"
    }
}
