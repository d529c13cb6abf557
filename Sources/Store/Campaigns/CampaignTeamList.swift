package import SQLCore
package import Supervision

/// What was asked of the list of a campaign's teams.
package struct UnitTeamFilter: Sendable, Equatable {
    /// `missing`, `wrong` (not as the rule asks), `gone` (somebody's days are over) or `good`.
    package var state = ""
    package var member: PersonID?
    package var stratum = ""
    package var text = ""
    /// `code`, `name`, `stratum` or `size`.
    package var sort = "code"
    package var isDescending = false

    package init() {}

    func includes(_ unit: UnitTeam, _ rule: TeamRule, on day: Day) -> Bool {
        let isHere =
            switch state {
            case "missing": unit.members.isEmpty
            case "wrong": !unit.members.isEmpty && unit.refusal(under: rule) != nil
            case "gone": !unit.gone(on: day).isEmpty
            case "good": unit.refusal(under: rule) == nil && unit.gone(on: day).isEmpty
            default: true
            }
        return isHere && (member.map { id in unit.members.contains { $0.person == id } } ?? true)
            && (stratum.isEmpty || unit.stratum == stratum)
            && (text.isEmpty || unit.name.contains(text) || unit.code == text)
    }

    func precedes(_ left: UnitTeam, _ right: UnitTeam) -> Bool {
        let (first, second) = isDescending ? (right, left) : (left, right)
        return switch sort {
        case "name": (first.name, first.code) < (second.name, second.code)
        case "stratum": (first.stratum, first.code) < (second.stratum, second.code)
        case "size": (first.members.count, first.code) < (second.members.count, second.code)
        default: first.code < second.code
        }
    }
}

/// A campaign's teams as its page shows them.
package struct UnitTeamList: Sendable {
    package let listing: Listing<UnitTeam>
    package let rule: TeamRule
    /// Of all units, whatever the filter: those without a team, and those whose team is not as the rule asks.
    package let missing: Int
    package let wrong: Int
    package let gone: Int
    package let units: Int
    package let strata: [String]
}

extension CampaignTeams {
    package static func list(
        _ filter: UnitTeamFilter, _ page: PageRequest, of record: CampaignRecord, on day: Day, in db: SQLConnection
    ) throws -> UnitTeamList {
        let rule = try rule(of: record.campaign, in: db)
        let all = try units(of: record.id, in: db)
        let rows = all.filter { filter.includes($0, rule, on: day) }.sorted(by: filter.precedes)
        let missing = all.count { $0.members.isEmpty }
        return UnitTeamList(
            listing: Listing(
                rows: Array(rows.dropFirst(page.offset).prefix(page.size)), total: rows.count, page: page),
            rule: rule, missing: missing, wrong: all.count { $0.refusal(under: rule) != nil } - missing,
            gone: all.count { !$0.gone(on: day).isEmpty }, units: all.count,
            strata: Set(all.map(\.stratum)).sorted())
    }
}
