/// What changed from one version of a text to the next, line by line.
package enum TextDiff {
    package enum Line: Hashable, Sendable {
        case same(String)
        case removed(String)
        case added(String)
    }

    /// The lines of both in reading order, what was taken out before what came in its place.
    package static func lines(from old: String, to new: String) -> [Line] {
        let before = split(old), after = split(new)
        let difference = after.difference(from: before)
        var removed: Set<Int> = [], added: Set<Int> = []
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var lines: [Line] = []
        var place = 0
        for (offset, line) in after.enumerated() {
            while removed.contains(place) { lines.append(.removed(before[place])); place += 1 }
            guard !added.contains(offset) else { lines.append(.added(line)); continue }
            lines.append(.same(line))
            place += 1
        }
        return lines + before[place...].map { .removed($0) }
    }

    private static func split(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map { String($0).trimmed }.filter { !$0.isEmpty }
    }
}
