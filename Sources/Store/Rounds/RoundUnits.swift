package import SQLCore
package import Supervision

/// One unit of a cycle: where it stands, and when its turn is or was.
package struct RoundUnit: Sendable, Equatable {
    package let organisation: OrganisationID
    package let code: String
    package let name: String
    package let running: String
    package let standing: RoundStanding
    package let plannedYear: Int?
    /// The campaign or what was entered by hand; empty where nothing was done.
    package let source: String
    package let campaign: CampaignID?
    package let inspection: InspectionID?
    package let grade: String
    /// Entered by hand, so it may be taken out again.
    package let isByHand: Bool
    /// Open and within the cycle's scope; one that closed since stays in the ledger and is not in the total.
    package let isInRegistry: Bool

    package var doneOn: Day? {
        if case .done(let day) = standing { day } else { nil }
    }
}

/// What was asked of a cycle's ledger.
package struct RoundUnitFilter: Sendable, Equatable {
    /// `done`, `running`, `covered`, `planned`, `left`, `remaining` or `late`.
    package var standing = ""
    package var plannedYear: Int?
    package var doneYear: Int?
    /// Done in an earlier year than this.
    package var doneBefore: Int?
    package var grade = ""
    package var text = ""
    /// `code`, `name`, `planned` or `done`.
    package var sort = "code"
    package var isDescending = false

    package init() {}

    package func includes(_ unit: RoundUnit, in year: Int) -> Bool {
        let isHere =
            switch standing {
            case "": true
            case "covered": unit.standing.isCovered
            case "remaining": unit.isInRegistry && !unit.standing.isCovered
            case "late": unit.standing.isLate(in: year)
            case "registry": unit.isInRegistry
            default: unit.standing.code == standing
            }
        return isHere && (plannedYear.map { unit.plannedYear == $0 } ?? true)
            && (doneYear.map { unit.doneOn?.year == $0 } ?? true)
            && (doneBefore.map { year in unit.doneOn.map { $0.year < year } ?? false } ?? true)
            && (grade.isEmpty || unit.grade == grade)
            && (text.isEmpty || unit.name.contains(text) || unit.code == text)
    }

    package func precedes(_ left: RoundUnit, _ right: RoundUnit) -> Bool {
        let (first, second) = isDescending ? (right, left) : (left, right)
        return switch sort {
        case "name": (first.name, first.code) < (second.name, second.code)
        case "planned": (first.plannedYear ?? 9_999, first.code) < (second.plannedYear ?? 9_999, second.code)
        case "done": (first.doneOn?.text ?? "9999", first.code) < (second.doneOn?.text ?? "9999", second.code)
        default: first.code < second.code
        }
    }
}

/// The ledger of a cycle, gathered from the registry, the records, the campaigns and the plan.
package enum RoundUnits {
    package static func list(
        _ filter: RoundUnitFilter, _ page: PageRequest, of record: RoundCycleRecord, on day: Day,
        in db: SQLConnection
    ) throws -> Listing<RoundUnit> {
        let rows = try all(of: record, in: db).filter { filter.includes($0, in: day.year) }.sorted(by: filter.precedes)
        return Listing(
            rows: Array(rows.dropFirst(page.offset).prefix(page.size)), total: rows.count, page: page)
    }

    /// Every unit that the cycle is about or that was supervised in it, by code.
    package static func all(of record: RoundCycleRecord, in db: SQLConnection) throws -> [RoundUnit] {
        let scope = CampaignScope(strata: [ScopeStratum(name: "", filter: record.cycle.filter, rule: .all)])
        let fitting = try CampaignUnits.candidates(scope, of: record.place, in: db).map(\.profile)
            .filter { record.cycle.filter.includes($0) }
        let done = try done(record, in: db)
        let underWay = try underWay(record, in: db)
        let plans = try RoundPlans.years(of: record.id, in: db)
        let known = Set(fitting.map(\.id))
        var units = fitting.map { profile in
            RoundUnit(
                profile.id, (profile.code, profile.name, profile.running), done[profile.id], underWay[profile.id],
                plans[profile.id], isInRegistry: true)
        }
        for (id, deed) in done.merging(underWay, uniquingKeysWith: { first, _ in first }) where !known.contains(id) {
            units.append(
                RoundUnit(
                    id, (deed.code, deed.name, ""), done[id], underWay[id], plans[id], isInRegistry: false))
        }
        return units.sorted { $0.code < $1.code }
    }

    private static func done(
        _ record: RoundCycleRecord, in db: SQLConnection
    ) throws -> [OrganisationID: RoundDeed] {
        let rows = try db.rows(
            """
            SELECT o.id, o.code, o.name, r.done_on, r.source, r.grade, r.campaign_id, i.id
            FROM round_record r JOIN organisation o ON o.id = r.organisation_id
                LEFT JOIN inspection i ON i.campaign_id = r.campaign_id AND i.organisation_id = r.organisation_id
            WHERE r.round_key = \(record.cycle.key) AND \(record.place.manages(alias: "o."))
            """)
        return try Dictionary(rows.map { (try $0.get(0), try RoundDeed($0)) }) { first, _ in first }
    }

    private static func underWay(
        _ record: RoundCycleRecord, in db: SQLConnection
    ) throws -> [OrganisationID: RoundDeed] {
        let none: Day? = nil
        let rows = try db.rows(
            """
            SELECT i.organisation_id, i.code, i.name, \(none), c.name, coalesce(i.grade, ''), c.id, i.id
            FROM inspection i JOIN campaign c ON c.id = i.campaign_id
            WHERE c.round_key = \(record.cycle.key) AND \(record.place.manages(alias: "i."))
                AND NOT EXISTS (SELECT 1 FROM round_record r
                    WHERE r.round_key = c.round_key AND r.organisation_id = i.organisation_id)
            ORDER BY c.starts_on, i.id
            """)
        return try Dictionary(rows.map { (try $0.get(0), try RoundDeed($0)) }) { first, _ in first }
    }
}

/// What was or is done with a unit in a cycle.
private struct RoundDeed {
    let code: String
    let name: String
    let day: Day?
    let source: String
    let grade: String
    let campaign: CampaignID?
    let inspection: InspectionID?

    init(_ row: SQLRow) throws {
        code = try row.get(1)
        name = try row.get(2)
        day = try row.get(3)
        source = try row.get(4)
        grade = try row.get(5)
        campaign = try row.get(6)
        inspection = try row.get(7)
    }
}

extension RoundUnit {
    fileprivate init(
        _ id: OrganisationID, _ unit: (code: String, name: String, running: String), _ done: RoundDeed?,
        _ underWay: RoundDeed?, _ year: Int?, isInRegistry: Bool
    ) {
        let deed = done ?? underWay
        self.init(
            organisation: id, code: unit.code, name: unit.name, running: unit.running,
            standing: RoundStanding(doneOn: done?.day, isUnderWay: underWay != nil, plannedYear: year),
            plannedYear: year, source: deed?.source ?? "", campaign: deed?.campaign, inspection: deed?.inspection,
            grade: deed?.grade ?? "", isByHand: done != nil && done?.campaign == nil, isInRegistry: isInRegistry)
    }
}
