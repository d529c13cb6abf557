import CLibxml2
import Glibc

/// Turns a text file into UTF-8 without its byte order mark, piece by piece.
struct TextDecoder {
    let encoding: TextEncoding
    /// Puts U+FFFD for bytes that are no character instead of refusing all.
    let isLenient: Bool
    static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

    init(_ encoding: TextEncoding, isLenient: Bool = false) {
        self.encoding = encoding
        self.isLenient = isLenient
    }

    func decode(_ source: FileSource, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
        let mark = ByteOrderMark()
        if encoding == .utf8, !isLenient {
            try source.forEachChunk { chunk in
                try mark.strip(chunk, body)
                return true
            }
        } else {
            try convert(source) { try mark.strip($0, body) }
        }
        try mark.finish(body)
    }

    private func convert(_ source: FileSource, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
        let converter = iconv_open("UTF-8", encoding.rawValue)
        guard converter != iconv_t(bitPattern: -1) else { throw SpreadsheetError.unknownEncoding }
        defer { iconv_close(converter) }
        var rest: [UInt8] = []
        try source.forEachChunk { chunk in
            rest.append(contentsOf: chunk)
            let used = try run(converter, on: &rest, body)
            rest.removeFirst(used)
            return true
        }
        guard !rest.isEmpty else { return }
        guard isLenient else { throw SpreadsheetError.unknownEncoding }
        try TextDecoder.replacement.withUnsafeBufferPointer(body)
    }

    /// Converts what is whole and returns how many bytes that took.
    private func run(
        _ converter: iconv_t?, on input: inout [UInt8], _ body: (UnsafeBufferPointer<UInt8>) throws -> Void
    ) throws -> Int {
        let total = input.count
        var output = [UInt8](repeating: 0, count: 1 << 16)
        var left = total
        var failure: Int32 = 0
        repeat {
            let (free, reason) = step(converter, &input, from: total - left, left: &left, into: &output)
            failure = reason
            try output.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[..<($0.count - free)])) }
            if failure == EILSEQ {
                guard isLenient else { throw SpreadsheetError.unknownEncoding }
                try TextDecoder.replacement.withUnsafeBufferPointer(body)
                left -= isPair(input, at: total - left) ? 2 : 1
            }
        } while failure == E2BIG || failure == EILSEQ
        return total - left
    }

    /// Whether the bytes are a broken character of two, so that what follows stays in step.
    private func isPair(_ input: [UInt8], at place: Int) -> Bool {
        encoding == .gb18030 && place + 1 < input.count && input[place + 1] >= 0x80
    }

    private func step(
        _ converter: iconv_t?, _ input: inout [UInt8], from start: Int, left: inout Int, into output: inout [UInt8]
    ) -> (free: Int, reason: Int32) {
        var free = output.count
        let result = input.withUnsafeMutableBytes { bytes in
            output.withUnsafeMutableBytes { room in
                var from = bytes.baseAddress?.advanced(by: start).assumingMemoryBound(to: CChar.self)
                var to = room.baseAddress?.assumingMemoryBound(to: CChar.self)
                return iconv(converter, &from, &left, &to, &free)
            }
        }
        return (free, result == -1 ? errno : 0)
    }
}

/// Drops U+FEFF at the very beginning, even when it is cut in pieces.
private final class ByteOrderMark {
    private var held: [UInt8]? = []
    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    func strip(
        _ chunk: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void
    ) throws {
        guard var start = held else { return try body(chunk) }
        start.append(contentsOf: chunk)
        guard start.count >= 3 else {
            held = start
            return
        }
        held = nil
        try start.withUnsafeBufferPointer {
            try body(UnsafeBufferPointer(rebasing: $0[(start.starts(with: ByteOrderMark.mark) ? 3 : 0)...]))
        }
    }

    func finish(_ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
        guard let start = held, !start.isEmpty else { return }
        held = nil
        try start.withUnsafeBufferPointer(body)
    }
}
