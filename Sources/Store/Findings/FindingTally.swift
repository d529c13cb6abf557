import SQLCore
import Supervision

/// How many parts the large scopes have, kept as changes that are only ever added.
///
/// Counting a city's million rows for one page is too slow and one counter row that everybody updates is worse. Small
/// scopes are counted as they are.
package enum FindingTally {
    package static let nation = "000000"

    /// Notes that a part went from one state to another; a draft is not counted.
    static func move(_ id: FindingPartID, from old: FindingPart.State, to new: FindingPart.State, _ act: Act) throws {
        guard old != new else { return }
        let row = try act.db.first(
            "SELECT province, city, grade, source, campaign_id FROM finding_part WHERE id = \(id)")
        guard let row else { return }
        let scopes = [nation, try row.get(0), try row.get(1)].filter { !$0.isEmpty }
        let (grade, source): (String, String) = (try row.get(2), try row.get(3))
        let campaign: String = try row.get(4) ?? ""
        for (state, delta) in [(old, -1), (new, 1)] where state != .draft {
            for scope in scopes {
                let id: Identifier<FindingTallyRow> = act.newID()
                try act.db.execute(
                    """
                    INSERT INTO finding_tally (id, scope, state, grade, source, campaign_id, delta)
                    VALUES (\(id), \(scope), \(state), \(grade), \(source), \(campaign), \(delta))
                    """)
            }
        }
    }

    /// The scope under which a viewer's total is kept; nil where it is counted.
    static func scope(of viewer: Viewer) -> String? {
        switch viewer.scope {
        case .nation: nation
        case .region(.province, let code), .region(.city, let code): code
        default: nil
        }
    }

    static func total(_ filter: FindingFilter, scope: String, in db: SQLConnection) throws -> Int {
        var conditions: [SQL] = ["scope = \(scope)"]
        if !filter.states.isEmpty { conditions.append("state IN (\(list: filter.states))") }
        if let grade = filter.grade { conditions.append("grade = \(grade)") }
        if let source = filter.source { conditions.append("source = \(source)") }
        if let campaign = filter.campaign { conditions.append("campaign_id = \(campaign)") }
        switch filter.kind {
        case nil: break
        case .noCampaign: conditions.append("campaign_id = ''")
        case .campaign(let kind):
            conditions.append("campaign_id IN (SELECT id FROM campaign WHERE kind = \(kind.rawValue))")
        }
        return try db.first(
            "SELECT coalesce(sum(delta), 0) FROM finding_tally WHERE \(.joined(conditions, separator: " AND "))"
        )?.get(0) ?? 0
    }

    /// Sums the changes up into one row for each kind; gives how many rows went.
    @discardableResult
    package static func compact(_ act: Act) throws -> Int {
        let groups = try act.db.rows(
            """
            SELECT scope, state, grade, source, campaign_id, sum(delta) FROM finding_tally
            GROUP BY scope, state, grade, source, campaign_id HAVING count(*) > 8 LIMIT 500
            """)
        var gone = 0
        for row in groups {
            let key = try (0..<5).map { try row.get($0) as String }
            let sum: Int = try row.get(5)
            gone += try act.db.execute(
                """
                DELETE FROM finding_tally WHERE scope = \(key[0]) AND state = \(key[1]) AND grade = \(key[2])
                    AND source = \(key[3]) AND campaign_id = \(key[4])
                """)
            let id: Identifier<FindingTallyRow> = act.newID()
            try act.db.execute(
                """
                INSERT INTO finding_tally (id, scope, state, grade, source, campaign_id, delta)
                VALUES (\(id), \(key[0]), \(key[1]), \(key[2]), \(key[3]), \(key[4]), \(sum))
                """)
        }
        return gone
    }
}

enum FindingTallyRow {}
