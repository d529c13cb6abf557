import HTTPTypes
import Office
import Testing

@testable import Web

/// Pictures that cannot be drawn are refused with a sentence, never a fault.
@Suite struct PicturePoolTests {
    @Test(
        "A missing program, a failed drawing and a full line are told",
        arguments: [
            (PictureRefusal.undrawn(.missingProgram), "picture.missingProgram", "librsvg2-bin"),
            (.undrawn(.failed), "picture.failed", "SVG"), (.busy, "picture.busy", "请稍后再试"),
        ])
    func refusals(refusal: PictureRefusal, code: String, words: String) {
        #expect(refusal.code == code && refusal.message.contains(words) && refusal.status == .conflict)
    }

    @Test("What is no drawing is refused by the pool")
    func failed() async {
        await #expect(throws: PictureRefusal.self) { try await PicturePool.png("no picture") }
    }
}
