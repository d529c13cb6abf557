import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Jobs
import Logging
import NIOCore
import NIOSSL
import SQLCore
import ServiceLifecycle
import Store
import Supervision
import Web

/// A server over a database: what `serve` and `demo` share.
struct Server {
    struct Certificate {
        let chain: String
        let key: String
    }

    var database: any SQLDatabase
    var files: String
    var host: String
    var port: Int
    var settings: WebSettings
    var certificate: Certificate?
    /// A fixed day for demo and tests; nil takes the machine's.
    var today: Day?
    var logger: Logger
    /// Told the address once connections are accepted.
    var ready: @Sendable (String) -> Void

    /// Serves until told to stop (SIGTERM or SIGINT), then finishes what was accepted.
    func run() async throws {
        let services = try services()
        let scheme = certificate == nil ? "http" : "https"
        let host = host
        let ready = ready
        var app = Application(
            responder: Site.router(services).buildResponder(),
            server: try builder(),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port), serverName: nil, reuseAddress: true),
            onServerRunning: { channel in ready("\(scheme)://\(host):\(channel.localAddress?.port ?? 0)") },
            logger: logger)
        app.services = [BackgroundService(background: Background(jobServices(services)))]
        try await app.runService()
        await database.close()
        if let work = DatabaseOptions.work(of: database) { logger.info("database closed", metadata: work) }
    }

    /// How long a connection may say nothing, also in the middle of a request.
    private static let patience = TimeAmount.seconds(75)

    private func builder() throws -> HTTPServerBuilder {
        let patience = HTTP1Channel.Configuration(idleTimeout: Server.patience)
        guard let certificate else { return .http1(configuration: patience) }
        let chain = try NIOSSLCertificate.fromPEMFile(certificate.chain).map { NIOSSLCertificateSource.certificate($0) }
        let key = try NIOSSLPrivateKey(file: certificate.key, format: .pem)
        return try .tls(
            .http1(configuration: patience),
            tlsConfiguration: .makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key)))
    }

    private func services() throws -> Services {
        let shift = today.map { $0.number - MachineClock.now().day.number } ?? 0
        let now: @Sendable () -> Instant = {
            Instant(milliseconds: MachineClock.now().milliseconds + shift * 86_400_000)
        }
        return Services(
            database: database, files: try FileStore(folder: files), today: { now().day }, now: now,
            newID: { NewID.random(at: now()) }, passwords: WorkPool.passwords(), settings: settings, logger: logger)
    }

    private func jobServices(_ services: Services) -> JobServices {
        var jobs = JobServices(
            database: services.database, files: services.files, now: services.now, today: services.today,
            logger: logger, owner: services.newID())
        jobs.publicURL = settings.publicURL
        jobs.mailPassword = settings.mailPassword
        return jobs
    }
}

/// Background work as a service that stops with the server.
private struct BackgroundService: Service {
    let background: Background

    func run() async throws {
        await cancelWhenGracefulShutdown { await background.run() }
    }
}
