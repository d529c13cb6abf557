package import SQLCore
package import Supervision

/// What a device takes along before it loses the network.
package struct VisitPackage: Sendable {
    package let schools: [School]
    package let checklists: [Checklist]
    package let tasks: [Task]
    package let departments: [VisitDepartment]
    package let colleagues: [VisitColleague]
    /// Schools of the person beyond the limit, which the phone does not take along.
    package let left: Int

    package struct School: Sendable, Encodable {
        package let id: OrganisationID
        package let code: String
        package let name: String
        package let stages: [String]
        package let address: String
        package let isOwn: Bool
        /// The office that manages it.
        package let office: String
        package let lastVisits: [LastVisit]
        package let openFindings: [OpenFinding]
        package let due: Due
    }

    package struct LastVisit: Sendable, Encodable {
        package let id: VisitID
        package let on: Day
        package let by: String
        package let outcome: String
        package let theme: String
    }

    package struct OpenFinding: Sendable, Encodable {
        package let id: FindingPartID
        package let number: String
        package let problem: String
        package let dueOn: String
        package let isLate: Bool
        package let state: String
        package let version: Int
    }

    package struct Due: Sendable, Encodable {
        package let law: Count
        package let local: Count
        package let lateOn: Day?

        package struct Count: Sendable, Encodable {
            package let done: Int
            package let needed: Int
        }

        init(_ standing: VisitStanding) {
            law = Count(done: standing.law.done, needed: standing.law.needed)
            local = Count(done: standing.local.done, needed: standing.local.needed)
            lateOn = standing.lateOn
        }
    }

    package struct Checklist: Sendable, Encodable {
        package let version: FrameworkID
        package let title: String
        package let month: String
        package let theme: String
        package let isRequired: Bool
        package let criteria: [Item]

        /// The same with others of its criteria.
        package func with(_ criteria: [Item]) -> Checklist {
            Checklist(
                version: version, title: title, month: month, theme: theme, isRequired: isRequired, criteria: criteria)
        }
    }

    package struct Item: Sendable, Encodable {
        package let id: String
        package let code: String
        package let text: String
        package let kind: String
        package let options: [Option]
        package let max: String?
        package let group: String

        package struct Option: Sendable, Encodable {
            package let value: String
            package let label: String
        }
    }

    package struct Task: Sendable, Encodable {
        package let id: VisitTaskID
        package let school: OrganisationID
        package let month: String
        package let theme: String
        package let checklist: FrameworkID?
        package let isJoint: Bool
        package let dueOn: Day
    }
}

