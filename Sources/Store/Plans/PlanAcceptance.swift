package import SQLCore
package import Supervision

/// What accepting a document would do to a plan's items.
package struct PlanAcceptance: Sendable {
    package let new: [PlanItemContent]
    /// Items that say something else now.
    package let changed: [(row: PlanItemRow, content: PlanItemContent)]
    /// Items that say what they said.
    package let same: [(row: PlanItemRow, content: PlanItemContent)]
    /// Items that are not in the document any more and are still open.
    package let gone: [PlanItemRow]
}

extension Plans {
    /// Compares a corrected document with the items that there are.
    package static func acceptance(
        of review: PlanReview, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> PlanAcceptance {
        let contents = review.state.contents
        let rows = try PlanItems.list(
            PlanItemFilter(of: review.record.id), .chunk(1, of: Plan.itemLimit), visibleTo: viewer, in: db
        ).rows.filter { $0.item.origin == .document }
        let keys = try sourceKeys(of: review.record.id, in: db)
        var free = rows
        var new: [PlanItemContent] = []
        var kept: [(row: PlanItemRow, content: PlanItemContent)] = []
        // First those whose words are the same, then those of the same title or most alike.
        let exact = Dictionary(rows.compactMap { row in keys[row.id].map { ($0, row) } }) { first, _ in first }
        for content in contents {
            guard let row = exact[content.key] else {
                new.append(content)
                continue
            }
            kept.append((row, content))
            free.removeAll { $0.id == row.id }
        }
        let pairs = PlanItemMatch.pairs(
            free.map { .init($0.item.title, $0.item.text) }, new.map { .init($0.title, $0.text) })
        kept += pairs.map { (free[$0.old], new[$0.new]) }
        let (taken, found) = (Set(pairs.map(\.new)), Set(pairs.map(\.old)))
        new = new.indices.filter { !taken.contains($0) }.map { new[$0] }
        free = free.indices.filter { !found.contains($0) }.map { free[$0] }
        let moved = try PlanWindows.moved(of: review.record.id, in: db)
        return PlanAcceptance(
            new: new, changed: kept.filter { $0.row.differs(from: $0.content, moved: moved) },
            same: kept.filter { !$0.row.differs(from: $0.content, moved: moved) },
            gone: free.filter { $0.item.status.isOpen })
    }

    /// The corrected document becomes the plan's items; items that are there keep owner, status, notes and campaigns.
    package static func accept(_ id: PlanID, version: Int, _ act: Act) throws {
        let review = try PlanCorrectionLog.requireOpen(id, act)
        guard review.conflicts.isEmpty else { throw PlanRefusal.conflicts(review.conflicts.count) }
        let contents = review.state.contents
        let next = try review.record.plan.accepted(items: contents.count, on: act.day)
        let acceptance = try acceptance(of: review, visibleTo: act.viewer, in: act.db)
        try store(next, was: version, act)
        let places = Dictionary(contents.enumerated().map { ($1.key, $0 + 1) }) { first, _ in first }
        for content in acceptance.new { try insert(content, in: id, at: places[content.key] ?? 0, act) }
        for (row, content) in acceptance.changed { try update(row, to: content, at: places[content.key] ?? 0, act) }
        for (row, content) in acceptance.same { try place(row, content, at: places[content.key] ?? 0, act) }
        for row in acceptance.gone {
            let dropped = try row.item.moved(to: .dropped, reason: "计划文件的新版本中没有这一项", on: act.day)
            try PlanItems.update(
                row.id, row.item.version, "status = 'dropped', reason = \(dropped.reason), done_on = NULL", act)
            try PlanEvents.note("status", of: id, item: row.id, said: dropped.reason, act)
        }
        try PlanEvents.note(
            "accepted", of: id,
            said: "新增\(acceptance.new.count)项，更新\(acceptance.changed.count)项，不再实施\(acceptance.gone.count)项", act)
        try act.record(
            "plan.accepted", of: "plan", id.rawValue, in: review.record.place,
            ["items": "\(contents.count)", "version": "\(review.version.number)"])
    }

    private static func sourceKeys(of id: PlanID, in db: SQLConnection) throws -> [PlanItemID: String] {
        var keys: [PlanItemID: String] = [:]
        for row in try db.rows("SELECT id, source_key FROM plan_item WHERE plan_id = \(id) AND source_key <> ''") {
            keys[try row.get(0)] = try row.get(1) as String
        }
        return keys
    }

    private static func insert(_ content: PlanItemContent, in plan: PlanID, at ordinal: Int, _ act: Act) throws {
        let item = PlanItem(
            id: act.newID(), plan: plan, number: content.number, chapter: content.chapter,
            title: content.shownTitle, text: content.text, kinds: content.kinds, units: content.units,
            actors: content.actors, span: content.span)
        try PlanItems.insert(
            NewPlanItem(
                item: item, targets: content.targets.map { PlanItemTarget(id: act.newID(), target: $0) },
                windows: content.windows.map { PlanItemWindow(id: act.newID(), window: $0) }, key: content.key),
            at: ordinal, in: act.db)
    }

    /// Where an item stands in the document by now; nothing else of it changed.
    private static func place(
        _ row: PlanItemRow, _ content: PlanItemContent, at ordinal: Int, _ act: Act
    ) throws {
        try act.db.execute(
            """
            UPDATE plan_item SET ordinal = \(ordinal), source_key = \(content.key), span_from = \(content.span.from),
                span_to = \(content.span.to)
            WHERE id = \(row.id)
            """)
    }

    private static func update(
        _ row: PlanItemRow, to content: PlanItemContent, at ordinal: Int, _ act: Act
    ) throws {
        try PlanItems.update(
            row.id, row.item.version,
            """
            ordinal = \(ordinal), source_key = \(content.key), number = \(content.number),
            chapter = \(content.chapter), title = \(content.shownTitle), text = \(content.text),
            kinds = \(PlanItems.text(content.kinds)), units = \(PlanItems.text(content.units)),
            actors = \(PlanItems.text(content.actors)), span_from = \(content.span.from), span_to = \(content.span.to)
            """, act)
        try renewWindows(of: row, content.windows, act)
        try renewTargets(of: row, content.targets, act)
    }

    /// Windows of the same stage keep what was done and what was moved by hand; new stages are added.
    private static func renewWindows(of row: PlanItemRow, _ windows: [PlanWindow], _ act: Act) throws {
        let moved = Set(try PlanWindows.moves(of: row.id, in: act.db).map(\.window))
        var free = row.windows
        for (index, window) in windows.enumerated() {
            guard let place = free.firstIndex(where: { $0.window.isSameStage(as: window) }) else {
                try PlanWindows.insert(
                    PlanItemWindow(id: act.newID(), window: window), of: row.id, at: row.windows.count + index + 1,
                    in: act.db)
                continue
            }
            let old = free.remove(at: place)
            guard !moved.contains(old.id), old.window.days != window.days else { continue }
            let next = PlanItemWindow(id: old.id, window: window, doneThrough: old.doneThrough, version: old.version)
            try PlanWindows.store(next, was: old.version, act)
        }
    }

    /// Figures of the same unit and meaning keep what was bound to them; new ones are added.
    private static func renewTargets(of row: PlanItemRow, _ targets: [PlanTarget], _ act: Act) throws {
        var free = row.targets
        for (index, target) in targets.enumerated() {
            let place = free.firstIndex { $0.target.unit == target.unit && $0.target.of == target.of }
            let old = place.map { free.remove(at: $0) }
            if let old { try act.db.execute("DELETE FROM plan_target WHERE id = \(old.id)") }
            try PlanTargets.insert(
                PlanItemTarget(id: old?.id ?? act.newID(), target: target, figure: old?.figure), of: row.id,
                at: index + 1, in: act.db)
        }
    }
}

extension PlanItemRow {
    /// Whether a document says something else than the item does; what was moved by hand stays as it is.
    fileprivate func differs(from content: PlanItemContent, moved: Set<PlanWindowID>) -> Bool {
        let isSame =
            item.number == content.number && item.chapter == content.chapter && item.title == content.shownTitle
            && item.text == content.text && item.kinds == content.kinds && item.units == content.units
            && item.actors == content.actors
        let figures = content.targets.allSatisfy { target in targets.contains { $0.target.says(target) } }
        let times = content.windows.allSatisfy { window in
            windows.contains {
                $0.window.isSameStage(as: window) && (moved.contains($0.id) || $0.window.days == window.days)
            }
        }
        return !isSame || !figures || !times
    }
}

extension PlanTarget {
    /// The same figure, wherever it stands.
    fileprivate func says(_ other: PlanTarget) -> Bool {
        quantity == other.quantity && comparison == other.comparison && force == other.force && unit == other.unit
            && of == other.of && period == other.period
    }
}

extension PlanItemContent {
    /// A title for every item, also where the document gives it none.
    fileprivate var shownTitle: String {
        let words = title.trimmed.isEmpty ? text.firstSentence : title.trimmed
        return words.isEmpty ? "第\(number)项" : String(words.prefix(PlanItem.titleLimit))
    }
}

extension PlanWindow {
    fileprivate var days: [String] { [start?.text ?? "", end?.text ?? "", recurrence?.code ?? ""] }

    /// The same stage of an item in another version of its document.
    fileprivate func isSameStage(as other: PlanWindow) -> Bool {
        stage == other.stage && recurrence == other.recurrence
    }
}
