package import SQLCore
package import Supervision

package typealias CertificationID = Identifier<CertificationCase>

/// A county's way through the steps with where it stands.
package struct CertificationRecord: Sendable, Equatable {
    package let id: CertificationID
    package let district: String
    package let name: String
    package let standard: String
    package let tier: String
    package let year: Int
    package let state: CertificationState
    package let step: String
    package let openedOn: Day
    package let endedOn: Day?
    package let reason: String
    package let version: Int
    package let place: Place
    /// When the step under way began, and by when it is to be done; nil where it has no last day.
    package let began: Day
    package let due: Day?
    /// The year whose calendar is missing, where that is why there is no day.
    package let undetermined: Int?

    package var procedure: CertificationProcedure? { CertificationProcedures.find(standard) }

    package var stepName: String { procedure?.steps.first { $0.code == step }?.name ?? step }

    package func isLate(on today: Day) -> Bool { state == .open && (due.map { $0 < today } ?? false) }
}

/// One time that a step was under way, with what came of it.
package struct CertificationPassRecord: Sendable, Equatable {
    package let id: String
    package let pass: CertificationPass
    package let note: String
    package let document: String
    package let byName: String
    package let due: Day?
    package let undetermined: Int?
    /// Why the office set the day.
    package let reason: String
}

package struct CertificationFilter: Sendable {
    package var text = ""
    package var standard = ""
    package var tier = ""
    package var step = ""
    package var state: CertificationState?
    package var year: Int?
    /// Only those whose step should have been done by now.
    package var isLate = false
    /// Only those whose turn is the viewer's own office's.
    package var isMine = false
    package var sort = "opened"
    package var isDescending = true

    package init() {}
}

