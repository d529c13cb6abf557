package import SQLCore
package import Supervision

/// How many tips came in a year and what became of them, by topic, unit and month.
package struct TipStatistics: Sendable, Equatable {
    package struct Line: Sendable, Equatable {
        /// A topic's raw value, a unit's id (empty where none is known), or a month such as `2026-03`.
        package let key: String
        package let name: String
        package let received: Int
        package let open: Int
        package let late: Int
        package let inTime: Int
        package let tooLate: Int
        package let holds: Int
        package let partly: Int
        package let found: Int

        /// How many in a hundred of those that had to be done by now were done in time; nil where nothing was due.
        ///
        /// What is late and still open counts like what was done too late.
        package var inTimeShare: Int? {
            let due = inTime + tooLate + late
            return due == 0 ? nil : inTime * 100 / due
        }
    }

    package let year: Int
    package let years: [Int]
    package let total: Line
    package let topics: [Line]
    /// The units with the most, at most `unitLimit`.
    package let units: [Line]
    package let months: [Line]
    /// Ratings from 1 to 5.
    package let ratings: [Int]

    package static let unitLimit = 30
}

extension TipStatistics {
    package static func of(
        year: Int, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> TipStatistics {
        var filter = TipFilter()
        filter.year = year
        let source: SQL = "FROM tip t WHERE \(Tips.matching(filter, viewer))"
        let sums = sums(for: viewer)
        let all = try db.first("SELECT '', '', \(sums) \(source)").map(Line.init)
        let topics = try db.rows("SELECT t.topic, '', \(sums) \(source) GROUP BY t.topic").map(Line.init)
        let units = try db.rows(
            """
            SELECT t.organisation_id, max(t.unit_name), \(sums) \(source) AND t.organisation_id IS NOT NULL
            GROUP BY t.organisation_id ORDER BY count(*) DESC, t.organisation_id LIMIT \(unitLimit)
            """
        ).map(Line.init)
        let months = try db.rows(
            """
            SELECT substr(t.received_on, 1, 7) AS month, '', \(sums) \(source) GROUP BY substr(t.received_on, 1, 7)
            ORDER BY month
            """
        ).map(Line.init)
        let years: [String] = try db.rows(
            """
            SELECT DISTINCT substr(t.received_on, 1, 4) AS year FROM tip t WHERE \(Tips.visible(to: viewer))
            ORDER BY year DESC
            """
        ).map { try $0.get(0) }
        var ratings = [0, 0, 0, 0, 0]
        for row in try db.rows("SELECT t.rating, count(*) \(source) AND t.rating IS NOT NULL GROUP BY t.rating") {
            ratings[try row.get(0) - 1] = try row.get(1)
        }
        let order = TipTopic.allCases.map(\.rawValue)
        return TipStatistics(
            year: year, years: years.compactMap { Int($0) }, total: all ?? Line.none,
            topics: topics.sorted { (order.firstIndex(of: $0.key) ?? 99) < (order.firstIndex(of: $1.key) ?? 99) },
            units: units, months: months, ratings: ratings)
    }

    private static func sums(for viewer: Viewer) -> SQL {
        """
        count(*), count(*) FILTER (WHERE \(Tips.condition(.open, for: viewer))),
        count(*) FILTER (WHERE \(Tips.condition(.late, for: viewer))),
        count(*) FILTER (WHERE \(Tips.condition(.inTime, for: viewer))),
        count(*) FILTER (WHERE \(Tips.condition(.tooLate, for: viewer))),
        count(*) FILTER (WHERE t.outcome = 'holds'), count(*) FILTER (WHERE t.outcome = 'partly'),
        count(*) FILTER (WHERE \(Tips.condition(.found, for: viewer)))
        """
    }
}

extension TipStatistics.Line {
    fileprivate static let none = TipStatistics.Line(
        key: "", name: "", received: 0, open: 0, late: 0, inTime: 0, tooLate: 0, holds: 0, partly: 0, found: 0)

    fileprivate init(_ row: SQLRow) throws {
        try self.init(
            key: row.get(0), name: row.get(1), received: row.get(2), open: row.get(3), late: row.get(4),
            inTime: row.get(5), tooLate: row.get(6), holds: row.get(7), partly: row.get(8), found: row.get(9))
    }
}
