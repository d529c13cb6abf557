/// Which nodes of the outline are chapters and which are items, and which half of the document they belong to.
struct PlanBody {
    struct Entry {
        let node: Int
        let range: Range<Int>
        let mark: Range<Int>?
        let title: Range<Int>
        let chapter: Int?
        /// The year that its half of the document names; nil where none does.
        let year: Int?
        var points: [(mark: Range<Int>, range: Range<Int>)]
    }

    private(set) var chapters: [(node: Int, text: Range<Int>, isSummary: Bool)] = []
    private(set) var items: [Entry] = []
    /// Runs of words of a summary, in which figures are statements.
    private(set) var told: [(range: Range<Int>, year: Int?)] = []
    /// Nodes whose children are rows of a calendar: 三月份, 一季度.
    private(set) var calendar: [Int] = []

    let outline: PlanOutline
    private let text: PlanText
    private let summaryByTitle: Bool

    init(_ outline: PlanOutline, _ text: PlanText, isSummary: Bool) {
        self.outline = outline
        self.text = text
        summaryByTitle = isSummary
        for root in outline.roots { place(root, chapter: nil, isSummary: isSummary, depth: 1, year: nil) }
    }

    private static let tells: [Word] = ["总结", "回顾", "完成情况", "工作成效", "主要成效", "取得的成绩", "工作开展情况", "主要做法", "工作亮点", "主要成绩"]
    private static let plans: [Word] = ["要点", "重点", "计划", "打算", "思路", "安排", "下一步", "下步", "明年", "今后", "方案"]
    private static let preambles: [Word] = [
        "指导思想", "总体要求", "总体思路", "工作思路", "基本原则", "总要求", "工作原则", "总体目标", "工作目标", "主要目标", "目标要求", "基本要求",
    ]

    private mutating func place(_ index: Int, chapter: Int?, isSummary: Bool, depth: Int, year: Int?) {
        let node = outline.nodes[index]
        let half = tells(node, isSummary)
        let year = ownYear(node) ?? year
        let structural = node.children
        if isCalendar(node) {
            calendar.append(index)
        } else if node.mark == nil || isHalf(node) {
            // A half of the document: its chapters begin anew below it.
            addChapter(index, half)
            if structural.isEmpty { return placeLeaf(index, chapter: index, half, depth, year) }
            if half { tell(node, year) }
            for child in structural { place(child, chapter: index, isSummary: half, depth: 1, year: year) }
        } else if !structural.isEmpty, isChapter(node, depth) {
            addChapter(index, half)
            if half { tell(node, year) }
            for child in structural { place(child, chapter: index, isSummary: half, depth: depth + 1, year: year) }
        } else {
            placeLeaf(index, chapter: chapter, half, depth, year)
        }
    }

    private func tells(_ node: PlanNode, _ inherited: Bool) -> Bool {
        guard node.mark == nil || node.standsAlone else { return inherited }
        if PlanBody.plans.contains(where: { text.holds($0, in: node.title) }),
            node.mark == nil || isHalf(node) || inherited && startsAhead(node)
        {
            // 2020年工作总结和2021年工作要点 is the title of both.
            return inherited && PlanBody.tells.contains { text.holds($0, in: node.title) }
        }
        if PlanBody.tells.contains(where: { text.holds($0, in: node.title) }), node.mark == nil || isHalf(node) {
            return true
        }
        return inherited
    }

    private func startsAhead(_ node: PlanNode) -> Bool {
        (["下一步", "下步", "明年", "今后"] as [Word]).contains { text.holds($0, in: node.title) } || ownYear(node) != nil
    }

    /// A numbered heading that names a whole half: 二、202_年工作要点.
    private func isHalf(_ node: PlanNode) -> Bool {
        guard node.standsAlone, let mark = node.mark, mark.style == .han || mark.style == .part, node.title.count <= 30
        else { return false }
        let names = PlanBody.tells + ["要点", "工作计划", "工作打算", "工作思路", "工作安排", "工作重点"]
        let hasYear = node.title.contains { text.starts("年", at: $0) }
        return names.contains { text.holds($0, in: node.title) }
            && (hasYear || PlanBody.tells.contains { text.holds($0, in: node.title) })
            && !PlanTableWords.isTimetable(
                text, node.title.lowerBound..<max(node.title.lowerBound, node.title.upperBound - 4))
    }

    private func ownYear(_ node: PlanNode) -> Int? {
        node.title.lazy.compactMap { text.yearNumber(at: $0, before: node.title.upperBound)?.value }.first
    }

    private func isCalendar(_ node: PlanNode) -> Bool {
        node.isCalendar
            || node.mark != nil && node.standsAlone && node.title.count <= 12 && text.isCalendarHeading(node.title)
    }

    /// Whether what stands below a node are items of their own, not points of one.
    private func isChapter(_ node: PlanNode, _ depth: Int) -> Bool {
        guard let mark = node.mark else { return true }
        let styles = Set(node.children.compactMap { outline.nodes[$0].mark?.style })
        switch mark.style {
        case .part: return true
        case .han, .bracketedHan:
            if !styles.isDisjoint(with: [.han, .bracketedHan, .arabic, .decimal]) {
                return node.standsAlone || depth == 1
            }
            return depth == 1 && node.standsAlone
        case .arabic:
            if styles.contains(.han) || styles.contains(.bracketedHan) { return true }
            // 1 督政 with 1.1 and 1.2 below.
            if styles.contains(.decimal) { return node.standsAlone }
            return depth == 1 && node.standsAlone && node.children.count > 1 && styles == [.bracketedArabic]
                && outline.nodes[node.children[0]].whole.count > 40
        default: return false
        }
    }

