/// What stands around the body of a document: letterhead, number, titles, salutation, signature, date, annexes, imprint.
struct PlanHead {
    var titles: [Range<Int>] = []
    var number: Range<Int>?
    var salutation: Range<Int>?
    var date: (day: Day?, range: Range<Int>)?
    var letterhead: Range<Int>?
    var signature: Range<Int>?
    var annexes: [Range<Int>] = []
    var notes: [Range<Int>] = []
    /// The document without all that.
    private(set) var parts: [PlanPart] = []

    private let text: PlanText
    private let lines: [PlanLine]
    private var hasBody = false

    init(_ text: PlanText, lines: [PlanLine], tables: [Range<Int>]) {
        self.text = text
        self.lines = lines
        var index = 0
        var tables = tables[...]
        while index < lines.count {
            while let table = tables.first, table.lowerBound <= lines[index].range.lowerBound {
                parts.append(.stop(table))
                hasBody = true
                tables = tables.dropFirst()
            }
            index += read(index)
        }
        for table in tables { parts.append(.stop(table)) }
    }

    /// Reads what begins with a line and gives how many lines that was.
    private mutating func read(_ index: Int) -> Int {
        let range = lines[index].range
        if let taken = annex(index) { return taken }
        if let found = wholeDate(range) { return stop(range, taking: { $0.takeDate(found, range, index) }) }
        if isNumber(range) { return stop(range, taking: { if $0.number == nil { $0.number = $0.numberOnly(range) } }) }
        if isImprint(range) || isFurniture(range) { return stop(range) }
        if isNote(range) { return stop(range, taking: { $0.notes.append(range) }) }
        if !hasBody, isSalutation(range) {
            return stop(
                range,
                taking: { head in
                    if head.salutation == nil { head.salutation = head.text.trimmed(range, of: "：") }
                })
        }
        if let title = title(at: index) { return take(title) }
        if isCalendarHeading(range) {
            hasBody = true
            parts.append(.calendar(range))
            return 1
        }
        if !hasBody, titles.isEmpty, isOffice(range), index + 1 < lines.count, isNumber(lines[index + 1].range) {
            return stop(range, taking: { $0.letterhead = range })
        }
        if !hasBody, isLetterhead(range) { return stop(range, taking: { $0.letterhead = range }) }
        if isSignature(index) { return stop(range, taking: { $0.signature = range }) }
        if PlanMark(lineAt: range.lowerBound, of: text, before: range.upperBound) != nil { hasBody = true }
        parts.append(.line(lines[index]))
        return 1
    }

    private mutating func stop(_ range: Range<Int>, taking: (inout PlanHead) -> Void = { _ in }) -> Int {
        taking(&self)
        parts.append(.stop(range))
        return 1
    }

    // MARK: Titles

    private static let endings: [Word] = [
        "要点", "计划", "总结", "方案", "安排", "重点", "规划", "通知", "思路", "打算", "安排表", "行事历", "一览表", "配档表", "计划表", "进度表",
        "工作表", "任务表", "分解表", "报告", "月历", "日程表", "清单", "时间表",
    ]

    /// The title that ends with the line at `index` or the one after it: its lines and words.
    private func title(at index: Int) -> (range: Range<Int>, lines: Int)? {
        for count in 1...3 where index + count <= lines.count {
            let range = lines[index].range.lowerBound..<lines[index + count - 1].range.upperBound
            guard range.count <= 70, canBeTitle(lines[index + count - 1], isFirst: count == 1) else { return nil }
            if isTitle(range), !hasBody || standsOut(index, count, range) { return (range, count) }
        }
        return nil
    }

    private func canBeTitle(_ line: PlanLine, isFirst: Bool) -> Bool {
        guard line.range.count <= 50, isFirst || !line.startsParagraph else { return false }
        return PlanMark(lineAt: line.range.lowerBound, of: text, before: line.range.upperBound) == nil
            && !isNumber(line.range) && !isLetterhead(line.range) && wholeDate(line.range) == nil
            && !line.range.contains { text.isOne(of: "。；！？：，", at: $0) }
    }

