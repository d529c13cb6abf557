extension PlanCorrecting {
    mutating func split(_ key: String, at places: [Int], _ from: String) -> PlanConflict.Why? {
        guard let entry = entry(key) else { return .gone }
        let now = source(entry.base.span)
        guard now.visible == from.visible, let spans = pieces(of: entry.base.span, at: places) else {
            return .changed(now: .text(now))
        }
        var parts: [Entry] = []
        for (index, span) in spans.enumerated() {
            let base = piece(entry.base, index, span)
            let item = piece(entry.item, index, span)
            if index == 0 {
                var first = entry
                first.base = base
                first.item = item
                parts.append(first)
            } else {
                var part = newEntry(base, item, isRow: entry.isRow)
                part.chapter = entry.chapter
                parts.append(part)
            }
        }
        if let place = entries.firstIndex(where: { $0.key == key }) {
            entries.replaceSubrange(place...place, with: parts)
        }
        if let place = rows.firstIndex(where: { $0.key == key }) { rows.replaceSubrange(place...place, with: parts) }
        return nil
    }

    /// The item that follows becomes part of this one.
    mutating func merge(_ key: String, _ next: String) -> PlanConflict.Why? {
        let isRow = rows.contains { $0.key == key }
        var list = isRow ? rows : entries
        guard let place = list.firstIndex(where: { $0.key == key }), place + 1 < list.count,
            list[place + 1].key == next
        else { return .gone }
        let second = list.remove(at: place + 1)
        list[place].base = Self.joined(list[place].base, second.base)
        list[place].item = Self.joined(list[place].item, second.item)
        let id = list[place].item.id
        if isRow { rows = list } else { entries = list }
        relink(from: second.item.id, to: id)
        return nil
    }

    /// What is no item stays visible as text of the document.
    mutating func drop(_ key: String) -> PlanConflict.Why? {
        guard let entry = entry(key) else { return .gone }
        entries.removeAll { $0.key == key }
        rows.removeAll { $0.key == key }
        reading.unread = reading.unread.adding(entry.item.span)
        relink(from: entry.item.id, to: nil)
        return nil
    }

    mutating func add(_ passage: String, _ occurrence: Int) -> PlanConflict.Why? {
        guard let span = place(of: passage, occurrence) else { return .gone }
        if let taken = taken(span) { return .changed(now: .text(taken.item.title)) }
        let item = item(at: span)
        let entry = newEntry(item, isRow: false)
        let place = entries.firstIndex { $0.item.span.from > span.from } ?? entries.count
        entries.insert(entry, at: place)
        reading.unread = reading.unread.removing(span)
        return nil
    }

    /// The item or row that a span reaches into.
    package func taken(_ span: SourceSpan) -> Entry? {
        (entries + rows).first { $0.item.span.overlaps(span) }
    }

    /// Where a passage stands for the `occurrence`th time, whatever white space is in it.
    package func place(of passage: String, _ occurrence: Int) -> SourceSpan? {
        let wanted = Array(passage.visible.unicodeScalars)
        guard let first = wanted.first, occurrence >= 0 else { return nil }
        let visible = scalars.indices.filter { !scalars[$0].properties.isWhitespace }
        guard visible.count >= wanted.count else { return nil }
        var left = occurrence
        for start in 0...(visible.count - wanted.count) where scalars[visible[start]] == first {
            guard wanted.indices.allSatisfy({ scalars[visible[start + $0]] == wanted[$0] }) else { continue }
            if left == 0 { return SourceSpan(visible[start], visible[start + wanted.count - 1] + 1) }
            left -= 1
        }
        return nil
    }

    private mutating func relink(from old: String, to new: String?) {
        for index in rows.indices where rows[index].item.belongsTo == old {
            rows[index].item.belongsTo = new
            rows[index].base.belongsTo = new
        }
    }

    /// The parts of a span that is cut at so many visible scalars; nil where a part would be empty.
    private func pieces(of span: SourceSpan, at places: [Int]) -> [SourceSpan]? {
        let visible = (span.from..<min(span.to, scalars.count)).filter { !scalars[$0].properties.isWhitespace }
        var cuts = [span.from]
        for place in places {
            guard visible.indices.contains(place), place > 0, visible[place] > cuts[cuts.count - 1] else { return nil }
            cuts.append(visible[place])
        }
        guard cuts.count > 1 else { return nil }
        return zip(cuts, cuts.dropFirst() + [span.to]).map { SourceSpan($0, $1) }
    }

    private func piece(_ whole: PlanReading.Item, _ index: Int, _ span: SourceSpan) -> PlanReading.Item {
        var text = source(span).flowing
        // The number stands in a field of its own.
        if index == 0, text.hasPrefix(whole.number) { text = String(text.dropFirst(whole.number.count)).trimmed }
        var item = PlanReading.Item(
            id: index == 0 ? whole.id : "\(whole.id)/\(index + 1)", number: index == 0 ? whole.number : "",
            chapter: whole.chapter, title: index == 0 ? whole.title : text.firstSentence, text: text, span: span)
        // What came from elsewhere, such as a table, stays with the first part.
        func mine(_ place: SourceSpan) -> Bool {
            whole.span.holds(place) ? span.from <= place.from && place.from < span.to : index == 0
        }
        item.kinds = whole.kinds
        item.units = whole.units.filter { mine($0.span) }
        item.actors = whole.actors.filter { mine($0.span) }
        item.targets = whole.targets.filter { mine($0.span) }
        item.windows = whole.windows.filter { mine($0.span) }
        item.points = whole.points.filter { mine($0.span) }
        item.belongsTo = whole.belongsTo
        return item
    }

    private static func joined(_ first: PlanReading.Item, _ second: PlanReading.Item) -> PlanReading.Item {
        var item = first
        item.text += second.text
        item.span = SourceSpan(min(first.span.from, second.span.from), max(first.span.to, second.span.to))
        item.kinds += second.kinds.filter { !first.kinds.contains($0) }
        item.units += second.units.filter { unit in !first.units.contains { $0.value == unit.value } }
        item.actors += second.actors.filter { actor in !first.actors.contains { $0.value == actor.value } }
        item.targets += second.targets
        item.windows += second.windows
        item.points += second.points
        item.confidence = min(first.confidence, second.confidence)
        return item
    }

    /// What a marked passage says, by the reader's own rules where it takes it for one item.
    private func item(at span: SourceSpan) -> PlanReading.Item {
        let passage = source(span)
        let text = passage.flowing
        let chapter = reading.chapters.last { $0.span.from <= span.from }?.id ?? ""
        var item = PlanReading.Item(
            id: "marked-\(span.from)", number: "", chapter: chapter, title: text.firstSentence, text: text, span: span)
        let read = PlanReader.read(PlanSource(passage), year: year ?? reading.year)
        guard read.items.count == 1, var only = read.items.first else { return item }
        only.shift(by: span.from)
        item.number = only.number
        if !only.title.isEmpty { item.title = only.title }
        (item.kinds, item.units, item.actors) = (only.kinds, only.units, only.actors)
        (item.targets, item.windows, item.points) = (only.targets, only.windows, only.points)
        return item
    }
}

