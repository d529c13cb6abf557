/// A plan beside another year's: what is new, what was dropped, what goes on and how it changed.
package struct PlanComparison: Hashable, Sendable {
    package let kept: [Pair]
    package let added: [Side]
    package let dropped: [Side]

    /// An item with everything that is compared.
    package struct Side: Hashable, Sendable {
        package let item: PlanItem
        package let targets: [PlanTarget]
        package let windows: [PlanWindow]

        package init(item: PlanItem, targets: [PlanTarget], windows: [PlanWindow]) {
            self.item = item
            self.targets = targets
            self.windows = windows
        }
    }

    package struct Pair: Hashable, Sendable {
        package let old: Side
        package let new: Side
        package let targets: [TargetChange]
        /// Times that only one of them has, in words.
        package let windows: Times?
        /// Nil where both say the same.
        package let wording: [TextDiff.Line]?

        package var isChanged: Bool { !targets.isEmpty || windows != nil || wording != nil || isRetitled }
        package var isRetitled: Bool { PlanComparison.plain(old.item.title) != PlanComparison.plain(new.item.title) }
    }

    /// A figure that is other than before; one side is nil where only the other has it.
    package struct TargetChange: Hashable, Sendable {
        package let old: PlanTarget?
        package let new: PlanTarget?
    }

    package struct Times: Hashable, Sendable {
        package let old: [String]
        package let new: [String]
    }

    package init(from old: [Side], in oldYear: Int, to new: [Side], in newYear: Int) {
        let pairs = PlanComparison.matches(old, new).sorted { $0.new < $1.new }
        kept = pairs.map { pair in Pair(old[pair.old], oldYear, new[pair.new], newYear) }
        let (usedOld, usedNew) = (Set(pairs.map(\.old)), Set(pairs.map(\.new)))
        added = new.indices.filter { !usedNew.contains($0) }.map { new[$0] }
        dropped = old.indices.filter { !usedOld.contains($0) }.map { old[$0] }
    }

    package var changed: [Pair] { kept.filter(\.isChanged) }
    package var same: [Pair] { kept.filter { !$0.isChanged } }

    /// How many figures, times and texts are other than before.
    package var changedTargets: Int { kept.reduce(0) { $0 + $1.targets.count } }
    package var changedTimes: Int { kept.count { $0.windows != nil } }
    package var changedTexts: Int { kept.count { $0.wording != nil } }

    /// Places of the same item in both, each at most once: first what is called the same, then what is called the same but for
    /// its figures (40所幼儿园, 35所幼儿园), in its order, then what is most alike in its words.
    private static func matches(_ old: [Side], _ new: [Side]) -> [(old: Int, new: Int)] {
        var pairs: [(old: Int, new: Int)] = []
        for name in [plain, withoutFigures] {
            let (usedOld, usedNew) = (Set(pairs.map(\.old)), Set(pairs.map(\.new)))
            var places = Dictionary(grouping: old.indices.filter { !usedOld.contains($0) }) { name(old[$0].item.title) }
            for place in new.indices where !usedNew.contains(place) {
                let title = name(new[place].item.title)
                guard !title.isEmpty, let first = places[title]?.first else { continue }
                places[title]?.removeFirst()
                pairs.append((first, place))
            }
        }
        let (usedOld, usedNew) = (Set(pairs.map(\.old)), Set(pairs.map(\.new)))
        let (left, right) = (old.indices.filter { !usedOld.contains($0) }, new.indices.filter { !usedNew.contains($0) })
        func words(_ side: Side) -> PlanItemMatch.Words { .init(side.item.title, side.item.text) }
        let alike = PlanItemMatch.pairs(left.map { words(old[$0]) }, right.map { words(new[$0]) })
        return pairs + alike.map { (left[$0.old], right[$0.new]) }
    }

    private static func withoutFigures(_ text: String) -> String { plain(text).filter { !$0.isASCII || !$0.isNumber } }

    /// Without white space, punctuation and years, which change from one plan to the next by themselves.
    static func plain(_ text: String) -> String {
        var result = ""
        var digits = ""
        for character in text where character.isLetter || character.isNumber {
            if character.isNumber, character.isASCII {
                digits.append(character)
                continue
            }
            // A year, or what stands around it.
            if !(digits.count == 4 && character == "年") { result += digits + String(character) }
            digits = ""
        }
        return result + digits
    }
}

