/// What an officer changed of what was read from a document, kept as data so that it survives the next version.
package struct PlanCorrection: Hashable, Sendable, Codable {
    /// The key of the item as read; empty for a passage that was marked.
    package var subject: String
    /// The item's title as read, for people and for finding it again.
    package var title: String
    package var act: Act

    package init(subject: String, title: String, act: Act) {
        self.subject = subject
        self.title = title
        self.act = act
    }

    package enum Act: Hashable, Sendable, Codable {
        /// A field that should say something else than what was read.
        case set(Field, from: Value, to: Value)
        /// Cut in two or more, each at so many visible scalars from the item's beginning in the document; `from` is what
        /// stood there.
        case split(at: [Int], from: String)
        /// The item that followed, by its key, became part of this one.
        case merge(next: String, title: String)
        /// Not an item: its text stays in the document.
        case drop
        /// A passage of the document that is an item; the `occurrence`th place, from 0, where it stands.
        case add(passage: String, occurrence: Int)
    }

    package enum Field: String, Hashable, Sendable, Codable, CaseIterable {
        case number, chapter, title, text, kinds, units, actors, targets, windows
        /// For a row of a table: the key of the item that it belongs to; empty for none.
        case belongsTo

        package var label: String {
            switch self {
            case .number: "序号"
            case .chapter: "章节"
            case .title: "事项"
            case .text: "正文"
            case .kinds: "工作类别"
            case .units: "对象"
            case .actors: "责任主体"
            case .targets: "目标"
            case .windows: "时间"
            case .belongsTo: "归属事项"
            }
        }
    }

    package enum Value: Hashable, Sendable, Codable {
        case text(String)
        case words([String])
        case targets([PlanTarget])
        case windows([PlanWindow])
    }

    /// What was done, in words.
    package var label: String {
        switch act {
        case .set(let field, _, _): "修改\(field.label)"
        case .split(let places, _): "拆分为\(places.count + 1)项"
        case .merge: "与下一项合并"
        case .drop: "不作为事项"
        case .add: "增加事项"
        }
    }
}

/// A correction that could not be carried out on a text, for a decision: never lost silently.
package struct PlanConflict: Hashable, Sendable {
    /// Its place in the list of corrections.
    package let index: Int
    package let correction: PlanCorrection
    package let why: Why

    package init(index: Int, correction: PlanCorrection, why: Why) {
        self.index = index
        self.correction = correction
        self.why = why
    }

    package enum Why: Hashable, Sendable {
        /// The item, or the passage, is not in the text any more.
        case gone
        /// The text now says something else than what was corrected.
        case changed(now: PlanCorrection.Value)

        package var label: String {
            switch self {
            case .gone: "新版本中找不到这一项"
            case .changed: "新版本的原文已经不同"
            }
        }
    }
}

extension PlanCorrection.Value {
    /// In words, for people.
    package var label: String {
        switch self {
        case .text(let text): text.isEmpty ? "（空）" : text
        case .words(let words): words.isEmpty ? "（空）" : words.joined(separator: "、")
        case .targets(let targets): targets.isEmpty ? "（空）" : targets.map(\.label).joined(separator: "；")
        case .windows(let windows): windows.isEmpty ? "（空）" : windows.map(\.label).joined(separator: "；")
        }
    }

    /// Whether both say the same, wherever in the document it stands and however sure the reader is.
    package func agrees(with other: PlanCorrection.Value) -> Bool {
        switch (self, other) {
        case (.text(let left), .text(let right)): left.visible == right.visible
        case (.words(let left), .words(let right)): left == right
        case (.targets(let left), .targets(let right)): left.map(\.placeless) == right.map(\.placeless)
        case (.windows(let left), .windows(let right)): left.map(\.placeless) == right.map(\.placeless)
        default: false
        }
    }
}

extension PlanTarget {
    /// In words: `不少于30%（抽查比例）`, `力争5个（区）`.
    package var label: String {
        let sign = comparison == .equal ? "" : comparison.label
        let force = force == .must ? "" : force.label
        let amount = (quantity?.text ?? "若干") + unit
        return "\(force)\(period?.label ?? "")\(sign)\(amount)\(of.isEmpty ? "" : "（\(of)）")"
    }

    var placeless: PlanTarget {
        var target = self
        target.span = SourceSpan(0, 0)
        target.confidence = 100
        return target
    }
}

extension PlanWindow {
    /// In words: `第一轮视导：2021年3月21日至2021年3月31日`, `每月（2021年1月1日至2021年12月31日）`.
    package var label: String {
        let stage = stage.isEmpty ? "" : "\(stage)："
        let days =
            switch (start, end) {
            case (let start?, let end?): start == end ? end.chinese : "\(start.chinese)至\(end.chinese)"
            case (nil, let end?): "\(end.chinese)前"
            case (let start?, nil): "\(start.chinese)起"
            case (nil, nil): text.isEmpty ? "时间未定" : text
            }
        return recurrence.map { "\(stage)\($0.label)（\(days)）" } ?? "\(stage)\(days)"
    }

    var placeless: PlanWindow {
        var window = self
        window.span = SourceSpan(0, 0)
        window.confidence = 100
        return window
    }
}

extension StringProtocol {
    /// Without white space: what stays the same when lines are broken elsewhere.
    package var visible: String {
        String(String.UnicodeScalarView(unicodeScalars.filter { !$0.properties.isWhitespace }))
    }
}
