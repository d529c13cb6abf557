/// Reads a template; what it cannot read it says in Chinese, with line and column.
package struct SummaryTemplateParser {
    private var parts: [SummaryTemplate.Part] = []
    private var section: (name: String, lines: [SummaryTemplate.Line], place: TextPlace)?
    private var problems: [TemplateProblem] = []

    private init() {}

    package static let limit = 60_000

    package static func parse(_ text: String) -> (template: SummaryTemplate, problems: [TemplateProblem]) {
        var parser = SummaryTemplateParser()
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            parser.read(String(line), index + 1)
        }
        parser.finish()
        return (SummaryTemplate(parts: parser.parts), parser.problems.sorted { $0.place < $1.place })
    }

    private mutating func finish() {
        guard let open = section else { return }
        problems.append(TemplateProblem("“{{# \(open.name) }}”没有结束，请在后面写“{{/ \(open.name) }}”", at: open.place))
        parts.append(.section(open.name, open.lines))
    }

    private mutating func read(_ line: String, _ number: Int) {
        let bare = line.trimmed
        guard !bare.isEmpty else { return }
        let indent = line.prefix { $0.isWhitespace }.count
        let whole = bare.hasPrefix("{{") && bare.hasSuffix("}}") && !bare.dropFirst(2).dropLast(2).contains("}}")
        if whole, directive(String(bare.dropFirst(2).dropLast(2)).trimmed, TextPlace(number, indent + 1)) { return }
        let pieces = pieces(bare, number, indent)
        guard !pieces.isEmpty else { return }
        let level = DocumentText.headingLevel(SummaryTemplateParser.outline(pieces))
        add(level.map { .heading(level: $0, pieces) } ?? .paragraph(pieces))
    }

    private mutating func add(_ line: SummaryTemplate.Line) {
        if section == nil { parts.append(.line(line)) } else { section?.lines.append(line) }
    }

    /// A heading is told by its words, whatever figures it holds.
    private static func outline(_ pieces: [SummaryTemplate.Piece]) -> String {
        pieces.reduce(into: "") { if case .text(let text) = $1 { $0 += text } }
    }

    // MARK: What stands alone on its line

    private mutating func directive(_ text: String, _ place: TextPlace) -> Bool {
        if text.hasPrefix("#") {
            open(String(text.dropFirst()).trimmed, place)
        } else if text.hasPrefix("/") {
            close(String(text.dropFirst()).trimmed, place)
        } else if text == SummaryTemplateParser.unfinished {
            add(.unfinished)
        } else if let kinds = argument(text, "要点") {
            items(kinds, place)
        } else if let code = argument(text, "表格") {
            if code.isEmpty { problems.append(TemplateProblem("没有写表格的名称", at: place)) }
            add(.table(code))
        } else {
            return false
        }
        return true
    }

    private func argument(_ text: String, _ word: String) -> String? {
        guard text.hasPrefix(word) else { return nil }
        let rest = String(text.dropFirst(word.count)).trimmed
        guard rest.hasPrefix(":") || rest.hasPrefix("：") else { return nil }
        return String(rest.dropFirst()).trimmed
    }

    private mutating func open(_ name: String, _ place: TextPlace) {
        if let open = section { problems.append(TemplateProblem("节“\(open.name)”里面不能再套节", at: place)) }
        if name.isEmpty { problems.append(TemplateProblem("节没有名称", at: place)) }
        guard section == nil else { return }
        section = (name, [], place)
    }

    private mutating func close(_ name: String, _ place: TextPlace) {
        guard let open = section else {
            return problems.append(TemplateProblem("“{{/ \(name) }}”前面没有“{{# \(name) }}”", at: place))
        }
        if open.name != name {
            problems.append(TemplateProblem("这里应当结束“\(open.name)”，写的却是“\(name)”", at: place))
        }
        parts.append(.section(open.name, open.lines))
        section = nil
    }

    private mutating func items(_ words: String, _ place: TextPlace) {
        guard words != "其余" else { return add(.items([])) }
        let names = words.split { "、，, ".contains($0) }.map(String.init)
        let kinds = names.compactMap(PlanKind.init)
        if names.isEmpty { problems.append(TemplateProblem("“要点”后面没有写类别", at: place)) }
        for name in names where PlanKind(rawValue: name) == nil {
            let known = PlanKind.allCases.map(\.label).joined(separator: "、")
            problems.append(TemplateProblem("没有“\(name)”这一类，可用的有\(known)，或“其余”", at: place))
        }
        if !kinds.isEmpty { add(.items(kinds)) }
    }

    static let unfinished = "未完成"
    /// What a template may say about a figure that says nothing.
    private static let choices: Set<String> = ["必填", "非零", "可省"]

    // MARK: A line with marks in it

    private mutating func pieces(_ line: String, _ number: Int, _ indent: Int) -> [SummaryTemplate.Piece] {
        var pieces: [SummaryTemplate.Piece] = []
        for token in MarkScanner.tokens(line) {
            switch token {
            case .text(let text): pieces.append(.text(text))
            case .mark(let words, let column):
                if let piece = piece(words.trimmed, TextPlace(number, indent + column)) { pieces.append(piece) }
            case .open(let column):
                problems.append(TemplateProblem("“{{”没有写完，缺“}}”", at: TextPlace(number, indent + column)))
            case .close(let column):
                problems.append(TemplateProblem("“}}”前面没有“{{”", at: TextPlace(number, indent + column)))
            }
        }
        return pieces
    }

    private mutating func piece(_ words: String, _ place: TextPlace) -> SummaryTemplate.Piece? {
        if words == "序" { return .ordinal }
        if let fact = SummaryTemplate.Fact(rawValue: words) { return .fact(fact) }
        if words.hasPrefix("#") || words.hasPrefix("/") || words == SummaryTemplateParser.unfinished
            || ["要点", "表格"].contains(where: { argument(words, $0) != nil })
        {
            problems.append(TemplateProblem("“{{\(words)}}”须单独占一行", at: place))
            return nil
        }
        var parts = words.split(separator: "|", omittingEmptySubsequences: false).map { String($0).trimmed }
        let choices = Set(parts.dropFirst())
        parts = parts.prefix(1) + parts.dropFirst().filter { !SummaryTemplateParser.choices.contains($0) }
        switch SummaryMark.read(parts.joined(separator: "|")) {
        case .mark(let mark):
            return .figure(
                .init(
                    mark, isRequired: choices.contains("必填"), skipsZero: choices.contains("非零"),
                    isAside: choices.contains("可省"), at: place))
        case .wrong(let problem):
            problems.append(TemplateProblem(problem, at: place))
            return nil
        }
    }
}

