import SQLCore
import Supervision

/// Watches for hot spots of tips (举报热点) and tells the office by a warning.
package enum TipWatch {
    /// Settings: the day on which all offices were looked at last.
    private static let looked = "tip.watched"

    /// Once a day, whether or not a tip came, because a hot spot cools down by itself; drops yesterday's keys as well.
    package static func sweep(_ act: Act) throws -> Int {
        let done = try DeploymentSettings.value(of: looked, in: act.db)
        guard done != act.day.text else { return 0 }
        _ = try TipGate.forget(on: act.day, in: act.db)
        let since = act.day.adding(days: -TipHotSpot.days - TipHotSpot.daysBefore)
        let rows = try act.db.rows(
            """
            SELECT DISTINCT province, city, county, zone FROM tip WHERE received_on > \(since)
            UNION SELECT province, city, county, zone FROM early_warning WHERE kind = 'tips' AND state <> 'over'
            """)
        for row in rows {
            let place = Place(
                province: try row.get(0), city: try row.get(1), county: try row.get(2), zone: try row.get(3))
            try settle(at: place, act)
        }
        try DeploymentSettings.set(looked, act.day.text, in: act.db)
        return 0
    }

    /// The warnings of one office, as its tips are now.
    static func settle(at place: Place, _ act: Act) throws {
        let spots = try spots(at: place, on: act.day, act.db)
        try EarlyWarnings.settle(
            .tips, in: place, year: act.day.year,
            try spots.map {
                EarlyWarnings.Found(subject: $0.key, title: $0.title, details: try JSONColumn.text($0))
            }, act,
            isOver: { details in (try JSONColumn.value(details) as TipHotSpot).office == place.office })
    }

    /// Duplicates count: that several people write is what makes it hot.
    private static func spots(at place: Place, on day: Day, _ db: SQLConnection) throws -> [TipHotSpot] {
        let terms = try OfficeTipTerms.load(of: place.office, in: db).terms
        let units = try counts("t.organisation_id", place, day, db) { row -> TipHotSpot.Subject in
            .unit(try row.get(0), name: try row.get(1))
        }
        let topics = try counts("t.topic", place, day, db) { row -> TipHotSpot.Subject in
            .topic(TipTopic(rawValue: try row.get(0)) ?? .other)
        }
        return units.compactMap {
            TipHotSpot($0.subject, at: place.office, count: $0.count, before: $0.before, least: terms.unitHot)
        }
            + topics.compactMap {
                TipHotSpot($0.subject, at: place.office, count: $0.count, before: $0.before, least: terms.topicHot)
            }
    }

    private struct Count {
        let subject: TipHotSpot.Subject
        let count: Int
        let before: Int
    }

    private static func counts(
        _ key: SQL, _ place: Place, _ day: Day, _ db: SQLConnection,
        _ subject: (SQLRow) throws -> TipHotSpot.Subject
    ) throws -> [Count] {
        let since = day.adding(days: -TipHotSpot.days)
        let start = since.adding(days: -TipHotSpot.daysBefore)
        return try db.rows(
            """
            SELECT \(key), max(t.unit_name), count(*) FILTER (WHERE t.received_on > \(since)),
                count(*) FILTER (WHERE t.received_on <= \(since))
            FROM tip t WHERE t.received_on > \(start) AND t.received_on <= \(day) AND \(key) IS NOT NULL
                AND t.province = \(place.province) AND t.city = \(place.city) AND t.county = \(place.county)
                AND t.zone = \(place.zone)
            GROUP BY \(key) ORDER BY \(key)
            """
        ).map { Count(subject: try subject($0), count: try $0.get(2), before: try $0.get(3)) }
    }
}
