/// The workbook's distinct texts, packed end to end to keep them small.
struct SharedStrings {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    init() {}

    init(_ xml: XMLPull, limits: SpreadsheetLimits) throws {
        var isText = false
        var isPhonetic = false
        while try xml.read() {
            switch xml.event {
            case .start:
                if xml.isNamed("t") { isText = !isPhonetic }
                if xml.isNamed("rPh") { isPhonetic = true }
            case .text:
                if isText { xml.appendText(to: &bytes) }
            case .end:
                if xml.isNamed("t") { isText = false }
                if xml.isNamed("rPh") { isPhonetic = false }
                if xml.isNamed("si") { try end(limits) }
            case .other: break
            }
        }
    }

    subscript(index: Int) -> String? {
        guard ends.indices.contains(index) else { return nil }
        let start = index == 0 ? 0 : ends[index - 1]
        return XMLText.decode(bytes[start..<ends[index]])
    }

    private mutating func end(_ limits: SpreadsheetLimits) throws {
        ends.append(bytes.count)
        guard bytes.count + ends.count * 8 <= limits.sharedTextBytes else {
            throw SpreadsheetError.tooLarge(megabytes: limits.sharedTextBytes >> 20)
        }
    }
}
