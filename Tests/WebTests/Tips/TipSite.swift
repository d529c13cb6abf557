import Crypto
import Foundation
import HTTPTypes
import Logging
import SQLCore
import Store
import Supervision
import Synchronization
import TestKit
import Web

/// A district with its office, inspector, leader and a school, and a neighbour; the public comes from an address.
struct TipSite {
    let site: TestSite
    let log: LogLines

    init() async throws {
        let log = LogLines()
        var logger = Logger(label: "test", factory: { _ in LogRecorder(lines: log) })
        logger.logLevel = .trace
        self.log = log
        site = try await TestSite(
            settings: WebSettings(trustedProxies: ["unknown"], officeName: "测试督导室"), logger: logger)
        try await FindingSamples.act(as: FindingSamples.officer(), in: site.services.database) { act in
            try FindingSamples.plant(in: act.db)
            try VisitSample.appoint(in: act.db)
        }
        try await site.account("officer", .officer, .region(.county, code: "500101"), name: "周敏")
        try await site.account("colleague", .officer, .region(.county, code: "500101"), name: "林涛")
        try await site.account("director", .director, .region(.county, code: "500101"), name: "吴启明")
        try await site.account("leader", .leader, .region(.county, code: "500101"))
        try await site.account("inspector", .inspector, .granted, person: "inspector")
        try await site.account("principal", .principal, .organisation("school-500101"))
        try await site.account("neighbour", .officer, .region(.county, code: "500102"))
    }

    static let address = "203.0.113.77"

    /// Somebody of the public.
    func citizen(from address: String = TipSite.address) -> TestBrowser {
        let browser = site.browser()
        if let name = HTTPField.Name("X-Forwarded-For") { browser.headers[name] = address }
        return browser
    }

    static let form: KeyValuePairs<String, String> = [
        "unit": "school-500101", "topic": "food", "happened": "周三", "text": TipSample.words, "sender": TipSample.name,
        "contact": TipSample.contact, "wants_answer": "1", "secret": TipSample.secret,
    ]

    /// The form's fields with some changed, and a puzzle as the page's script solves it.
    func fields(
        _ citizen: TestBrowser, _ changes: [String: String] = [:], isSolved: Bool = true
    ) async throws -> [(String, String)] {
        let puzzle = try await TipSite.puzzle(citizen)
        let answer = isSolved ? TipSite.solve(puzzle) : ""
        return TipSite.form.map { ($0.key, changes[$0.key] ?? $0.value) }
            + changes.filter { change in !TipSite.form.contains { $0.key == change.key } }.map { ($0.key, $0.value) }
            + [("puzzle", changes["puzzle"] ?? puzzle), ("answer", changes["answer"] ?? answer)]
    }

    static func puzzle(_ citizen: TestBrowser) async throws -> String {
        try await citizen.get("/tips/puzzle", accept: "application/json").json["puzzle"] as? String ?? ""
    }

    static func solve(_ puzzle: String) -> String {
        let bits = Int(puzzle.split(separator: ".").dropFirst().first ?? "") ?? 0
        let start = Array("\(puzzle):".utf8)
        for number in 0... {
            let hash = Array(SHA256.hash(data: start + Array("\(number)".utf8)))
            let head = hash.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            if head.leadingZeroBitCount >= bits { return "\(number)" }
        }
        return ""
    }

    func send(
        _ citizen: TestBrowser, _ changes: [String: String] = [:], photos: [(String, [UInt8])] = []
    ) async throws -> TestAnswer {
        try await citizen.upload(
            "/tips", pairs: fields(citizen, changes), files: photos.map { ("photos", $0.0, $0.1) }, sealed: false)
    }

    /// The code that an answer shows.
    static func code(of answer: TestAnswer) -> String {
        let text = answer.text
        guard let mark = text.firstRange(of: "id=\"code\">") else { return "" }
        return TipCode.plain(String(text[mark.upperBound...].prefix { $0 != "<" }))
    }

    func tip() async throws -> String {
        try await site.services.database.read { db in try db.first("SELECT id FROM tip ORDER BY id")?.get(0) ?? "" }
    }

    func count(_ table: String) async throws -> Int {
        try await site.services.database.read { db in
            try db.first("SELECT count(*) FROM \(SQL.identifier(table))")?.get(0) ?? 0
        }
    }
}

/// Everything that was logged.
final class LogLines: Sendable {
    private let all = Mutex("")

    var text: String { all.withLock { $0 } }

    func add(_ line: String) { all.withLock { $0 += line + "\n" } }
}

struct LogRecorder: LogHandler {
    let lines: LogLines
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        lines.add("\(event.message) \(metadata) \(event.metadata ?? [:])")
    }
}
