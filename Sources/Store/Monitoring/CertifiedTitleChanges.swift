import SQLCore
package import Supervision

extension CertifiedTitles {
    /// A title that the platform did not see, recorded by the city's or the province's office.
    package static func recordByHand(
        _ district: String, _ standard: String, tier: String, on day: Day, document: String, _ act: Act
    ) throws -> CertifiedTitleID {
        _ = try RoadmapDistricts.planner(act)
        let found = try RoadmapDistricts.require(district, visibleTo: act.viewer, in: act.db)
        guard CertificationProcedures.recorded.contains(where: { $0.code == standard }) else {
            throw CertificationRefusal.noStandard
        }
        if let procedure = CertificationProcedures.find(standard), !procedure.goals.contains(tier) {
            throw CertificationRefusal.noStandard
        }
        guard day <= act.day else { throw CertificationRefusal.future }
        let id = try insert(
            district, found.name, standard, tier, on: day, document: document, certification: nil, in: found.place, act)
        try act.record(
            "title.recorded", of: "title", id.rawValue, in: found.place,
            ["standard": standard, "tier": tier, "day": day.text])
        return id
    }

    @discardableResult
    static func insert(
        _ district: String, _ name: String, _ standard: String, _ tier: String, on day: Day, document: String,
        certification: CertificationID?, in place: Place, _ act: Act
    ) throws -> CertifiedTitleID {
        if try held(by: district, in: act.db).days[standard]?[tier] != nil { throw CertificationRefusal.titleHeld }
        let id: CertifiedTitleID = act.newID()
        try act.db.execute(
            """
            INSERT INTO certified_title (id, district, district_name, standard, tier, certified_on, document,
                certification_id, withdrawn_on, province, city, county, zone, by_name, at)
            VALUES (\(id), \(district), \(name), \(standard), \(tier), \(day), \(document), \(certification), NULL,
                \(place.province), \(place.city), \(place.county), \(place.zone), \(act.viewer.name), \(act.at))
            """)
        try CertificationDays.follow(standard, district, act)
        return id
    }

    /// What became of a title, recorded by the city's or the province's office; a withdrawal ends it, and the clocks that ran from it.
    package static func note(
        _ id: CertifiedTitleID, _ kind: CertifiedEvent.Kind, year: Int, on day: Day, words: String, document: String,
        _ act: Act
    ) throws {
        _ = try RoadmapDistricts.planner(act)
        let record = try require(id, visibleTo: act.viewer, in: act.db)
        guard record.title.isHeld else { throw CertificationRefusal.titleWithdrawn }
        guard day <= act.day, day >= record.title.certifiedOn else { throw CertificationRefusal.future }
        switch kind {
        case .reached, .fell: _ = try record.title.reviewed(year, reached: kind == .reached, today: act.day)
        case .withdrawn:
            if let procedure = CertificationProcedures.find(record.title.standard) {
                _ = try record.title.withdrawn(on: day, today: act.day, under: procedure)
            }
            try act.db.execute("UPDATE certified_title SET withdrawn_on = \(day) WHERE id = \(id)")
            try CertificationDays.follow(record.title.standard, record.district, act)
        case .rectified, .interviewed, .reported: break
        }
        let event: Identifier<CertifiedEvent> = act.newID()
        try act.db.execute(
            """
            INSERT INTO certified_event (id, title_id, kind, year, on_day, words, document, by_name, at)
            VALUES (\(event), \(id), \(kind), \(year), \(day), \(words), \(document), \(act.viewer.name), \(act.at))
            """)
        try act.record(
            "title.\(kind.rawValue)", of: "title", id.rawValue, in: record.place, ["year": "\(year)", "day": day.text])
    }
}