/// Cuts a line at `{{` and `}}`.
enum MarkScanner {
    enum Token: Hashable {
        case text(String)
        /// What stands between the braces, and the column of the first brace.
        case mark(String, column: Int)
        /// Braces that lack their other side.
        case open(column: Int)
        case close(column: Int)
    }

    static func tokens(_ line: String) -> [Token] {
        let characters = Array(line)
        var tokens: [Token] = []
        var text = ""
        var index = 0
        func isPair(_ brace: Character, at index: Int) -> Bool {
            index + 1 < characters.count && characters[index] == brace && characters[index + 1] == brace
        }
        func flush() {
            if !text.isEmpty { tokens.append(.text(text)) }
            text = ""
        }
        while index < characters.count {
            if isPair("{", at: index) {
                flush()
                let end = (index + 2..<characters.count).first { isPair("}", at: $0) || isPair("{", at: $0) }
                guard let end, characters[end] == "}" else {
                    tokens.append(.open(column: index + 1))
                    index += 2
                    continue
                }
                tokens.append(.mark(String(characters[index + 2..<end]), column: index + 1))
                index = end + 2
            } else if isPair("}", at: index) {
                flush()
                tokens.append(.close(column: index + 1))
                index += 2
            } else {
                text.append(characters[index])
                index += 1
            }
        }
        flush()
        return tokens
    }
}
