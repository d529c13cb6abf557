/// Who takes part in a draw: frozen, with its hash shown, before the seed is known.
package struct DrawFrame: Hashable, Sendable {
    /// A unit that takes part; its id is the organisation's code.
    package struct Unit: Hashable, Sendable {
        package let id: String
        package let stratum: String

        package init(id: String, stratum: String) {
            self.id = id
            self.stratum = stratum
        }
    }

    /// A unit with the reason why it was left out, or chosen by hand.
    package struct Marked: Hashable, Sendable, Codable {
        package let id: String
        package let reason: String

        package init(id: String, reason: String) {
            self.id = id
            self.reason = reason
        }
    }

    /// In the order in which they were listed.
    package let units: [Unit]
    /// Units of the scope that take no part, such as those already supervised in this round.
    package let excluded: [Marked]
    /// Units that are supervised whatever the draw says; the tickets of the others do not move.
    package let chosen: [Marked]

    /// Strips byte order marks and outer blanks from ids and refuses what would make the draw doubtful.
    package init(
        _ listed: [Unit], excluded: [Marked] = [], chosen: [Marked] = []
    ) throws(DrawRefusal) {
        units = listed.map { Unit(id: $0.id.trimmingBlanks, stratum: $0.stratum) }
        self.excluded = try DrawFrame.checked(excluded)
        self.chosen = try DrawFrame.checked(chosen)
        guard !units.isEmpty else { throw .emptyFrame }
        var seen: Set<String> = []
        for (index, id) in (units.map(\.id) + self.excluded.map(\.id)).enumerated() {
            if id.isEmpty { throw .emptyID(position: index + 1) }
            guard seen.insert(id).inserted else { throw .duplicateID(id) }
        }
        let taking = Set(units.map(\.id))
        if let stranger = self.chosen.first(where: { !taking.contains($0.id) }) { throw .chosenOutside(stranger.id) }
    }

    package var ids: [String] { units.map(\.id) }

    /// The SHA-256 of the ids in the order of their bytes, each followed by a line feed.
    package var hash: String { DrawTicket.frameHash(ids) }

    private static func checked(_ marked: [Marked]) throws(DrawRefusal) -> [Marked] {
        let marked = marked.map { Marked(id: $0.id.trimmingBlanks, reason: $0.reason.trimmingBlanks) }
        if let silent = marked.first(where: \.reason.isEmpty) { throw .reasonMissing(silent.id) }
        return marked
    }
}
