package import Logging
package import SQLCore
package import Store
package import Supervision

/// What a request may use: the seams that tests replace.
///
/// At most eight fields, no methods.
package struct Services: Sendable {
    package var database: any SQLDatabase
    package var files: FileStore
    package var today: @Sendable () -> Day
    package var now: @Sendable () -> Instant
    package var newID: @Sendable () -> String
    package var passwords: WorkPool
    package var settings: WebSettings
    package var logger: Logger

    package init(
        database: any SQLDatabase, files: FileStore, today: @escaping @Sendable () -> Day,
        now: @escaping @Sendable () -> Instant, newID: @escaping @Sendable () -> String, passwords: WorkPool,
        settings: WebSettings, logger: Logger
    ) {
        self.database = database
        self.files = files
        self.today = today
        self.now = now
        self.newID = newID
        self.passwords = passwords
        self.settings = settings
        self.logger = logger
    }
}

/// What the web layer is told from outside.
package struct WebSettings: Sendable {
    /// Where people reach the server, without a slash at the end; decides links and Secure cookies.
    package var publicURL: String
    package var sessionTerms: SessionTerms
    package var scryptCost: Int
    /// Addresses whose X-Forwarded-For is believed.
    package var trustedProxies: Set<String>
    /// The office whose system this is, in the top bar.
    package var officeName: String
    /// Shown as a strip at the top of every page, such as “演示数据”; empty for none.
    package var banner: String
    package var maximumUpload: Int
    /// The mail server's password where it is given from outside; never shown, logged or stored.
    package var mailPassword: String?

    package init(
        publicURL: String = "", sessionTerms: SessionTerms = SessionTerms(), scryptCost: Int = 32_768,
        trustedProxies: Set<String> = [], officeName: String = "教育督导室", banner: String = "",
        maximumUpload: Int = 50 * 1024 * 1024
    ) {
        self.publicURL = publicURL
        self.sessionTerms = sessionTerms
        self.scryptCost = scryptCost
        self.trustedProxies = trustedProxies
        self.officeName = officeName
        self.banner = banner
        self.maximumUpload = maximumUpload
    }

    package var isSecure: Bool { publicURL.hasPrefix("https://") }
}
