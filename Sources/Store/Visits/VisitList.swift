package import SQLCore
package import Supervision

/// A visit as lists show it.
package struct VisitRow: Sendable, Equatable {
    package let id: VisitID
    package let number: String
    package let school: OrganisationID
    package let schoolName: String
    package let person: PersonID
    package let personName: String
    package let kind: Visit.Kind
    package let theme: String
    package let day: Day
    package let receivedAt: Instant
    package let outcome: VisitOutcome
    package let problems: Int
    package let photos: Int
    package let photosMissing: Int
    package let marks: [VisitMark]
    package let openMarks: Int
    package let isVoid: Bool
    package let signedAt: Instant?
    package let disagreement: String
    package let told: Told
    /// Whether the office asked the author to correct it.
    package let isAsked: Bool

    /// What a school is told of it.
    package struct Told: Sendable, Equatable {
        package let outcome: VisitOutcome
        package let problems: Int
        package let photos: Int
    }
}

/// Which visits are wanted; what is empty asks nothing.
package struct VisitFilter: Sendable, Equatable {
    /// Part of the school's or the inspector's name, or the number.
    package var text = ""
    package var school: OrganisationID?
    package var person: PersonID?
    /// Made for one joint visit.
    package var task: VisitTaskID?
    package var month: Month?
    package var theme = ""
    package var outcome: VisitOutcome?
    package var mark: VisitMark?
    package var kind: Visit.Kind?
    package var state: State?
    /// Only of the viewer's own office's schools.
    package var isOwn = false
    /// Only what the viewer wrote.
    package var isMine = false
    /// `day`, `school`, `person`, `outcome`.
    package var sort = "day"
    package var isDescending = true

    package init() {}

    package static let sorts = ["-day", "day", "school", "person", "outcome"]

    package enum State: String, Sendable, CaseIterable {
        case undecided, asked, unsigned, disagreed, waitingPhotos, void

        package var label: String {
            switch self {
            case .undecided: "有待核定"
            case .asked: "待督学更正"
            case .unsigned: "学校未签收"
            case .disagreed: "学校有异议"
            case .waitingPhotos: "照片未收齐"
            case .void: "已作废"
            }
        }

        /// What a school may ask for; the rest would tell it of marks and of what was reported.
        package static let ofUnits: [State] = [.unsigned, .disagreed]
    }
}

