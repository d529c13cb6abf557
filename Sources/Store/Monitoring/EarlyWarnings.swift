package import SQLCore
package import Supervision

package enum EarlyWarningMark {}
package typealias EarlyWarningID = Identifier<EarlyWarningMark>

/// Something that an office should look at before it is too late (预警), raised by the program.
package struct EarlyWarning: Sendable, Equatable {
    package enum Kind: String, Sendable, SQLConvertible, CaseIterable {
        case balance, tips

        package var label: String {
            switch self {
            case .balance: "优质均衡"
            case .tips: "举报热点"
            }
        }
    }

    package enum State: String, Sendable, SQLConvertible, CaseIterable {
        /// Nobody has said that they know.
        case open
        case seen
        /// Its reason holds no more.
        case over

        package var label: String {
            switch self {
            case .open: "待处理"
            case .seen: "已知悉"
            case .over: "已解除"
            }
        }
    }

    package let id: EarlyWarningID
    package let kind: Kind
    package let subject: String
    package let year: Int
    /// In words.
    package let title: String
    /// JSON as the kind has it; `BalanceWarning` for `balance`, `TipHotSpot` for `tips`.
    package let details: String
    package let state: State
    package let raisedAt: Instant
    package let seenBy: String
    package let seenAt: Instant?
    package let note: String
    package let overAt: Instant?
    package let district: District
    package let regionName: String

    /// What a warning of balance says; nil for another kind.
    package var balance: BalanceWarning? { kind == .balance ? try? JSONColumn.value(details) : nil }

    /// What a warning of tips says; nil for another kind.
    package var hotSpot: TipHotSpot? { kind == .tips ? try? JSONColumn.value(details) : nil }
}

/// Which warnings are wanted; what is empty asks nothing.
package struct EarlyWarningFilter: Sendable, Equatable {
    package var states: Set<EarlyWarning.State> = []
    package var kind: EarlyWarning.Kind?
    package var text = ""
    package var district: District?
    /// Only of the viewer's own office's place.
    package var isOwn = false

    package init() {}
}