    /// Once the body has begun, a title is a line between whole paragraphs that names a year or a timetable.
    private func standsOut(_ index: Int, _ count: Int, _ range: Range<Int>) -> Bool {
        guard lines[index].startsParagraph || text.endsSentence(before: range.lowerBound) else { return false }
        let isFollowed =
            index + count == lines.count || lines[index + count].startsParagraph
            || PlanMark(lineAt: range.upperBound, of: text, before: text.count) != nil
            || text.hasTab(before: range.upperBound)
            || range.contains { text.starts("年", at: $0) } && range.count <= 24
        let names = range.contains {
            text.yearNumber(at: $0, before: range.upperBound) != nil || text.starts("年", at: $0)
        }
        return isFollowed && (names || PlanTableWords.isTimetable(text, range))
    }

    private func isTitle(_ range: Range<Int>) -> Bool {
        guard !text.starts("特此", at: range.lowerBound), !text.starts("现将", at: range.lowerBound) else { return false }
        var end = range.upperBound
        if text.isOne(of: "）", at: end - 1), let open = range.last(where: { text.isOne(of: "（", at: $0) }) {
            end = open
        }
        return range.count >= 4
            && PlanHead.endings.contains { text.starts($0, at: end - $0.count) && end - $0.count >= range.lowerBound }
    }

    private mutating func take(_ title: (range: Range<Int>, lines: Int)) -> Int {
        titles.append(title.range)
        parts.append(.section(title.range))
        return title.lines
    }

    /// 第一季度, 三月份：, 9月工作安排 on a line of its own.
    private func isCalendarHeading(_ range: Range<Int>) -> Bool {
        range.count <= 14 && text.isCalendarHeading(text.trimmed(range))
    }

    // MARK: Number, date, people

    private func isNumber(_ range: Range<Int>) -> Bool { range.count <= 40 && numberOnly(range) != nil }

    /// 镇教督〔2020〕2号, also with other brackets or none.
    private func numberOnly(_ range: Range<Int>) -> Range<Int>? {
        guard let year = range.first(where: { text.yearNumber(at: $0, before: range.upperBound) != nil }),
            year > range.lowerBound
        else { return nil }
        let isBracketed = text.isOne(of: "〔[（【", at: year - 1)
        let name = range.lowerBound..<(isBracketed ? year - 1 : year)
        guard (1...20).contains(name.count), name.allSatisfy({ PlanHead.isHan(text.glyphs[$0]) }) else { return nil }
        var place = year + 4
        if isBracketed { place += 1 } else if text.isOne(of: "年—", at: place) { place += 1 }
        if text.glyph(place) == "第" { place += 1 }
        guard let serial = text.number(at: place, before: range.upperBound), text.glyph(serial.end) == "号" else {
            return nil
        }
        return range.lowerBound..<serial.end + 1
    }

    static func isHan(_ scalar: Unicode.Scalar) -> Bool { (0x4E00...0x9FFF).contains(scalar.value) }

    /// A line that is a date and nothing else, or a signature with one.
    private func wholeDate(_ range: Range<Int>) -> (day: Day?, range: Range<Int>)? {
        guard range.count <= 45 else { return nil }
        let inner = text.trimmed(range, of: "（）。")
        guard let start = inner.first(where: { text.date(at: $0, before: inner.upperBound) != nil }),
            let date = text.date(at: start, before: inner.upperBound), date.end == inner.upperBound,
            start == inner.lowerBound || isOffice(inner.lowerBound..<start)
        else { return nil }
        return (date.day, start..<date.end)
    }

    private mutating func takeDate(_ found: (day: Day?, range: Range<Int>), _ line: Range<Int>, _ index: Int) {
        if date == nil { date = found }
        if line.lowerBound < found.range.lowerBound, signature == nil {
            signature = line.lowerBound..<found.range.lowerBound
        }
    }

    private static let offices: [Word] = [
        "室", "局", "委", "会", "府", "办公室", "中心", "办", "部", "厅", "院", "科", "处", "学校", "中学", "小学", "幼儿园", "管委会",
    ]

    private func isOffice(_ range: Range<Int>) -> Bool {
        (4...40).contains(range.count)
            && range.allSatisfy { PlanHead.isHan(text.glyphs[$0]) || text.isOne(of: "（）、", at: $0) }
            && PlanHead.offices.contains { text.starts($0, at: range.upperBound - $0.count) }
    }

