import SQLCore
import Supervision

/// Everything about a school that decides what becomes of a visit to it.
struct VisitPlace {
    let name: String
    let place: Place
    let isClosed: Bool
    let isOwnNow: Bool
    let isPlanned: Bool
    /// The joint visit that it belongs to; nil where the visit names one that is not the person's, or not this school's.
    let task: VisitTaskID?

    /// Refuses a school that never was, and one that is not the person's to visit.
    init(_ visit: Visit, sentAt: Instant, _ act: Act) throws {
        let row = try act.db.first(
            """
            SELECT o.name, o.province, o.city, o.county, o.zone, o.state, o.kind FROM organisation o
            WHERE o.id = \(visit.school)
            """)
        guard let row, ["school", "kindergarten"].contains(try row.get(6) as String) else {
            throw VisitRefusal.noSchool
        }
        let isOffice = Role.office.contains(act.viewer.role)
        guard (visit.kind == .office) == isOffice else { throw VisitRefusal.wrongKind }
        name = try row.get(0)
        place = Place(province: try row.get(1), city: try row.get(2), county: try row.get(3), zone: try row.get(4))
        isClosed = try row.get(5) == "closed"
        // A wrong clock, and a day that has not come, say nothing about when somebody was there; the arrival does.
        let isClockOff = VisitCircumstances.isClockOff(sentAt, at: act.at)
        let day = isClockOff ? act.day : min(visit.day, act.day)
        let joint = try VisitTasks.joint(visit, on: day, by: act.viewer, in: act.db)
        task = joint == nil ? nil : visit.task
        isOwnNow =
            try joint?.isOff == false
            || VisitSchools.isMine(visit.school, of: act.viewer, on: act.day, in: act.db)
        // Seldom asked: a task that was taken back, or a school that moved, since the visit.
        if !isOwnNow, joint == nil {
            guard try VisitSchools.isMine(visit.school, of: act.viewer, on: visit.day, in: act.db) else {
                throw VisitRefusal.notYours
            }
        }
        isPlanned = try joint != nil || isOffice || VisitThemes.covers(visit, at: place, in: act.db)
    }

    /// The office that looks after the school.
    var office: String { place.office }

    func circumstances(of visit: Visit, sentAt: Instant, _ act: Act) throws -> VisitCircumstances {
        var found = VisitCircumstances(receivedAt: act.at, sentAt: sentAt, startedAt: visit.startedAt)
        found.isOwn = isOwnNow
        found.isClosed = isClosed
        found.isPlanned = isPlanned
        // The office writes its visits down at a desk.
        found.hasLocation = visit.location != nil || visit.kind == .office
        if let checklist = visit.checklist { found.isChecklistOld = try isOld(checklist, act.db) }
        found.isFindingClosed = try visit.knownFindings.contains { known in
            let row = try act.db.first(
                "SELECT version FROM finding_part WHERE id = \(known.id) AND organisation_id = \(visit.school)")
            guard let row else { return true }
            let version: Int = try row.get(0)
            return version != known.version
        }
        // Of a joint visit one of those who went sends the record.
        found.isSecond = try Visits.isSecond(visit, task: task, by: act.viewer, in: act.db)
        return found
    }

    private func isOld(_ checklist: FrameworkID, _ db: SQLConnection) throws -> Bool {
        try db.first(
            """
            SELECT 1 FROM framework_version v WHERE v.id = \(checklist) AND (v.state = 'withdrawn' OR EXISTS (
                SELECT 1 FROM framework_version w WHERE w.framework_id = v.framework_id AND w.number > v.number
                    AND w.state = 'published'))
            """) != nil
    }

    /// The author, and whoever else takes part in the joint visit.
    func persons(_ act: Act) throws -> [PersonID] {
        guard let task else { return [act.viewer.person] }
        let others: [PersonID] = try act.db.rows(
            "SELECT person_id FROM visit_task_person WHERE task_id = \(task) AND person_id <> \(act.viewer.person)"
        ).map { try $0.get(0) }
        return [act.viewer.person] + others
    }
}
