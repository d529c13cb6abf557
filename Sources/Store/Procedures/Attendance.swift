package import SQLCore
package import Supervision

/// Somebody who took part in a campaign's training.
package struct AttendanceRow: Sendable, Equatable {
    package let id: AttendanceID
    package let organisation: OrganisationID?
    package let organisationName: String
    package let person: String
    package let post: String
    package let at: Instant
}

package enum AttendanceEntry {}
package typealias AttendanceID = Identifier<AttendanceEntry>

/// One line that was pasted: unit, person, post.
package struct AttendanceLine: Sendable, Equatable {
    package let number: Int
    package let unit: String
    package let person: String
    package let post: String

    package static let limit = 1_000

    package init(number: Int, unit: String, person: String, post: String) {
        self.number = number
        self.unit = unit
        self.person = person
        self.post = post
    }

    /// Lines of `单位 姓名 职务`, apart by tab, comma or bar; a head line is passed over.
    package static func read(_ text: String) -> [AttendanceLine] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated().compactMap {
            index, line in
            guard !line.isBlankLine else { return nil }
            let cells = line.split(omittingEmptySubsequences: false) { "\t,，|｜".contains($0) }.map {
                String($0).trimmed
            }
            if index == 0, cells.first == "单位" { return nil }
            return AttendanceLine(
                number: index + 1, unit: cells[0], person: cells.count > 1 ? cells[1] : "",
                post: cells.count > 2 ? cells[2] : "")
        }
    }

    /// What is wrong with it, as a sentence; nil when nothing is.
    package var problem: String? {
        if unit.isEmpty || unit.count > 100 { return "第\(number)行没有单位名称，或超过100字。" }
        if person.isEmpty || person.count > 30 { return "第\(number)行没有姓名，或超过30字；每行按“单位，姓名，职务”填写。" }
        if post.count > 50 { return "第\(number)行职务超过50字。" }
        return nil
    }
}

extension Substring {
    fileprivate var isBlankLine: Bool { allSatisfy(\.isWhitespace) }
}

/// What the list of a campaign's participants was asked for.
package struct AttendanceFilter: Sendable, Equatable {
    package let campaign: CampaignID
    package var text = ""
    /// Of a unit of the campaign, or of none.
    package var isOfUnit: Bool?
    /// `unit`, `person` or `at`.
    package var sort = "unit"
    package var isDescending = false

    package init(campaign: CampaignID) {
        self.campaign = campaign
    }

    package static let sorts = ["unit", "person", "at"]
}

/// The attendance table: who took part in 宣传培训.
package enum Attendance {
    /// Adds the good lines; gives how many were new.
    ///
    /// The caller has seen the problems.
    package static func add(_ lines: [AttendanceLine], to id: CampaignID, _ act: Act) throws -> Int {
        let record = try Campaigns.require(id, visibleTo: act.viewer, in: act.db)
        guard record.campaign.procedure.steps.contains(where: { $0.requires.contains(.training) }) else {
            throw ProcedureRefusal.unknownStep(StepAct.training.label)
        }
        var units: [String: OrganisationID] = [:]
        for row in try act.db.rows("SELECT name, code, organisation_id FROM inspection WHERE campaign_id = \(id)") {
            units[try row.get(0)] = try row.get(2)
            units[try row.get(1)] = try row.get(2)
        }
        var added = 0
        for line in lines where line.problem == nil {
            let unit = units[line.unit]
            let name: String =
                try unit.flatMap {
                    try act.db.first("SELECT name FROM organisation WHERE id = \($0)")?.get(0)
                } ?? line.unit
            let entry: AttendanceID = act.newID()
            added += try act.db.execute(
                """
                INSERT INTO attendance (id, campaign_id, organisation_id, organisation_name, person_name, post, added_by,
                    at)
                VALUES (\(entry), \(id), \(unit), \(name), \(line.person), \(line.post), \(act.viewer.person), \(act.at))
                ON CONFLICT (campaign_id, organisation_name, person_name) DO NOTHING
                """)
        }
        try act.record("campaign.attended", of: "campaign", id.rawValue, in: record.place, ["added": "\(added)"])
        return added
    }

    package static func remove(_ entry: AttendanceID, from id: CampaignID, _ act: Act) throws {
        let record = try Campaigns.require(id, visibleTo: act.viewer, in: act.db)
        let changed = try act.db.execute("DELETE FROM attendance WHERE id = \(entry) AND campaign_id = \(id)")
        guard changed == 1 else { throw AttendanceRefusal() }
        try act.record(
            "campaign.attendanceRemoved", of: "campaign", id.rawValue, in: record.place, ["entry": entry.rawValue])
    }

    package static func list(
        _ filter: AttendanceFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<AttendanceRow> {
        var conditions: [SQL] = [Campaigns.visible(to: viewer), "a.campaign_id = \(filter.campaign)"]
        if filter.isOfUnit == true { conditions.append("a.organisation_id IS NOT NULL") }
        if filter.isOfUnit == false { conditions.append("a.organisation_id IS NULL") }
        if !filter.text.isEmpty {
            let like = LikePattern.containing(filter.text)
            conditions.append(
                "(a.organisation_name LIKE \(like) ESCAPE '\\' OR a.person_name LIKE \(like) ESCAPE '\\')")
        }
        let from: SQL = """
            FROM attendance a JOIN campaign c ON c.id = a.campaign_id WHERE \(.joined(conditions, separator: " AND "))
            """
        let rows = try db.rows(
            """
            SELECT a.id, a.organisation_id, a.organisation_name, a.person_name, a.post, a.at \(from)
            ORDER BY \(order(filter)) LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) \(from)")?.get(0) ?? 0
        return Listing(
            rows: try rows.map {
                try AttendanceRow(
                    id: $0.get(0), organisation: $0.get(1), organisationName: $0.get(2), person: $0.get(3),
                    post: $0.get(4), at: $0.get(5))
            }, total: total, page: page)
    }

    /// How many people and units of the campaign took part, and which of its units did not; the caller has required it.
    package static func figures(of id: CampaignID, in db: SQLConnection) throws -> AttendanceFigures {
        let row = try db.first(
            """
            SELECT count(*), count(DISTINCT organisation_id) FROM attendance WHERE campaign_id = \(id)
            """)
        let missing = try db.rows(
            """
            SELECT i.id, i.name FROM inspection i WHERE i.campaign_id = \(id) AND NOT EXISTS (
                SELECT 1 FROM attendance a WHERE a.campaign_id = i.campaign_id AND a.organisation_id = i.organisation_id)
            ORDER BY i.code, i.id LIMIT 1000
            """)
        return AttendanceFigures(
            people: try row?.get(0) ?? 0, units: try row?.get(1) ?? 0,
            missing: try missing.map { (try $0.get(0), try $0.get(1)) })
    }

    private static func order(_ filter: AttendanceFilter) -> SQL {
        let down: SQL = filter.isDescending ? " DESC" : ""
        return switch filter.sort {
        case "person": "a.person_name\(down), a.id"
        case "at": "a.at\(down), a.id"
        default: "a.organisation_name\(down), a.person_name, a.id"
        }
    }
}

/// How far a campaign's units took part in its training.
package struct AttendanceFigures: Sendable {
    package let people: Int
    package let units: Int
    package let missing: [(inspection: InspectionID, name: String)]
}

/// An entry that is not there.
package struct AttendanceRefusal: Refusal, Equatable {
    package init() {}

    package var code: String { "attendance.notFound" }
    package var kind: RefusalKind { .notFound }
    package var message: String { "没有这条参训记录，可能刚刚被删除。" }
}
