package import SQLCore
package import Supervision

package enum ImprovementMark {}
package typealias ImprovementID = Identifier<ImprovementMark>

/// What a search for the cheapest way to pass starts from.
package struct NewImprovement: Sendable {
    package let question: BalanceQuestion
    package let stage: Stage?
    package let prices: [PriceLine]
    /// How long it may look.
    package let seconds: Int

    package init(question: BalanceQuestion, stage: Stage?, prices: [PriceLine], seconds: Int) {
        self.question = question
        self.stage = stage
        self.prices = prices
        self.seconds = seconds
    }
}

/// A search with what it found.
package struct ImprovementRecord: Sendable, Equatable {
    package enum State: String, Sendable, SQLConvertible, CaseIterable {
        case waiting, done, refused, stopped

        package var label: String {
            switch self {
            case .waiting: "计算中"
            case .done: "已完成"
            case .refused: "不能计算"
            case .stopped: "已停止"
            }
        }
    }

    package let id: ImprovementID
    package let region: String
    package let regionName: String
    package let year: Int
    package let standard: String
    package let stage: Stage?
    package let isLockedOnly: Bool
    package let prices: [PriceLine]
    package let seconds: Int
    package let state: State
    package let report: ImprovementReport?
    package let message: String
    package let byName: String
    package let createdAt: Instant
}

/// Which searches are wanted; what is empty asks nothing.
package struct ImprovementFilter: Sendable, Equatable {
    package enum Order: String, Sendable {
        case time, region, year
    }

    package var text = ""
    package var year: Int?
    package var state: ImprovementRecord.State?
    package var standard: String?
    package var order = Order.time
    package var isDescending = true

    package init() {}

    fileprivate var sorting: SQL {
        let down: SQL = isDescending ? " DESC" : ""
        return switch order {
        case .time: "i.created_at\(down), i.id\(down)"
        case .region: "i.region\(down), i.created_at DESC, i.id DESC"
        case .year: "i.year\(down), i.created_at DESC, i.id DESC"
        }
    }
}

