/// A reproducible sample: a frozen frame, its strata in their order, and a public seed.
package struct Draw: Hashable, Sendable {
    package static let algorithm = "sha256-ticket"

    package let frame: DrawFrame
    package let strata: [DrawStratum]
    /// Taken verbatim, blanks and all.
    package let seed: String

    package init(frame: DrawFrame, strata: [DrawStratum], seed: String) throws(DrawRefusal) {
        guard !seed.isEmpty else { throw .emptySeed }
        var names: Set<String> = []
        for stratum in strata where !names.insert(stratum.name).inserted { throw .duplicateStratum(stratum.name) }
        if let stray = frame.units.first(where: { !names.contains($0.stratum) }) { throw .noStratum(stray.id) }
        self.frame = frame
        self.strata = strata
        self.seed = seed
    }

    /// Draws: each stratum gives its smallest tickets, in the order of the tickets.
    package func record() throws(DrawRefusal) -> DrawRecord {
        let tickets = frame.ids.map { DrawTicket.of($0, seed: seed) }
        let drawable = zip(frame.units, tickets).map { Ticketed(unit: $0, ticket: $1) }
        let members = Dictionary(grouping: drawable, by: \.unit.stratum)
        var counted: [DrawRecord.Stratum] = []
        var selected: [String] = []
        for stratum in strata {
            let stratumMembers = members[stratum.name] ?? []
            guard let quota = stratum.rule.quota(of: stratumMembers.count) else {
                throw .tooFew(stratum: stratum, size: stratumMembers.count)
            }
            counted.append(.init(name: stratum.name, size: stratumMembers.count, count: quota))
            selected += stratumMembers.sorted(by: Ticketed.precedes).prefix(quota).map(\.unit.id)
        }
        return DrawRecord(self, strata: counted, selected: selected, tickets: zip(frame.ids, tickets))
    }
}

/// A unit with its ticket in hand.
private struct Ticketed {
    let unit: DrawFrame.Unit
    let ticket: String

    static func precedes(_ left: Ticketed, _ right: Ticketed) -> Bool {
        (left.ticket, left.unit.id) < (right.ticket, right.unit.id)
    }
}
