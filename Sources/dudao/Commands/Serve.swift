import ArgumentParser
import Foundation
import Logging
import SQLCore
import Store
import Supervision
import Web

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serves the platform until it is told to stop.")

    @OptionGroup var options: DatabaseOptions

    @Option(help: "Folder of evidence and other files.")
    var files: String

    @Option(help: "HOST:PORT; port 0 takes a free one.")
    var listen = "127.0.0.1:8080"

    @Option(name: .customLong("public-url"), help: "Where people reach the server, such as https://dudao.example.cn")
    var publicURL = ""

    @Option(help: "Certificate chain as PEM; with --tls-key the server speaks TLS itself.")
    var tlsCert: String?

    @Option(help: "Private key as PEM.")
    var tlsKey: String?

    @Option(help: "Addresses of reverse proxies whose X-Forwarded-For is believed, separated by commas.")
    var trustedProxies = ""

    @Option(
        name: .customLong("smtp-password-file"),
        help: "File with the mail server's password; DUDAO_SMTP_PASSWORD goes before it, both before what is stored.")
    var smtpPasswordFile: String?

    func validate() throws {
        _ = try Listen(listen)
        guard (tlsCert == nil) == (tlsKey == nil) else { throw ValidationError("--tls-cert and --tls-key go together") }
    }

    func run() async throws {
        let listen = try Listen(listen)
        let logger = Log.make()
        var settings = WebSettings()
        settings.publicURL = publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL
        if publicURL.isEmpty, tlsCert != nil { settings.publicURL = "https://\(listen.host):\(listen.port)" }
        settings.trustedProxies = Set(trustedProxies.split(separator: ",").map { String($0).trimmed })
        settings.mailPassword = try mailPassword()
        for name in PublicAssets.missing { logger.warning("not in this build", metadata: ["file": "\(name)"]) }
        let database = try await options.openCurrent()
        var certificate: Server.Certificate?
        if let tlsCert, let tlsKey { certificate = .init(chain: tlsCert, key: tlsKey) }
        try await Server(
            database: database, files: files, host: listen.host, port: listen.port, settings: settings,
            certificate: certificate, today: nil, logger: logger, ready: { Log.ready($0) }
        ).run()
    }
}

extension Serve {
    /// From outside, so that it lies in no database and no backup; nil when nobody gave one.
    private func mailPassword() throws -> String? {
        if let set = ProcessInfo.processInfo.environment["DUDAO_SMTP_PASSWORD"], !set.isEmpty { return set }
        guard let smtpPasswordFile else { return nil }
        let text = try String(contentsOfFile: smtpPasswordFile, encoding: .utf8)
        return text.trimmingCharacters(in: .newlines)
    }
}

/// HOST:PORT of `--listen`.
struct Listen {
    let host: String
    let port: Int

    init(_ text: String) throws {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65_535).contains(port), colon != text.startIndex
        else { throw ValidationError("\(text) is not HOST:PORT") }
        host = text[..<colon].trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        self.port = port
    }
}

/// What the program says about itself while it serves.
enum Log {
    /// Structured lines on standard error; the level comes from LOG_LEVEL.
    static func make(_ usual: Logger.Level = .info) -> Logger {
        LoggingSystem.bootstrap { label in StreamLogHandler.standardError(label: label) }
        var logger = Logger(label: "dudao")
        logger.logLevel =
            ProcessInfo.processInfo.environment["LOG_LEVEL"].flatMap { Logger.Level(rawValue: $0) } ?? usual
        return logger
    }

    /// Tells scripts and people that the server accepts connections, at once.
    static func ready(_ url: String) {
        print("ready \(url)")
        fflush(nil)
    }
}
