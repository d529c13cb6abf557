import Store
import Supervision

/// Counts the shipped figures again, the naive way, over the world's records in Swift.
struct FigureRecount {
    let world: FigureWorld
    let county: String
    let period: FigurePeriod

    /// Each count, or the two of a share; nil where the code has no recount here.
    func value(_ code: String) -> FigureValue? {
        campaigns(code) ?? visits(code) ?? findings(code) ?? deeds(code) ?? registry(code)
    }

    private func counted(_ count: Int, of base: Int) -> FigureValue { base == 0 ? .noData : FigureValue(count) }

    private func touches(_ project: FigureWorld.Project) -> Bool {
        !(project.until < period.from || project.from > period.until)
    }

    private func campaigns(_ code: String) -> FigureValue? {
        let own = world.projects.filter { $0.county == county }
        let (during, ended) = (own.filter(touches), own.filter { period.contains($0.until) })
        let begun = during.filter { $0.state == .running || $0.state == .finished }
        switch code {
        case "campaign.begun": return counted(begun.count, of: during.count)
        case "campaign.running": return counted(during.count { $0.state == .running }, of: during.count)
        case "campaign.finished": return counted(ended.count { $0.state == .finished }, of: ended.count)
        case "campaign.unannounced": return counted(begun.count(where: \.isUnannounced), of: during.count)
        default: return nil
        }
    }

    private func visits(_ code: String) -> FigureValue? {
        let own = world.visits.filter { $0.unit.county == county && $0.isSeen }
        let done = own.filter { period.contains($0.done) }
        let visited = own.filter { $0.visited.map(period.contains) ?? false }
        let during = own.filter { touches($0.project) }
        let finished = done.filter { $0.state == "finished" }
        func units(_ visits: [FigureWorld.Visit]) -> Int { Set(visits.map(\.unit.id)).count }
        switch code {
        case "campaign.finished.organisations": return counted(units(finished), of: done.count)
        case "campaign.finished.inspections": return counted(finished.count, of: done.count)
        case "inspection.visited.organisations": return counted(units(visited), of: visited.count)
        case "inspection.visited": return counted(visited.count, of: visited.count)
        case "inspection.visited.days": return counted(Set(visited.compactMap(\.visited)).count, of: visited.count)
        case "inspection.late":
            let late = during.filter { $0.state != "finished" && $0.project.until < FigureWorld.today }
            return counted(late.count, of: during.count)
        case "inspection.graded": return counted(done.count { $0.grade != nil }, of: done.count)
        case "inspection.score":
            let scores = done.compactMap {
                $0.score.flatMap { text in Score(stored: text) ?? Points(text).map { Score($0) } }
            }
            guard !done.isEmpty else { return .noData }
            let sum = scores.reduce(Score.zero) { $0 + $1 }
            return Score(Int128(scores.count), over: 1).flatMap(sum.divided(by:)).map { .number($0) } ?? .undefined
        case "government.evaluated":
            return counted(units(finished.filter { $0.unit.kind == .government }), of: done.count)
        case "government.supervised":
            return counted(units(during.filter { $0.unit.kind == .government }), of: during.count)
        default: return nil
        }
    }

    private func findings(_ code: String) -> FigureValue? {
        let own = world.parts.filter { $0.unit.county == county }
        let issued = own.filter { period.contains($0.issued) }
        func of(_ isMeant: (FigureWorld.Part) -> Bool) -> FigureValue {
            counted(issued.count(where: isMeant), of: issued.count)
        }
        switch code {
        case "finding.found": return of { _ in true }
        case "finding.organisations": return counted(Set(issued.map(\.unit.id)).count, of: issued.count)
        case "finding.problems": return counted(Set(issued.map(\.finding)).count, of: issued.count)
        case "finding.serious": return of { $0.grade != .ordinary }
        case "finding.superior": return of { $0.source == .superior }
        case "finding.rectified": return of { $0.state == .verified || $0.state == .closed }
        case "finding.closed": return of { $0.state == .closed }
        case "finding.closedThen":
            let closed = own.count { $0.closed.map(period.contains) ?? false }
            return counted(closed, of: closed)
        case "finding.late": return of { $0.state.awaitsUnit && $0.due < FigureWorld.today }
        case "finding.open":
            let end = period.lastDay(on: FigureWorld.today)
            let open = own.count { $0.issued <= end && ($0.closed.map { $0 > end } ?? true) }
            return counted(open, of: open)
        case "finding.extended": return of { $0.marks.contains(.extended) }
        case "finding.longTerm": return of { $0.marks.contains(.longTerm) }
        case "finding.reminded": return of { $0.marks.contains(.reminded) }
        case "government.divided":
            return counted(Set(issued.filter(\.isDivided).map(\.finding)).count, of: issued.count)
        default: return nil
        }
    }

    /// What is counted as it is now says nothing of a period that is over.
    func asNow(_ value: FigureValue) -> FigureValue { period.until < FigureWorld.today ? .noData : value }

    private func registry(_ code: String) -> FigureValue? {
        let own = world.units.filter { $0.county == county }
        let open = own.filter(\.isOpen)
        switch code {
        case "organisation.open": return asNow(counted(open.count, of: own.count))
        case "organisation.kindergartens": return asNow(counted(open.count { $0.kind == .kindergarten }, of: own.count))
        case "organisation.schools": return asNow(counted(open.count { $0.kind == .school }, of: own.count))
        case "organisation.pupils": return asNow(counted(open.compactMap(\.pupils).reduce(0, +), of: own.count))
        default: return nil
        }
    }
}
