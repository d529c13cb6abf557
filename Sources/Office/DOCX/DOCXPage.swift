/// The page of an official document: A4, margins 37, 28, 35 and 26 mm, a grid of 22 lines.
///
/// The 28 characters come from their spacing in the style: LibreOffice misreads a grid of characters. A landscape
/// page is the same page turned, so that the top of a table stands at the left edge.
struct DOCXPage {
    let form: OfficialDocument.Form
    let isLandscape: Bool
    /// Whether it is the document's first section, whose first page has its own head in a letter.
    let isFirst: Bool

    /// How wide text may be, in twentieths of a point.
    var textWidth: Int { isLandscape ? 12_757 : DOCXStyles.textWidth }

    /// 7 mm between the type area and the dash of the page number; the letter's lower rule stands 20 mm above the edge.
    private var footer: Int { isLandscape ? 964 : form == .letter ? DOCXPage.letterRule : 1_247 }
    static let letterRule = 1_134
    /// 30 mm: how far the letter's head is from the edge.
    static let letterHead = 1_701

    var properties: String {
        let hasHead = form == .letter && isFirst
        let head = #"<w:headerReference w:type="first" r:id="rId6"/><w:footerReference w:type="first" r:id="rId7"/>"#
        let size =
            isLandscape
            ? #"<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>"# : #"<w:pgSz w:w="11906" w:h="16838"/>"#
        let margins =
            isLandscape
            ? #"w:top="1588" w:right="2098" w:bottom="1474" w:left="1984""#
            : #"w:top="2098" w:right="1474" w:bottom="1984" w:left="1588""#
        return """
            <w:sectPr>\(hasHead ? head : "")<w:footerReference w:type="default" r:id="rId4"/>\
            <w:footerReference w:type="even" r:id="rId5"/><w:type w:val="nextPage"/>\(size)\
            <w:pgMar \(margins) w:header="\(form == .letter ? DOCXPage.letterHead : 851)" w:footer="\(footer)" \
            w:gutter="0"/>\(hasHead ? "<w:titlePg/>" : "")\
            <w:docGrid w:type="lines" w:linePitch="\(DOCXStyles.linePitch)"/></w:sectPr>
            """
    }
}
