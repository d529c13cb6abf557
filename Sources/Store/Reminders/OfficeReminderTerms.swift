package import SQLCore
package import Supervision

/// The reminder_terms table: at which stages each office reminds.
package enum OfficeReminderTerms {
    private static let setting = OfficeSetting<ReminderTerms>("reminder_terms")

    /// Those of the office with this region code, and their version; 0 while it has set none.
    package static func load(of office: String, in db: SQLConnection) throws -> (terms: ReminderTerms, version: Int) {
        try setting.load(of: office, in: db) ?? (.usual, 0)
    }

    /// Those that count for an account: its own office's, or for a unit the one that manages it.
    package static func load(for account: AccountID, in db: SQLConnection) throws -> ReminderTerms {
        let row = try db.first("SELECT province, city, county, zone FROM account WHERE id = \(account)")
        guard let row else { return .usual }
        let place = try Place(province: row.get(0), city: row.get(1), county: row.get(2), zone: row.get(3))
        return try load(of: place.office, in: db).terms
    }

    /// Sets those of the viewer's own office.
    package static func save(_ terms: ReminderTerms, version: Int, _ act: Act) throws {
        let office = Place(act.viewer.scope).office
        try setting.save(terms, of: office, version: version, else: ReminderRefusal.stale, in: act.db)
        func text(_ days: [Int]) -> String { days.map { "\($0)" }.joined(separator: " ") }
        try act.record(
            "reminder.termsSet", of: "office", office,
            [
                "lead": text(terms.leadDays), "day": "\(terms.onTheDay)", "late": text(terms.lateDays),
                "every": "\(terms.thenEvery)",
            ])
    }
}
