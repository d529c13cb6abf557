import Supervision
import Testing

@Suite struct FourEyesTests {
    @Test("Another person may, the same one may not")
    func persons() {
        #expect(throws: Never.self) { try FourEyes.require("b", otherThan: ["a", nil], for: "核查") }
        #expect(throws: FourEyesRefusal(act: "核查")) { try FourEyes.require("a", otherThan: [nil, "a"], for: "核查") }
    }
}
