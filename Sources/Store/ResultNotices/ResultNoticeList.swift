package import SQLCore
package import Supervision

extension ResultNotices {
    /// Shown, and its term not over on `day`.
    static func isOpen(on day: Day) -> SQL {
        "n.state = 'published' AND coalesce(n.until_day, '2199-12-31') >= \(day)"
    }

    /// Whether a unit that it names has said nothing yet.
    static func awaits(_ unit: OrganisationID) -> SQL {
        """
        NOT EXISTS (SELECT 1 FROM result_feedback f WHERE f.notice_id = n.id AND f.organisation_id = \(unit))
        """
    }

    /// Whether something was said that nobody has answered.
    static var isUnanswered: SQL {
        """
        n.state = 'published' AND EXISTS (SELECT 1 FROM result_feedback f WHERE f.notice_id = n.id
            AND f.stance <> 'agree' AND f.answered_on IS NULL)
        """
    }

    /// The newest first; `state` is a state, `open` for what may be answered today, `mine` for what the viewer's unit
    /// has to answer, `unanswered` for what the office has, or empty for all.
    package static func list(
        state: String, text: String = "", isOwn: Bool = false, _ page: PageRequest, visibleTo viewer: Viewer,
        in db: SQLConnection
    ) throws -> Listing<ResultNoticeRecord> {
        let own: SQL = isOwn ? Todos.own(viewer, "n.") : "true"
        return try list("\(visible(to: viewer)) AND \(own) AND \(matching(state, text, viewer))", page, in: db)
    }

    /// What anybody may read: shown, and its term not over for longer than a year.
    package static func shown(_ page: PageRequest, on day: Day, in db: SQLConnection) throws -> Listing<
        ResultNoticeRecord
    > {
        try list("n.state = 'published' AND n.published_on >= \(day.adding(days: -365))", page, in: db)
    }

    package static func requireShown(_ id: ResultNoticeID, in db: SQLConnection) throws -> ResultNoticeRecord {
        let row = try db.first("SELECT \(columns) \(tables) WHERE n.id = \(id) AND n.state = 'published'")
        guard let row else { throw ResultRefusal.notFound }
        return try ResultNoticeRecord(row)
    }

