import Office

/// A workbook put together from raw parts, so that broken ones can be made.
struct WorkbookSample {
    var parts: [(name: String, text: String)]

    /// One visible sheet whose XML between the `sheetData` tags is `rows`.
    init(
        rows: String, shared: String? = nil, styles: String? = nil, after: String = "", date1904: Bool = false,
        prologue: String = ""
    ) {
        parts = [
            ("[Content_Types].xml", "<Types/>"),
            ("_rels/.rels", Self.relations([("rId1", "officeDocument", "xl/workbook.xml")])),
            (
                "xl/workbook.xml",
                """
                <workbook xmlns:r="r"><workbookPr date1904="\(date1904 ? 1 : 0)"/>\
                <sheets><sheet name="名单" sheetId="1" r:id="rId1"/></sheets></workbook>
                """
            ),
            (
                "xl/_rels/workbook.xml.rels",
                Self.relations([
                    ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "sharedStrings", "sharedStrings.xml"),
                    ("rId3", "styles", "/xl/styles.xml"),
                ])
            ),
            ("xl/worksheets/sheet1.xml", prologue + Self.sheet(rows, after: after)),
        ]
        if let shared { parts.append(("xl/sharedStrings.xml", "<sst>\(shared)</sst>")) }
        if let styles { parts.append(("xl/styles.xml", "<styleSheet>\(styles)</styleSheet>")) }
    }

    static func sheet(_ rows: String, after: String = "") -> String {
        "<worksheet><sheetData>\(rows)</sheetData>\(after)</worksheet>"
    }

    static func relations(_ all: [(id: String, type: String, target: String)]) -> String {
        let each = all.map { #"<Relationship Id="\#($0.id)" Type="http://x/\#($0.type)" Target="\#($0.target)"/>"# }
        return "<Relationships>\(each.joined())</Relationships>"
    }

    mutating func replace(_ name: String, with text: String?) {
        parts.removeAll { $0.name == name }
        if let text { parts.append((name, text)) }
    }

    func bytes() throws -> [UInt8] { try ZIPWriter.bytes(parts) }

    func rows(sheet: String? = nil, limits: SpreadsheetLimits = .imports) throws -> [Row] {
        try read(bytes(), sheet: sheet, limits: limits)
    }
}

/// A row as a reader gave it.
struct Row: Equatable, CustomStringConvertible {
    let number: Int
    let cells: [String]

    init(_ number: Int, _ cells: [String]) {
        self.number = number
        self.cells = cells
    }

    var description: String { "\(number): \(cells)" }
}

func read(_ bytes: [UInt8], sheet: String? = nil, limits: SpreadsheetLimits = .imports) throws -> [Row] {
    var rows: [Row] = []
    try SpreadsheetReader.open(bytes: bytes, sheet: sheet, limits: limits).forEachRow { rows.append(Row($0, $1)) }
    return rows
}

func read(_ text: String, limits: SpreadsheetLimits = .imports) throws -> [Row] {
    try read(Array(text.utf8), limits: limits)
}
