import Foundation
import Supervision
import Testing

/// Whatever a text is, reading it loses nothing, invents no place and ends.
///
/// `DUDAO_FUZZ_SECONDS` says how long; see `docs/plans.md`.
@Suite struct PlanFuzzTests {
    private static let environment = ProcessInfo.processInfo.environment

    @Test("Spoilt plans, some or as many as the time allows")
    func spoilt() throws {
        let seconds = Self.environment["DUDAO_FUZZ_SECONDS"].flatMap(Double.init)
        let first = Self.environment["DUDAO_FUZZ_SEED"].flatMap(UInt64.init) ?? 1
        let end = Date(timeIntervalSinceNow: seconds ?? 0)
        var seed = first
        while seconds == nil ? seed < first + 40 : Date() < end {
            try remember(seed)
            var mutation = PlanMutation(seed)
            check(PlanSource(mutation.text()), "seed \(seed)")
            seed += 1
        }
    }

    /// The seed is written down before it runs, so that a trap tells which it was.
    private func remember(_ seed: UInt64) throws {
        let path = Self.environment["DUDAO_FUZZ_LOG"] ?? "\(NSTemporaryDirectory())/dudao-fuzz-plan.seed"
        try "\(seed)\n".write(toFile: path, atomically: false, encoding: .utf8)
    }

    private func check(_ source: PlanSource, _ name: String) {
        let reading = PlanReader.read(source, year: 2026)
        for breach in PlanInvariants(reading, source.text).breaches { Issue.record("\(name): \(breach)") }
        #expect(PlanReader.read(source, year: 2026) == reading, "\(name): read twice, read differently")
    }

    @Test(
        "Texts at the edge",
        arguments: ["", " ", "\n", "\t\t\n\t", "一、", "1.", "（", "。", "年月日", "\u{FEFF}", "序号\t事项\t时间", "𠮷"])
    func edges(text: String) {
        check(PlanSource(text), text.debugDescription)
    }

    @Test("Places of tables may be anything inside the text")
    func tables() {
        let text = "序号\t事项\t时间\n1\t双减\t3月\n2\t培训\t8月上旬\n"
        let length = text.unicodeScalars.count
        var dice = SplitMix(7)
        for round in 0..<30 {
            let rows = (0..<dice.below(5)).map { _ in
                (0..<dice.below(5)).map { _ in
                    let from = dice.below(length + 1)
                    return SourceSpan(from, from + dice.below(length - from + 1))
                }
            }
            check(PlanSource(text, tables: [.init(rows: rows)]), "round \(round)")
        }
    }

    @Test("Time grows with the text, not with its square: a million bytes are read")
    func long() {
        let text = String(repeating: PlanMutation.invented[0] + "\n", count: 1_100)
        #expect(text.utf8.count > 1_000_000)
        let reading = PlanReader.read(PlanSource(text))
        #expect(PlanInvariants(reading, text).breaches.isEmpty)
        let line = String(repeating: "每月至少1次，3月—6月底完成40所幼儿园，", count: 4_000)
        #expect(PlanInvariants(PlanReader.read(PlanSource(line)), line).breaches.isEmpty)
    }
}
