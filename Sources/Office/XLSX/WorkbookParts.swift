/// The parts of a written workbook beside its sheets.
struct WorkbookParts {
    let layouts: [SheetLayout]
    /// Lists too long for a cell's own rule; they stand in a hidden sheet, one column each.
    let lists: [[String]]
    static let listName = "选项"

    init(_ layouts: [SheetLayout]) {
        self.layouts = layouts
        lists = layouts.flatMap(\.columns).map(\.choices).filter(WorkbookParts.isLong)
    }

    /// The rule of a list: its own text when Excel takes it (255 characters, no comma), else a range.
    func formula(for choices: [String]) -> String {
        guard WorkbookParts.isLong(choices), let index = lists.firstIndex(of: choices) else {
            return "\"" + choices.joined(separator: ",") + "\""
        }
        let column = CellReference.letters(index + 1)
        return "\(WorkbookParts.listName)!$\(column)$1:$\(column)$\(choices.count)"
    }

    private static func isLong(_ choices: [String]) -> Bool {
        choices.joined(separator: ",").utf16.count > 255 || choices.contains { $0.contains(",") || $0.contains("\"") }
    }

    private var names: [String] { layouts.map(\.name) + (lists.isEmpty ? [] : [WorkbookParts.listName]) }

    func write(to zip: ZIPWriter, title: String) throws {
        try zip.add("[Content_Types].xml", contentTypes)
        try zip.add("_rels/.rels", PackageParts.relations(main: "xl/workbook.xml"))
        try zip.add("docProps/core.xml", PackageParts.core(title: title, creator: ""))
        try zip.add("xl/workbook.xml", workbook)
        try zip.add("xl/_rels/workbook.xml.rels", relations)
        try zip.add("xl/styles.xml", SheetStyle.part)
    }

    private var contentTypes: String {
        let base = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        let sheets = names.indices.map { ("/xl/worksheets/sheet\($0 + 1).xml", "\(base).worksheet+xml") }
        return PackageParts.contentTypes(
            [("/xl/workbook.xml", "\(base).sheet.main+xml"), ("/xl/styles.xml", "\(base).styles+xml")] + sheets)
    }

    private var workbook: String {
        let sheets = names.enumerated().map { index, name in
            let state = index >= layouts.count ? #" state="hidden""# : ""
            return
                #"<sheet name="\#(XMLMarkup.escaped(name))" sheetId="\#(index + 1)"\#(state) r:id="rId\#(index + 1)"/>"#
        }
        return XMLMarkup.declaration + """
            <workbook xmlns="\(SheetNames.main)" xmlns:r="\(SheetNames.relations)">\
            <bookViews><workbookView activeTab="0"/></bookViews><sheets>\(sheets.joined())</sheets>\(repeated)</workbook>
            """
    }

    /// The heads of forms, again on every page that is printed.
    private var repeated: String {
        let each = layouts.enumerated().compactMap { index, layout -> String? in
            guard let frame = layout.frame, !frame.above.isEmpty else { return nil }
            let sheet = XMLMarkup.escaped(layout.name)
            return """
                <definedName name="_xlnm.Print_Titles" localSheetId="\(index)">'\(sheet)'!$1:$\(frame.above.count)</definedName>
                """
        }
        return each.isEmpty ? "" : "<definedNames>\(each.joined())</definedNames>"
    }

    private var relations: String {
        let sheets = names.indices.map { ("rId\($0 + 1)", "worksheet", "worksheets/sheet\($0 + 1).xml") }
        return PackageParts.relations(sheets + [("rId\(names.count + 1)", "styles", "styles.xml")])
    }
}

/// The parts that every Office file has.
enum PackageParts {
    static func relations(_ all: [(id: String, type: String, target: String)]) -> String {
        let each = all.map {
            #"<Relationship Id="\#($0.id)" Type="\#(SheetNames.relations)/\#($0.type)" Target="\#($0.target)"/>"#
        }
        return XMLMarkup.declaration
            + #"<Relationships xmlns="\#(SheetNames.packageRelations)">\#(each.joined())</Relationships>"#
    }

    static func relations(main: String) -> String {
        let core = "\(SheetNames.packageRelations)/metadata/core-properties"
        return XMLMarkup.declaration + """
            <Relationships xmlns="\(SheetNames.packageRelations)">\
            <Relationship Id="rId1" Type="\(SheetNames.relations)/officeDocument" Target="\(main)"/>\
            <Relationship Id="rId2" Type="\(core)" Target="docProps/core.xml"/></Relationships>
            """
    }

    static func core(title: String, creator: String) -> String {
        XMLMarkup.declaration + """
            <cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
            xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>\(XMLMarkup.escaped(creator))</dc:creator>\
            <dc:language>zh-CN</dc:language><dc:title>\(XMLMarkup.escaped(title))</dc:title></cp:coreProperties>
            """
    }

    static func contentTypes(_ parts: [(name: String, type: String)]) -> String {
        let each = parts.map { #"<Override PartName="\#($0.name)" ContentType="\#($0.type)"/>"# }
        return XMLMarkup.declaration + """
            <Types xmlns="\(SheetNames.contentTypes)">\
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
            <Default Extension="xml" ContentType="application/xml"/>\
            <Default Extension="png" ContentType="image/png"/>\(each.joined())\
            <Override PartName="/docProps/core.xml" \
            ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>
            """
    }
}
