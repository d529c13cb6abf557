/// The text of an official document as WordprocessingML, and what it refers to: footnotes and pictures.
struct DOCXBody {
    private let document: OfficialDocument
    /// The words of the footnotes, in their order.
    private(set) var footnotes: [String] = []
    private(set) var pictures: [OfficialDocument.Picture] = []
    private(set) var xml = ""
    /// Runs of pages with one orientation.
    private var sections: [(isLandscape: Bool, xml: String)] = [(false, "")]

    init(_ document: OfficialDocument) {
        self.document = document
        add(DOCXHead(document).xml)
        addBlocks(document.numberedBlocks, keepsLast: document.signer != nil || document.date != nil)
        open(isLandscape: false)
        add(DOCXClosing(document).xml)
        for (index, annex) in document.annexes.enumerated() { add(annex, at: index) }
        let imprint = DOCXImprint(document).xml
        if !imprint.isEmpty {
            open(isLandscape: false)
            add(imprint)
        }
        let content = sections.indices.map(finished).joined()
        xml =
            XMLMarkup.declaration + """
                <w:document xmlns:w="\(DOCXStyles.namespace)" xmlns:r="\(SheetNames.relations)" \
                xmlns:wp="\(DOCXStyles.placing)"><w:body>\(content)</w:body></w:document>
                """
    }

    /// All sections but the last carry their page in a paragraph of their own.
    private func finished(_ index: Int) -> String {
        let section = sections[index]
        let page = DOCXPage(form: document.form, isLandscape: section.isLandscape, isFirst: index == 0).properties
        return section.xml + (index == sections.count - 1 ? page : DOCXParagraph.hairline(sectionEnd: page))
    }

    private mutating func add(_ xml: String) { sections[sections.count - 1].xml += xml }

    /// Goes on with pages of this orientation; those before keep theirs.
    private mutating func open(isLandscape: Bool) {
        guard sections[sections.count - 1].isLandscape != isLandscape else { return }
        sections.append((isLandscape, ""))
    }

    private var textWidth: Int {
        DOCXPage(form: document.form, isLandscape: sections[sections.count - 1].isLandscape, isFirst: false).textWidth
    }

    /// `keepsLast` takes the last paragraph along when the signature goes to another page: no page has only that.
    ///
    /// A long one stays, because LibreOffice would take it along whole.
    private mutating func addBlocks(_ blocks: [OfficialDocument.Block], keepsLast: Bool = false) {
        for (index, block) in blocks.enumerated() {
            let keeps = keepsLast && index == blocks.count - 1 && block.characters <= 6 * 28
            let keeping = keeps ? "<w:keepNext/>" : ""
            switch block {
            case .heading(let level, let text): add(DOCXParagraph.xml(text, style: "Heading\(level)"))
            case .paragraph(let text):
                let lines = text.split(separator: "\n")
                add(lines.map { DOCXParagraph.xml(String($0), style: "Body", properties: keeping) }.joined())
            case .runs(let runs): add(DOCXParagraph.xml(runs: xml(of: runs), style: "Body", properties: keeping))
            case .table(let table): add(DOCXTable(table, width: textWidth).xml)
            case .picture(let picture):
                pictures.append(picture)
                add(DOCXPicture(picture: picture, index: pictures.count, textWidth: textWidth).xml)
            case .landscape(let inner):
                let was = sections[sections.count - 1].isLandscape
                open(isLandscape: true)
                addBlocks(inner)
                open(isLandscape: was)
            }
        }
    }

    private mutating func xml(of runs: [OfficialDocument.Run]) -> String {
        var xml = ""
        for run in runs {
            switch run {
            case .text(let text): xml += DOCXParagraph.run(text)
            case .footnote(let words):
                footnotes.append(words)
                xml += DOCXFootnotes.reference(footnotes.count)
            }
        }
        return xml
    }

    /// 附件 and its number in the first line at the left, the title two lines below it.
    private mutating func add(_ annex: OfficialDocument.Annex, at index: Int) {
        let turns = sections[sections.count - 1].isLandscape != annex.isLandscape
        open(isLandscape: annex.isLandscape)
        let number = document.attachmentTitles.count > 1 ? "\(index + 1)" : ""
        add(DOCXParagraph.xml("附件\(number)", style: "Mark", properties: turns ? "" : "<w:pageBreakBefore/>"))
        add(
            DOCXParagraph.xml(
                annex.title, style: "Title",
                properties: #"<w:spacing w:before="\#(DOCXStyles.linePitch)" w:after="\#(DOCXStyles.linePitch)"/>"#))
        addBlocks(OfficialDocument.numbered(annex.blocks))
    }
}

extension OfficialDocument.Block {
    /// How much text a paragraph has.
    fileprivate var characters: Int {
        switch self {
        case .paragraph(let text): text.count
        case .runs(let runs):
            runs.reduce(0) { sum, run in
                if case .text(let text) = run { sum + text.count } else { sum }
            }
        default: 0
        }
    }
}
