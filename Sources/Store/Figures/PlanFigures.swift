package import SQLCore
package import Supervision

/// The live figure beside a target of the plan, and where the target stands by it.
package struct PlanFigure: Sendable, Equatable {
    package let reading: FigureReading
    package let standing: FigureStanding
}

/// Figures beside targets.
package enum PlanFigures {
    /// For the targets that are bound to a figure; one that names a figure which is gone is left out.
    ///
    /// A target's time is the plan's year, its end the last day of the item's windows.
    package static func of(
        _ items: [PlanItemRow], year: Int, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [PlanTargetID: PlanFigure] {
        // Figures are the offices'; a unit that works on an item sees the target alone.
        guard Role.office.union([.leader]).contains(viewer.role) else { return [:] }
        let book = try Figures.book(for: viewer, in: db)
        var bound: [(item: PlanItemRow, target: PlanItemTarget, request: FigureRequest)] = []
        for item in items {
            for target in item.targets {
                guard let key = target.figure else { continue }
                let request = FigureRequest(written: key, .year(year))
                if (try? book.narrowed(request)) != nil { bound.append((item, target, request)) }
            }
        }
        let readings = try Figures.read(bound.map(\.request), from: book, visibleTo: viewer, in: db)
        return Dictionary(
            uniqueKeysWithValues: zip(bound, readings).map { bound, reading in
                let ends = bound.item.windows.compactMap(\.window.end).max() ?? FigurePeriod.year(year).until
                let standing = FigureStanding(
                    bound.target.target, value: reading.value, of: reading.figure, ends: ends, on: viewer.day)
                return (bound.target.id, PlanFigure(reading: reading, standing: standing))
            })
    }

    /// Binds a target to a figure that is known, with what narrows it; nil takes it away; gives the item.
    package static func bind(_ id: PlanTargetID, to key: String?, _ act: Act) throws -> PlanItemID {
        guard let key else { return try PlanTargets.bind(id, to: nil, act) }
        let request = FigureRequest(written: key, .year(act.day.year))
        _ = try Figures.book(for: act.viewer, in: act.db).narrowed(request)
        return try PlanTargets.bind(id, to: request.key, act)
    }

    /// What may stand beside each target that has no figure yet.
    package static func proposals(_ item: PlanItemRow) -> [PlanTargetID: FigureProposal] {
        let campaigns = item.campaigns.map(\.id)
        let words = ([item.item.title] + item.item.units).joined(separator: " ")
        var found: [PlanTargetID: FigureProposal] = [:]
        for target in item.targets where target.figure == nil {
            found[target.id] = FigureProposal(for: target.target, words: words, campaigns: campaigns)
        }
        return found
    }
}