/// The early_warning table.
package enum EarlyWarnings {
    /// What a kind of warning says of one subject now.
    struct Found {
        let subject: String
        let title: String
        let details: String
    }

    /// Makes the warnings of a kind in one place those of `found`: new ones are raised, and of the others those are over of
    /// whose details `isOver` says so.
    ///
    /// One that goes on keeps its state and its note; one that is found again takes the new figures.
    static func settle(
        _ kind: EarlyWarning.Kind, in place: Place, year: Int, _ found: [Found], _ act: Act,
        isOver: (_ details: String) throws -> Bool
    ) throws {
        let rows = try act.db.rows(
            """
            SELECT id, subject, year, details FROM early_warning
            WHERE kind = \(kind) AND county = \(place.county) AND zone = \(place.zone) AND state <> 'over'
            """)
        var known: [String: (id: EarlyWarningID, year: Int, details: String)] = [:]
        for row in rows { known[try row.get(1)] = (try row.get(0), try row.get(2), try row.get(3)) }
        for one in found {
            guard let old = known.removeValue(forKey: one.subject) else {
                try raise(kind, one, in: place, year: year, act)
                continue
            }
            guard old.year != year || old.details != one.details else { continue }
            try act.db.execute(
                """
                UPDATE early_warning SET year = \(year), title = \(one.title), details = \(one.details)
                WHERE id = \(old.id)
                """)
        }
        for (_, old) in known.sorted(by: { $0.key < $1.key }) where try isOver(old.details) {
            try act.db.execute(
                "UPDATE early_warning SET state = 'over', over_at = \(act.at) WHERE id = \(old.id)")
            try act.record("warning.over", of: "early-warning", old.id.rawValue, in: place)
        }
    }

    private static func raise(
        _ kind: EarlyWarning.Kind, _ found: Found, in place: Place, year: Int, _ act: Act
    ) throws {
        let id: EarlyWarningID = act.newID()
        try act.db.execute(
            """
            INSERT INTO early_warning (id, kind, subject, year, title, details, state, raised_at, seen_by, note,
                province, city, county, zone)
            VALUES (\(id), \(kind), \(found.subject), \(year), \(found.title), \(found.details), 'open', \(act.at), '',
                '', \(place.province), \(place.city), \(place.county), \(place.zone))
            """)
        try act.record(
            "warning.raised", of: "early-warning", id.rawValue, in: place,
            ["kind": kind.rawValue, "subject": found.subject])
    }

    /// Somebody of the place's own office says that it is known, and what is done about it.
    package static func see(_ id: EarlyWarningID, note: String, _ act: Act) throws {
        let warning = try require(id, visibleTo: act.viewer, in: act.db)
        guard CountyLedger.isOwn(warning.district.code, of: act.viewer) else { throw EarlyWarningRefusal.notOwn }
        let note = note.trimmed
        guard !note.isEmpty else { throw EarlyWarningRefusal.noNote }
        guard note.count <= 500 else { throw EarlyWarningRefusal.longNote }
        guard warning.state != .over else { throw EarlyWarningRefusal.over }
        try act.db.execute(
            """
            UPDATE early_warning SET state = 'seen', seen_by = \(act.viewer.name), seen_at = \(act.at), note = \(note)
            WHERE id = \(id)
            """)
        let place = try Place.of(region: warning.district.code, in: act.db)?.place
        try act.record("warning.seen", of: "early-warning", id.rawValue, in: place)
    }

    package static func require(
        _ id: EarlyWarningID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> EarlyWarning {
        let row = try db.first(
            "SELECT \(columns) FROM early_warning w WHERE w.id = \(id) AND \(visible(to: viewer))")
        guard let row else { throw EarlyWarningRefusal.notFound }
        return try named([row], in: db)[0]
    }

    /// The newest first.
    package static func list(
        _ filter: EarlyWarningFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<EarlyWarning> {
        var conditions: [SQL] = [visible(to: viewer)]
        if !filter.states.isEmpty {
            conditions.append("w.state IN (\(list: filter.states.map(\.rawValue).sorted()))")
        }
        if let kind = filter.kind { conditions.append("w.kind = \(kind)") }
        if !filter.text.isEmpty {
            conditions.append("w.title LIKE \("%\(filter.text.likeEscaped)%") ESCAPE '\\'")
        }
        if filter.isOwn { conditions.append(Todos.own(viewer, "w.")) }
        switch filter.district?.level {
        case .county?: conditions.append("w.county = \(filter.district?.code ?? "")")
        case .zone?: conditions.append("w.zone = \(filter.district?.code ?? "")")
        case .city?: conditions.append("w.city = \(filter.district?.code ?? "")")
        case .province?, nil: break
        }
        let condition = SQL.joined(conditions, separator: " AND ")
        let rows = try db.rows(
            """
            SELECT \(columns) FROM early_warning w WHERE \(condition) ORDER BY w.raised_at DESC, w.id DESC
            LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) FROM early_warning w WHERE \(condition)")?.get(0) ?? 0
        return Listing(rows: try named(rows, in: db), total: total, page: page)
    }

    static func visible(to viewer: Viewer) -> SQL {
        Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" }).condition(for: viewer, alias: "w.")
    }

    private static let columns: SQL = """
        w.id, w.kind, w.subject, w.year, w.title, w.details, w.state, w.raised_at, w.seen_by, w.seen_at, w.note, w.over_at,
        w.county, w.zone, w.city, w.province
        """

    private static func named(_ rows: [SQLRow], in db: SQLConnection) throws -> [EarlyWarning] {
        let districts = try rows.map { row -> District in
            // That of a city's or a province's own school stands with the office that manages it.
            let codes: [(RegionLevel, Int)] = [(.zone, 13), (.county, 12), (.city, 14), (.province, 15)]
            for (level, place) in codes {
                let code: String = try row.get(place)
                if !code.isEmpty { return District(level, code) }
            }
            return District(.county, "")
        }
        let names = try Regions.chains(of: districts.map(\.code), in: db)
        return try zip(rows, districts).map { row, district in
            EarlyWarning(
                id: try row.get(0), kind: try row.get(1), subject: try row.get(2), year: try row.get(3),
                title: try row.get(4), details: try row.get(5), state: try row.get(6), raisedAt: try row.get(7),
                seenBy: try row.get(8), seenAt: try row.get(9), note: try row.get(10), overAt: try row.get(11),
                district: district, regionName: names.find(district.code)?.name ?? district.code)
        }
    }
}

extension Todos {
    /// Warnings of the office's own place that nobody has said to know.
    static func warningQueue(of viewer: Viewer) -> TodoQueue {
        TodoQueue(
            kind: .readWarning, columns: "w.id AS subject, w.title AS about, '' AS who, NULL AS due",
            source: "FROM early_warning w WHERE \(own(viewer, "w.")) AND w.state = 'open'",
            order: "w.raised_at, w.id")
    }
}
