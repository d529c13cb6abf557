import Testing
import Web

@Suite struct MultipartTests {
    private static let boundary = "----dudao7MA4YWxk"

    /// A form with a text, a file whose content looks like boundaries, and an empty file.
    private static let body: [UInt8] = {
        let tricky = "\r\n--\r\n----dudao7MA4YWx\r\n------dudao7MA4YW\r\n\u{0}督导"
        let parts = [
            "Content-Disposition: form-data; name=\"text\"\r\n\r\n中文 & more",
            "content-disposition: form-data; name=\"file\"; filename=\"a%22b.pdf\"\r\nContent-Type: x\r\n\r\n\(tricky)",
            "Content-Disposition: form-data; name=\"none\"; filename=\"\"\r\n\r\n",
        ]
        return Array((parts.map { "--\(boundary)\r\n\($0)\r\n" }.joined() + "--\(boundary)--\r\n").utf8)
    }()

    /// The events with neighbouring contents joined, as their cuts depend on the splits.
    private static func events(_ pieces: [[UInt8]]) throws -> (events: [MultipartParser.Event], isDone: Bool) {
        var parser = MultipartParser(boundary: boundary)
        var result: [MultipartParser.Event] = []
        for event in try pieces.flatMap({ try parser.feed($0) }) {
            if case .content(let more) = event, case .content(let bytes)? = result.last {
                result[result.count - 1] = .content(bytes + more)
            } else {
                result.append(event)
            }
        }
        return (result, parser.isDone)
    }

    @Test("Parts come out whole, whatever their content looks like")
    func whole() throws {
        let (events, isDone) = try MultipartTests.events([MultipartTests.body])
        #expect(isDone)
        #expect(events.count == 8)
        #expect(events[0] == .part(name: "text", fileName: nil))
        #expect(events[1] == .content(Array("中文 & more".utf8)))
        #expect(events[3] == .part(name: "file", fileName: "a\"b.pdf"))
        #expect(events[6] == .part(name: "none", fileName: ""))
    }

    @Test("However a body is cut into pieces, the same comes out")
    func splits() throws {
        let expected = try MultipartTests.events([MultipartTests.body]).events
        #expect(try MultipartTests.events(MultipartTests.body.map { [$0] }).events == expected)
        var random = SplitMix(seed: 7)
        for _ in 0..<500 {
            var rest = MultipartTests.body[...]
            var pieces: [[UInt8]] = []
            while !rest.isEmpty {
                let count = Int.random(in: 1...40, using: &random)
                pieces.append(Array(rest.prefix(count)))
                rest = rest.dropFirst(count)
            }
            #expect(try MultipartTests.events(pieces).events == expected)
        }
    }

    @Test("Damaged and random bodies are refused or read, and never stop the program")
    func fuzz() {
        var random = SplitMix(seed: 11)
        for _ in 0..<3_000 {
            var bytes = MultipartTests.body
            for _ in 0..<Int.random(in: 1...6, using: &random) where bytes.count > 1 {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[index] = UInt8.random(in: .min ... .max, using: &random)
                case 1: bytes.remove(at: index)
                default: bytes.removeLast(bytes.count - max(index, 1))
                }
            }
            do { _ = try MultipartTests.events([bytes]) } catch { #expect(error as? WebRefusal == .badRequest) }
        }
        for _ in 0..<300 {
            let bytes = (0..<500).map { _ in UInt8.random(in: .min ... .max, using: &random) }
            do { _ = try MultipartTests.events([bytes]) } catch { #expect(error as? WebRefusal == .badRequest) }
        }
    }

    @Test(
        "A content type without a usable boundary is none",
        arguments: [
            "multipart/form-data", "multipart/form-data; boundary=", "multipart/mixed; boundary=x", "",
            "multipart/form-data; boundary=" + String(repeating: "x", count: 71),
        ])
    func types(type: String) {
        #expect(MultipartParser(contentType: type) == nil)
    }
}

/// A small generator, so that a failure comes again.
private struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