    private mutating func addChapter(_ index: Int, _ isSummary: Bool) {
        let node = outline.nodes[index]
        chapters.append(
            (
                index,
                text.trimmed(node.heading.upperBound..<max(node.heading.upperBound, node.own.upperBound), of: ""),
                isSummary
            ))
    }

    /// A node with no items below it: an item, or a chapter whose sentences 一是 … are its items, or words around them.
    private mutating func placeLeaf(_ index: Int, chapter: Int?, _ isSummary: Bool, _ depth: Int, _ year: Int?) {
        let node = outline.nodes[index]
        if isSummary {
            if node.mark != nil, chapters.last?.node != index { addChapter(index, true) }
            return told.append(
                ((node.standsAlone ? node.heading.upperBound : node.own.lowerBound)..<node.whole.upperBound, year))
        }
        let spoken = PlanSpoken(text, node.heading.upperBound..<node.whole.upperBound).marks
        let isSection = node.mark == nil || isHalf(node)
        let isPreamble = PlanBody.preambles.contains { text.holds($0, in: node.title) } && node.title.count <= 14
        if (isSection || depth == 1 && node.standsAlone && node.mark?.style != .arabic && node.children.isEmpty),
            spoken.count > 1
        {
            addChapterOnce(index)
            if let last = chapters.indices.last { chapters[last].text = node.heading.upperBound..<spoken[0].lowerBound }
            addSpoken(spoken, until: node.whole.upperBound, chapter: index, year: year)
        } else if isSection || isPreamble && !holdsFigures(node) {
            addChapterOnce(index)
        } else if node.mark?.style != .arabic, node.own.upperBound == node.heading.upperBound, node.children.isEmpty,
            PlanTableWords.isTimetable(text, node.title)
        {
            addChapterOnce(index)
        } else {
            // Beside chapters with items of their own, a heading that has none is a chapter and its own item.
            let isLone = depth == 1 && node.standsAlone && node.mark?.style != .arabic && hasChapterBeside(node)
            if isLone { addChapterOnce(index) }
            add(node, index, isLone ? index : chapter, spoken, year)
        }
    }

    private func hasChapterBeside(_ node: PlanNode) -> Bool {
        let siblings = node.parent.map { outline.nodes[$0].children } ?? outline.roots
        return siblings.contains { sibling in
            let other = outline.nodes[sibling]
            if !other.children.isEmpty { return true }
            return other.standsAlone
                && PlanSpoken(text, other.heading.upperBound..<other.whole.upperBound).marks.count > 1
        }
    }

    private mutating func addChapterOnce(_ index: Int) {
        if chapters.last?.node != index { addChapter(index, false) }
    }

    private func holdsFigures(_ node: PlanNode) -> Bool {
        text.holds("目标", in: node.title) && !PlanQuantities(text, in: node.whole, taken: { _ in nil }).found.isEmpty
    }

    private mutating func addSpoken(_ marks: [Range<Int>], until end: Int, chapter: Int, year: Int?) {
        for (place, mark) in marks.enumerated() {
            let range = mark.lowerBound..<(place + 1 < marks.count ? marks[place + 1].lowerBound : end)
            let sentence = text.sentenceEnd(from: mark.upperBound, before: range.upperBound)
            let long = sentence - mark.upperBound > 60
            let comma = (mark.upperBound..<min(range.upperBound, mark.upperBound + 60)).first {
                text.isOne(of: "，；：", at: $0)
            }
            let title = text.trimmed(mark.upperBound..<(long ? comma ?? mark.upperBound + 40 : sentence))
            items.append(
                Entry(node: chapter, range: range, mark: mark, title: title, chapter: chapter, year: year, points: []))
        }
    }

    private mutating func add(
        _ node: PlanNode, _ index: Int, _ chapter: Int?, _ spoken: [Range<Int>], _ year: Int?
    ) {
        var points: [(mark: Range<Int>, range: Range<Int>)] = []
        let below = node.children.compactMap { child in
            outline.nodes[child].mark.map { ($0.range, outline.nodes[child].whole) }
        }
        if !below.isEmpty {
            points = below
        } else {
            let marks =
                spoken.isEmpty ? PlanSpoken.bracketed(text, node.heading.upperBound..<node.whole.upperBound) : spoken
            for (place, mark) in marks.enumerated() {
                points.append(
                    (
                        mark,
                        mark
                            .lowerBound..<(place + 1 < marks.count
                            ? marks[place + 1].lowerBound : node.whole.upperBound)
                    ))
            }
        }
        items.append(
            Entry(
                node: index, range: node.whole, mark: node.mark?.range, title: node.title, chapter: chapter, year: year,
                points: points))
    }

    private mutating func tell(_ node: PlanNode, _ year: Int?) {
        if node.own.upperBound > node.heading.upperBound {
            told.append((node.heading.upperBound..<node.own.upperBound, year))
        }
    }
}
