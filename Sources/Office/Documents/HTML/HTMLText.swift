/// Turns the tags and text of a page into lines and tables.
final class HTMLText {
    private struct Element {
        let name: String
        let isSkipped: Bool
    }

    private(set) var builder: DocumentBuilder
    private let limits: DocumentLimits
    private let withBoilerplate: Bool
    private var elements: [Element] = []
    private var lists: [HTMLList] = []
    private var preformatted = 0
    /// White space that shows only between two words.
    private var owesSpace = false

    init(limits: DocumentLimits, withBoilerplate: Bool) {
        builder = DocumentBuilder(limits: limits)
        self.limits = limits
        self.withBoilerplate = withBoilerplate
    }

    func begin(_ name: String, _ attributes: [String: String]) throws {
        guard elements.count < limits.elements else { throw DocumentError.tooDeep }
        let isSkipped =
            isSkipping || HTMLTags.isUnseen(name, attributes)
            || !withBoilerplate && HTMLTags.isBoilerplate(name, attributes)
        elements.append(Element(name: name, isSkipped: isSkipped))
        guard !isSkipped else { return }
        if HTMLTags.blocks.contains(name) { endLine() }
        switch name {
        case "br": breakLine()
        case "pre": preformatted += 1
        case "ol": lists.append(HTMLList(attributes))
        case "ul", "menu", "dir": lists.append(HTMLList())
        case "li": try beginItem(attributes)
        case "table": try builder.beginTable()
        case "tr": try beginRow()
        case "td", "th": try beginCell(attributes)
        default: break
        }
    }

    func end(_ name: String) throws {
        guard let place = elements.lastIndex(where: { $0.name == name }) else { return }
        for element in elements[place...].reversed() where !element.isSkipped { try close(element.name) }
        elements.removeSubrange(place...)
    }

    func take(_ text: String) throws {
        guard !isSkipping else { return }
        for scalar in text.unicodeScalars {
            if preformatted > 0, scalar.endsLine {
                breakLine()
            } else if scalar.isMarkupSpace {
                owesSpace = true
            } else if let shown = HTMLTags.shown(scalar) {
                if owesSpace, !builder.isAtLineStart { try builder.append(" ") }
                owesSpace = false
                try builder.append(shown)
            }
        }
    }

    func finish() throws {
        for element in elements.reversed() where !element.isSkipped { try close(element.name) }
        elements = []
    }

    private var isSkipping: Bool { elements.last?.isSkipped ?? false }

    private func close(_ name: String) throws {
        if HTMLTags.blocks.contains(name) { endLine() }
        switch name {
        case "pre": preformatted -= 1
        case "ol", "ul", "menu", "dir": _ = lists.popLast()
        case "table":
            owesSpace = false
            try builder.endTable()
        case "tr":
            try builder.endCell()
            try builder.endRow()
        case "td", "th":
            owesSpace = false
            try builder.endCell()
        default: break
        }
    }

    private func beginItem(_ attributes: [String: String]) throws {
        guard var list = lists.popLast() else { return }
        let marker = list.marker(attributes)
        lists.append(list)
        if let marker { try builder.append(marker) }
    }

    private func beginRow() throws {
        guard builder.isInTable else { return endLine() }
        owesSpace = false
        try builder.endCell()
        try builder.endRow()
        try builder.beginRow()
    }

    private func beginCell(_ attributes: [String: String]) throws {
        guard builder.isInTable else {
            // Cells pasted without their table.
            if !builder.isAtLineStart { try builder.append("\t") }
            owesSpace = false
            return
        }
        owesSpace = false
        try builder.endCell()
        if !builder.isInRow { try builder.beginRow() }
        try builder.beginCell(
            columns: HTMLTags.number(attributes["colspan"], unless: 1),
            rows: HTMLTags.rows(attributes["rowspan"]))
    }

    private func endLine() {
        owesSpace = false
        builder.endBlock()
    }

    private func breakLine() {
        owesSpace = false
        builder.breakLine()
    }
}
