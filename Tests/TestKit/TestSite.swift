import Foundation
package import HTTPTypes
package import Hummingbird
import Jobs
package import Logging
import NIOCore
import NIOEmbedded
import SQLCore
package import Store
package import Supervision
import Synchronization
package import Web

/// The whole site on a fresh database, spoken to without a network.
package final class TestSite: Sendable {
    package let services: Services
    private let responder: any HTTPResponder<AppContext>
    private let clock: TestClock

    /// Today is 2026-03-10 unless said; scrypt is cheap so that tests are quick.
    package init(
        engine: Engine = .ofRoutes, today: Day = "2026-03-10", settings: WebSettings? = nil,
        logger: Logger? = nil
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("dudao-test-\(UUID().uuidString)")
        var quiet = Logger(label: "test")
        quiet.logLevel = .critical
        var settings = settings ?? WebSettings(officeName: "测试督导室")
        settings.scryptCost = 16
        let clock = TestClock(Instant(milliseconds: (today.number * 24 + 2) * 3_600_000))
        self.clock = clock
        services = Services(
            database: try await engine.makeDatabase(), files: try FileStore(folder: folder.path),
            today: { clock.now.day },
            now: { clock.now }, newID: { NewID.random(at: clock.now) }, passwords: .passwords(), settings: settings,
            logger: logger ?? quiet)
        responder = Site.router(services).buildResponder()
    }

    deinit {
        try? FileManager.default.removeItem(at: services.files.folder)
    }

    /// Lets time pass.
    package func advance(seconds: Int) { clock.advance(seconds: seconds) }

    package static let password = "correct horse 督导"

    /// An account that need not change its password; `login` is also the person's name unless said.
    @discardableResult
    package func account(
        _ login: String, _ role: Role, _ scope: Scope, name: String? = nil, person: PersonID? = nil
    ) async throws -> AccountRecord {
        let now = services.now()
        let record = AccountRecord(
            id: Identifier("account-\(login)"), person: person ?? Identifier("person-\(login)"), name: name ?? login,
            login: login, role: role, scope: scope, password: try Password.hashed(TestSite.password, cost: 16),
            mustChange: false)
        try await services.database.write { db in try Accounts.insert(record, at: now, in: db) }
        return record
    }

    /// A browser signed in as `login`.
    package func browser(as login: String) async throws -> TestBrowser {
        let browser = TestBrowser(site: self)
        let answer = try await browser.post("/login", ["login": login, "password": TestSite.password], sealed: false)
        guard answer.status == .seeOther else { throw TestSiteError.notSignedIn(login, answer.status) }
        return browser
    }

    package func browser() -> TestBrowser { TestBrowser(site: self) }

    /// Does all queued work, as the server's background does.
    package func runJobs() async throws {
        try await JobRunner.drain(
            JobServices(
                database: services.database, files: services.files, now: services.now, today: services.today,
                logger: services.logger, owner: "test"))
    }

    func respond(_ head: HTTPRequest, body: [UInt8]) async throws -> TestAnswer {
        let request = Request(head: head, body: .init(buffer: ByteBuffer(bytes: body)))
        var logger = services.logger
        // As the server does; a fault is shown with it.
        logger[metadataKey: "hb.request.id"] = "\(services.newID())"
        let source = ApplicationRequestContextSource(channel: NIOAsyncTestingChannel(), logger: logger)
        let response = try await responder.respond(to: request, context: AppContext(source: source))
        return TestAnswer(
            status: response.status, headers: response.headers, bytes: try await TestBody.bytes(of: response))
    }
}

/// What a response sends.
package enum TestBody {
    package static func bytes(of response: Response) async throws -> [UInt8] {
        let writer = CollectingWriter()
        try await response.body.write(writer)
        return writer.bytes
    }
}

/// A clock that stands still until it is moved.
private final class TestClock: Sendable {
    private let instant: Mutex<Instant>

    init(_ start: Instant) {
        instant = Mutex(start)
    }

    var now: Instant { instant.withLock { $0 } }

    func advance(seconds: Int) { instant.withLock { $0 = $0.adding(seconds: seconds) } }
}

package enum TestSiteError: Error {
    case notSignedIn(String, HTTPResponse.Status)
    case noToken(String)
}

/// What the site answered.
package struct TestAnswer: Sendable {
    package let status: HTTPResponse.Status
    package let headers: HTTPFields
    package let bytes: [UInt8]

    package var text: String { String(decoding: bytes, as: UTF8.self) }
    package var location: String? { headers[.location] }
}

/// Collects a response's body; used by one task at a time.
private final class CollectingWriter: ResponseBodyWriter, @unchecked Sendable {
    private(set) var bytes: [UInt8] = []

    func write(_ buffer: ByteBuffer) async throws { bytes += buffer.readableBytesView }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
