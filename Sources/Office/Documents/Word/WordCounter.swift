/// Counts numbered paragraphs as Word does and says what stands before each.
struct WordCounter {
    private let numbering: WordNumbering
    private let styles: WordStyles
    /// The last number of each level, by list.
    private var numbers: [String: [Int?]] = [:]
    private var used: Set<String> = []

    init(_ numbering: WordNumbering, _ styles: WordStyles) {
        self.numbering = numbering
        self.styles = styles
    }

    /// What the next paragraph of that style begins with; `number` and `level` are what it says itself.
    mutating func prefix(style: String, number: String?, level: Int?) -> String {
        guard let instance = number ?? styles.number(of: style), instance != "0",
            let list = numbering.list(of: instance, styles)
        else { return "" }
        let place = level ?? styles.level(of: style) ?? levelOfStyle(style, in: list) ?? 0
        guard (0..<9).contains(place), let found = numbering.level(place, of: instance, list) else { return "" }
        let counted = count(place, found, instance, list)
        return text(found, counted, instance, list)
    }

    private func levelOfStyle(_ style: String, in list: String) -> Int? {
        for id in styles.line(of: style) {
            if let level = numbering.level(for: id, in: list) { return level }
        }
        return nil
    }

    /// The numbers of all levels with this paragraph.
    private mutating func count(
        _ place: Int, _ level: WordNumbering.Level, _ instance: String, _ list: String
    ) -> [Int?] {
        var counted = numbers[list] ?? Array(repeating: nil, count: 9)
        if used.insert(instance).inserted {
            for place in numbering.restarts(of: instance) { counted[place] = nil }
        }
        for higher in 0..<place where counted[higher] == nil {
            counted[higher] = numbering.level(higher, of: instance, list)?.start
        }
        counted[place] = counted[place].map { $0 + 1 } ?? level.start
        for lower in place + 1..<max(9, place + 1) {
            let restart = numbering.level(lower, of: instance, list)?.restart
            if restart.map({ $0 > place }) ?? true { counted[lower] = nil }
        }
        numbers[list] = counted
        return counted
    }

    private func text(_ level: WordNumbering.Level, _ counted: [Int?], _ instance: String, _ list: String) -> String {
        guard level.format != .bullet else { return "" }
        var text = ""
        var isPlace = false
        for character in level.text {
            if isPlace, let digit = character.wholeNumberValue, (1...9).contains(digit) {
                if let number = counted[digit - 1] {
                    let format = numbering.level(digit - 1, of: instance, list)?.format ?? .decimal
                    text += (level.isLegal ? .decimal : format).text(number)
                }
                isPlace = false
            } else if character == "%" {
                isPlace = true
            } else {
                text.append(character)
            }
        }
        return text.isEmpty || level.suffix == "nothing" ? text : text + " "
    }
}
