/// A document's text with white space and leftovers set aside and every scalar folded, each with its place in the
/// original: what the grammar matches on.
///
/// Full-width digits, letters and signs become plain ones, traditional characters simplified ones, one to one.
struct PlanText {
    let source: [Unicode.Scalar]
    let glyphs: [Unicode.Scalar]
    /// Where in `source` each glyph stands.
    let places: [Int]
    /// What stands before each glyph.
    let gaps: [Gap]

    enum Gap: UInt8, Comparable {
        case none, space, tab, line, paragraph

        static func < (left: Gap, right: Gap) -> Bool { left.rawValue < right.rawValue }
    }

    init(_ text: String) {
        let source = Array(text.unicodeScalars)
        var squeezer = Squeezer(PlanUnwrap(source))
        squeezer.squeeze(source)
        self.source = source
        glyphs = squeezer.glyphs
        places = squeezer.places
        gaps = squeezer.gaps
    }

    var count: Int { glyphs.count }

    /// The place in the original of a run of glyphs; an empty run stands before its glyph.
    func span(_ range: Range<Int>) -> SourceSpan {
        guard let last = range.last else {
            let place = range.lowerBound < count ? places[range.lowerBound] : source.count
            return SourceSpan(place, place)
        }
        return SourceSpan(places[range.lowerBound], places[last] + 1)
    }

    /// The original words of a run of glyphs, joined across line breaks; a blank stays only between Latin words.
    func words(_ range: Range<Int>) -> String {
        var result = String.UnicodeScalarView()
        for index in range {
            if index > range.lowerBound, gaps[index] != .none, PlanText.isLatin(glyphs[index]),
                PlanText.isLatin(glyphs[index - 1])
            {
                result.append(" ")
            }
            result.append(source[places[index]])
        }
        return String(result)
    }

    /// The folded words of a run of glyphs, without any blank.
    func folded(_ range: Range<Int>) -> String {
        var result = String.UnicodeScalarView()
        result.append(contentsOf: glyphs[range])
        return String(result)
    }

    func starts(_ word: Word, at index: Int) -> Bool {
        guard index >= 0, index + word.glyphs.count <= count else { return false }
        for offset in word.glyphs.indices where glyphs[index + offset] != word.glyphs[offset] { return false }
        return true
    }

    func glyph(_ index: Int) -> Unicode.Scalar? { index >= 0 && index < count ? glyphs[index] : nil }

    /// Whether the glyph at `index` is one of a few.
    func isOne(of set: String, at index: Int) -> Bool {
        guard let glyph = glyph(index) else { return false }
        return set.unicodeScalars.contains(glyph)
    }

    /// The first place of a word in a run of glyphs.
    func first(_ word: Word, in range: Range<Int>) -> Int? {
        range.first { starts(word, at: $0) && $0 + word.count <= range.upperBound }
    }

    func holds(_ word: Word, in range: Range<Int>) -> Bool { first(word, in: range) != nil }

    static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 48...57, 65...90, 97...122, 0xC0...0x24F: true
        default: false
        }
    }
}

/// A word to look for.
struct Word: Hashable, ExpressibleByStringLiteral {
    let glyphs: [Unicode.Scalar]

    init(_ text: String) {
        glyphs = Array(text.unicodeScalars)
    }

    init(stringLiteral value: String) {
        self.init(value)
    }

    var count: Int { glyphs.count }
}

/// Words with what each means; the longest that fits at a place is found.
struct Lexicon<Meaning: Sendable>: Sendable {
    private let words: [Unicode.Scalar: [(word: Word, meaning: Meaning)]]

    init(_ pairs: [(String, Meaning)]) {
        var words: [Unicode.Scalar: [(word: Word, meaning: Meaning)]] = [:]
        for (text, meaning) in pairs {
            let word = Word(text)
            guard let first = word.glyphs.first else { continue }
            words[first, default: []].append((word, meaning))
        }
        self.words = words.mapValues { $0.sorted { $0.word.count > $1.word.count } }
    }