    package static func require(
        _ id: ResultNoticeID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> ResultNoticeRecord {
        let row = try db.first("SELECT \(columns) \(tables) WHERE n.id = \(id) AND \(visible(to: viewer))")
        guard let row else { throw ResultRefusal.notFound }
        return try ResultNoticeRecord(row)
    }

    /// The notice of a subject that still stands or is being drafted; nil for none.
    package static func current(
        of subject: ResultNotice.Subject, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> ResultNoticeRecord? {
        let (kind, id) = subject.columns
        return try db.first(
            """
            SELECT \(columns) \(tables) WHERE n.subject_kind = \(kind) AND n.subject_id = \(id) AND n.state <> 'withdrawn'
                AND \(visible(to: viewer)) ORDER BY n.created_at DESC, n.id DESC
            """
        ).map { try ResultNoticeRecord($0) }
    }

    /// An office sees its region's; a unit those that name it, once they are shown.
    static func visible(to viewer: Viewer) -> SQL {
        Visibility(
            organisation: {
                """
                n.state <> 'draft' AND EXISTS (SELECT 1 FROM result_party y WHERE y.notice_id = n.id
                    AND y.organisation_id = \($0))
                """
            }, granted: { _, _ in "false" }
        ).condition(for: viewer, alias: "n.")
    }

    private static func matching(_ state: String, _ text: String, _ viewer: Viewer) -> SQL {
        var conditions: [SQL] = ["true"]
        switch state {
        case "": break
        case "open":
            conditions.append(isOpen(on: viewer.day))
        case "mine":
            guard case .organisation(let unit) = viewer.scope else { return "false" }
            conditions += [isOpen(on: viewer.day), awaits(unit)]
        case "unanswered":
            conditions.append(isUnanswered)
        default: conditions.append("n.state = \(state)")
        }
        if !text.isEmpty { conditions.append("n.title LIKE \(LikePattern.containing(text)) ESCAPE '\\'") }
        return .joined(conditions, separator: " AND ")
    }

    private static func list(_ condition: SQL, _ page: PageRequest, in db: SQLConnection) throws
        -> Listing<ResultNoticeRecord>
    {
        let rows = try db.rows(
            """
            SELECT \(columns) \(tables) WHERE \(condition) ORDER BY n.created_at DESC, n.id DESC
            LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) FROM result_notice n WHERE \(condition)")?.get(0) ?? 0
        return Listing(rows: try rows.map { try ResultNoticeRecord($0) }, total: total, page: page)
    }

    private static var tables: SQL { "FROM result_notice n LEFT JOIN person p ON p.id = n.drafted_by" }

    private static var columns: SQL {
        """
        n.id, n.subject_kind, n.subject_id, n.title, n.body, n.contact, n.days, n.lines, n.state, n.drafted_by,
        n.published_on, n.until_day, n.withdrawn_on, n.withdraw_reason, n.version, n.office, n.province, n.city,
        n.county, n.zone, coalesce(p.name, ''),
        (SELECT count(*) FROM result_feedback f WHERE f.notice_id = n.id),
        (SELECT count(*) FROM result_feedback f WHERE f.notice_id = n.id AND f.stance <> 'agree'
            AND f.answered_on IS NULL)
        """
    }
}

extension ResultNoticeRecord {
    fileprivate init(_ row: SQLRow) throws {
        let (kind, subject): (String, String) = (try row.get(1), try row.get(2))
        notice = try ResultNotice(
            id: row.get(0), subject: kind == "campaign" ? .campaign(Identifier(subject)) : .duty(Identifier(subject)),
            title: row.get(3), body: row.get(4), contact: row.get(5), days: row.get(6),
            lines: JSONColumn.value(row.get(7)), state: row.get(8), draftedBy: row.get(9), publishedOn: row.get(10),
            until: row.get(11), withdrawnOn: row.get(12), withdrawReason: row.get(13), version: row.get(14))
        office = try row.get(15)
        place = try Place(province: row.get(16), city: row.get(17), county: row.get(18), zone: row.get(19))
        drafter = try row.get(20)
        feedback = try row.get(21)
        unanswered = try row.get(22)
    }
}

/// Something whose results may be shown.
package struct ResultChoice: Sendable, Equatable {
    package let subject: ResultNotice.Subject
    package let name: String
    package let lines: Int
}

extension ResultNotices {
    /// Campaigns of governments with grades, and closed years of targets, without a notice that stands.
    package static func choices(visibleTo viewer: Viewer, in db: SQLConnection) throws -> [ResultChoice] {
        let own = Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" })
        let campaigns = try db.rows(
            """
            SELECT c.id, c.name, count(*) FROM inspection i JOIN campaign c ON c.id = i.campaign_id
                JOIN organisation_version v ON v.id = i.organisation_version_id
            WHERE \(own.condition(for: viewer, alias: "c.")) AND i.grade IS NOT NULL
                AND v.kind IN (\(list: GovernmentCases.kinds.map(\.rawValue)))
                AND NOT EXISTS (SELECT 1 FROM result_notice n WHERE n.subject_id = c.id AND n.state <> 'withdrawn')
            GROUP BY c.id, c.name, c.starts_on ORDER BY c.starts_on DESC, c.id LIMIT 100
            """
        ).map { ResultChoice(subject: .campaign(try $0.get(0)), name: try $0.get(1), lines: try $0.get(2)) }
        let sheets = try db.rows(
            """
            SELECT s.id, s.name, count(DISTINCT t.organisation_id) FROM duty_sheet s JOIN duty_target t ON t.sheet_id = s.id
            WHERE \(own.condition(for: viewer, alias: "s.")) AND s.state = 'closed'
                AND NOT EXISTS (SELECT 1 FROM result_notice n WHERE n.subject_id = s.id AND n.state <> 'withdrawn')
            GROUP BY s.id, s.name, s.year ORDER BY s.year DESC, s.id LIMIT 100
            """
        ).map { ResultChoice(subject: .duty(try $0.get(0)), name: try $0.get(1), lines: try $0.get(2)) }
        return campaigns + sheets
    }
}
