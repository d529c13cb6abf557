/// All that anybody needs to repeat a draw; its JSON form is published and is not changed lightly.
package struct DrawRecord: Hashable, Sendable, Codable {
    package struct Stratum: Hashable, Sendable, Codable {
        package let name: String
        package let size: Int
        package let count: Int

        package init(name: String, size: Int, count: Int) {
            self.name = name
            self.size = size
            self.count = count
        }
    }

    package var algorithm: String
    package var seed: String
    /// What holds for every stratum, as `DrawRule.text` has it; `strata` when each has its own in `rules`.
    package var rule: String
    /// How many units the frame has.
    package var size: Int
    package var frameHash: String
    package var frame: [String]
    package var strata: [Stratum]
    /// By stratum, then by ticket.
    package var selected: [String]
    package var tickets: [String: String]
    /// Each stratum's own rule, where they differ.
    package var rules: [String: String]?
    /// Which stratum a unit belongs to, where there is more than one.
    package var stratumOf: [String: String]?
    /// Units of the scope that took no part, each with its reason.
    package var excluded: [DrawFrame.Marked]?
    /// Units that were chosen by hand beside the draw, each with its reason.
    package var chosen: [DrawFrame.Marked]?

    init(_ draw: Draw, strata: [Stratum], selected: [String], tickets: some Sequence<(String, String)>) {
        let rules = Set(draw.strata.map(\.rule.text))
        algorithm = Draw.algorithm
        seed = draw.seed
        rule = rules.count == 1 ? rules.first ?? DrawRecord.mixed : DrawRecord.mixed
        size = draw.frame.units.count
        frameHash = draw.frame.hash
        frame = draw.frame.ids
        self.strata = strata
        self.selected = selected
        self.tickets = Dictionary(uniqueKeysWithValues: tickets)
        if rules.count > 1 {
            self.rules = Dictionary(uniqueKeysWithValues: draw.strata.map { ($0.name, $0.rule.text) })
        }
        if strata.count > 1 {
            stratumOf = Dictionary(uniqueKeysWithValues: draw.frame.units.map { ($0.id, $0.stratum) })
        }
        excluded = draw.frame.excluded.isEmpty ? nil : draw.frame.excluded
        chosen = draw.frame.chosen.isEmpty ? nil : draw.frame.chosen
    }

    static let mixed = "strata"

    /// Every unit to be supervised: those drawn, then those chosen by hand that were not drawn anyway.
    package var everySelected: [String] {
        let drawn = Set(selected)
        return selected + (chosen ?? []).map(\.id).filter { !drawn.contains($0) }
    }
}
