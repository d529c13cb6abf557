/// Corrections of a reading, carried out and carried over to another version of the document.
package enum PlanCorrections {
    package static let limit = 1_000

    /// The reading as an officer has corrected it, and what could not be carried out.
    package static func apply(
        _ corrections: [PlanCorrection], to reading: PlanReading, in text: String, year: Int? = nil
    ) -> (PlanCorrecting, [PlanConflict]) {
        var state = PlanCorrecting(reading, in: text, year: year)
        var conflicts: [PlanConflict] = []
        for (index, correction) in corrections.enumerated() {
            guard let why = state.apply(correction) else { continue }
            conflicts.append(PlanConflict(index: index, correction: correction, why: why))
        }
        return (state, conflicts)
    }

    /// A document with what was read from it.
    package struct Version: Sendable {
        package let reading: PlanReading
        package let text: String
        package let year: Int?

        package init(_ reading: PlanReading, in text: String, year: Int? = nil) {
            self.reading = reading
            self.text = text
            self.year = year
        }
    }

    /// The same corrections for another version: each finds the item that is most like the one that it was made for.
    ///
    /// One whose item is gone keeps its subject, so that `apply` tells it as a conflict. The same version again gives
    /// the same corrections.
    package static func carried(
        _ corrections: [PlanCorrection], from old: Version, to new: Version
    ) -> [PlanCorrection] {
        var before = PlanCorrecting(old.reading, in: old.text, year: old.year)
        var after = PlanCorrecting(new.reading, in: new.text, year: new.year)
        var keys = matches(before, after)
        return corrections.map { correction in
            var next = correction
            next.subject = found(correction.subject, before, after, &keys)
            if case .merge(let key, let title) = correction.act {
                next.act = .merge(next: found(key, before, after, &keys), title: title)
            }
            if case .set(.belongsTo, let from, .text(let key)) = correction.act {
                next.act = .set(
                    .belongsTo, from: translated(from, before, after, &keys),
                    to: .text(found(key, before, after, &keys)))
            }
            _ = before.apply(correction)
            _ = after.apply(next)
            return next
        }
    }

    private static func translated(
        _ value: PlanCorrection.Value, _ before: PlanCorrecting, _ after: PlanCorrecting, _ keys: inout [String: String]
    ) -> PlanCorrection.Value {
        guard case .text(let key) = value else { return value }
        return .text(found(key, before, after, &keys))
    }

    /// The key in the new version; parts that a split or a mark made are looked for when they are asked for.
    private static func found(
        _ key: String, _ before: PlanCorrecting, _ after: PlanCorrecting, _ keys: inout [String: String]
    ) -> String {
        if key.isEmpty { return key }
        if let known = keys[key] { return known }
        if after.entry(key) != nil { return key }
        keys.merge(matches(before, after)) { first, _ in first }
        return keys[key] ?? key
    }

    /// Old keys to new ones: those that are the same, then those that are most alike.
    private static func matches(_ before: PlanCorrecting, _ after: PlanCorrecting) -> [String: String] {
        matches(before.entries, after.entries).merging(matches(before.rows, after.rows)) { first, _ in first }
    }

    private static func matches(_ old: [PlanCorrecting.Entry], _ new: [PlanCorrecting.Entry]) -> [String: String] {
        let (oldKeys, newKeys) = (Set(old.map(\.key)), Set(new.map(\.key)))
        var keys = Dictionary(uniqueKeysWithValues: oldKeys.intersection(newKeys).map { ($0, $0) })
        let lost = old.filter { !newKeys.contains($0.key) }
        let fresh = new.filter { !oldKeys.contains($0.key) }
        for (before, after) in PlanItemMatch.pairs(
            lost.map { .init($0.base.title, $0.base.text) }, fresh.map { .init($0.base.title, $0.base.text) })
        {
            keys[lost[before].key] = fresh[after].key
        }
        return keys
    }
}
