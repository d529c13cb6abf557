/// An item as it will be worked by: what its paragraph says, with the rows of tables that belong to it.
package struct PlanItemContent: Hashable, Sendable {
    /// The key of the item as read, by which the next version of the document finds it again.
    package let key: String
    package var number: String
    package var chapter: String
    package var title: String
    package var text: String
    package var kinds: [PlanKind]
    package var units: [String]
    package var actors: [String]
    package var targets: [PlanTarget]
    package var windows: [PlanWindow]
    package var span: SourceSpan
}

extension PlanCorrecting {
    /// The document's items in their order; rows that belong to none are items of their own, after the others.
    package var contents: [PlanItemContent] {
        let items = entries.map { entry in
            rows.filter { $0.item.belongsTo == entry.item.id }.reduce(content(of: entry)) { $0.taking($1.item) }
        }
        let ids = Set(entries.map(\.item.id))
        return items + rows.filter { row in row.item.belongsTo.map { !ids.contains($0) } ?? true }.map(content)
    }

    private func content(of entry: Entry) -> PlanItemContent {
        let item = entry.item
        return PlanItemContent(
            key: entry.key, number: item.number, chapter: chapter(of: entry), title: item.title, text: item.text,
            kinds: item.kinds, units: item.units.map(\.value), actors: item.actors.map(\.value), targets: item.targets,
            windows: item.windows, span: item.span)
    }
}

extension PlanItemContent {
    /// With the windows and figures of a row that belongs to it; what it says already is not said twice.
    fileprivate func taking(_ row: PlanReading.Item) -> PlanItemContent {
        var content = self
        for window in row.windows {
            var window = window
            // Several rows of one item are its stages.
            if window.stage.isEmpty, row.title.visible != title.visible { window.stage = row.title.visible }
            let isKnown = content.windows.contains { $0.placeless.days == window.placeless.days }
            if !isKnown { content.windows.append(window) }
        }
        for target in row.targets
        where !content.targets.contains(where: { $0.quantity == target.quantity && $0.unit == target.unit }) {
            content.targets.append(target)
        }
        for kind in row.kinds where !content.kinds.contains(kind) { content.kinds.append(kind) }
        for unit in row.units.map(\.value) where !content.units.contains(unit) { content.units.append(unit) }
        return content
    }
}

extension PlanWindow {
    fileprivate var days: [String] { [start?.text ?? "", end?.text ?? "", recurrence?.code ?? "", stage] }
}
