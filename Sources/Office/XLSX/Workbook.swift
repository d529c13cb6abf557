/// Which sheets a workbook has and where their parts lie.
struct Workbook {
    struct Sheet {
        let name: String
        let isVisible: Bool
        let part: String
    }

    private(set) var sheets: [Sheet] = []
    private(set) var is1904 = false
    private(set) var sharedStringsPart: String?
    private(set) var stylesPart: String?

    init(_ archive: ZIPArchive, limits: SpreadsheetLimits) throws {
        try Workbook.refuseOthers(archive)
        let root = try Relations(archive, of: "", upTo: limits.unpackedBytes)
        let part = root.target(ofType: "/officeDocument") ?? "xl/workbook.xml"
        let relations = try Relations(archive, of: part, upTo: limits.unpackedBytes)
        sharedStringsPart = relations.target(ofType: "/sharedStrings")
        stylesPart = relations.target(ofType: "/styles")
        try readSheets(XMLPull(archive.require(part, upTo: limits.unpackedBytes)), relations)
    }

    func sheet(named name: String?) throws -> Sheet {
        guard let name else {
            guard let first = sheets.first(where: \.isVisible) else { throw SpreadsheetError.noVisibleSheet }
            return first
        }
        guard let found = sheets.first(where: { $0.name == name }) else {
            throw SpreadsheetError.noSheet(named: name)
        }
        return found
    }

    private mutating func readSheets(_ xml: XMLPull, _ relations: Relations) throws {
        while try xml.read() {
            guard xml.event == .start else { continue }
            if xml.isNamed("workbookPr") {
                is1904 = ["1", "true"].contains(xml.text(of: "date1904") ?? "")
            } else if xml.isNamed("sheet"), let id = xml.text(of: "id"), let name = xml.text(of: "name") {
                // Chart and dialogue sheets hold no rows.
                guard let part = relations.target(ofID: id, type: "/worksheet") else { continue }
                let state = xml.text(of: "state")
                sheets.append(Sheet(name: name, isVisible: state != "hidden" && state != "veryHidden", part: part))
            }
        }
    }

    /// Other kinds of file that are ZIP archives, too.
    private static func refuseOthers(_ archive: ZIPArchive) throws {
        if archive.holds("xl/workbook.bin") { throw SpreadsheetError.binaryWorkbook }
        if archive.holds("mimetype"), archive.holds("content.xml") { throw SpreadsheetError.openDocument }
        let isOffice = archive.holds("[Content_Types].xml")
        if !isOffice, !archive.holds("xl/workbook.xml") { throw SpreadsheetError.notASpreadsheet }
        if archive.holds("word/document.xml") || archive.holds("ppt/presentation.xml") {
            throw SpreadsheetError.notASpreadsheet
        }
    }
}
