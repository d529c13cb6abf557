import CLibpq
package import SQLCore

/// One connection to a server, with the statements it has prepared.
///
/// Unchecked, because libpq wants one thread at a time: the pool hands a connection to one unit of
/// work and takes it back afterwards.
package final class PostgresConnection: @unchecked Sendable {
    private static let mostPrepared = 500

    private let link: OpaquePointer
    private var prepared: [String: String] = [:]
    private var streams = 0
    /// Whether a statement since `begin` lost against another transaction, whatever the body made of it.
    private(set) var lostRace = false

    /// Connects to `postgres://user:password@host:port/database`.
    package init(url: String) throws {
        guard url.hasPrefix("postgres://") || url.hasPrefix("postgresql://") else {
            throw SQLError.unavailable(detail: "a PostgreSQL address begins with postgres://")
        }
        // What stands before the address gives way to it, what stands after it does not.
        let settings = [
            ("connect_timeout", "10"), ("keepalives_idle", "60"), ("tcp_user_timeout", "30000"),
            ("fallback_application_name", "dudao"), ("dbname", url), ("client_encoding", "UTF8"),
        ]
        guard let link = PostgresConnection.connect(settings) else {
            throw SQLError.unavailable(detail: "no memory for a connection")
        }
        guard PQstatus(link) == CONNECTION_OK else {
            defer { PQfinish(link) }
            throw SQLError.unavailable(detail: PostgresConnection.message(of: link))
        }
        PQsetNoticeProcessor(link, { _, _ in }, nil)
        self.link = link
    }

    deinit {
        PQfinish(link)
    }

    /// Whether another unit of work may have this connection.
    var isIdle: Bool { PQstatus(link) == CONNECTION_OK && PQtransactionStatus(link) == PQTRANS_IDLE }

    /// Runs a statement whose words are fixed, outside the cache, and returns its tag, such as `COMMIT`.
    @discardableResult
    package func command(_ text: String) throws -> String {
        try checked(PQexec(link, text)).tag
    }

    func begin(_ statement: String) throws {
        lostRace = false
        try command(statement)
    }

    /// A COMMIT whose answer is lost is never repeated: it may have been done.
    func commit() throws {
        let tag = try command("COMMIT")
        guard tag == "COMMIT" else {
            throw SQLError.failed(detail: "a statement had failed, so PostgreSQL kept nothing of the transaction")
        }
    }

    func rollback() {
        guard PQstatus(link) == CONNECTION_OK, PQtransactionStatus(link) != PQTRANS_IDLE else { return }
        _ = try? command("ROLLBACK")
    }

    package func run(_ sql: SQL) throws -> SQLResult {
        let text = sql.text(for: .postgres)
        let result = try PostgresConnection.isPrepared(text) ? execute(text, sql.values) : once(text, sql.values)
        return SQLResult(rows: result.rows, changes: result.changes)
    }

    /// A cursor, so that `body` may run other statements between the rows.
    func stream(_ sql: SQL, _ body: (SQLRow) throws -> Void) throws {
        streams += 1
        let name = "stream\(streams)"
        _ = try once("DECLARE \(name) NO SCROLL CURSOR FOR " + sql.text(for: .postgres), sql.values)
        defer { _ = try? command("CLOSE \(name)") }
        while true {
            let rows = try checked(PQexec(link, "FETCH 500 FROM \(name)")).rows
            for row in rows { try body(row) }
            if rows.isEmpty { return }
        }
    }

    /// Statements that come again and again; a long list or a change of the schema does not.
    private static func isPrepared(_ text: String) -> Bool {
        guard text.utf8.count <= 4_096 else { return false }
        return ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"].contains { text.hasPrefix($0) }
    }

    private func execute(_ text: String, _ values: [SQLValue]) throws -> PostgresResult {
        let name = try prepared[text] ?? prepare(text)
        let response = PostgresParameters.with(values) { parameters in
            PQexecPrepared(link, name, Int32(values.count), parameters, nil, nil, 0)
        }
        return try checked(response)
    }

    private func once(_ text: String, _ values: [SQLValue]) throws -> PostgresResult {
        let response = PostgresParameters.with(values) { parameters in
            PQexecParams(link, text, Int32(values.count), nil, parameters, nil, nil, 0)
        }
        return try checked(response)
    }

    private func prepare(_ text: String) throws -> String {
        if prepared.count >= PostgresConnection.mostPrepared { try forgetPrepared() }
        let name = "s\(prepared.count)"
        _ = try checked(PQprepare(link, name, text, 0, nil))
        prepared[text] = name
        return name
    }

    private func forgetPrepared() throws {
        try command("DEALLOCATE ALL")
        prepared = [:]
    }

    private func checked(_ response: OpaquePointer?) throws -> PostgresResult {
        if let response {
            let result = PostgresResult(response)
            if result.isFine { return result }
            try refuse(result)
        }
        throw SQLError.unavailable(detail: PostgresConnection.message(of: link))
    }

    private func refuse(_ result: PostgresResult) throws {
        guard PQstatus(link) == CONNECTION_OK else { return }
        let state = result.field(PostgresResult.state)
        // A migration on another server changed what a prepared statement gives.
        let isStale = state == "0A000" && result.field(PostgresResult.message).contains("cached plan")
        if isStale {
            rollback()
            try forgetPrepared()
        }
        if isStale || state == "40001" || state == "40P01" { lostRace = true }
        throw SQLError(result)
    }

    private static func connect(_ settings: [(String, String)]) -> OpaquePointer? {
        PostgresParameters.with(settings.map { .text($0.0) }, ending: true) { keywords in
            PostgresParameters.with(settings.map { .text($0.1) }, ending: true) { values in
                PQconnectdbParams(keywords, values, 1)
            }
        }
    }

    private static func message(of link: OpaquePointer) -> String {
        guard let message = PQerrorMessage(link) else { return "" }
        return String(String(cString: message).split(separator: "\n").joined(separator: " "))
    }
}

extension SQLConnection {
    convenience init(_ connection: PostgresConnection) {
        self.init(dialect: .postgres, run: connection.run, stream: connection.stream)
    }
}
