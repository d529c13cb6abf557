import SQLCore
import Supervision

/// What the leader's page needs to know of a campaign.
struct LeaderCampaign {
    let id: CampaignID
    let name: String
    let kind: Campaign.Kind
    let state: Campaign.State
    let startsOn: Day
    let endsOn: Day
    let place: Place

    var isRunning: Bool { state == .running }

    /// Those of the ids that exist; the rows that name them are the viewer's own.
    static func find(_ ids: Set<String>, in db: SQLConnection) throws -> [String: LeaderCampaign] {
        var found: [String: LeaderCampaign] = [:]
        var rest = ids.sorted()[...]
        while !rest.isEmpty {
            let rows = try db.rows(
                """
                SELECT id, name, kind, state, starts_on, ends_on, province, city, county, zone FROM campaign
                WHERE id IN (\(list: Array(rest.prefix(500))))
                """)
            for row in rows {
                let campaign = try LeaderCampaign(row)
                found[campaign.id.rawValue] = campaign
            }
            rest = rest.dropFirst(500)
        }
        return found
    }

    private init(_ row: SQLRow) throws {
        id = try row.get(0)
        name = try row.get(1)
        kind = try Campaign.Kind(rawValue: row.get(2)) ?? .special
        state = try Campaign.State(rawValue: row.get(3)) ?? .draft
        startsOn = try row.get(4)
        endsOn = try row.get(5)
        place = try Place(province: row.get(6), city: row.get(7), county: row.get(8), zone: row.get(9))
    }
}
