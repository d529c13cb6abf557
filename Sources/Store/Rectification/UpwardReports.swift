package import SQLCore
package import Supervision

/// The finding_report table: problems from above, and shared ones, told upward as one when all parts are closed.
package enum UpwardReports {
    package static func send(_ report: UpwardReport, of id: FindingID, _ act: Act) throws {
        let dossier = try Findings.require(id, visibleTo: act.viewer, in: act.db)
        guard let part = dossier.parts.first?.part else { throw FindingRefusal.notFound }
        let actor = try FindingActor(act.viewer, for: part, office: dossier.office)
        try report.require(
            open: dossier.total - dossier.closed, isReported: try current(of: id, in: act.db) != nil, by: actor,
            on: act.day)
        let row: Identifier<UpwardReport> = act.newID()
        try act.db.execute(
            """
            INSERT INTO finding_report (id, finding_id, addressee, document_number, on_day, report, by_person, by_name,
                at)
            VALUES (\(row), \(id), \(report.addressee), \(report.document), \(report.on), \(report.text),
                \(act.viewer.person), \(act.viewer.name), \(act.at))
            """)
        // It belongs to the whole and to no part.
        let event = FindingEvent(
            .reported, by: act.viewer.person, at: act.at, on: act.day, note: "报送\(report.addressee)")
        try Findings.insert(event, of: id, part: "", version: 0, act)
        try act.record("finding.reported", of: "finding", id.rawValue, ["document": report.document])
    }

    /// What was reported and still holds.
    package static func current(of id: FindingID, in db: SQLConnection) throws -> SentReport? {
        try all(of: id, in: db).first { $0.supersededOn == nil }
    }

    /// Every report of a finding, newest first.
    package static func all(of id: FindingID, in db: SQLConnection) throws -> [SentReport] {
        try db.rows(
            """
            SELECT addressee, document_number, on_day, report, by_name, superseded_on FROM finding_report
            WHERE finding_id = \(id) ORDER BY at DESC, id DESC
            """
        ).map { row in
            SentReport(
                report: try UpwardReport(
                    addressee: row.get(0), document: row.get(1), on: row.get(2), text: row.get(3)),
                by: try row.get(4), supersededOn: try row.get(5))
        }
    }

    /// A part was opened again: what was reported no longer holds.
    static func supersede(_ id: FindingID, _ act: Act) throws {
        try act.db.execute(
            """
            UPDATE finding_report SET superseded_on = \(act.day) WHERE finding_id = \(id) AND superseded_on IS NULL
            """)
    }

    package static func list(
        _ state: UpwardReport.State?, search: String = "", _ page: PageRequest, visibleTo viewer: Viewer,
        in db: SQLConnection
    ) throws -> Listing<UpwardReportRow> {
        let source: SQL = """
            FROM finding f LEFT JOIN finding_report r ON r.finding_id = f.id AND r.superseded_on IS NULL
            WHERE \(matching(state, search: search, viewer))
            """
        let rows = try db.rows(
            """
            SELECT f.id, f.number, f.problem, f.issued_on, f.state, r.addressee, r.document_number, r.on_day,
                (SELECT count(*) FROM finding_part p WHERE p.finding_id = f.id),
                (SELECT count(*) FROM finding_part p WHERE p.finding_id = f.id AND p.state = 'closed')
            \(source) ORDER BY f.issued_on DESC, f.id DESC LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) \(source)")?.get(0) ?? 0
        return Listing(rows: try rows.map { try UpwardReportRow($0) }, total: total, page: page)
    }

    /// Problems of the viewer's own office that came from above or are shared by several units.
    static func matching(_ state: UpwardReport.State?, search: String = "", _ viewer: Viewer) -> SQL {
        guard !viewer.role.belongsToOrganisation, !viewer.role.seesGrantsOnly else { return "false" }
        let office = Place(viewer.scope).office
        var conditions: [SQL] = [
            """
            f.state <> 'draft' AND f.id IN (
                SELECT s.id FROM finding s WHERE s.office = \(office) AND s.source = 'superior'
                UNION SELECT p.finding_id FROM finding_part p WHERE p.office = \(office) AND p.ordinal > 1)
            """
        ]
        switch state {
        case .open: conditions.append("f.state <> 'closed'")
        case .due: conditions.append("f.state = 'closed' AND r.id IS NULL")
        case .reported: conditions.append("r.id IS NOT NULL")
        case nil: break
        }
        if !search.isEmpty {
            let pattern = Findings.like(search)
            conditions.append("(f.number LIKE \(pattern) ESCAPE '\\' OR f.problem LIKE \(pattern) ESCAPE '\\')")
        }
        return .joined(conditions, separator: " AND ")
    }
}

/// A report that was sent.
package struct SentReport: Sendable, Equatable {
    package let report: UpwardReport
    package let by: String
    /// When a part was opened again.
    package let supersededOn: Day?
}

/// A problem with how far its report upward is.
package struct UpwardReportRow: Sendable, Equatable {
    package let finding: FindingID
    package let number: String
    package let problem: String
    package let issuedOn: Day?
    package let state: UpwardReport.State
    package let addressee: String
    package let document: String
    package let reportedOn: Day?
    package let parts: Int
    package let closed: Int
}

extension UpwardReportRow {
    fileprivate init(_ row: SQLRow) throws {
        let isClosed = try row.get(4) == "closed"
        reportedOn = try row.get(7)
        state = reportedOn != nil ? .reported : isClosed ? .due : .open
        finding = try row.get(0)
        number = try row.get(1)
        problem = try row.get(2)
        issuedOn = try row.get(3)
        addressee = try row.get(5) ?? ""
        document = try row.get(6) ?? ""
        parts = try row.get(8)
        closed = try row.get(9)
    }
}
