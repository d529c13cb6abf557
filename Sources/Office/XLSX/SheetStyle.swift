/// The styles every workbook of ours has; those of forms have borders.
enum SheetStyle: Int, CaseIterable {
    case general, header, day, text
    case title, head, note
    case boxed, boxedText
    case number0, number1, number2, number3, number4
    case boxed0, boxed1, boxed2, boxed3, boxed4

    init(_ kind: SheetLayout.Column.Kind, isBoxed: Bool) {
        switch kind {
        case .general: self = isBoxed ? .boxed : .general
        case .text: self = isBoxed ? .boxedText : .text
        case .day: self = isBoxed ? .boxed : .day
        case .number(let digits):
            let first: SheetStyle = isBoxed ? .boxed0 : .number0
            self = SheetStyle(rawValue: first.rawValue + min(max(digits, 0), 4)) ?? .general
        }
    }

    static let part =
        XMLMarkup.declaration + """
            <styleSheet xmlns="\(SheetNames.main)"><numFmts count="4">\
            <numFmt numFmtId="170" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="171" formatCode="0.0"/>\
            <numFmt numFmtId="172" formatCode="0.000"/><numFmt numFmtId="173" formatCode="0.0000"/></numFmts>\
            <fonts count="3"><font><sz val="11"/><name val="等线"/></font>\
            <font><b/><sz val="11"/><name val="等线"/></font><font><b/><sz val="16"/><name val="等线"/></font></fonts>\
            <fills count="3"><fill><patternFill patternType="none"/></fill>\
            <fill><patternFill patternType="gray125"/></fill>\
            <fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF4"/></patternFill></fill></fills>\
            <borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>\
            <border>\(["left", "right", "top", "bottom"].map { #"<\#($0) style="thin"/>"# }.joined())<diagonal/></border>\
            </borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
            <cellXfs count="\(allCases.count)">\(allCases.map(\.format).joined())</cellXfs>\
            <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
            """

    private var format: String {
        switch self {
        case .general: SheetStyle.xf()
        case .header: SheetStyle.xf(49, font: 1, fill: 2, alignment: #"vertical="center" wrapText="1""#)
        case .day: SheetStyle.xf(170)
        case .text: SheetStyle.xf(49)
        case .title: SheetStyle.xf(49, font: 2, alignment: SheetStyle.centred)
        case .head: SheetStyle.xf(49, font: 1, border: 1, alignment: SheetStyle.centred)
        case .note: SheetStyle.xf(49, alignment: #"vertical="top" wrapText="1""#)
        case .boxed: SheetStyle.xf(border: 1, alignment: SheetStyle.centred)
        case .boxedText: SheetStyle.xf(49, border: 1, alignment: #"vertical="center" wrapText="1""#)
        case .number0, .number1, .number2, .number3, .number4:
            SheetStyle.xf(SheetStyle.digits[rawValue - SheetStyle.number0.rawValue])
        case .boxed0, .boxed1, .boxed2, .boxed3, .boxed4:
            SheetStyle.xf(
                SheetStyle.digits[rawValue - SheetStyle.boxed0.rawValue], border: 1, alignment: SheetStyle.centred)
        }
    }

    /// Built-in formats where there are ones, ECMA-376 part 1, 18.8.30.
    private static let digits = [1, 171, 2, 172, 173]
    private static let centred = #"horizontal="center" vertical="center" wrapText="1""#

    private static func xf(
        _ number: Int = 0, font: Int = 0, fill: Int = 0, border: Int = 0, alignment: String = ""
    ) -> String {
        let applied = [
            ("NumberFormat", number), ("Font", font), ("Fill", fill), ("Border", border),
            ("Alignment", alignment.isEmpty ? 0 : 1),
        ].filter { $0.1 > 0 }.map { " apply\($0.0)=\"1\"" }
        let start =
            #"<xf numFmtId="\#(number)" fontId="\#(font)" fillId="\#(fill)" borderId="\#(border)" xfId="0"\#(applied.joined())"#
        return alignment.isEmpty ? "\(start)/>" : "\(start)><alignment \(alignment)/></xf>"
    }
}
