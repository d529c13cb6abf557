import Foundation
import Testing

@Suite struct DrawCommandTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
    }

    private func frame(_ count: Int, strata: [String] = []) throws -> String {
        let rows = (1...count).map { number in
            "21120000\(number < 10 ? "0" : "")\(number),\(strata.isEmpty ? "" : strata[number % strata.count])"
        }
        return try scratch.file("frame.csv", "\u{FEFF}学校代码,隶属\r\n" + rows.joined(separator: "\r\n") + "\r\n")
    }

    @Test("Thirty percent of 41 are 13, and the record says how")
    func percent() throws {
        let outcome = try Program.run("draw", "--frame", frame(41), "--seed", "第一批", "--percent", "30", "--json")
        let record = try outcome.json()
        #expect(outcome.code == 0 && outcome.errors.isEmpty)
        #expect(record["algorithm"] as? String == "sha256-ticket" && record["size"] as? Int == 41)
        #expect((record["selected"] as? [String])?.count == 13 && (record["frame"] as? [String])?.count == 41)
        #expect((record["tickets"] as? [String: String])?.count == 41 && record["seed"] as? String == "第一批")
        let strata = try #require(record["strata"] as? [[String: Any]])
        #expect(strata.count == 1 && strata[0]["size"] as? Int == 41 && strata[0]["count"] as? Int == 13)
    }

    @Test("The count holds per stratum")
    func strata() throws {
        let frame = try frame(20, strata: ["区属", "市属"])
        let outcome = try Program.run("draw", "--frame", frame, "--seed", "s", "--count", "4", "--by", "隶属", "--json")
        let strata = try #require(outcome.json()["strata"] as? [[String: Any]])
        #expect(strata.map { $0["count"] as? Int } == [4, 4])
        #expect(Set(strata.compactMap { $0["name"] as? String }) == ["区属", "市属"])
    }

    @Test("A record is verified, a changed one is not")
    func verify() throws {
        let made = try Program.run("draw", "--frame", frame(9), "--seed", "s", "--count", "2", "--json")
        let honest = try scratch.file("honest.json", made.output)
        #expect(try Program.run("draw", "verify", honest).code == 0)
        let forged = try scratch.file("forged.json", made.output.replacingOccurrences(of: "\"s\"", with: "\"t\""))
        let outcome = try Program.run("draw", "verify", forged)
        #expect(outcome.code == 1 && outcome.output.isEmpty && outcome.errors.contains("签号与种子不符"))
        #expect(try Program.run("draw", "verify", scratch.file("x.json", "{}")).code == 1)
    }

    @Test("What the list does not allow is refused with 1, wrong usage with 64")
    func refusals() throws {
        let twice = try scratch.file("twice.csv", "id\nA\nA \n")
        let empty = try scratch.file("empty.csv", "id,name\nA,甲\n ,乙\n")
        let hole = try scratch.file("hole.csv", "id\nA\n\nB\n")
        for arguments in [
            [twice, "1"], [empty, "1"], [hole, "1"], [try frame(3), "4"], [scratch.folder.path + "/none.csv", "1"],
        ] {
            let outcome = try Program.run(
                "draw", "--frame", arguments[0], "--seed", "s", "--count", arguments[1], "--json")
            #expect(outcome.code == 1 && outcome.output.isEmpty && !outcome.errors.isEmpty)
        }
        let trailing = try scratch.file("trailing.csv", "\nid\nA\nB\n\n\n")
        #expect(try Program.run("draw", "--frame", trailing, "--seed", "s", "--count", "2").code == 0)
        let frame = try frame(3)
        #expect(try Program.run("draw", "--frame", frame, "--seed", "s").code == 64)
        #expect(try Program.run("draw", "--frame", frame, "--seed", "s", "--count", "0").code == 64)
        #expect(try Program.run("draw", "--frame", frame, "--seed", "s", "--percent", "101").code == 64)
        #expect(try Program.run("draw", "--frame", frame, "--seed", "s", "--percent", "9", "--count", "1").code == 64)
    }

    @Test("The shell lines of docs/draw.md give the same units and the same hash")
    func citizen() throws {
        let made = try Program.run("draw", "--frame", frame(41), "--seed", "2021-03-08 福彩", "--count", "13", "--json")
        let record = try made.json()
        let ids = try #require(record["frame"] as? [String])
        _ = try scratch.file("ids.txt", ids.joined(separator: "\n") + "\n")
        let lines = try docLines()
        #expect(lines.count == 2)
        let script = "cd '\(scratch.folder.path)'; seed='2021-03-08 福彩'; count=13; " + lines.joined(separator: "; ")
        let words = try Program.run("/bin/bash", ["-c", script]).output.split(separator: "\n").map(String.init)
        #expect(words.first?.hasPrefix(record["frameHash"] as? String ?? "?") == true)
        #expect(Array(words.dropFirst()) == record["selected"] as? [String])
    }

    /// The commands between the fences of the document, as a citizen would copy them.
    private func docLines() throws -> [String] {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../..")
        let text = try String(contentsOf: root.appendingPathComponent("docs/draw.md"), encoding: .utf8)
        let fence = text.components(separatedBy: "```")
        guard fence.count > 1 else { return [] }
        return fence[1].split(separator: "\n").dropFirst().map(String.init).filter { !$0.hasPrefix("seed=") }
    }
}
