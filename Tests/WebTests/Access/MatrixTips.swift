import SQLCore
import Store
import Supervision
import TestKit
import Web

/// A tip about the first district's unit, which its inspector has to verify, with a photo.
enum MatrixTips {
    static func plant(
        _ county: String, _ sample: CampaignSample, in site: TestSite
    ) async throws -> [(prefix: String, id: String)] {
        let hash = try site.services.files.store([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1])
        let photo = StoredFile(hash: hash, size: 9, mediaType: "image/png")
        let database = site.services.database
        let tip = try await TipSample.lodge(TipSample.new(sample.organisation, photos: [photo]), in: database)
        let officer = Viewer(
            account: "account-home-officer", person: "person-home-officer", name: "甲", role: .officer,
            scope: .region(.county, code: county), day: FindingSamples.day)
        return try await FindingSamples.act(as: officer, in: database) { act in
            try Tips.assign(tip, to: nil, version: nil, act)
            try TipChecks.send(tip, to: sample.lead, brief: TipSample.brief, showsPhotos: true, version: nil, act)
            let photo: String = try act.db.first("SELECT id FROM tip_photo")?.get(0) ?? ""
            let check: String = try act.db.first("SELECT id FROM tip_check")?.get(0) ?? ""
            return [
                ("/tips/:id", tip.rawValue), ("/tips/:id/photos/:photo", "\(tip)/photos/\(photo)"),
                ("/tip-checks/:id", check),
            ]
        }
    }
}
