/// A text file.
enum TextDocument {
    static func read(_ source: FileSource, _ limits: DocumentLimits) throws -> PlainDocument {
        let text = try decode(source, limits)
        return PlainDocument(kind: .text, text: text, tables: [])
    }

    private static func decode(_ source: FileSource, _ limits: DocumentLimits) throws -> String {
        // A scalar takes four bytes at most; the rest may be what is left out.
        guard try source.size() / 8 <= limits.scalars else { throw DocumentError.tooMuchText(limit: limits.scalars) }
        guard let encoding = try TextEncoding.likeliest(source) else { throw DocumentError.unknownEncoding }
        if encoding != .utf16, try isBinary(source) { throw DocumentError.notADocument }
        var text = String.UnicodeScalarView()
        var count = 0
        var isAfterReturn = false
        try forEachScalar(of: source, in: encoding) { scalar in
            defer { isAfterReturn = scalar == "\r" }
            if scalar == "\n", isAfterReturn { return }
            guard scalar.endsLine || scalar.isReadable else { return }
            count += 1
            guard count <= limits.scalars else { throw DocumentError.tooMuchText(limit: limits.scalars) }
            text.append(scalar.endsLine ? "\n" : scalar)
        }
        return String(text)
    }

    /// Pieces may end inside a character, so its first bytes wait for the next piece.
    private static func forEachScalar(
        of source: FileSource, in encoding: TextEncoding, _ body: (Unicode.Scalar) throws -> Void
    ) throws {
        var rest: [UInt8] = []
        try TextDecoder(encoding, isLenient: true).decode(source) { chunk in
            rest.append(contentsOf: chunk)
            // Not behind the beginning of a character, which is at most three bytes from the end.
            var whole = rest.count
            if let start = rest.suffix(3).lastIndex(where: { $0 >= 0xC0 }) { whole = start }
            let text = String(decoding: rest[..<whole], as: UTF8.self)
            rest.removeFirst(whole)
            for scalar in text.unicodeScalars { try body(scalar) }
        }
        for scalar in String(decoding: rest, as: UTF8.self).unicodeScalars { try body(scalar) }
    }

    /// More than one byte in a hundred is a control character that no text has.
    private static func isBinary(_ source: FileSource) throws -> Bool {
        var (controls, total) = (0, 0)
        try source.forEachChunk { chunk in
            total += chunk.count
            controls += chunk.count { $0 < 32 && !(9...13).contains($0) || $0 == 127 }
            return true
        }
        return controls * 100 > total
    }
}