/// Gathers what a device takes along.
package enum VisitPackages {
    /// More schools than an office of a county has.
    static let limit = 600
    /// Offices whose departments are taken along.
    private static let offices = 50

    package static func of(_ viewer: Viewer, in db: SQLConnection) throws -> VisitPackage {
        let place = try VisitOffice.place(of: viewer, in: db)
        let tasks = try VisitTasks.open(for: viewer, in: db)
        let own = try VisitSchools.of(viewer, limit: limit, in: db)
        let left = own.count < limit ? 0 : try VisitSchools.count(viewer, in: db) - limit
        let ownIDs = Set(own.map(\.id))
        let floor = try CoverageRules.floor(at: place, in: db)
        let guests = try Set(tasks.map(\.school)).subtracting(ownIDs).sorted { $0.rawValue < $1.rawValue }.compactMap {
            try Organisations.find($0, visibleTo: .system(on: viewer.day), in: db)
        }
        let month = Month(of: viewer.day)
        let themes = try VisitThemes.published(from: month.previous, until: month.next, at: place, in: db)
        var checklists = try themes.compactMap { theme -> VisitPackage.Checklist? in
            guard let id = theme.checklist else { return nil }
            return try checklist(id, of: theme, in: db)
        }
        for task in tasks {
            guard let id = task.checklist, !checklists.contains(where: { $0.version == id }) else { continue }
            checklists.append(
                try checklist(id, month: Month(of: task.dueOn).text, theme: task.theme, isRequired: false, db))
        }
        return VisitPackage(
            schools: try own.map { try school($0, isOwn: true, floor, viewer, db) }
                + guests.map { try school($0, isOwn: false, floor, viewer, db) },
            checklists: checklists,
            tasks: tasks.map {
                VisitPackage.Task(
                    id: $0.id, school: $0.school, month: Month(of: $0.dueOn).text, theme: $0.theme,
                    checklist: $0.checklist, isJoint: true, dueOn: $0.dueOn)
            },
            departments: try Set((own + guests).map(\.place)).sorted { $0.office < $1.office }.prefix(offices)
                .flatMap { try VisitOffice.departments(at: $0, in: db) },
            colleagues: try VisitOffice.colleagues(at: place, on: viewer.day, in: db)
                .filter { $0.person != viewer.person },
            left: left)
    }

    private static func school(
        _ unit: OrganisationRecord, isOwn: Bool, _ floor: VisitFloor, _ viewer: Viewer, _ db: SQLConnection
    ) throws -> VisitPackage.School {
        let term = VisitFloor.term(of: viewer.day)
        let rows = try db.rows(
            """
            SELECT id, visited_on, person_name, outcome, theme FROM visit
            WHERE organisation_id = \(unit.id) AND visited_on >= \(term.from.adding(days: -186)) AND NOT is_void
            ORDER BY visited_on DESC, id DESC LIMIT 40
            """)
        let days: [Day] = try rows.map { try $0.get(1) }
        let findings = try db.rows(
            """
            SELECT id, number, problem, due_on, state, version FROM finding_part
            WHERE organisation_id = \(unit.id) AND is_open ORDER BY due_on, id LIMIT 30
            """)
        return VisitPackage.School(
            id: unit.id, code: unit.code, name: unit.name,
            stages: unit.organisation.facts.stages.sorted().map(\.rawValue), address: unit.organisation.facts.address,
            isOwn: isOwn, office: unit.place.office,
            lastVisits: try rows.prefix(3).map {
                VisitPackage.LastVisit(
                    id: try $0.get(0), on: try $0.get(1), by: try $0.get(2), outcome: try $0.get(3),
                    theme: try $0.get(4))
            },
            openFindings: try findings.map { row in
                let due: String = try row.get(3)
                let state: FindingPart.State = try row.get(4)
                return VisitPackage.OpenFinding(
                    id: try row.get(0), number: try row.get(1) ?? "", problem: try row.get(2), dueOn: due,
                    isLate: state.awaitsUnit && Day(due).map { $0 < viewer.day } ?? false, state: state.label,
                    version: try row.get(5))
            },
            due: VisitPackage.Due(floor.standing(days, on: viewer.day)))
    }

    private static func checklist(
        _ id: FrameworkID, of theme: VisitTheme, in db: SQLConnection
    ) throws -> VisitPackage.Checklist {
        try checklist(id, month: theme.month.text, theme: theme.title, isRequired: theme.isRequired, db)
    }

    private static func checklist(
        _ id: FrameworkID, month: String, theme: String, isRequired: Bool, _ db: SQLConnection
    ) throws -> VisitPackage.Checklist {
        let framework = try FrameworkVersions.require(id, in: db)
        return VisitPackage.Checklist(
            version: id, title: framework.name, month: month, theme: theme, isRequired: isRequired,
            criteria: framework.nodes.flatMap { items($0, group: "") })
    }

    private static func items(_ node: FrameworkNode, group: String) -> [VisitPackage.Item] {
        guard let criterion = node.criterion else {
            return node.children.flatMap { items($0, group: node.title) }
        }
        return [VisitPackage.Item(node, criterion, group: group)]
    }
}

extension VisitPackage.Item {
    fileprivate init(_ node: FrameworkNode, _ criterion: Criterion, group: String) {
        id = node.number
        code = node.number
        text = node.title
        self.group = group
        var options: [Option] = []
        var max: String?
        switch criterion.kind {
        case .scored(let full):
            kind = "scored"
            max = full.text
        case .graded(let levels):
            kind = "graded"
            options = levels.map { Option(value: $0.name, label: $0.name) }
        case .counted: kind = "counted"
        case .yesNo, .veto:
            kind = "yesNo"
            options = ["是", "否"].map { Option(value: $0, label: $0) }
        }
        self.options = options
        self.max = max
    }
}
