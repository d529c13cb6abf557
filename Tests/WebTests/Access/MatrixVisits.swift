import SQLCore
import Store
import Supervision
import TestKit
import Web

/// A visit of the first district's inspector with a photo, and that district's theme and joint visit.
enum MatrixVisits {
    static func plant(
        _ county: String, _ sample: CampaignSample, in site: TestSite
    ) async throws -> [(prefix: String, id: String)] {
        let inspector = Viewer(
            account: "account-home-inspector", person: sample.lead, name: "甲", role: .inspector, scope: .granted,
            day: FindingSamples.day)
        let photo = VisitPhoto(id: VisitSample.id(7), sha256: String(repeating: "7", count: 64), bytes: 9)
        let hash = try site.services.files.store([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0])
        let visit = VisitSample.visit(
            1, to: sample.organisation,
            photos: [VisitPhoto(id: photo.id, sha256: hash, bytes: 9)])
        try await FindingSamples.act(as: inspector, in: site.services.database) { act in
            try VisitSample.appoint(sample.lead.rawValue, county: county, in: act.db)
            _ = try Visits.store(visit, sentAt: act.at, act)
            try VisitPhotos.store(
                StoredFile(hash: hash, size: 9, mediaType: "image/png"), as: photo.id, of: visit.id, act)
        }
        let office = FindingSamples.officer(county)
        let (theme, task) = try await FindingSamples.act(as: office, in: site.services.database) { act in
            let theme = try VisitThemes.create(
                NewVisitTheme(month: Month(of: act.day), title: "主题", note: "", checklist: nil, isRequired: true), act)
            try act.db.execute(
                """
                INSERT INTO visit_task (id, organisation_id, theme, from_day, due_on, is_cancelled, province, city, county,
                    zone, created_by, created_at)
                VALUES ('task-home', \(sample.organisation), '联合', \(act.day), \(act.day), false, '500000', '500100',
                    \(county), '', 'x', \(act.at))
                """)
            return (theme, "task-home")
        }
        return [
            ("/visits/:id", visit.id.rawValue), ("/visits/:id/photos/:photo", "\(visit.id)/photos/\(photo.id)"),
            ("/visit-themes/:id", theme.rawValue), ("/visit-tasks/:id", task),
            ("/api/visits/:id", visit.id.rawValue),
        ]
    }
}
