import SQLCore
import Store
import Supervision
import TestKit
import Web

/// A government's case with a department's part, a year's targets, a notice and a request from above, of one district.
enum MatrixGovernments {
    static func plant(
        _ county: String, _ sample: CampaignSample, in site: TestSite
    ) async throws -> [(prefix: String, id: String)] {
        let unit = sample.organisation
        let officer = FindingSamples.officer(county)
        return try await FindingSamples.act(as: officer, in: site.services.database) { act in
            try act.db.execute(
                "UPDATE organisation_version SET kind = 'government', region_code = \(county) WHERE organisation_id = \(unit)"
            )
            try IndicatorDivision.set(
                [NewShare(criterion: "1.1", lead: unit, helpers: [], dueOn: act.day)], of: sample.inspection, act)
            let share = try act.db.first("SELECT id FROM indicator_share")
            let sheet = DutySheet(id: act.newID(), year: 2026, name: "目标", issuer: "考核办", dueOn: act.day)
            let target = DutyTarget(
                id: act.newID(), sheet: sheet.id, organisation: unit, title: "目标", target: Points(1),
                fullMark: Points(1))
            try DutySheets.create(sheet, act)
            try DutyTargets.add([target], to: sheet.id, act)
            try DutySheets.issue(sheet.id, 1, act)
            try DutyTargets.confirm(target.id, value: Points(1), note: "年报", version: 1, act)
            try DutySheets.close(sheet.id, 2, act)
            let notice = try ResultNotices.draft(
                .duty(sheet.id), title: "公示", body: "正文", contact: "电话", days: 5, act)
            let reception = Reception(
                id: act.newID(), title: "来文", sender: "市督导室", receivedOn: act.day, dueOn: act.day)
            let item = ReceptionItem(
                id: act.newID(), reception: reception.id, number: "1", title: "事项", organisation: unit, dueOn: act.day)
            try Receptions.create(reception, act)
            try ReceptionItems.add([item], to: reception.id, act)
            return [
                ("/governments/:id", sample.inspection.rawValue), ("/indicator-shares/:id", try share?.get(0) ?? ""),
                ("/duties/:id", sheet.id.rawValue), ("/duty-targets/:id", target.id.rawValue),
                ("/result-notices/:id", notice.rawValue), ("/public/results/:id", notice.rawValue),
                ("/receptions/:id", reception.id.rawValue), ("/reception-items/:id", item.id.rawValue),
            ]
        }
    }
}
