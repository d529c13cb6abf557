package import SQLCore
package import Supervision

/// What keeps the public door from being flooded, without remembering who came through it.
package enum TipGate {
    package enum Kind: String, Sendable, SQLConvertible {
        case solved, plain, code
    }

    /// The day's keys; made by whoever comes first, with `fresh` as their random part.
    package static func keys(on day: Day, fresh: String, in db: SQLConnection) throws -> Keys {
        for kind in ["address", "puzzle"] {
            try db.execute(
                """
                INSERT INTO tip_key (day, kind, value) VALUES (\(day), \(kind), \(sha256("\(kind)/\(fresh)")))
                ON CONFLICT (day, kind) DO NOTHING
                """)
        }
        guard let keys = try known(on: day, in: db) else { throw SQLError.noColumn("tip_key") }
        return keys
    }

    /// Nil until somebody has come today.
    package static func known(on day: Day, in db: SQLConnection) throws -> Keys? {
        var found: [String: String] = [:]
        for row in try db.rows("SELECT kind, value FROM tip_key WHERE day = \(day)") {
            found[try row.get(0)] = try row.get(1)
        }
        guard let address = found["address"], let puzzle = found["puzzle"] else { return nil }
        return Keys(address: address, puzzle: puzzle)
    }

    package struct Keys: Sendable {
        fileprivate let address: String
        package let puzzle: String

        /// What stands for a client today, and for nobody tomorrow.
        package func client(_ address: String) -> String {
            sha256("\(self.address)/\(TipGateLimits.client(address))")
        }
    }

    /// The key that sealed a puzzle of another day, as long as such puzzles count.
    package static func puzzleKey(of day: Day, in db: SQLConnection) throws -> String? {
        try db.first("SELECT value FROM tip_key WHERE day = \(day) AND kind = 'puzzle'")?.get(0)
    }

    /// How hard the next puzzle is.
    package static func bits(for client: String, at: Instant, on day: Day, in db: SQLConnection) throws -> Int {
        TipPuzzle.bits(
            lastHour: try lastHour(before: at, in: db),
            fromAddress: try taken(by: client, ["solved", "plain"], on: day, in: db))
    }

    /// Counts one more, or refuses; `isSolved` says whether a puzzle was.
    static func admit(_ client: String, isSolved: Bool, _ act: Act) throws {
        try requireRoom(for: client, isSolved: isSolved, at: act.at, on: act.day, in: act.db)
        try count(client, isSolved ? .solved : .plain, act)
    }

    /// Refuses whom `lodge` would refuse, before anything that came along is stored.
    package static func admit(_ caller: TipCaller, at: Instant, on day: Day, in db: SQLConnection) throws {
        guard try db.first("SELECT 1 FROM tip_puzzle WHERE nonce = \(caller.nonce)") == nil else {
            throw TipRefusal.unsolved
        }
        try requireRoom(for: caller.client, isSolved: caller.isSolved, at: at, on: day, in: db)
    }

    private static func requireRoom(
        for client: String, isSolved: Bool, at: Instant, on day: Day, in db: SQLConnection
    ) throws {
        let kinds = ["solved", "plain"]
        try TipGateLimits.admit(
            isSolved: isSolved,
            hour: try taken(by: client, kinds, on: day, hour: hour(at), in: db),
            day: try taken(by: client, kinds, on: day, in: db),
            plainDay: try taken(by: client, ["plain"], on: day, in: db),
            plainHour: isSolved ? 0 : try taken(["plain"], on: day, hour: hour(at), in: db))
    }

    /// A puzzle is used once.
    static func useUp(_ nonce: String, _ act: Act) throws {
        let isNew = try act.db.execute(
            "INSERT INTO tip_puzzle (nonce, day) VALUES (\(nonce), \(act.day)) ON CONFLICT (nonce) DO NOTHING")
        guard isNew == 1 else { throw TipRefusal.unsolved }
    }

    /// Refuses a client that has guessed too many codes this hour.
    package static func admitCode(_ client: String, at: Instant, on day: Day, in db: SQLConnection) throws {
        let wrong = try taken(by: client, ["code"], on: day, hour: hour(at), in: db)
        guard wrong < TipGateLimits.wrongCodes else { throw TipRefusal.codeFlood }
    }

    package static func noteWrongCode(_ client: String, _ act: Act) throws { try count(client, .code, act) }

    /// Counts what a client did apart from its coming through the door; gives how often it had today.
    static func note(_ deed: String, _ act: Act) throws -> Int {
        let before = try taken(by: deed, ["solved"], on: act.day, in: act.db)
        try count(deed, .solved, act)
        return before
    }

    /// Drops what belongs to another day: addresses' key first of all; gives how many rows.
    package static func forget(on day: Day, in db: SQLConnection) throws -> Int {
        let yesterday = day.adding(days: -1)
        return try db.execute("DELETE FROM tip_key WHERE day < \(day) AND (kind = 'address' OR day < \(yesterday))")
            + db.execute("DELETE FROM tip_rate WHERE day < \(day)")
            + db.execute("DELETE FROM tip_puzzle WHERE day < \(yesterday)")
    }

    private static func count(_ client: String, _ kind: Kind, _ act: Act) throws {
        try act.db.execute(
            """
            INSERT INTO tip_rate (day, hour, client, kind, count) VALUES (\(act.day), \(hour(act)), \(client), \(kind), 1)
            ON CONFLICT (day, client, kind, hour) DO UPDATE SET count = tip_rate.count + 1
            """)
    }

    /// By one client, or by all of them.
    private static func taken(
        by client: String? = nil, _ kinds: [String], on day: Day, hour: Int? = nil, in db: SQLConnection
    ) throws -> Int {
        let inHour: SQL = hour.map { " AND hour = \($0)" } ?? ""
        let byClient: SQL = client.map { " AND client = \($0)" } ?? ""
        return try db.first(
            """
            SELECT coalesce(sum(count), 0) FROM tip_rate
            WHERE day = \(day)\(byClient) AND kind IN (\(list: kinds))\(inHour)
            """)?.get(0) ?? 0
    }

    private static func lastHour(before at: Instant, in db: SQLConnection) throws -> Int {
        try db.first("SELECT count(*) FROM tip WHERE received_at > \(at.adding(seconds: -3_600))")?.get(0) ?? 0
    }

    private static func hour(_ act: Act) -> Int { hour(act.at) }

    private static func hour(_ at: Instant) -> Int { Int(at.text.dropFirst(11).prefix(2)) ?? 0 }
}
