/// Paragraphs, runs and text boxes.
extension WordBody {
    func hideRun(_ isHidden: Bool) {
        if let last = runs.indices.last { runs[last].isHidden = isHidden }
    }

    func beginParagraph() throws {
        guard try opensCell() else { return }
        paragraphs.append(WordParagraph(style: styles.standard, start: builder.count))
    }

    func endParagraph() throws {
        guard let paragraph = paragraphs.last else { return }
        if !paragraph.joinsNext { try openParagraph() }
        _ = paragraphs.popLast()
        let isBlank = builder.count == paragraph.start
        if !paragraph.joinsNext { isBlank ? builder.breakLine() : builder.endBlock() }
        for box in paragraph.boxes { try builder.append(box) }
    }

    /// Writes the paragraph's number before its first text.
    func openParagraph() throws {
        guard let paragraph = paragraphs.last, !paragraph.isOpen else { return }
        paragraph.isOpen = true
        paragraph.isHidden = styles.isHidden(paragraph.style)
        let number = counter.prefix(style: paragraph.style, number: paragraph.number, level: paragraph.level)
        if !paragraph.isHidden { try builder.append(number) }
    }

    var isShown: Bool { !runs.contains(where: \.isHidden) && fields.allSatisfy { $0 == .result } }

    func write(_ text: String) throws {
        guard isShown, !text.isEmpty else { return }
        if paragraphs.isEmpty {
            // Text without a paragraph, which only a damaged document has.
            return try builder.append(text)
        }
        try openParagraph()
        guard let paragraph = paragraphs.last, !paragraph.isHidden else { return }
        try builder.append(text)
    }

    /// WordArt, as which red letterheads are often made.
    func addWordArt(_ text: String) throws {
        var box = DocumentBuilder(limits: limits)
        try box.append(text)
        paragraphs.last?.boxes.append(box)
    }

    func beginBox() throws {
        guard builders.count < limits.depth else { throw DocumentError.tooDeep }
        builders.append(DocumentBuilder(limits: limits))
    }

    func endBox() {
        guard builders.count > 1, let box = builders.popLast() else { return }
        paragraphs.last?.boxes.append(box)
    }
}
