/// The elements of WordprocessingML that matter for the text, by their local names.
enum WordElement: String {
    // Blocks
    case p, tbl, tr, tc, txbxContent, footnote, endnote
    // Properties
    case pPr, rPr, trPr, tcPr, pStyle, rStyle, numPr, numId, ilvl, vanish, gridSpan, vMerge, hMerge, gridBefore
    // Text
    case r, t, tab, ptab, br, cr, noBreakHyphen, sym, textpath
    // Fields
    case fldChar
    // Changes that were tracked: what was deleted, and where to what was moved
    case del, moveFrom
    // Two ways to say the same
    case AlternateContent, Choice, Fallback
    // Nothing of it is read
    case pPrChange, rPrChange, tblPrChange, trPrChange, tcPrChange, sectPrChange, numberingChange, tblGrid, tblPr
    case sectPr, sdtPr, instrText, delText, delInstrText, rt, tabs, ffData, annotation

    var isIgnored: Bool {
        switch self {
        case .pPrChange, .rPrChange, .tblPrChange, .trPrChange, .tcPrChange, .sectPrChange, .numberingChange, .tblGrid,
            .tblPr, .sectPr, .sdtPr, .instrText, .delText, .delInstrText, .rt, .tabs, .ffData, .annotation:
            true
        default: false
        }
    }
}

extension XMLPull {
    var element: WordElement? { name.flatMap { WordElement(rawValue: String(cString: $0)) } }

    /// A switch such as `<w:vanish/>` or `<w:vanish w:val="0"/>`.
    var isOn: Bool { !["0", "false", "off"].contains(text(of: "val") ?? "1") }

    /// A number that no file can make overflow what is counted with it.
    func smallNumber(of name: StaticString) -> Int? {
        number(of: name).map { max(-1_000_000, min($0, 1_000_000)) }
    }
}
