package import SQLCore
package import Supervision

/// A visit of a unit as its calendar shows it.
package struct CalendarVisit: Sendable, Equatable {
    package let entry: CalendarEntry
    package let kind: Campaign.Kind
    package let manner: Campaign.Manner
    package let state: InspectionRow.State
    package let stepName: String
    package let visitedOn: Day?
    /// 暗访 before anybody was there.
    package let isHidden: Bool
    /// Only an office that runs the campaign opens it before the start.
    package var isPrepared: Bool { state == .prepared }
}

/// Something that a unit has to do by a day.
package struct CalendarTask: Sendable, Equatable {
    package let finding: String
    package let number: String
    package let problem: String
    package let dueOn: Day
}

/// A unit with everything that is planned at it.
package struct UnitCalendar: Sendable {
    package let organisation: OrganisationID
    package let name: String
    package let visits: [CalendarVisit]
    /// Joint visits, planned or made, and every other visit of an inspector or the office.
    package let calls: [CalendarCall]
    package let tasks: [CalendarTask]
    package let limits: CalendarLimits
    package let work: WorkCalendar
}

/// Everything that is planned at units, over all campaigns.
package enum UnitCalendars {
    /// The calendar of a unit that the viewer may see, with what they may see of it.
    package static func find(
        _ id: OrganisationID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> UnitCalendar {
        let visible = Visibility(organisation: { "o.id = \($0)" }, granted: { _, _ in "false" })
            .condition(for: viewer, alias: "o.")
        let row = try db.first("SELECT o.name FROM organisation o WHERE o.id = \(id) AND \(visible)")
        guard let row else { throw RegistryRefusal.notFound }
        return UnitCalendar(
            organisation: id, name: try row.get(0),
            visits: try visits("i.organisation_id = \(id)", visibleTo: viewer, in: db),
            calls: try CalendarCalls.tasks("t.organisation_id = \(id)", visibleTo: viewer, in: db)
                + CalendarCalls.visits(of: id, visibleTo: viewer, in: db),
            tasks: try tasks(of: id, in: db), limits: try limits(in: db),
            work: try WorkCalendars.known(in: db))
    }

    /// How many checks each of some units has in each term: of campaigns, and joint visits.
    package static func checks(
        of units: [OrganisationID], visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [OrganisationID: [SchoolTerm: Int]] {
        let checks = try visits("i.organisation_id IN (\(list: units))", visibleTo: viewer, in: db).map(\.entry)
        let joint = try CalendarCalls.tasks("t.organisation_id IN (\(list: units))", visibleTo: viewer, in: db)
            .map(\.entry)
        return (checks + joint).reduce(into: [:]) {
            $0[$1.organisation, default: [:]][SchoolTerm($1.days.from), default: 0] += 1
        }
    }

    /// What the deployment allows; the usual figures until somebody sets others.
    package static func limits(in db: SQLConnection) throws -> CalendarLimits {
        let gap = try DeploymentSettings.value(of: DeploymentSettings.calendarGap, in: db).flatMap { Int($0) }
        let term = try DeploymentSettings.value(of: DeploymentSettings.calendarPerTerm, in: db).flatMap { Int($0) }
        return CalendarLimits(
            gapDays: gap ?? CalendarLimits.usual.gapDays, perTerm: term ?? CalendarLimits.usual.perTerm)
    }

    /// Visits that the viewer may see, running ones and those that their own office prepares.
    static func visits(_ condition: SQL, visibleTo viewer: Viewer, in db: SQLConnection) throws -> [CalendarVisit] {
        try db.rows(
            """
            SELECT i.id, c.id, c.name, i.organisation_id, i.name, i.planned_on, i.visited_on, c.starts_on, c.ends_on,
                c.kind, c.manner, i.state, i.step_name, i.hidden
            FROM inspection i JOIN campaign c ON c.id = i.campaign_id
            WHERE \(condition) AND ((\(Inspections.visible(to: viewer)))
                OR (i.state = 'prepared' AND \(Campaigns.visible(to: viewer))))
            ORDER BY coalesce(i.visited_on, i.planned_on, c.starts_on), i.id
            """
        ).map { try CalendarVisit($0, viewer) }
    }

    private static func tasks(of id: OrganisationID, in db: SQLConnection) throws -> [CalendarTask] {
        try db.rows(
            """
            SELECT p.finding_id, coalesce(p.number, ''), p.problem, p.due_on FROM finding_part p
            WHERE p.organisation_id = \(id) AND p.is_open AND p.due_on > '' AND p.state <> 'draft'
            ORDER BY p.due_on, p.id LIMIT 500
            """
        ).map { row in
            CalendarTask(
                finding: try row.get(0), number: try row.get(1), problem: try row.get(2), dueOn: try row.get(3))
        }
    }
}

extension DeploymentSettings {
    /// At least so many days between two visits of one unit.
    package static let calendarGap = "calendar.gapDays"
    /// At most so many visits of one unit in a term.
    package static let calendarPerTerm = "calendar.perTerm"
}

extension CalendarVisit {
    fileprivate init(_ row: SQLRow, _ viewer: Viewer) throws {
        let kind: String = try row.get(9)
        let manner: String = try row.get(10)
        isHidden = try row.get(13)
        // The day of a 暗访 is for the office that runs it and its team alone.
        let planned: Day? = isHidden && !Role.office.contains(viewer.role) ? nil : try row.get(5)
        visitedOn = try row.get(6)
        let day = visitedOn ?? planned
        let (first, last): (Day, Day) = try (row.get(7), row.get(8))
        let days = Period(from: day ?? first, until: day ?? max(first, last))
        entry = CalendarEntry(
            inspection: try row.get(0), campaign: try row.get(1), campaignName: try row.get(2),
            organisation: try row.get(3), unitName: try row.get(4), days: days ?? Period(from: first),
            isFixed: day != nil)
        self.kind = Campaign.Kind(rawValue: kind) ?? .special
        self.manner = Campaign.Manner(rawValue: manner) ?? .announced
        state = try row.get(11)
        stepName = try row.get(12)
    }
}