    /// An office's name on a line of its own with a date on the next.
    private func isSignature(_ index: Int) -> Bool {
        guard index + 1 < lines.count, isOffice(lines[index].range) else { return false }
        return wholeDate(lines[index + 1].range) != nil
    }

    private func isLetterhead(_ range: Range<Int>) -> Bool {
        (3...40).contains(range.count) && text.starts("文件", at: range.upperBound - 2)
            && isOffice(range.lowerBound..<range.upperBound - 2)
    }

    // MARK: Salutation, annexes, imprint

    private static let addressed: [Word] = ["各", "市", "县", "区", "全", "直属", "机关", "本", "有关", "相关", "省", "高新", "开发区"]

    private func isSalutation(_ range: Range<Int>) -> Bool {
        range.count <= 150 && text.isOne(of: "：", at: range.upperBound - 1)
            && PlanHead.addressed.contains { text.starts($0, at: range.lowerBound) }
            && !range.contains { text.isOne(of: "。；", at: $0) }
    }

    /// 附件：… with the numbered lines after it; gives how many lines.
    private mutating func annex(_ index: Int) -> Int? {
        let range = lines[index].range
        guard text.starts("附件", at: range.lowerBound) || text.starts("附：", at: range.lowerBound), range.count <= 80,
            !text.isOne(of: "。", at: range.upperBound - 1)
        else { return nil }
        var place = range.lowerBound + (text.starts("附件", at: range.lowerBound) ? 2 : 1)
        if let number = text.number(at: place, before: range.upperBound) { place = number.end }
        guard place == range.upperBound || text.isOne(of: "：.", at: place) else { return nil }
        var taken = 1
        if place < range.upperBound {
            add(annex: place + 1..<range.upperBound)
            while index + taken < lines.count, let next = annexEntry(lines[index + taken]) {
                add(annex: next)
                taken += 1
            }
        }
        parts.append(.stop(range.lowerBound..<lines[index + taken - 1].range.upperBound))
        return taken
    }

    private func annexEntry(_ line: PlanLine) -> Range<Int>? {
        guard !annexes.isEmpty, line.range.count <= 60, !text.endsSentence(before: line.range.upperBound),
            let mark = PlanMark(lineAt: line.range.lowerBound, of: text, before: line.range.upperBound),
            mark.style == .arabic, mark.ordinal == annexes.count + 1
        else { return nil }
        return line.range
    }

    private mutating func add(annex range: Range<Int>) {
        let mark = PlanMark(lineAt: range.lowerBound, of: text, before: range.upperBound)
        let words = text.trimmed((mark?.range.upperBound ?? range.lowerBound)..<range.upperBound)
        if !words.isEmpty { annexes.append(words) }
    }

    private static let imprints: [Word] = ["抄送", "抄报", "主送", "报送：", "发送：", "印发：", "此件", "（此件", "公开方式", "签发人", "联系人"]

    private func isImprint(_ range: Range<Int>) -> Bool {
        guard range.count <= 160 else { return false }
        if PlanHead.imprints.contains(where: { text.starts($0, at: range.lowerBound) }) { return true }
        return range.count <= 60 && text.starts("印发", at: range.upperBound - 2)
            && range.contains { text.date(at: $0, before: range.upperBound) != nil }
    }

    /// — 3 —, 第3页: what a printer adds to a page.
    private func isFurniture(_ range: Range<Int>) -> Bool {
        guard range.count <= 14 else { return false }
        let inner = text.trimmed(range, of: "—·.|")
        if inner.isEmpty { return true }
        if inner != range, let number = text.number(at: inner.lowerBound, before: inner.upperBound),
            number.end == inner.upperBound
        {
            return !number.isChinese
        }
        return text.glyph(range.lowerBound) == "第" && text.isOne(of: "页", at: range.upperBound - 1)
    }

    private func isNote(_ range: Range<Int>) -> Bool {
        (["备注：", "注：", "说明："] as [Word]).contains { text.starts($0, at: range.lowerBound) }
    }
}
