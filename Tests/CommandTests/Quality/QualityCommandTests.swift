import Foundation
import Supervision
import Testing

@Suite struct QualityCommandTests {
    @Test("The record of a sample is verified, a changed one is not")
    func verify() throws {
        let scratch = try Scratch()
        let schools = (1...9).map {
            QualityFrame.School(county: "500101", grade: "4", stratum: "城区", code: "2150\($0)", size: 20 * $0)
        }
        let record = QualityRecord(try QualityFrame(schools), asked: ["4": 3], seed: "开奖 407")
        let text = String(decoding: try JSONEncoder().encode(record), as: UTF8.self)
        let honest = try Program.run("quality", "verify", scratch.file("honest.json", text))
        #expect(honest.code == 0 && honest.output.contains("抽中3所次"))
        let forged = try Program.run(
            "quality", "verify", scratch.file("forged.json", text.replacingOccurrences(of: "407", with: "408")))
        #expect(forged.code == 1 && forged.output.isEmpty && !forged.errors.isEmpty)
        #expect(try Program.run("quality", "verify", scratch.file("x.json", "{}")).code == 1)
        #expect(try Program.run("quality", "verify", "/nowhere.json").code == 1)
    }
}
