extension PlanCorrecting {
    /// What a field says as it was read; nil where there is no such item.
    package func base(_ field: PlanCorrection.Field, of key: String) -> PlanCorrection.Value? {
        entry(key).map { value(field, of: $0.base) }
    }

    /// What a field says now.
    package func current(_ field: PlanCorrection.Field, of key: String) -> PlanCorrection.Value? {
        guard let entry = entry(key) else { return nil }
        if field == .chapter { return .text(chapter(of: entry)) }
        return value(field, of: entry.item)
    }

    mutating func set(
        _ field: PlanCorrection.Field, of key: String, _ from: PlanCorrection.Value, _ to: PlanCorrection.Value
    ) -> PlanConflict.Why? {
        guard var entry = entry(key) else { return .gone }
        let now = value(field, of: entry.base)
        guard now.agrees(with: from) else { return .changed(now: now) }
        write(to, into: field, of: &entry)
        entry.corrected.insert(field)
        replace(entry)
        return nil
    }

    mutating func replace(_ entry: Entry) {
        if let index = entries.firstIndex(where: { $0.key == entry.key }) { entries[index] = entry }
        if let index = rows.firstIndex(where: { $0.key == entry.key }) { rows[index] = entry }
    }

    private func write(_ value: PlanCorrection.Value, into field: PlanCorrection.Field, of entry: inout Entry) {
        switch (field, value) {
        case (.number, .text(let text)): entry.item.number = text
        case (.title, .text(let text)): entry.item.title = text
        case (.text, .text(let text)): entry.item.text = text
        case (.chapter, .text(let text)): entry.chapter = text
        case (.belongsTo, .text(let key)): entry.item.belongsTo = entries.first { $0.key == key }?.item.id
        case (.kinds, .words(let words)): entry.item.kinds = words.compactMap { PlanKind(rawValue: $0) }
        case (.units, .words(let words)): entry.item.units = Self.placed(words, entry.base.units, entry.item.span)
        case (.actors, .words(let words)): entry.item.actors = Self.placed(words, entry.base.actors, entry.item.span)
        case (.targets, .targets(let targets)):
            entry.item.targets = targets.map { Self.placed($0, entry.base.targets, entry.item.span) }
        case (.windows, .windows(let windows)):
            entry.item.windows = windows.map { Self.placed($0, entry.base.windows, entry.item.span) }
        default: break
        }
    }

    private func value(_ field: PlanCorrection.Field, of item: PlanReading.Item) -> PlanCorrection.Value {
        switch field {
        case .number: .text(item.number)
        case .chapter: .text(reading.heading(of: item.chapter))
        case .title: .text(item.title)
        case .text: .text(item.text)
        case .kinds: .words(item.kinds.map(\.rawValue))
        case .units: .words(item.units.map(\.value))
        case .actors: .words(item.actors.map(\.value))
        case .targets: .targets(item.targets)
        case .windows: .windows(item.windows)
        case .belongsTo: .text(item.belongsTo.flatMap { id in entries.first { $0.base.id == id }?.key } ?? "")
        }
    }

    /// Words that were read keep their places; what somebody typed stands for the whole item.
    private static func placed(_ words: [String], _ old: [Read<String>], _ span: SourceSpan) -> [Read<String>] {
        words.map { word in old.first { $0.value == word } ?? Read(word, span) }
    }

    private static func placed(_ new: PlanTarget, _ old: [PlanTarget], _ span: SourceSpan) -> PlanTarget {
        var target = new
        target.span = old.first { $0.text == new.text && !new.text.isEmpty }?.span ?? span
        target.confidence = 100
        return target
    }

    private static func placed(_ new: PlanWindow, _ old: [PlanWindow], _ span: SourceSpan) -> PlanWindow {
        var window = new
        window.span = old.first { $0.text == new.text && !new.text.isEmpty }?.span ?? span
        window.confidence = 100
        return window
    }
}
