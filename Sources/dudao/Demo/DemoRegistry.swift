import SQLCore
import Store
import Supervision

/// Enters the invented units, by code.
struct DemoRegistry {
    let ids: [String: OrganisationID]

    init(_ stage: DemoStage) throws {
        let day = stage.calendar.start.adding(days: -25)
        let regions = try Regions.chains(of: Array(Set(DemoUnits.all.map(\.place))), in: stage.db)
        var ids: [String: OrganisationID] = [:]
        for (number, unit) in DemoUnits.all.enumerated() {
            let facts = try OrganisationFacts(unit, number: number, regions)
            let since = stage.calendar.start.adding(days: -400 - number * 13 % 3_000)
            let record = try stage.system(on: day) { act in
                try Organisations.insert(
                    code: OrganisationCode(unit.code), facts, since: since, reason: "系统启用时录入", act)
            }
            ids[unit.code] = record.id
        }
        self.ids = ids
    }

    func id(_ code: String) throws -> OrganisationID {
        guard let id = ids[code] else { throw DemoError.noUnit(code) }
        return id
    }
}

extension OrganisationFacts {
    fileprivate init(_ unit: DemoUnit, number: Int, _ regions: RegionTable) throws {
        self.init(
            name: unit.name, kind: unit.kind, category: try OrganisationCode(unit.code).category,
            stages: unit.stages, running: unit.running, place: unit.place,
            authority: try ManagingAuthority(unit.authority, at: unit.place, in: regions),
            tags: unit.town.isEmpty ? [] : [unit.town],
            address: unit.town.isEmpty
                ? "" : "\(unit.town)\(["和平路", "江岸路", "学苑街", "文昌巷"][number % 4])\(number + 8)号",
            pupils: unit.pupils)
    }
}