extension PlanReading.Item {
    /// As it stands in a longer text.
    fileprivate mutating func shift(by count: Int) {
        func moved(_ span: SourceSpan) -> SourceSpan { SourceSpan(span.from + count, span.to + count) }
        units = units.map { Read($0.value, moved($0.span), confidence: $0.confidence) }
        actors = actors.map { Read($0.value, moved($0.span), confidence: $0.confidence) }
        for index in targets.indices { targets[index].span = moved(targets[index].span) }
        for index in windows.indices { windows[index].span = moved(windows[index].span) }
        for index in points.indices { points[index].span = moved(points[index].span) }
    }
}

extension String {
    /// In one line: broken lines are joined, and spaces beside Chinese fall away.
    package var flowing: String {
        split(whereSeparator: \.isNewline).map { String($0).trimmed }.joined()
    }

    /// The first sentence, at most 60 characters of it.
    package var firstSentence: String {
        String(prefix { !"。；！？;".contains($0) }.prefix(60))
    }
}

extension [SourceSpan] {
    /// With another span, in order and without overlaps.
    package func adding(_ span: SourceSpan) -> [SourceSpan] {
        guard !span.isEmpty else { return self }
        var joined: [SourceSpan] = []
        for next in (self + [span]).sorted() {
            if let last = joined.last, next.from <= last.to {
                joined[joined.count - 1] = SourceSpan(last.from, Swift.max(last.to, next.to))
            } else {
                joined.append(next)
            }
        }
        return joined
    }

    /// Without what lies in `span`.
    package func removing(_ span: SourceSpan) -> [SourceSpan] {
        flatMap { old -> [SourceSpan] in
            guard old.overlaps(span) else { return [old] }
            return [
                SourceSpan(old.from, Swift.min(old.to, span.from)), SourceSpan(Swift.max(old.from, span.to), old.to),
            ].filter { !$0.isEmpty && $0.to > $0.from }
        }
    }
}
