/// The meaning of numbers by the style index of their cell.
struct CellStyles {
    private var formats: [NumberFormat] = []

    init() {}

    init(_ xml: XMLPull) throws {
        var custom: [Int: NumberFormat] = [:]
        var isInCells = false
        while try xml.read() {
            if xml.event == .start, xml.isNamed("numFmt"), let id = xml.number(of: "numFmtId") {
                custom[id] = NumberFormat(code: xml.text(of: "formatCode") ?? "")
            } else if xml.isNamed("cellXfs") {
                isInCells = xml.event == .start
            } else if xml.event == .start, isInCells, xml.isNamed("xf") {
                let id = xml.number(of: "numFmtId") ?? 0
                formats.append(custom[id] ?? NumberFormat(builtin: id))
            }
        }
    }

    subscript(index: Int) -> NumberFormat {
        formats.indices.contains(index) ? formats[index] : .number
    }
}
