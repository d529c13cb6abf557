/// Turns the body and the notes of a DOCX into lines and tables.
///
/// Text boxes stand after the paragraph that they hang on; deleted and hidden text is left out.
final class WordBody {
    let limits: DocumentLimits
    let styles: WordStyles
    var counter: WordCounter
    /// The document and, above it, the text boxes that are open.
    var builders: [DocumentBuilder]
    var paragraphs: [WordParagraph] = []
    var rows: [WordRow] = []
    var alternatives: [Bool] = []
    /// How deep inside an element of which nothing is read.
    var skipped = 0
    var properties: [WordElement] = []
    /// The run and, where a text box hangs on it, those inside.
    var runs: [WordRun] = []
    var fields: [WordField] = []
    var text: WordText?

    init(_ styles: WordStyles, _ numbering: WordNumbering, _ limits: DocumentLimits) {
        self.limits = limits
        self.styles = styles
        counter = WordCounter(numbering, styles)
        builders = [DocumentBuilder(limits: limits)]
    }

    func read(_ xml: XMLPull) throws {
        while try xml.read() {
            switch xml.event {
            case .start:
                if skipped > 0 {
                    skipped += 1
                } else if let element = xml.element {
                    try begin(element, xml)
                }
            case .end:
                if skipped > 0 {
                    skipped -= 1
                } else if let element = xml.element {
                    try end(element)
                }
            case .text: if skipped == 0 { text?.take(xml) }
            case .other: break
            }
        }
    }

    func document(_ kind: PlainDocument.Kind) -> PlainDocument { builders[0].document(kind) }

    var builder: DocumentBuilder {
        get { builders[builders.count - 1] }
        _modify { yield &builders[builders.count - 1] }
    }
}

extension WordBody {
    private func begin(_ element: WordElement, _ xml: XMLPull) throws {
        if element.isIgnored {
            skipped = 1
            return
        }
        switch element {
        case .pPr, .rPr, .trPr, .tcPr: properties.append(element)
        case .del, .moveFrom: beginDeletion()
        case .footnote, .endnote: if xml.text(of: "type").map({ $0 != "normal" }) ?? false { skipped = 1 }
        case .AlternateContent: alternatives.append(false)
        case .Choice, .Fallback: beginAlternative()
        case .p: try beginParagraph()
        case .tbl: try beginTable()
        case .tr: rows.append(WordRow())
        case .tc: try beginCell()
        case .txbxContent: try beginBox()
        case .r: runs.append(WordRun())
        default: try beginInside(element, xml)
        }
    }

    private func beginInside(_ element: WordElement, _ xml: XMLPull) throws {
        if let last = properties.last { return set(element, xml, in: last) }
        switch element {
        case .t: text = isShown ? WordText(keepsSpaces: xml.text(of: "space") == "preserve") : nil
        case .fldChar: fields.change(xml.text(of: "fldCharType"))
        case .textpath: try addWordArt(xml.text(of: "string") ?? "")
        case .tab, .ptab: if !runs.isEmpty { try write(isInCell ? " " : "\t") }
        case .br, .cr: if !runs.isEmpty { try write("\n") }
        case .noBreakHyphen: try write("-")
        case .sym: try write(WordSymbol.text(xml.text(of: "char"), font: xml.text(of: "font")))
        default: break
        }
    }

    private func end(_ element: WordElement) throws {
        switch element {
        case .pPr, .rPr, .trPr, .tcPr: _ = properties.popLast()
        case .AlternateContent: _ = alternatives.popLast()
        case .p: try endParagraph()
        case .tbl: try builder.endTable()
        case .tr: try endRow()
        case .tc: try endCell()
        case .txbxContent: endBox()
        case .r: _ = runs.popLast()
        case .t:
            if let text { try write(text.value) }
            text = nil
        default: break
        }
    }

    /// Inside properties it marks the paragraph's end or the row as deleted.
    private func beginDeletion() {
        switch properties.last {
        case nil: skipped = 1
        case .trPr: rows.last?.isDeleted = true
        case .rPr where properties.first == .pPr: paragraphs.last?.joinsNext = true
        default: break
        }
    }

    /// The first way to say it that comes is read.
    private func beginAlternative() {
        guard let last = alternatives.indices.last else { return }
        if alternatives[last] { skipped = 1 }
        alternatives[last] = true
    }

    private func set(_ element: WordElement, _ xml: XMLPull, in last: WordElement) {
        switch element {
        case .pStyle: paragraphs.last?.style = xml.text(of: "val") ?? ""
        case .numId: paragraphs.last?.number = xml.text(of: "val")
        case .ilvl: paragraphs.last?.level = xml.smallNumber(of: "val")
        case .rStyle: if styles.isHidden(xml.text(of: "val") ?? "") { hideRun(true) }
        case .vanish where properties.first == .pPr: if xml.isOn { paragraphs.last?.joinsNext = true }
        case .vanish: hideRun(xml.isOn)
        case .gridBefore: rows.last?.skipped = xml.smallNumber(of: "val") ?? 0
        case .gridSpan: rows.last?.cell?.columns = xml.smallNumber(of: "val") ?? 1
        case .vMerge: rows.last?.cell?.continuesAbove = xml.text(of: "val") != "restart"
        case .hMerge: rows.last?.cell?.continuesLeft = xml.text(of: "val") != "restart"
        default: break
        }
    }
}
