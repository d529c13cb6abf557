/// Reads a plan or a summary by rules: structure first, then figures and times in each item.
///
/// Nothing is invented and nothing dropped; how it goes about it is told in `docs/plans.md`.
package enum PlanReader {
    /// `year` is what the caller knows about a document that masks its own or says none.
    package static func read(_ source: PlanSource, year: Int? = nil) -> PlanReading {
        var assembly = PlanAssembly(source, year: year)
        return assembly.assemble()
    }
}

/// Puts a reading together from the parts of a document.
private struct PlanAssembly {
    private let text: PlanText
    private let head: PlanHead
    private let tables: [PlanTable]
    private let body: PlanBody
    private let schedule: PlanSchedule
    private let years: PlanYears
    private let givenYear: Int?
    private var reading = PlanReading()

    init(_ source: PlanSource, year: Int?) {
        text = PlanText(source.text)
        let lines = text.lines
        let text = text
        let known = source.tables.compactMap { PlanTable($0, in: text) }
        let tables =
            known
            + PlanTable.find(
                in: text, lines: lines.filter { line in !known.contains { $0.range.overlaps(line.range) } })
        let schedules = tables.filter(\.isSchedule).sorted { $0.range.lowerBound < $1.range.lowerBound }
        self.tables = schedules
        let free = lines.filter { line in !schedules.contains { $0.range.overlaps(line.range) } }
        head = PlanHead(text, lines: free, tables: schedules.map(\.range))
        let titles = PlanTitles(text, head)
        let outline = PlanOutline(text, parts: head.parts)
        body = PlanBody(outline, text, isSummary: titles.isSummary)
        schedule = PlanSchedule(
            text, tables: schedules, calendar: body.calendar.map { outline.nodes[$0] }, outline: outline)
        givenYear = year
        years = titles.years(given: year)
        self.titles = titles
    }

    private let titles: PlanTitles

    mutating func assemble() -> PlanReading {
        reading.length = text.source.count
        takeHead()
        takeChapters()
        takeItems()
        takeSchedule()
        takeStatements()
        flagNumbers()
        reading.flags.sort { $0.span < $1.span }
        var coverage = PlanCoverage(length: text.source.count)
        reading.unread = coverage.settle(&reading, text.source)
        return reading
    }

    private mutating func takeHead() {
        reading.title = titles.title
        reading.noticeTitle = titles.notice
        reading.issuer = titles.issuer
        reading.documentNumber = head.number.map { Read(text.folded($0), text.span($0)) }
        reading.letterhead = head.letterhead.map { Read(text.words($0), text.span($0)) }
        reading.signature = head.signature.map { Read(text.words($0), text.span($0)) }
        reading.salutation = head.salutation.map { Read(text.words($0), text.span($0)) }
        reading.annexes = head.annexes.map { Read(text.words($0), text.span($0)) }
        reading.notes = head.notes.map { Read(text.words($0), text.span($0)) }
        if let date = head.date {
            if let day = date.day {
                reading.date = Read(day, text.span(date.range))
            } else {
                reading.flags.append(.init(.noSuchDay, "“\(text.words(date.range))”不是一个存在的日期。", text.span(date.range)))
            }
        }
        reading.year = years.first
        reading.lastYear =
            years.last != years.first ? years.last : years.isSchoolYear ? years.first.map { $0 + 1 } : nil
        if reading.year == nil, let masked = titles.maskedYear {
            reading.flags.append(.init(.masked, "年份被遮盖，时间无法确定到天；请在读取时指定年份。", masked))
        } else if reading.year == nil, text.count > 0 {
            reading.flags.append(.init(.yearUnknown, "没有读到年份，时间无法确定到天；请在读取时指定年份。", SourceSpan(0, 0)))
        }
    }

    private func chapterID(_ node: Int) -> String { "c\(node + 1)" }

    private mutating func takeChapters() {
        let known = Set(body.chapters.map(\.node))
        for chapter in body.chapters {
            let node = body.outline.nodes[chapter.node]
            // A title alone, with no second half beside it, is no chapter.
            if node.mark == nil, isLoneTitle(chapter.node) { continue }
            var parent = node.parent
            while let above = parent,
                !known.contains(above) || body.outline.nodes[above].mark == nil && isLoneTitle(above)
            {
                parent = body.outline.nodes[above].parent
            }
            reading.chapters.append(
                .init(
                    id: chapterID(chapter.node), parent: parent.map(chapterID),
                    number: node.mark.map { text.words($0.range) } ?? "",
                    title: text.words(node.title), text: text.words(chapter.text), isSummary: chapter.isSummary,
                    span: text.span(node.heading)))
            let listed = body.items.count { $0.chapter == chapter.node }
            let below = node.children.count
            let words = node.heading.lowerBound..<max(node.heading.upperBound, chapter.text.upperBound)
            if let flag = PlanAnnouncements.check(words, listed: max(listed, below), text) {
                reading.flags.append(flag)
            }
        }
    }

    private func isLoneTitle(_ node: Int) -> Bool {
        let sections = body.outline.nodes.indices.filter {
            body.outline.nodes[$0].mark == nil && !body.outline.nodes[$0].isCalendar
                && !body.outline.nodes[$0].children.isEmpty
        }
        return sections.count < 2 || body.outline.nodes[node].children.isEmpty
    }

