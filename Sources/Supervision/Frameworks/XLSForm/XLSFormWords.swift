extension Criterion.Kind {
    /// A foreign form knows no weights: one mark each, or the full marks that its limits name.
    var usualWeight: Points {
        switch self {
        case .scored(let max): max
        case .graded, .yesNo: Points(1)
        case .counted, .veto: .zero
        }
    }
}

extension FrameworkNode {
    /// The group without groups in which nothing is left; nil when nothing is.
    var pruned: FrameworkNode? {
        guard !isLeaf else { return self }
        var next = self
        next.children = children.compactMap(\.pruned)
        return next.children.isEmpty ? nil : next
    }

    /// The group's weight, which a form of another program does not tell, as the sum of what stands below.
    fileprivate var weighed: FrameworkNode {
        var next = self
        next.children = children.map(\.weighed)
        if !isLeaf, weight == .zero { next.weight = next.children.reduce(.zero) { $0 + $1.weight } }
        if title.hasPrefix(number + " ") { next.title = String(title.dropFirst(number.count + 1)) }
        return next
    }
}

extension [FrameworkNode] {
    /// As our own export numbered them; a form of another program is numbered by place.
    var numbered: [FrameworkNode] {
        flatMap(\.withDescendants).allSatisfy { !$0.number.isEmpty } ? self : renumbered(under: nil).map(\.weighed)
    }
}

extension String {
    /// The name of a level without what separates levels in a list.
    var replacingReserved: String { String(map { ListText.isReserved($0) ? "，" : $0 }) }

    func adding(line: String) -> String { isEmpty ? line : "\(self)\n\(line)" }

    /// `10` of `. >= 0 and . <= 10`: a number that may not be passed, when nothing below 0 is allowed either.
    var upperBound: Points? {
        let text = filter { !$0.isWhitespace }
        guard text.contains(".>=0"), let mark = text.range(of: ".<=") else { return nil }
        let number = text[mark.upperBound...].prefix { $0.isNumber || $0 == "." }
        return Points(String(number)).flatMap { $0 > .zero ? $0 : nil }
    }

    /// `人` of `学生数（人）`.
    var unitInBrackets: String? {
        guard let last, last == "）" || last == ")", let start = lastIndex(where: { $0 == "（" || $0 == "(" }) else {
            return nil
        }
        let unit = String(self[index(after: start)...].dropLast()).trimmed
        return (1...6).contains(unit.count) && !unit.contains(where: ListText.isReserved) ? unit : nil
    }

    private func range(of part: String) -> Range<String.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(part) { return start..<index(start, offsetBy: part.count) }
            start = index(after: start)
        }
        return nil
    }
}
