/// A plan's year on one sheet (挂图作战): items by chapter down, weeks across, bars for stages, marks for what comes back.
package struct PlanChart: Hashable, Sendable {
    package let weeks: PlanWeeks
    package let groups: [Group]
    /// Items of which no day is known, neither their own nor one of a row that belongs to them.
    package let unscheduled: [Entry]
    /// Items whose days all lie in other years.
    package let elsewhere: [Entry]

    /// An item with what the chart needs of it.
    package struct Entry: Hashable, Sendable {
        package let item: PlanItem
        package let windows: [PlanItemWindow]
        /// Whose it is; empty while nobody's.
        package let owner: String

        package init(item: PlanItem, windows: [PlanItemWindow], owner: String = "") {
            self.item = item
            self.windows = windows
            self.owner = owner
        }
    }

    /// The items under one heading, in their order.
    package struct Group: Hashable, Sendable {
        package let chapter: String
        package let rows: [Row]
    }

    package struct Row: Hashable, Sendable {
        package let entry: Entry
        package let bars: [Bar]
        package let marks: [Mark]
        /// How many lines beneath each other it takes, so that nothing lies over another.
        package let lanes: Int
    }

    /// How a stretch stands; by `PlanItemWindow.standing`, and muted for what was dropped.
    package enum Tone: String, Hashable, Sendable, CaseIterable {
        case late, current, ahead, done, dropped

        package var label: String {
            switch self {
            case .late: "逾期"
            case .current: "进行中"
            case .ahead: "未到时间"
            case .done: "已完成"
            case .dropped: "不再实施"
            }
        }
    }

    /// One stage, as whole weeks within the year.
    package struct Bar: Hashable, Sendable {
        package let window: PlanItemWindow
        package let columns: ClosedRange<Int>
        /// It begins before the year, or ends after it.
        package let isCutAtStart: Bool
        package let isCutAtEnd: Bool
        package let tone: Tone
        package let lane: Int
        package let label: Label

        /// Where its stage's name finds room.
        package enum Label: Hashable, Sendable { case none, inside, after, before }
    }

    /// One turn of something that comes back, in the week in which it has to be done.
    package struct Mark: Hashable, Sendable {
        package let window: PlanItemWindow
        package let turn: PlanOccurrence
        package let column: Int
        package let tone: Tone
        package let lane: Int
    }

    package init(_ entries: [Entry], in year: Int, on today: Day) {
        let weeks = PlanWeeks(year)
        self.weeks = weeks
        let dated = Set(entries.filter(\.isDated).flatMap { [$0.item.id, $0.item.belongsTo].compactMap { $0 } })
        var order: [String] = []
        var rows: [String: [Row]] = [:]
        var unscheduled: [Entry] = []
        var elsewhere: [Entry] = []
        for entry in entries {
            let row = Row(entry, weeks, today)
            guard row.lanes > 0 else {
                if entry.isDated {
                    elsewhere.append(entry)
                } else if !dated.contains(entry.item.id) {
                    unscheduled.append(entry)
                }
                continue
            }
            if rows[entry.item.chapter] == nil { order.append(entry.item.chapter) }
            rows[entry.item.chapter, default: []].append(row)
        }
        groups = order.map { Group(chapter: $0, rows: rows[$0] ?? []) }
        self.unscheduled = unscheduled
        self.elsewhere = elsewhere
    }

    package var rows: [Row] { groups.flatMap(\.rows) }

    /// How many stages and turns have a tone.
    package func count(_ tone: Tone) -> Int {
        rows.reduce(0) { sum, row in
            sum + row.bars.count { $0.tone == tone } + row.marks.count { $0.tone == tone }
        }
    }
}

extension PlanChart.Entry {
    fileprivate var isDated: Bool { windows.contains { $0.window.end != nil } }
}

extension PlanItemWindow {
    /// How one turn of it stands, by the same rule as the whole.
    package func tone(of turn: PlanOccurrence, _ status: PlanItem.Status, on today: Day) -> PlanChart.Tone {
        if status == .dropped { return .dropped }
        if status == .done || doneThrough.map({ turn.end <= $0 }) ?? false { return .done }
        if today > turn.end { return .late }
        return today >= turn.start ? .current : .ahead
    }
}

extension PlanChart {
    /// Only stages and turns of one tone, and the items that have one; everything for nil.
    package func only(_ tone: Tone?) -> PlanChart {
        guard let tone else { return self }
        let groups = groups.map { group in
            Group(
                chapter: group.chapter,
                rows: group.rows.map { row in
                    Row(
                        entry: row.entry, bars: row.bars.filter { $0.tone == tone },
                        marks: row.marks.filter { $0.tone == tone }, lanes: row.lanes)
                }.filter { !$0.bars.isEmpty || !$0.marks.isEmpty })
        }.filter { !$0.rows.isEmpty }
        return PlanChart(weeks: weeks, groups: groups, unscheduled: [], elsewhere: [])
    }

    private init(weeks: PlanWeeks, groups: [Group], unscheduled: [Entry], elsewhere: [Entry]) {
        self.weeks = weeks
        self.groups = groups
        self.unscheduled = unscheduled
        self.elsewhere = elsewhere
    }
}
