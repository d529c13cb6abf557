import Supervision

/// A document with everything that was read from it marked where it stands; what was not read keeps its own tone.
///
/// A marked piece carries the names of its marks in `data-at`; the first piece of each mark has the mark's anchor.
/// Pieces of an item are links to it, so that this works without a script.
struct PlanDocumentView: Sendable {
    struct Mark: Sendable, Equatable {
        /// Its anchor is `at-` and this.
        let name: String
        let span: SourceSpan
        /// `item`, `chapter`, `unit`, `actor`, `target`, `window`, `flag` or `unread`.
        let kind: String
        /// The item to whose reading it leads; empty for none.
        let item: String
    }

    let text: String
    let marks: [Mark]

    var html: HTML {
        let scalars = Array(text.unicodeScalars)
        let sorted = marks.filter { !$0.span.isEmpty && $0.span.from < scalars.count }.sorted { $0.span < $1.span }
        let cuts = Set([0, scalars.count] + sorted.flatMap { [$0.span.from, min($0.span.to, scalars.count)] }).sorted()
        var pieces: [HTML] = []
        var open: [Mark] = []
        var next = 0
        for (from, to) in zip(cuts, cuts.dropFirst()) {
            open.removeAll { $0.span.to <= from }
            while next < sorted.count, sorted[next].span.from <= from {
                open.append(sorted[next])
                next += 1
            }
            var words = String.UnicodeScalarView()
            words.append(contentsOf: scalars[from..<to])
            pieces.append(piece(String(words), open, starting: open.filter { $0.span.from == from }))
        }
        return "<div class=\"plan-text\">\(pieces)</div>"
    }

    private func piece(_ words: String, _ open: [Mark], starting: [Mark]) -> HTML {
        let anchors = starting.map { mark -> HTML in "<span id=\"at-\(mark.name)\" class=\"anchor\"></span>" }
        guard !open.isEmpty else { return "\(anchors)\(words)" }
        let names = open.map(\.name).joined(separator: " ")
        let kinds = Set(open.map { "m-\($0.kind)" }).sorted().joined(separator: " ")
        guard let item = open.last(where: { !$0.item.isEmpty })?.item else {
            return "\(anchors)<span class=\"\(kinds)\" data-at=\"\(names)\">\(words)</span>"
        }
        return "\(anchors)<a class=\"\(kinds)\" data-at=\"\(names)\" href=\"#read-\(item)\">\(words)</a>"
    }
}

extension PlanDocumentView {
    init(_ state: PlanCorrecting, text: String) {
        let reading = state.result
        var marks = reading.chapters.enumerated().map {
            Mark(name: "c\($0)", span: $1.span, kind: "chapter", item: "")
        }
        for entry in state.entries + state.rows {
            marks.append(Mark(name: entry.key, span: entry.item.span, kind: "item", item: entry.key))
            marks += PlanDocumentView.fields(of: entry)
        }
        marks += reading.flags.enumerated().map { Mark(name: "f\($0)", span: $1.span, kind: "flag", item: "") }
        marks += reading.unread.enumerated().map { Mark(name: "u\($0)", span: $1, kind: "unread", item: "") }
        self.init(text: text, marks: marks)
    }

    private static func fields(of entry: PlanCorrecting.Entry) -> [Mark] {
        func marks(_ letter: String, _ kind: String, _ spans: [SourceSpan]) -> [Mark] {
            // What somebody typed stands for the whole item, which is marked already.
            spans.enumerated().filter { $1 != entry.item.span }.map {
                Mark(name: "\(entry.key)-\(letter)\($0)", span: $1, kind: kind, item: entry.key)
            }
        }
        return marks("o", "unit", entry.item.units.map(\.span)) + marks("a", "actor", entry.item.actors.map(\.span))
            + marks("t", "target", entry.item.targets.map(\.span))
            + marks("w", "window", entry.item.windows.map(\.span))
    }
}
