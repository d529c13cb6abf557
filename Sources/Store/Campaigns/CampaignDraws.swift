import Foundation
package import SQLCore
package import Supervision

/// The draw itself, its record, and the inspections that come of it.
package enum CampaignDraws {
    /// Draws from the frozen frame with a public seed, taken verbatim.
    package static func draw(_ id: CampaignID, seed: String, _ act: Act) throws {
        let record = try Campaigns.require(id, visibleTo: act.viewer, in: act.db)
        guard record.campaign.state == .framed else { throw CampaignRefusal.wrongState("抽取", record.campaign.state) }
        let plan = try CampaignFrames.frozen(record, in: act.db)
        var next = record
        next.campaign = try record.campaign.drawn(
            seed: seed, frameHash: try plan.frame().hash, by: act.viewer.person, on: act.day)
        next.drawnAt = act.at
        let drawn = try plan.draw(seed: seed).record()
        try Campaigns.update(next, from: record.campaign.version, in: act.db)
        try store(drawn, of: id, in: act.db)
        try prepare(next, plan, drawn, act)
        try act.record(
            "campaign.drawn", of: "campaign", id.rawValue, in: record.place,
            ["seed": seed, "frameHash": drawn.frameHash, "selected": "\(drawn.everySelected.count)"])
    }

    /// The record's text as it downloads, the same as `dudao draw --json` prints.
    package static func recordText(of id: CampaignID, in db: SQLConnection) throws -> String? {
        try db.first("SELECT draw_record FROM campaign WHERE id = \(id)")?.get(0)
    }

    package static func record(of id: CampaignID, in db: SQLConnection) throws -> DrawRecord? {
        try recordText(of: id, in: db).map { try JSONColumn.value($0) }
    }

    /// A record as text: keys sorted, one a line.
    package static func text(_ record: DrawRecord) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(record), as: UTF8.self) + "\n"
    }

    private static func store(_ drawn: DrawRecord, of id: CampaignID, in db: SQLConnection) throws {
        try db.execute("UPDATE campaign SET draw_record = \(try text(drawn)) WHERE id = \(id)")
        for (code, ticket) in drawn.tickets {
            try db.execute("UPDATE frame_unit SET ticket = \(ticket) WHERE campaign_id = \(id) AND code = \(code)")
        }
        for (index, code) in drawn.everySelected.enumerated() {
            try db.execute(
                """
                UPDATE frame_unit SET selected = true, position = \(index + 1)
                WHERE campaign_id = \(id) AND code = \(code)
                """)
        }
    }

    /// Makes the inspections, known to the office alone until the campaign starts.
    private static func prepare(
        _ record: CampaignRecord, _ plan: FramePlan, _ drawn: DrawRecord, _ act: Act
    ) throws {
        let entries = Dictionary(plan.entries.map { ($0.unit.code, $0) }) { first, _ in first }
        let procedure = record.campaign.procedure
        let state = try JSONColumn.text(ProcedureState(procedure, level: .unit))
        let first = procedure.steps.first { $0.level == .unit }
        // A bound boolean would be a text to PostgreSQL here.
        let hidden: SQL = record.campaign.manner == .unannounced ? "true" : "false"
        for code in drawn.everySelected {
            guard let entry = entries[code] else { continue }
            let id: InspectionID = act.newID()
            try act.db.execute(
                """
                INSERT INTO inspection (id, campaign_id, organisation_id, organisation_version_id, code, name, stratum,
                    procedure_state, step, step_name, state, hidden, province, city, county, zone, version)
                SELECT \(id), f.campaign_id, f.organisation_id, f.organisation_version_id, f.code, \(entry.unit.name),
                    \(plan.name(of: entry.stratum)), \(state), \(first?.code ?? ""), \(first?.name ?? ""), 'prepared',
                    \(hidden),
                    o.province, o.city, o.county, o.zone, 1
                FROM frame_unit f JOIN organisation o ON o.id = f.organisation_id
                WHERE f.campaign_id = \(record.id) AND f.code = \(code)
                """)
        }
    }
}
