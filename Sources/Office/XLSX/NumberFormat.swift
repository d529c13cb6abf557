/// What a number in a cell means by its format.
enum NumberFormat: Sendable, Equatable {
    case number
    case date
    case dateTime
    /// A time of day; `elapsed` counts hours past 24.
    case time(elapsed: Bool)

    /// The formats that have a number and no code in the file: ECMA-376 part 1, 18.8.30, with the Chinese ones.
    init(builtin id: Int) {
        switch id {
        case 14...17, 27...31, 36, 50...54, 57, 58: self = .date
        case 18...21, 32...35, 45, 47, 55, 56: self = .time(elapsed: false)
        case 46: self = .time(elapsed: true)
        case 22: self = .dateTime
        default: self = .number
        }
    }

    /// Reads a code such as `yyyy"年"m"月"d"日"` or `[h]:mm`; only its first section counts.
    init(code: String) {
        let (letters, isElapsed) = NumberFormat.letters(of: code)
        let isGeneral = letters.contains("g") && letters.contains("n")
        let isNumeric = letters.contains { "0#?".contains($0) } && !letters.contains { "ydhs".contains($0) }
        let hasTime = letters.contains { "hs".contains($0) } || isElapsed
        let hasDate = letters.contains { "yde".contains($0) } || letters.contains("aaa")
        if isGeneral || isNumeric {
            self = .number
        } else if hasDate {
            self = hasTime ? .dateTime : .date
        } else if hasTime {
            self = .time(elapsed: isElapsed)
        } else {
            self = letters.contains("m") ? .date : .number
        }
    }

    /// The code's own letters, lower-cased: without quoted text, escapes, fillers and brackets.
    private static func letters(of code: String) -> (String, isElapsed: Bool) {
        var letters = ""
        var isElapsed = false
        var rest = Substring(code)
        while let next = rest.popFirst(), next != ";" {
            switch next {
            case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
            case "\\", "_", "*": rest = rest.dropFirst()
            case "[":
                let inside = rest.prefix { $0 != "]" }.lowercased()
                rest = rest.drop { $0 != "]" }.dropFirst()
                if !inside.isEmpty, inside.allSatisfy({ "hms".contains($0) }) { isElapsed = true }
            default: letters += next.lowercased()
            }
        }
        for marker in ["am/pm", "a/p", "上午/下午"] where letters.contains(marker) {
            letters = letters.split(separator: marker, omittingEmptySubsequences: false).joined(separator: "h")
        }
        return (letters, isElapsed)
    }
}
