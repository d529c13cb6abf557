package import SQLCore
package import Supervision

/// A framework of a campaign in its place.
package struct CampaignFramework: Sendable, Equatable {
    /// From 1; the first is the campaign's own, the others stand beside it.
    package let number: Int
    package let id: FrameworkID
    package let name: String
}

/// The campaign_framework table: what a combined campaign assesses by beside its first framework.
package enum CampaignFrameworks {
    /// All frameworks of a campaign, the first included; ask first whether the viewer may see the campaign.
    package static func list(of id: CampaignID, in db: SQLConnection) throws -> [CampaignFramework] {
        try db.rows(
            """
            SELECT p.position, v.id, f.name FROM (
                SELECT 1 AS position, c.framework_version_id AS version FROM campaign c
                WHERE c.id = \(id) AND c.framework_version_id IS NOT NULL
                UNION ALL SELECT x.position, x.framework_version_id FROM campaign_framework x WHERE x.campaign_id = \(id)
            ) AS p JOIN framework_version v ON v.id = p.version JOIN framework f ON f.id = v.framework_id
            ORDER BY p.position
            """
        ).map { CampaignFramework(number: try $0.get(0), id: try $0.get(1), name: try $0.get(2)) }
    }

    static func further(of id: CampaignID, in db: SQLConnection) throws -> [FrameworkID] {
        try db.rows(
            "SELECT framework_version_id FROM campaign_framework WHERE campaign_id = \(id) ORDER BY position"
        ).map { try $0.get(0) }
    }

    /// Stores which frameworks stand beside the first.
    static func set(_ further: [FrameworkID], of id: CampaignID, in db: SQLConnection) throws {
        try db.execute("DELETE FROM campaign_framework WHERE campaign_id = \(id)")
        for (index, framework) in further.enumerated() {
            try db.execute(
                """
                INSERT INTO campaign_framework (campaign_id, position, framework_version_id)
                VALUES (\(id), \(index + 2), \(framework))
                """)
        }
    }
}
