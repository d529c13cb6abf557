import Foundation
import Supervision

/// The labelled documents and lines under `Tests/Corpus/plans`.
enum PlanCorpus {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Corpus/plans")
    static let seeds =
        ProcessInfo.processInfo.environment["DUDAO_SEEDS"].map(URL.init(fileURLWithPath:))
        ?? folder.appendingPathComponent("../../../../shared/seeds").standardized

    struct Line: Sendable {
        let form: String
        let year: Int?
        let text: String
        let wanted: [String]
    }

    /// Lines of `dates.tsv` or `quantities.tsv`.
    static func lines(_ name: String) throws -> [Line] {
        try text(folder.appendingPathComponent(name)).split(separator: "\n").filter { !$0.hasPrefix("#") }.map { row in
            let cells = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            let wanted = cells[3].isEmpty ? [] : cells[3].components(separatedBy: "; ")
            return Line(form: cells[0], year: Int(cells[1]), text: cells[2], wanted: wanted)
        }
    }

    /// Documents that were written for this corpus, with their labels.
    static func documents() throws -> [(name: String, text: String, labels: [String])] {
        let folder = folder.appendingPathComponent("documents")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".txt") }
            .sorted()
        return try names.map { name in
            let base = String(name.dropLast(4))
            return (
                base, try text(folder.appendingPathComponent(name)),
                try labels(folder.appendingPathComponent("\(base).tsv"))
            )
        }
    }

    /// The five plans of real offices, where they are at hand; empty elsewhere.
    static func seedDocuments() throws -> [(name: String, text: String, labels: [String])] {
        guard let files = try? FileManager.default.contentsOfDirectory(atPath: seeds.path) else { return [] }
        return try files.filter { $0.hasSuffix(".txt") }.sorted().compactMap { file in
            let name = String(file.prefix(3))
            let labels = folder.appendingPathComponent("seeds/\(name).tsv")
            guard FileManager.default.fileExists(atPath: labels.path) else { return nil }
            return (name, try text(seeds.appendingPathComponent(file)), try self.labels(labels))
        }
    }

    static func seed(_ name: String) throws -> PlanReading? {
        try seedDocuments().first { $0.name == name }.map { PlanReader.read(PlanSource($0.text)) }
    }

    private static func labels(_ file: URL) throws -> [String] {
        try text(file).split(separator: "\n").map(String.init)
    }

    private static func text(_ file: URL) throws -> String {
        String(decoding: try Data(contentsOf: file), as: UTF8.self)
    }
}

/// How many labels were found, and how many of what was found are labels; each label counts as often as it stands.
struct Agreement: Sendable, CustomStringConvertible {
    var found = 0
    var wanted = 0
    var read = 0

    var recall: Double { wanted == 0 ? 1 : Double(found) / Double(wanted) }
    var precision: Double { read == 0 ? 1 : Double(found) / Double(read) }
    var description: String { "\(found) of \(wanted) found, \(read) read" }

    mutating func add(_ wanted: [String], _ read: [String]) {
        var rest = read
        for label in wanted {
            guard let place = rest.firstIndex(where: { Agreement.same(label, $0) }) else { continue }
            rest.remove(at: place)
            found += 1
        }
        self.wanted += wanted.count
        self.read += read.count
    }

    /// `*` in a label is not compared: the unit, or what is counted.
    private static func same(_ label: String, _ read: String) -> Bool {
        guard label.contains("*") else { return label == read }
        let (left, right) = (parts(label), parts(read))
        return left.count == right.count && zip(left, right).allSatisfy { $0 == "*" || $0 == $1 }
    }

    private static func parts(_ text: String) -> [Substring] {
        text.replacingOccurrences(of: "@", with: "|@").split(omittingEmptySubsequences: false) {
            $0 == " " || $0 == "|"
        }
    }
}
