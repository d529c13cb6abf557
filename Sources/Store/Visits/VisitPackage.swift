package import SQLCore
package import Supervision

/// What a device takes along before it loses the network.
package struct VisitPackage: Sendable {
    package let schools: [School]
    package let checklists: [Checklist]
    package let themes: [Theme]
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
        /// Who receives inspectors there; both empty while nobody wrote it down.
        package let contactName: String
        package let contactPhone: String
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

    /// What was planned for a month, with a checklist or without.
    package struct Theme: Sendable, Encodable {
        package let id: VisitThemeID
        package let month: String
        package let title: String
        package let note: String
        package let checklist: FrameworkID?
        package let isRequired: Bool

        init(_ theme: VisitTheme) {
            (id, month, title) = (theme.id, theme.month.text, theme.title)
            (note, checklist, isRequired) = (theme.note, theme.checklist, theme.isRequired)
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
        package let fromDay: Day
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
        var checklists: [VisitPackage.Checklist] = []
        for theme in themes {
            guard let id = theme.checklist else { continue }
            // An office and one above it may give the same title the same checklist.
            let isThere = checklists.contains {
                $0.version == id && $0.month == theme.month.text && $0.theme == theme.title
            }
            if !isThere { checklists.append(try checklist(id, of: theme, in: db)) }
        }
        for task in tasks {
            guard let id = task.checklist, !checklists.contains(where: { $0.version == id }) else { continue }
            checklists.append(
                try checklist(id, month: Month(of: task.dueOn).text, theme: task.theme, isRequired: false, db))
        }
        let facts = try VisitFacts(of: (own + guests).map(\.id), on: viewer.day, in: db)
        return VisitPackage(
            schools: own.map { school($0, isOwn: true, facts, floor, viewer.day) }
                + guests.map { school($0, isOwn: false, facts, floor, viewer.day) },
            checklists: checklists, themes: themes.map(VisitPackage.Theme.init),
            tasks: tasks.map {
                VisitPackage.Task(
                    id: $0.id, school: $0.school, month: Month(of: $0.dueOn).text, theme: $0.theme,
                    checklist: $0.checklist, isJoint: true, fromDay: $0.from, dueOn: $0.dueOn)
            },
            departments: try Set((own + guests).map(\.place)).sorted { $0.office < $1.office }.prefix(offices)
                .flatMap { try VisitOffice.departments(at: $0, in: db) },
            colleagues: try VisitOffice.colleagues(at: place, on: viewer.day, in: db)
                .filter { $0.person != viewer.person },
            left: left)
    }

    private static func school(
        _ unit: OrganisationRecord, isOwn: Bool, _ facts: VisitFacts, _ floor: VisitFloor, _ day: Day
    ) -> VisitPackage.School {
        let contact = facts.contacts[unit.id]
        let visits = facts.visits[unit.id] ?? []
        return VisitPackage.School(
            id: unit.id, code: unit.code, name: unit.name,
            stages: unit.organisation.facts.stages.sorted().map(\.rawValue), address: unit.organisation.facts.address,
            contactName: contact?.name ?? "", contactPhone: contact?.phone ?? "", isOwn: isOwn,
            office: unit.place.office, lastVisits: Array(visits.prefix(3)), openFindings: facts.findings[unit.id] ?? [],
            due: VisitPackage.Due(floor.standing(visits.map(\.on), on: day)))
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