/// The improvement table.
package enum Improvements {
    package static let job = "improvement"

    /// Keeps what was asked and queues the search.
    package static func begin(_ new: NewImprovement, _ act: Act) throws -> ImprovementID {
        let county = try BalanceCounties.read(new.question, visibleTo: act.viewer, in: act.db)
        let region = try BalanceCounties.region(of: new.question, visibleTo: act.viewer, in: act.db)
        let (id, place): (ImprovementID, Place) = (act.newID(), try Place.office(of: act.viewer.scope, in: act.db))
        try act.db.execute(
            """
            INSERT INTO improvement (id, region, region_name, year, standard, stage, locked_only, prices, seconds, state,
                report, message, created_by, created_at, province, city, county, zone)
            VALUES (\(id), \(region), \(county.name), \(county.year), \(new.question.standard.code),
                \(new.stage?.rawValue ?? ""), \(new.question.which == .locked), \(try JSONColumn.text(new.prices)),
                \(new.seconds), 'waiting', '', '', \(act.viewer.name), \(act.at), \(place.province), \(place.city),
                \(place.county), \(place.zone))
            """)
        try JobQueue.insert(
            job, title: "\(county.name)最省达标方案", input: id.rawValue, result: "/improvements/\(id)", act)
        try act.record("improvement.begun", of: "improvement", id.rawValue, in: place, ["year": "\(county.year)"])
        return id
    }

    package static func require(
        _ id: ImprovementID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> ImprovementRecord {
        let row = try db.first(
            "SELECT \(columns) FROM improvement i WHERE i.id = \(id) AND \(visible(to: viewer))")
        guard let row else { throw BalanceRefusal.noImprovement }
        return try ImprovementRecord(row)
    }

    package static func list(
        _ filter: ImprovementFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<ImprovementRecord> {
        var conditions: [SQL] = [visible(to: viewer)]
        if !filter.text.isEmpty {
            conditions.append("i.region_name LIKE \("%\(filter.text.likeEscaped)%") ESCAPE '\\'")
        }
        if let year = filter.year { conditions.append("i.year = \(year)") }
        if let state = filter.state { conditions.append("i.state = \(state)") }
        if let standard = filter.standard { conditions.append("i.standard = \(standard)") }
        let condition = SQL.joined(conditions, separator: " AND ")
        let rows = try db.rows(
            """
            SELECT \(columns) FROM improvement i WHERE \(condition) ORDER BY \(filter.sorting)
            LIMIT \(page.size) OFFSET \(page.offset)
            """
        ).map { try ImprovementRecord($0) }
        let total: Int = try db.first("SELECT count(*) FROM improvement i WHERE \(condition)")?.get(0) ?? 0
        return Listing(rows: rows, total: total, page: page)
    }

    /// The newest that found something for a county, year and standard; nil where nobody has looked.
    package static func newest(
        for county: BalanceCounty, _ question: BalanceQuestion, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> ImprovementRecord? {
        let region = try BalanceCounties.region(of: question, visibleTo: viewer, in: db)
        return try db.first(
            """
            SELECT \(columns) FROM improvement i
            WHERE i.region = \(region) AND i.year = \(county.year) AND i.standard = \(question.standard.code)
                AND i.locked_only = \(question.which == .locked) AND i.state = 'done' AND \(visible(to: viewer))
            ORDER BY i.created_at DESC, i.id DESC LIMIT 1
            """
        ).map { try ImprovementRecord($0) }
    }

    /// Whosever it is; for the job that searches.
    package static func queued(_ id: ImprovementID, in db: SQLConnection) throws -> ImprovementRecord {
        guard let row = try db.first("SELECT \(columns) FROM improvement i WHERE i.id = \(id)") else {
            throw BalanceRefusal.noImprovement
        }
        return try ImprovementRecord(row)
    }

    /// The schools of a search as they are now, whoever asked for it.
    package static func schools(of record: ImprovementRecord, in db: SQLConnection) throws -> BalanceSchools {
        try BalanceSchools.of(
            region: record.region, year: record.year, record.isLockedOnly ? .locked : .all,
            visibleTo: .system(on: record.createdAt.day), in: db)
    }

    /// Keeps what was found; nothing where it was stopped meanwhile.
    package static func finish(
        _ id: ImprovementID, _ report: ImprovementReport, at now: Instant, in db: SQLConnection
    ) throws {
        try db.execute(
            """
            UPDATE improvement SET state = 'done', report = \(try JSONColumn.text(report)), finished_at = \(now)
            WHERE id = \(id) AND state = 'waiting'
            """)
    }

    package static func refuse(
        _ id: ImprovementID, _ message: String, at now: Instant, in db: SQLConnection
    ) throws {
        try db.execute(
            """
            UPDATE improvement SET state = 'refused', message = \(message), finished_at = \(now)
            WHERE id = \(id) AND state = 'waiting'
            """)
    }

    /// Ends a search that is on its way, or forgets one that is over.
    package static func stop(_ id: ImprovementID, _ act: Act) throws {
        let record = try require(id, visibleTo: act.viewer, in: act.db)
        guard record.state == .waiting else { throw BalanceRefusal.improvementOver }
        try act.db.execute(
            "UPDATE improvement SET state = 'stopped', finished_at = \(act.at) WHERE id = \(id) AND state = 'waiting'")
        try note("improvement.stopped", id, act)
    }

    package static func remove(_ id: ImprovementID, _ act: Act) throws {
        let record = try require(id, visibleTo: act.viewer, in: act.db)
        guard record.state != .waiting else { throw BalanceRefusal.improvementOpen }
        try act.db.execute("DELETE FROM improvement WHERE id = \(id)")
        try note("improvement.removed", id, act)
    }

    private static func note(_ event: String, _ id: ImprovementID, _ act: Act) throws {
        let place = try Place.office(of: act.viewer.scope, in: act.db)
        try act.record(event, of: "improvement", id.rawValue, in: place, [:])
    }

    static func visible(to viewer: Viewer) -> SQL {
        Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" }).condition(for: viewer, alias: "i.")
    }

    private static let columns: SQL = """
        i.id, i.region, i.region_name, i.year, i.standard, i.stage, i.locked_only, i.prices, i.seconds, i.state, i.report,
        i.message, i.created_by, i.created_at
        """
}

extension ImprovementRecord {
    fileprivate init(_ row: SQLRow) throws {
        let (stage, report): (String, String) = (try row.get(5), try row.get(10))
        self.init(
            id: try row.get(0), region: try row.get(1), regionName: try row.get(2), year: try row.get(3),
            standard: try row.get(4), stage: Stage(rawValue: stage), isLockedOnly: try row.get(6),
            prices: try JSONColumn.value(try row.get(7)), seconds: try row.get(8), state: try row.get(9),
            report: report.isEmpty ? nil : try JSONColumn.value(report), message: try row.get(11),
            byName: try row.get(12), createdAt: try row.get(13))
    }
}
