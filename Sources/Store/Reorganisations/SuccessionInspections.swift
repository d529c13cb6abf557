import SQLCore
import Supervision

extension Succession {
    /// Another unit goes on with it; it still points at the version that was drawn.
    func passInspection(_ id: String, to heir: OrganisationID) throws {
        let record = try Organisations.require(heir, visibleTo: act.viewer, in: db)
        let place = record.place
        try db.execute(
            """
            UPDATE inspection SET organisation_id = \(heir), code = \(record.code), name = \(record.name),
                version = version + 1
            WHERE id = \(id)
            """)
        try db.execute("UPDATE opinion SET organisation_id = \(heir) WHERE inspection_id = \(id)")
        try db.execute(
            """
            UPDATE document SET organisation_id = \(heir)
            WHERE subject_kind = 'inspection' AND subject_id = \(id) AND organisation_id = \(unit.id)
            """)
        try setPlace(place, ofInspection: id)
        try deadlines(of: id, to: heir, place)
        try act.record(
            "inspection.passed", of: "inspection", id, in: place, ["from": unit.id.rawValue, "to": heir.rawValue])
    }

    func place(ofInspection id: String) throws {
        let place = try Organisations.require(unit.id, visibleTo: .system(on: act.day), in: db).place
        try setPlace(place, ofInspection: id)
        try deadlines(of: id, to: unit.id, place)
    }

    func setPlace(_ place: Place, ofInspection id: String) throws {
        let columns: SQL = """
            province = \(place.province), city = \(place.city), county = \(place.county), zone = \(place.zone)
            """
        try db.execute("UPDATE inspection SET \(columns) WHERE id = \(id)")
        try db.execute("UPDATE opinion SET \(columns) WHERE inspection_id = \(id)")
        try db.execute("UPDATE document SET \(columns) WHERE subject_kind = 'inspection' AND subject_id = \(id)")
    }

    /// Ends it before its time: what was open is skipped with the reason, and the campaign need not wait for it.
    func endInspection(_ id: String) throws {
        let row = try db.first(
            """
            SELECT i.campaign_id, c.procedure, i.procedure_state FROM inspection i JOIN campaign c ON c.id = i.campaign_id
            WHERE i.id = \(id)
            """)
        guard let row else { throw InspectionRefusal.notFound }
        let procedure: Procedure = try JSONColumn.value(row.get(1))
        let state: ProcedureState = try JSONColumn.value(row.get(2))
        try db.execute(
            """
            UPDATE inspection SET state = 'finished', step = '', step_name = \("已终止（\(order.change.kind.label)）"),
                procedure_state = \(try JSONColumn.text(state.ended(note, in: procedure))), version = version + 1
            WHERE id = \(id)
            """)
        try db.execute(
            """
            UPDATE deadline SET cancelled_on = \(act.day)
            WHERE subject_id = \(id) AND met_on IS NULL AND cancelled_on IS NULL
            """)
        try db.execute(
            "UPDATE access_grant SET until_day = \(act.day) WHERE subject_id = \(id) AND until_day > \(act.day)")
        try act.record("inspection.ended", of: "inspection", id, in: unit.place, ["unit": unit.id.rawValue])
        let campaign: CampaignID = try row.get(0)
        if try CampaignSteps.advance(campaign, act) { try CampaignSteps.advanceUnits(of: campaign, act) }
    }

    /// Takes it out of a campaign that has not begun; the draw's record still tells that it was drawn.
    func dropInspection(_ id: String) throws {
        try db.execute("DELETE FROM access_grant WHERE subject_id = \(id)")
        try db.execute("DELETE FROM team_member WHERE inspection_id = \(id)")
        try db.execute("DELETE FROM inspection WHERE id = \(id) AND state = 'prepared'")
        try act.record("inspection.dropped", of: "inspection", id, in: unit.place, ["unit": unit.id.rawValue])
    }
}