    private mutating func takeItems() {
        for entry in body.items {
            let fields = PlanFields(text: text, years: years(of: entry))
            var item = PlanReading.Item(
                id: "i\(reading.items.count + 1)", number: entry.mark.map { text.words($0) } ?? "",
                chapter: chapterTitle(entry.chapter),
                title: text.words(entry.title),
                text: text.words((entry.mark?.upperBound ?? entry.range.lowerBound)..<entry.range.upperBound),
                span: text.span(entry.range))
            let words = (entry.mark?.upperBound ?? entry.range.lowerBound)..<entry.range.upperBound
            let read = fields.read(words)
            item.windows = read.windows
            item.targets = read.targets
            reading.flags += read.flags
            item.units = PlanUnits.find(in: words, text)
            item.actors = PlanActors.find(in: words, text)
            item.shares = PlanUnits.shares(in: words, text)
            item.kinds = PlanTopics.kinds(
                title: entry.title, chapters: headings(above: entry.chapter), body: entry.range, text)
            item.points = entry.points.map {
                .init(
                    number: text.words($0.mark), text: text.words($0.mark.upperBound..<$0.range.upperBound),
                    span: text.span($0.range))
            }
            item.confidence = entry.title.isEmpty ? 60 : 95
            if let first = entry.points.first,
                let flag = PlanAnnouncements.check(
                    entry.range.lowerBound..<first.mark.lowerBound, listed: entry.points.count, text)
            {
                reading.flags.append(flag)
            }
            reading.items.append(item)
        }
        if let first = body.items.first, body.chapters.count > 1 { reading.numbering = numbering(first) }
    }

    /// A half that names its own year, such as 2023年工作打算, goes by it.
    private func years(of entry: PlanBody.Entry) -> PlanYears {
        guard givenYear == nil, let year = entry.year, year != years.first, years.last == years.first else {
            return years
        }
        return PlanYears(year)
    }

    private func numbering(_ first: PlanBody.Entry) -> PlanReading.Numbering {
        var last = 0
        for entry in body.items {
            guard let mark = body.outline.nodes[entry.node].mark, mark.range == entry.mark else { return .restarting }
            if mark.ordinal <= last { return .restarting }
            last = mark.ordinal
        }
        return .continuous
    }

    private func chapterTitle(_ node: Int?) -> String {
        guard let node, reading.chapters.contains(where: { $0.id == chapterID(node) }) else { return "" }
        return chapterID(node)
    }

    private func headings(above node: Int?) -> [Range<Int>] {
        var headings: [Range<Int>] = []
        var place = node
        while let index = place {
            if body.outline.nodes[index].mark != nil { headings.append(body.outline.nodes[index].title) }
            place = body.outline.nodes[index].parent
        }
        return headings
    }

    private mutating func takeSchedule() {
        let fields = PlanFields(text: text, years: years)
        for row in schedule.rows {
            let title = text.trimmed(row.work)
            var item = PlanReading.Item(
                id: "s\(reading.schedule.count + 1)", number: row.mark.map { text.words($0) } ?? "", chapter: "",
                title: text.words(title),
                text: text.words(row.work), span: text.span(row.whole))
            let work = fields.read(row.work, staged: false, dated: row.time != nil)
            item.windows = row.time.map { fields.read($0) }?.windows ?? []
            // A quarter of the head's does not stand beside a day that the work itself names.
            for window in work.windows
            where !item.windows.contains(where: { $0.start == window.start && $0.end == window.end }) {
                item.windows.append(window)
            }
            item.targets = work.targets + row.others.flatMap { fields.read($0, staged: false).targets }
            reading.flags += work.flags + (row.time.map { fields.read($0).flags } ?? [])
            item.units = PlanUnits.find(in: row.work, text) + (row.units.map { PlanUnits.find(in: $0, text) } ?? [])
            item.actors =
                row.owner.map { PlanActors.split($0, text).map { Read(text.folded($0), text.span($0)) } }
                ?? PlanActors.find(in: row.work, text)
            item.kinds = PlanTopics.kinds(title: title, chapters: [], body: row.work, text)
            item.confidence = item.windows.isEmpty ? 70 : 95
            reading.schedule.append(item)
        }
        join()
    }

    private mutating func join() {
        let joins = PlanJoin(rows: reading.schedule, items: reading.items).joins
        for (row, item) in zip(reading.schedule.indices, joins) { reading.schedule[row].belongsTo = item }
    }

    private mutating func takeStatements() {
        for part in body.told {
            let past = PlanYears(part.year ?? titles.summaryYear)
            reading.statements += PlanStatements(text: text, years: past).read(part.range, year: past.first)
        }
    }

    /// Numbers that are missing or stand twice.
    private mutating func flagNumbers() {
        let groups = Dictionary(grouping: body.outline.nodes.indices) { body.outline.nodes[$0].parent ?? -1 }
        for nodes in groups.sorted(by: { $0.key < $1.key }).map(\.value) {
            var last: PlanMark?
            for mark in nodes.compactMap({ body.outline.nodes[$0].mark }) {
                if let before = last, before.style == mark.style, mark.ordinal != before.ordinal + 1, mark.ordinal != 1
                {
                    reading.flags.append(
                        .init(
                            .numbering, "编号不连续：“\(text.words(before.range))”之后是“\(text.words(mark.range))”。",
                            text.span(mark.range)))
                }
                last = mark
            }
        }
    }
}
