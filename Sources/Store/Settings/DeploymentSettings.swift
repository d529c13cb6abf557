package import SQLCore

/// What the office told its deployment once; read by name.
package enum DeploymentSettings {
    /// The office's name in the top bar and on documents.
    package static let officeName = "office.name"
    /// The jurisdiction whose rule pack counts: national, chongqing, zhejiang, shanghai, shandong.
    package static let jurisdiction = "clock.jurisdiction"
    /// The 代字 of opinion letters and reports.
    package static let documentMark = "document.mark"

    /// The region that places of one name are looked for in first.
    package static let homeRegion = "home.region"

    /// Settings of which the audit says only that they changed.
    static let secrets: Set<String> = [MailSettings.password]

    package static func value(of name: String, in db: SQLConnection) throws -> String? {
        try db.first("SELECT value FROM setting WHERE name = \(name)")?.get(0)
    }

    package static func set(_ name: String, _ value: String, in db: SQLConnection) throws {
        try db.execute(
            """
            INSERT INTO setting (name, value) VALUES (\(name), \(value))
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """)
    }
}
