/// A paragraph while it is being read.
final class WordParagraph {
    var style: String
    /// What it says itself about its number; the style says the rest.
    var number: String?
    var level: Int?
    /// Its mark is deleted or hidden, so that the next one goes on in its line.
    var joinsNext = false
    var isHidden = false
    var isOpen = false
    /// Text boxes that hang on it.
    var boxes: [DocumentBuilder] = []
    let start: Int

    init(style: String, start: Int) {
        self.style = style
        self.start = start
    }
}

/// A row while it is being read.
final class WordRow {
    struct Cell {
        var columns = 1
        var continuesAbove = false
        var continuesLeft = false
        var isOpen = false

        var isMerged: Bool { continuesAbove || continuesLeft }
    }

    var isDeleted = false
    var isOpen = false
    var skipped = 0
    var cell: Cell?
}

/// A stretch of equal letters.
struct WordRun {
    var isHidden = false
}

/// Where in a field one is: before its separator stands its code.
enum WordField {
    case code, result
}

extension [WordField] {
    mutating func change(_ type: String?) {
        switch type {
        case "begin": append(.code)
        case "separate": if !isEmpty { self[count - 1] = .result }
        case "end": _ = popLast()
        default: break
        }
    }
}

/// The text of one `w:t`.
struct WordText {
    let keepsSpaces: Bool
    private var bytes: [UInt8] = []

    init(keepsSpaces: Bool) {
        self.keepsSpaces = keepsSpaces
    }

    mutating func take(_ xml: XMLPull) { xml.appendText(to: &bytes) }

    /// Line ends and tabs in it are white space of the XML.
    var value: String {
        let spaced = bytes.map { $0 == 9 || $0 == 10 || $0 == 13 ? 32 : $0 }
        guard !keepsSpaces else { return String(decoding: spaced, as: UTF8.self) }
        let start = spaced.firstIndex { $0 != 32 } ?? spaced.endIndex
        let end = spaced.lastIndex { $0 != 32 } ?? start
        return start < spaced.endIndex ? String(decoding: spaced[start...end], as: UTF8.self) : ""
    }
}

/// A sign of a font that has pictures in the place of letters.
enum WordSymbol {
    static func text(_ code: String?, font: String?) -> String {
        guard let value = code.flatMap({ UInt32($0, radix: 16) }) else { return "" }
        if let known = boxes[value & 0xFF], value & 0xFF00 == 0xF000, font?.hasPrefix("Wingdings") ?? false {
            return known
        }
        // Private use means nothing outside its font.
        guard !(0xE000...0xF8FF).contains(value), let scalar = Unicode.Scalar(value) else { return "" }
        return String(Character(scalar))
    }

    private static let boxes: [UInt32: String] = [
        0x6F: "□", 0xA8: "□", 0xFE: "☑", 0xFD: "☒", 0xFC: "✓", 0xFB: "✗", 0x52: "☑", 0xE8: "→",
    ]
}
