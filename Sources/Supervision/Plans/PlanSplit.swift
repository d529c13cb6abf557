/// The places at which somebody left a blank line.
package enum PlanSplit {
    /// As counts of visible scalars from the beginning, as `PlanCorrection.Act.split` wants them.
    package static func places(_ text: String, of source: String) throws(PlanRefusal) -> [Int] {
        guard text.visible == source.visible else { throw .splitChanged }
        let old = blocks(source)
        let new = blocks(text)
        guard new.count > 1, new != old else { throw .splitNowhere }
        // A blank line that the document has itself is a place only where nothing else was marked.
        var count = 0
        var places: [Int] = []
        let known = Set(sums(old))
        for block in new.dropLast() {
            count += block
            if old.count == 1 || !known.contains(count) { places.append(count) }
        }
        guard !places.isEmpty else { throw .splitNowhere }
        return places
    }

    private static func sums(_ counts: [Int]) -> [Int] {
        counts.reduce(into: []) { $0.append(($0.last ?? 0) + $1) }
    }

    /// How many visible scalars stand in each block between blank lines.
    private static func blocks(_ text: String) -> [Int] {
        var counts: [Int] = [0]
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let count = line.visible.unicodeScalars.count
            if count == 0, counts[counts.count - 1] > 0 { counts.append(0) }
            counts[counts.count - 1] += count
        }
        return counts.filter { $0 > 0 }
    }
}