    func match(_ text: PlanText, at index: Int, before end: Int) -> (meaning: Meaning, end: Int)? {
        guard let first = text.glyph(index), let candidates = words[first] else { return nil }
        for (word, meaning) in candidates where index + word.count <= end && text.starts(word, at: index) {
            return (meaning, index + word.count)
        }
        return nil
    }
}

extension Lexicon where Meaning == String {
    /// Words that mean themselves, separated by blanks.
    init(_ list: String) {
        self.init(list.split(separator: " ").map { (String($0), String($0)) })
    }
}

/// Takes white space and leftovers out and folds the rest.
private struct Squeezer {
    var glyphs: [Unicode.Scalar] = []
    var places: [Int] = []
    var gaps: [PlanText.Gap] = []
    private let unwrap: PlanUnwrap

    init(_ unwrap: PlanUnwrap) {
        self.unwrap = unwrap
    }

    mutating func squeeze(_ source: [Unicode.Scalar]) {
        glyphs.reserveCapacity(source.count)
        places.reserveCapacity(source.count)
        gaps.reserveCapacity(source.count)
        var gap = PlanText.Gap.paragraph
        var index = 0
        // The end of the line before, while its break is none.
        var joint: Int?
        var furniture = unwrap.furniture[...]
        while index < source.count {
            let scalar = source[index]
            if unwrap.joints.contains(index) { joint = index }
            if let page = furniture.first, page.lowerBound == index {
                index = page.upperBound
                furniture = furniture.dropFirst()
            } else if let end = Squeezer.leftover(source, at: index) {
                gap = max(gap, .space)
                index = end
            } else if let blank = Squeezer.blank(scalar) {
                gap = blank == .line && gap == .line ? .paragraph : max(gap, blank)
                index += 1
            } else {
                // A number at the beginning of a line is read as one even there.
                if joint != nil, gap >= .line, !Squeezer.mayBeMark(source, at: index) { gap = .none }
                joint = nil
                glyphs.append(ScalarFold.folded(scalar))
                places.append(index)
                gaps.append(gap)
                gap = .none
                index += 1
            }
        }
    }

    /// Whether a numbered paragraph may begin here, also with blanks in its number.
    private static func mayBeMark(_ source: [Unicode.Scalar], at index: Int) -> Bool {
        let head = source[index...].prefix(12).filter { blank($0) == nil }
        let inner = head.drop { "（(".unicodeScalars.contains($0) }
        let figures = inner.prefix {
            PlanText.digit($0) != nil || PlanText.numerals[$0] != nil || PlanText.units[$0] != nil
        }
        guard !figures.isEmpty else {
            return head.first.map { (0x2460...0x249B).contains($0.value) || (0x3220...0x3229).contains($0.value) }
                ?? false
        }
        let sign = inner.dropFirst(figures.count).first
        return figures.count < 5 && sign.map { "、.．）)".unicodeScalars.contains($0) } ?? false
    }

    /// Where a word processor's leftover such as `[bookmark: _GoBack]` ends.
    private static func leftover(_ source: [Unicode.Scalar], at index: Int) -> Int? {
        guard source[index] == "[", source[(index + 1)...].starts(with: "bookmark:".unicodeScalars) else { return nil }
        return source[index...].prefix(200).firstIndex(of: "]").map { $0 + 1 }
    }

    private static func blank(_ scalar: Unicode.Scalar) -> PlanText.Gap? {
        switch scalar.value {
        case 10, 11, 12, 13, 0x85, 0x2028, 0x2029: .line
        case 9: .tab
        case 0...32, 127...0xA0, 0xAD, 0x1680, 0x2000...0x200F, 0x202F, 0x205F...0x2064, 0x3000, 0xFEFF: .space
        default: nil
        }
    }
}