/// The tables certification and certification_pass.
package enum Certifications {
    package static let rule = "certification"

    package static func require(
        _ id: CertificationID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> CertificationRecord {
        let row = try db.first(
            "SELECT \(columns) \(source) WHERE c.id = \(id) AND \(Roadmaps.visible(to: viewer, "c."))")
        guard let row else { throw CertificationRefusal.notFound }
        return try CertificationRecord(row)
    }

    package static func list(
        _ filter: CertificationFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<CertificationRecord> {
        let condition = condition(filter, viewer)
        let rows = try db.rows(
            """
            SELECT \(columns) \(source) WHERE \(condition) ORDER BY \(order(filter)), c.id
            LIMIT \(page.size) OFFSET \(page.offset)
            """
        ).map { try CertificationRecord($0) }
        let total: Int = try db.first("SELECT count(*) \(source) WHERE \(condition)")?.get(0) ?? 0
        return Listing(rows: rows, total: total, page: page)
    }

    /// Those under way, by the county's code.
    package static func open(
        _ standard: String, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [String: CertificationRecord] {
        let records = try db.rows(
            """
            SELECT \(columns) \(source)
            WHERE c.state = 'open' AND c.standard = \(standard) AND \(Roadmaps.visible(to: viewer, "c."))
            """
        ).map { try CertificationRecord($0) }
        return Dictionary(records.map { ($0.district, $0) }, uniquingKeysWith: { first, _ in first })
    }

    package static func passes(of id: CertificationID, in db: SQLConnection) throws -> [CertificationPassRecord] {
        try db.rows(
            """
            SELECT p.id, p.step, p.began_on, p.ended_on, p.outcome, p.note, p.document, p.by_name, d.due_on,
                d.undetermined_year, coalesce(d.reason, '')
            FROM certification_pass p LEFT JOIN deadline d ON d.subject_id = p.id AND d.rule = \(rule)
                AND d.subject_kind = 'certification'
            WHERE p.certification_id = \(id) ORDER BY p.number
            """
        ).map { row in
            CertificationPassRecord(
                id: try row.get(0),
                pass: CertificationPass(
                    step: try row.get(1), beganOn: try row.get(2), endedOn: try row.get(3), outcome: try row.get(4)),
                note: try row.get(5), document: try row.get(6), byName: try row.get(7), due: try row.get(8),
                undetermined: try row.get(9), reason: try row.get(10))
        }
    }

    /// The case as the rules see it.
    package static func standing(
        of record: CertificationRecord, in db: SQLConnection
    ) throws -> CertificationCase {
        guard let procedure = record.procedure else { throw CertificationRefusal.noStandard }
        return CertificationCase(
            procedure.steps(of: record.tier), year: record.year,
            passes: try passes(of: record.id, in: db).map(\.pass), state: record.state)
    }

    /// Steps of `c` whose turn is the viewer's own office's, those of a province without an office being its cities'.
    static func isTurn(of viewer: Viewer) -> SQL {
        let own = Place(viewer.scope).deepest ?? "-"
        guard case .region(.city, _) = viewer.scope else { return "c.turn = \(own)" }
        return """
            (c.turn = \(own) OR c.city = \(own) AND c.turn = c.province AND NOT EXISTS (\(offices(of: "c.province"))))
            """
    }

    /// Whether the province of a place has an office on the platform.
    package static func isProvinceThere(_ place: Place, in db: SQLConnection) throws -> Bool {
        try db.first("\(offices(of: "\(place.province)")) LIMIT 1") != nil
    }

    private static func offices(of province: SQL) -> SQL {
        """
        SELECT 1 FROM account a WHERE a.active AND a.scope = 'province' AND a.region_code = \(province)
            AND a.role IN (\(list: Role.office.map(\.rawValue).sorted()))
        """
    }

    private static func condition(_ filter: CertificationFilter, _ viewer: Viewer) -> SQL {
        var conditions: [SQL] = [Roadmaps.visible(to: viewer, "c.")]
        if !filter.standard.isEmpty { conditions.append("c.standard = \(filter.standard)") }
        if !filter.tier.isEmpty { conditions.append("c.tier = \(filter.tier)") }
        if !filter.step.isEmpty { conditions.append("c.step = \(filter.step) AND c.state = 'open'") }
        if let state = filter.state { conditions.append("c.state = \(state)") }
        if let year = filter.year { conditions.append("c.year = \(year)") }
        if !filter.text.isEmpty {
            conditions.append("c.district_name LIKE \("%\(filter.text.likeEscaped)%") ESCAPE '\\'")
        }
        if filter.isLate { conditions.append("c.state = 'open' AND d.due_on < \(viewer.day)") }
        if filter.isMine { conditions.append("c.state = 'open' AND \(isTurn(of: viewer))") }
        return .joined(conditions, separator: " AND ")
    }

    private static func order(_ filter: CertificationFilter) -> SQL {
        switch (filter.sort, filter.isDescending) {
        case ("name", false): "c.district"
        case ("name", true): "c.district DESC"
        case ("year", false): "c.year"
        case ("year", true): "c.year DESC"
        case ("due", false): "CASE WHEN d.due_on IS NULL THEN 1 ELSE 0 END, d.due_on"
        case ("due", true): "CASE WHEN d.due_on IS NULL THEN 1 ELSE 0 END, d.due_on DESC"
        case (_, false): "c.opened_on"
        default: "c.opened_on DESC"
        }
    }

    static let columns: SQL = """
        c.id, c.district, c.district_name, c.standard, c.tier, c.year, c.state, c.step, c.opened_on, c.ended_on, c.reason,
        c.version, c.province, c.city, c.county, c.zone, p.began_on, d.due_on, d.undetermined_year
        """

    static let source: SQL = """
        FROM certification c JOIN certification_pass p ON p.id = c.pass_id
            LEFT JOIN deadline d ON d.subject_id = c.pass_id AND d.subject_kind = 'certification'
                AND d.rule = 'certification'
        """
}

extension CertificationRecord {
    fileprivate init(_ row: SQLRow) throws {
        self.init(
            id: try row.get(0), district: try row.get(1), name: try row.get(2), standard: try row.get(3),
            tier: try row.get(4), year: try row.get(5), state: try row.get(6), step: try row.get(7),
            openedOn: try row.get(8), endedOn: try row.get(9), reason: try row.get(10), version: try row.get(11),
            place: Place(
                province: try row.get(12), city: try row.get(13), county: try row.get(14), zone: try row.get(15)),
            began: try row.get(16), due: try row.get(17), undetermined: try row.get(18))
    }
}

extension CertificationState: SQLConvertible {}
extension CertificationPass.Outcome: SQLConvertible {}
