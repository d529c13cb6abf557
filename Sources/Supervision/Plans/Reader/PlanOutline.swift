/// A place in the tree of a document: a numbered heading or paragraph with everything up to the next one of its level.
struct PlanNode {
    let mark: PlanMark?
    /// The mark and the words of the heading.
    var heading: Range<Int>
    /// The words of the heading alone.
    var title: Range<Int>
    /// From the mark to the first child, or to the end.
    var own: Range<Int>
    /// From the mark to the end of the last child.
    var whole: Range<Int>
    var children: [Int] = []
    var parent: Int?
    /// Whether the heading stands on a line of its own.
    var standsAlone: Bool
    /// A month or a quarter, with the works of it below.
    var isCalendar = false
}

/// The tree of a document's numbered headings and paragraphs.
///
/// A number opens a level of its own style the first time it is met and goes on in it later; what stands above is
/// closed. A number in the middle of a sentence counts only where it goes on with the numbers before it.
struct PlanOutline {
    private(set) var nodes: [PlanNode] = []
    private(set) var roots: [Int] = []

    private let text: PlanText
    private var open: [(style: Int, node: Int)] = []
    /// The last number of each style, through all levels.
    private var last: [PlanMark.Style: Int] = [:]

    /// `breaks` are places at which whatever stands before ends: a date, a table, 备注.
    init(_ text: PlanText, parts: [PlanPart]) {
        self.text = text
        for part in parts {
            switch part {
            case .section(let range): openSection(range)
            case .calendar(let range): openCalendar(range)
            case .line(let line): read(line)
            case .stop(let range): close(to: 0, at: range.lowerBound)
            }
        }
        close(to: 0, at: text.count)
        settle()
    }

    private mutating func read(_ line: PlanLine) {
        let start = line.range.lowerBound
        guard let mark = PlanMark(lineAt: start, of: text, before: line.range.upperBound), mark.style != .spoken,
            goesOn(mark, line)
        else { return }
        last[mark.style] = mark.ordinal
        append(mark, line)
    }

    /// Whether a mark may be one: after a whole sentence, or with the number that is expected.
    private func goesOn(_ mark: PlanMark, _ line: PlanLine) -> Bool {
        let start = line.range.lowerBound
        if line.startsParagraph || text.endsSentence(before: start) || mark.ordinal == 1 { return true }
        return last[mark.style].map { $0 + 1 == mark.ordinal } ?? false || !open.isEmpty && standsAfterHeading(start)
    }

    private func standsAfterHeading(_ start: Int) -> Bool {
        guard let node = open.last?.node else { return false }
        return nodes[node].standsAlone && nodes[node].heading.upperBound == start
    }

    private mutating func openSection(_ range: Range<Int>) {
        close(to: 0, at: range.lowerBound)
        push(
            PlanNode(
                mark: nil, heading: range, title: text.trimmed(range), own: range, whole: range, standsAlone: true), -1)
        last = [:]
    }

    /// A month or a quarter as a heading: below its chapter, above its numbered works.
    private mutating func openCalendar(_ range: Range<Int>) {
        let level = open.firstIndex {
            $0.style == PlanOutline.calendarStyle || $0.style >= PlanMark.Style.arabic.rawValue
        }
        close(to: level ?? open.endIndex, at: range.lowerBound)
        push(
            PlanNode(
                mark: nil, heading: range, title: text.trimmed(range), own: range, whole: range, standsAlone: true,
                isCalendar: true), PlanOutline.calendarStyle)
        last[.arabic] = nil
    }

    private static let calendarStyle = 90

    private mutating func append(_ mark: PlanMark, _ line: PlanLine) {
        let level = open.firstIndex { $0.style == mark.style.rawValue } ?? open.endIndex
        // A coarser style than all open ones but the section's begins above them.
        let above = open.firstIndex { $0.style > mark.style.rawValue && mark.style.rawValue <= 1 } ?? level
        close(to: min(level, above), at: mark.range.lowerBound)
        let end = headingEnd(mark, line)
        push(
            PlanNode(
                mark: mark, heading: mark.range.lowerBound..<end.place,
                title: text.trimmed(mark.range.upperBound..<end.place), own: mark.range, whole: mark.range,
                standsAlone: end.standsAlone), mark.style.rawValue)
    }

    private mutating func push(_ node: PlanNode, _ style: Int) {
        var node = node
        node.parent = open.last?.node
        nodes.append(node)
        if let parent = node.parent {
            nodes[parent].children.append(nodes.count - 1)
        } else {
            roots.append(nodes.count - 1)
        }
        open.append((style, nodes.count - 1))
    }

    private mutating func close(to depth: Int, at place: Int) {
        while open.count > depth, let top = open.popLast() {
            nodes[top.node].whole = nodes[top.node].heading.lowerBound..<max(place, nodes[top.node].heading.upperBound)
        }
    }

    private mutating func settle() {
        for index in nodes.indices {
            let end = nodes[index].children.first.map { nodes[$0].heading.lowerBound } ?? nodes[index].whole.upperBound
            nodes[index].own = nodes[index].heading.lowerBound..<max(end, nodes[index].heading.upperBound)
        }
    }

    /// Where the words of a heading end, and whether they have the line for themselves.
    private func headingEnd(_ mark: PlanMark, _ line: PlanLine) -> (place: Int, standsAlone: Bool) {
        let (from, end) = (mark.range.upperBound, line.range.upperBound)
        // 挂牌督导：责任督学每月…
        if mark.style.rawValue >= PlanMark.Style.arabic.rawValue,
            let colon = (from + 2..<max(from + 2, min(end - 1, from + 20))).first(where: {
                text.isOne(of: "：。，；", at: $0)
            }),
            text.isOne(of: "：", at: colon)
        {
            return (colon + 1, false)
        }
        let sentence = text.sentenceEnd(from: from, before: end)
        let spoken = firstSpoken(from, end)
        if sentence == end, spoken == nil, end - from <= 60 {
            // A whole line without a full stop, or with one at its very end.
            let isTitle = !text.isOne(of: "，；：、", at: end - 1) && (!text.endsSentence(before: end) || end - from <= 40)
            if isTitle, mark.style != .arabic || !runsOn(end) { return (end, true) }
        }
        if let spoken, spoken < sentence { return (spoken, true) }
        if sentence - from <= 60 || sentence < end && sentence - from <= 80 { return (sentence, false) }
        let comma = (from..<min(end, from + 50)).first { text.isOne(of: "，：；", at: $0) }
        return (comma ?? min(end, from + 40), false)
    }

    /// Where 一是 begins on a heading's own line.
    private func firstSpoken(_ from: Int, _ end: Int) -> Int? {
        (from + 4..<max(from + 4, end)).first { place in
            guard let mark = PlanMark(sentenceAt: place, of: text, before: end), mark.ordinal == 1 else { return false }
            return !text.isOne(of: "统唯同专第之十", at: place - 1)
        }
    }

    /// Whether the next line goes on in the middle of a sentence: short numbered paragraphs have no heading.
    private func runsOn(_ end: Int) -> Bool {
        end < text.count && text.gaps[end] == .line && !text.endsSentence(before: end)
            && PlanMark(lineAt: end, of: text, before: text.count) == nil
    }
}

/// A stretch of a document in front of the outline.
enum PlanPart {
    /// An unnumbered heading of a whole half: 2020年工作总结.
    case section(Range<Int>)
    /// 第一季度 as a heading.
    case calendar(Range<Int>)
    case line(PlanLine)
    /// Something that belongs to no heading: a date, a table, 备注.
    case stop(Range<Int>)
}
