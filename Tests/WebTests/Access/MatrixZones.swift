import SQLCore
import Store
import Supervision
import TestKit
import Web

/// A zone of the first district with a school and its inspector, and somebody on the way to an appointment.
enum MatrixZones {
    /// What a parent wrote, for the office alone.
    static let words = "门口的督学电话打不通，别告诉学校"

    static func plant(_ county: String, in site: TestSite) async throws -> [(prefix: String, id: String)] {
        let officer = SampleUnits.officer(.county, county)
        let hash = try site.services.files.store([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1])
        try await SampleUnits.act(site.services.database, as: officer) { act in
            let zone = try ResponsibilityZone(id: "zone-home", name: "第一责任区", validity: Period(from: act.day))
            try Zones.insert(zone, act)
            try Zones.addSchools(["甲区一小"], to: "zone-home", from: act.day, act)
            try Zones.addInspectors(["1"], to: "zone-home", from: act.day, act)
            try Zones.post("inspector-home", at: "unit-home", of: "zone-home", from: act.day, act)
            try InspectorPhotos.store(
                StoredFile(hash: hash, size: 9, mediaType: "image/png"), of: "inspector-home", act)
            try InspectorCandidates.insert(
                InspectorCandidate(
                    id: "candidate-home", name: "人选", phone: "", employer: "", recommendedBy: "", isFullTime: true,
                    level: .county, qualification: InspectorQualification(), recommendedOn: act.day), act)
            let terms = RatingTerms(until: act.day.adding(days: 14), limit: 300)
            try RatingRounds.open(year: act.day.year, terms: terms, secret: "matrix", act)
            for _ in 1...5 {
                let answer = try ParentAnswer([.presence: 4, .response: 4, .openness: 4], words: words)
                try ParentRatings.take(answer, of: "inspector-home", at: "unit-home", from: nil, act)
            }
        }
        let rounds = try await site.services.database.read { db in
            try RatingRounds.list(visibleTo: officer, in: db)
        }
        let said = try await site.services.database.read { db in
            try ParentRatings.words(
                ParentRatingFilter(year: officer.day.year), PageRequest(), visibleTo: officer, in: db)
        }
        return [
            ("/inspectors/parent-ratings/words/:id", said.rows.first?.id.rawValue ?? ""),
            ("/zones/:id", "zone-home"), ("/zones/:id/boards/:school", "zone-home/boards/unit-home"),
            ("/inspectors/candidates/:id", "candidate-home"),
            ("/inspectors/appraisals/:id/:year", "inspector-home/\(officer.day.year)"),
            ("/inspectors/ratings/:id", rounds.first?.id.rawValue ?? ""),
        ]
    }
}
