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
        let root = try Relations(archive, of: "", limits: limits)
        let part = root.target(ofType: "/officeDocument") ?? "xl/workbook.xml"
        let relations = try Relations(archive, of: part, limits: limits)
        sharedStringsPart = relations.target(ofType: "/sharedStrings")
        stylesPart = relations.target(ofType: "/styles")
        try readSheets(XMLPull(archive.require(part, limits: limits)), relations)
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

/// What a part of an Office file points at.
struct Relations {
    private var targets: [(id: String, type: String, part: String)] = []

    /// `part` is empty for the package itself.
    ///
    /// A part without relations points at nothing.
    init(_ archive: ZIPArchive, of part: String, limits: SpreadsheetLimits) throws {
        let folder = part.lastIndex(of: "/").map { String(part[...$0]) } ?? ""
        let name = "\(folder)_rels/\(part.dropFirst(folder.count)).rels"
        guard let entry = try archive.entry(name, limits: limits) else { return }
        let xml = try XMLPull(entry)
        while try xml.read() {
            guard xml.event == .start, xml.isNamed("Relationship"), let id = xml.text(of: "Id"),
                let type = xml.text(of: "Type"), let target = xml.text(of: "Target")
            else { continue }
            targets.append((id, type, Relations.resolve(target, in: folder)))
        }
    }

    /// Types end the same in the transitional and the strict form.
    func target(ofType type: String) -> String? { targets.first { $0.type.hasSuffix(type) }?.part }

    func target(ofID id: String, type: String) -> String? {
        targets.first { $0.id == id && $0.type.hasSuffix(type) }?.part
    }

    private static func resolve(_ target: String, in folder: String) -> String {
        if target.hasPrefix("/") { return String(target.dropFirst()) }
        var parts = folder.split(separator: "/").map(String.init)
        for part in target.split(separator: "/") {
            if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(String(part)) }
        }
        return parts.joined(separator: "/")
    }
}