extension PlanComparison.Pair {
    fileprivate init(
        _ old: PlanComparison.Side, _ oldYear: Int, _ new: PlanComparison.Side, _ newYear: Int
    ) {
        let before = old.windows.map { PlanTiming.withStage($0, in: oldYear) }.filter { !$0.isEmpty }
        let after = new.windows.map { PlanTiming.withStage($0, in: newYear) }.filter { !$0.isEmpty }
        let shifted = old.windows.map { PlanTiming.withStage($0.shifted(years: newYear - oldYear), in: newYear) }
        let isMoved = shifted.filter { !$0.isEmpty }.sorted() != after.sorted()
        self.init(
            old: old, new: new, targets: PlanComparison.changes(old.targets, new.targets),
            windows: isMoved ? PlanComparison.Times(old: before, new: after) : nil,
            wording: PlanComparison.wording(old.item.text, new.item.text))
    }
}

extension PlanComparison {
    /// Figures of the same thing in the same unit stand against each other, in their order.
    fileprivate static func changes(_ old: [PlanTarget], _ new: [PlanTarget]) -> [TargetChange] {
        var (rest, changes) = (old, [TargetChange]())
        var open: [PlanTarget] = []
        // An aim beside an obligation of the same thing is another figure, unless only the force changed.
        for target in new {
            guard let place = rest.firstIndex(where: { $0.isOf(target) && $0.force == target.force }) else {
                open.append(target)
                continue
            }
            let before = rest.remove(at: place)
            if !before.says(target) { changes.append(TargetChange(old: before, new: target)) }
        }
        for target in open {
            let place = rest.firstIndex { $0.isOf(target) }
            changes.append(TargetChange(old: place.map { rest.remove(at: $0) }, new: target))
        }
        return changes + rest.map { TargetChange(old: $0, new: nil) }
    }

    /// Sentence by sentence.
    fileprivate static func wording(_ old: String, _ new: String) -> [TextDiff.Line]? {
        guard plain(old) != plain(new) else { return nil }
        return TextDiff.lines(from: sentences(old), to: sentences(new))
    }

    private static func sentences(_ text: String) -> String {
        text.replacing("。", with: "。\n").replacing("；", with: "；\n")
    }
}

extension PlanWindow {
    /// The same days of another year; the end of a month stays one.
    fileprivate func shifted(years: Int) -> PlanWindow {
        func shifted(_ day: Day) -> Day {
            let other = day.adding(months: years * 12)
            return day.adding(days: 1).day == 1 ? Month(of: other).last : other
        }
        var window = self
        window.start = start.map(shifted)
        window.end = end.map(shifted)
        return window
    }
}

extension PlanTarget {
    /// Whether it counts the same thing.
    fileprivate func isOf(_ other: PlanTarget) -> Bool {
        unit == other.unit && PlanComparison.plain(of) == PlanComparison.plain(other.of)
            && period?.unit == other.period?.unit
    }

    /// Whether it wants the same of it.
    fileprivate func says(_ other: PlanTarget) -> Bool {
        quantity == other.quantity && comparison == other.comparison && force == other.force && period == other.period
    }

    /// As it stands in a sentence: `不少于30%`, `40所`, `力争5个`.
    package var chinese: String {
        let number = quantity.map { "\($0)" } ?? "若干"
        let bound = comparison == .equal ? "" : comparison.label
        let often = period.map { "\($0.label)" } ?? ""
        switch force {
        case .must: return "\(often)\(bound)\(number)\(unit)"
        case .aim: return "\(often)力争\(bound)\(number)\(unit)"
        case .baseline: return "基数\(bound)\(number)\(unit)"
        case .approximate: return "\(often)约\(bound)\(number)\(unit)"
        }
    }
}
