import SQLCore
import Store
import Supervision

extension CampaignForm {
    /// As an item of a plan asks for it; `window` is the stage that was chosen.
    ///
    /// Units that are called by their names are looked for in the registry; those that are not found, or not alone, are
    /// left to the officer.
    init(of row: PlanItemRow, window: PlanWindowID?, for viewer: Viewer, in db: SQLConnection) throws {
        let chosen = window.flatMap { id in row.windows.first { $0.id == id }?.window }
        let draft = PlanCampaignDraft(
            row.item, year: max(row.planYear, min(viewer.day.year, row.planLastYear)),
            targets: row.targets.map(\.target),
            windows: row.windows.map(\.window), window: chosen, on: viewer.day)
        var pairs: [(name: String, value: String)] = [
            ("planItem", row.id.rawValue), ("name", draft.name), ("kind", draft.kind.rawValue),
            ("manner", draft.manner.rawValue), ("procedure", draft.procedure.code), ("startsOn", draft.startsOn.text),
            ("endsOn", draft.endsOn.text), ("strata", "\(draft.strata.count)"),
        ]
        for (index, stratum) in draft.strata.enumerated() {
            pairs += StratumForm.pairs(of: stratum).map { ("s\(index).\($0.name)", $0.value) }
        }
        var marks = 0
        for name in draft.named {
            let found = try Findings.units(matching: name, visibleTo: viewer, in: db)
            guard found.count == 1, let unit = found.first else {
                pairs.append(("unitMissing", name))
                continue
            }
            pairs += [
                ("h\(marks).mark", "chosen"), ("h\(marks).code", unit.code), ("h\(marks).reason", "计划点名：\(unit.name)"),
            ]
            marks += 1
        }
        pairs.append(("marks", "\(marks)"))
        if draft.procedure.needsFramework {
            let place = try Place.office(of: viewer.scope, in: db)
            let offered = try Campaigns.frameworks(for: place, in: db)
            let about = "\(row.item.title)\(row.item.units.joined())"
            let best = offered.max { $0.name.shared(with: about) < $1.name.shared(with: about) }
            if let best, best.name.shared(with: about) > 1 { pairs.append(("framework", best.id.rawValue)) }
        }
        self.init(Fields(pairs))
    }
}

extension String {
    /// How many pairs of neighbouring characters stand in both.
    fileprivate func shared(with other: String) -> Int {
        func pairs(_ text: String) -> Set<String> {
            let characters = Array(text.visible)
            return Set(zip(characters, characters.dropFirst()).map { "\($0)\($1)" })
        }
        return pairs(self).intersection(pairs(other)).count
    }
}
