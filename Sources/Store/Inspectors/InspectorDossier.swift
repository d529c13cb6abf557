package import SQLCore
package import Supervision

/// Everything that the register has of one inspector; asked for after the record itself was seen.
package struct InspectorDossier: Sendable {
    package let record: InspectorRecord
    package let profile: InspectorProfile
    package let terms: [InspectorTermRow]
    package let dismissals: [DismissalRow]
    package let activities: [InspectorActivity]
    package let training: TrainingStanding
    package let hasPhoto: Bool
    package let zones: [(id: ZoneID, name: String)]
    package let schools: Int
    /// Grades of the confirmed years, the last first.
    package let appraisals: [(year: Int, grade: AppraisalGrade)]

    /// With `seesOpenOnly` without what only the office reads: why somebody left, and what was attested.
    package init(_ record: InspectorRecord, seesOpenOnly: Bool, on day: Day, in db: SQLConnection) throws {
        self.record = record
        profile = seesOpenOnly ? InspectorProfile() : try InspectorRegister.profile(of: record.id, in: db)
        terms = try InspectorRegister.terms(of: record, in: db)
        dismissals = seesOpenOnly ? [] : try InspectorRegister.dismissals(of: record.id, in: db)
        activities = try InspectorActivities.list(of: record.id, in: db)
        training = try InspectorActivities.standing(of: record.id, year: day.year, in: db)
        hasPhoto = try InspectorPhotos.has(record.id, in: db)
        zones = try db.rows(
            """
            SELECT z.id, z.name FROM zone_inspector m JOIN responsibility_zone z ON z.id = m.zone_id
            WHERE m.person_id = \(record.id) AND \(Zones.holds("m.", on: day)) ORDER BY z.name, z.id
            """
        ).map { (try $0.get(0), try $0.get(1)) }
        schools = try Zones.schools(of: record.id, on: day, in: db).count
        appraisals = try Appraisals.history(of: record.id, in: db)
    }
}