extension Visits {
    package static func list(
        _ filter: VisitFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<VisitRow> {
        let condition = matching(filter, viewer)
        let rows = try db.rows(
            """
            SELECT \(columns) FROM visit v WHERE \(condition) ORDER BY \(order(filter, viewer))
            LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) FROM visit v WHERE \(condition)")?.get(0) ?? 0
        return Listing(rows: try rows.map { try VisitRow($0).shown(to: viewer) }, total: total, page: page)
    }

    /// Titles of the themes that the viewer may see, for choosing.
    package static func themes(visibleTo viewer: Viewer, in db: SQLConnection) throws -> [String] {
        try VisitThemes.list(month: nil, PageRequest(size: 100), visibleTo: viewer, in: db).rows.map(\.title)
            .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private static func matching(_ filter: VisitFilter, _ viewer: Viewer) -> SQL {
        var conditions: [SQL] = [visible(to: viewer)]
        if !filter.text.isEmpty {
            let part = "%\(filter.text.normalisedCell.likeEscaped)%"
            conditions.append(
                """
                (v.organisation_name LIKE \(part) ESCAPE '\\' OR v.person_name LIKE \(part) ESCAPE '\\'
                    OR v.number = \(filter.text))
                """)
        }
        if let school = filter.school { conditions.append("v.organisation_id = \(school)") }
        if let person = filter.person { conditions.append("v.person_id = \(person)") }
        if let task = filter.task { conditions.append("v.task_id = \(task) AND NOT v.is_void") }
        if let month = filter.month {
            conditions.append("v.visited_on >= \(month.first) AND v.visited_on <= \(month.last)")
        }
        if !filter.theme.isEmpty { conditions.append("v.theme = \(filter.theme)") }
        let isUnit = viewer.role.belongsToOrganisation
        if let outcome = filter.outcome, !isUnit || outcome != .serious {
            conditions.append("\(outcomeColumn(viewer)) = \(outcome)")
        }
        if let kind = filter.kind { conditions.append("v.kind = \(kind)") }
        // Marks are the office's and the inspector's own business.
        if let mark = filter.mark, !isUnit { conditions.append("v.marks LIKE \("% \(mark.rawValue) %")") }
        if filter.isOwn { conditions.append(Todos.own(viewer, "v.")) }
        if filter.isMine { conditions.append("v.person_id = \(viewer.person)") }
        switch filter.state.flatMap({ !isUnit || VisitFilter.State.ofUnits.contains($0) ? $0 : nil }) {
        case .undecided: conditions.append("v.open_marks > 0")
        case .asked: conditions.append("v.is_asked AND NOT v.is_void")
        case .unsigned: conditions.append("v.signed_at IS NULL AND NOT v.is_void")
        case .disagreed: conditions.append("v.disagreement <> ''")
        case .waitingPhotos: conditions.append("v.photos_missing > 0")
        case .void: conditions.append("v.is_void")
        case nil: break
        }
        return .joined(conditions, separator: " AND ")
    }

    private static func order(_ filter: VisitFilter, _ viewer: Viewer) -> SQL {
        switch (filter.sort, filter.isDescending) {
        case ("school", false): "v.organisation_name, v.visited_on DESC, v.id"
        case ("school", true): "v.organisation_name DESC, v.visited_on DESC, v.id"
        case ("person", false): "v.person_name, v.visited_on DESC, v.id"
        case ("person", true): "v.person_name DESC, v.visited_on DESC, v.id"
        case ("outcome", let isDown):
            "\(severity(outcomeColumn(viewer))) \(isDown ? down : up), v.visited_on DESC, v.id"
        case (_, false): "v.visited_on, v.id"
        default: "v.visited_on DESC, v.id DESC"
        }
    }

    private static let down: SQL = "DESC"
    private static let up: SQL = "ASC"

    private static func severity(_ outcome: SQL) -> SQL {
        "CASE \(outcome) WHEN 'none' THEN 0 WHEN 'settled' THEN 1 WHEN 'advice' THEN 2 WHEN 'consult' THEN 3 ELSE 4 END"
    }

    private static func outcomeColumn(_ viewer: Viewer) -> SQL {
        viewer.role.belongsToOrganisation ? "v.told_outcome" : "v.outcome"
    }

    static let columns: SQL = """
        v.id, v.number, v.organisation_id, v.organisation_name, v.person_id, v.person_name, v.kind, v.theme, v.visited_on,
        v.received_at, v.outcome, v.problem_count, v.photo_count, v.photos_missing, v.marks, v.open_marks, v.is_void,
        v.signed_at, v.disagreement, v.told_outcome, v.told_problems, v.told_photos, v.is_asked
        """
}

extension VisitRow {
    init(_ row: SQLRow) throws {
        try self.init(
            id: row.get(0), number: row.get(1), school: row.get(2), schoolName: row.get(3), person: row.get(4),
            personName: row.get(5), kind: row.get(6), theme: row.get(7), day: row.get(8), receivedAt: row.get(9),
            outcome: row.get(10), problems: row.get(11), photos: row.get(12), photosMissing: row.get(13),
            marks: VisitMark.read(row.get(14)), openMarks: row.get(15), isVoid: row.get(16), signedAt: row.get(17),
            disagreement: row.get(18),
            told: Told(outcome: row.get(19), problems: row.get(20), photos: row.get(21)), isAsked: row.get(22))
    }

    /// A school is not told of marks, nor of what was reported to the office.
    func shown(to viewer: Viewer) -> VisitRow {
        guard viewer.role.belongsToOrganisation else { return self }
        return VisitRow(
            id: id, number: number, school: school, schoolName: schoolName, person: person, personName: personName,
            kind: kind, theme: theme, day: day, receivedAt: receivedAt, outcome: told.outcome,
            problems: told.problems, photos: told.photos, photosMissing: min(photosMissing, told.photos), marks: [],
            openMarks: 0, isVoid: isVoid,
            signedAt: signedAt, disagreement: disagreement, told: told, isAsked: false)
    }
}
