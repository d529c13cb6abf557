import CLibxml2

/// A web page, or a piece of one.
enum HTMLDocument {
    static func read(_ source: FileSource, _ limits: DocumentLimits) throws -> PlainDocument {
        let bytes = try decode(source)
        let page = try text(bytes, limits, withBoilerplate: false)
        if !page.isEmpty { return page.document(.html) }
        // A page that calls all of itself navigation is taken whole.
        return try text(bytes, limits, withBoilerplate: true).document(.html)
    }

    /// UTF-8 without characters that would end the parser's work.
    private static func decode(_ source: FileSource) throws -> [UInt8] {
        guard let encoding = try encoding(of: source) else { throw DocumentError.unknownEncoding }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(try source.size())
        try TextDecoder(encoding, isLenient: true).decode(source) { chunk in
            bytes.append(contentsOf: chunk.lazy.map { $0 < 9 || $0 == 11 || (14..<32).contains($0) ? 32 : $0 })
        }
        return withoutConditions(bytes)
    }

    /// Word puts `<![if !supportLists]>` around the numbers of lists; browsers show nothing of it, libxml2 does.
    private static func withoutConditions(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(bytes: condition) else { return bytes }
        var kept: [UInt8] = []
        kept.reserveCapacity(bytes.count)
        var rest = bytes[...]
        while let start = rest.firstIndex(of: condition[0]) {
            kept.append(contentsOf: rest[..<start])
            rest = rest[start...]
            if rest.starts(with: condition), let end = rest.firstIndex(of: UInt8(ascii: ">")) {
                rest = rest[(end + 1)...]
            } else {
                // Inside a comment it is none.
                let end = rest.starts(with: comment) ? commentEnd(rest) : start + 1
                kept.append(contentsOf: rest[..<end])
                rest = rest[end...]
            }
        }
        return kept + rest
    }

    private static let condition = Array("<![".utf8)
    private static let comment = Array("<!--".utf8)

    private static func commentEnd(_ bytes: ArraySlice<UInt8>) -> Int {
        var dashes = 0
        for place in bytes.indices.dropFirst(2) {
            if dashes >= 2, bytes[place] == UInt8(ascii: ">") { return place + 1 }
            dashes = bytes[place] == UInt8(ascii: "-") ? dashes + 1 : 0
        }
        return bytes.endIndex
    }

    /// What fits; where a short page fits both, what it says of itself.
    ///
    /// Saved pages often say gb2312 and are UTF-8, so that what they say counts only then.
    private static func encoding(of source: FileSource) throws -> TextEncoding? {
        let likeliest = try TextEncoding.likeliest(source)
        guard likeliest == .utf8 else { return likeliest }
        let head = String(decoding: try source.prefix(4_096), as: UTF8.self).lowercased()
        guard head.contains("charset=gb") || head.contains("charset=\"gb") else { return .utf8 }
        // Chinese characters take three bytes in UTF-8.
        var isChinese = false
        try source.forEachChunk { chunk in
            isChinese = chunk.contains { $0 >= 0xE0 }
            return !isChinese
        }
        return isChinese ? .utf8 : .gb18030
    }

    private static func text(
        _ bytes: [UInt8], _ limits: DocumentLimits, withBoilerplate: Bool
    ) throws -> DocumentBuilder {
        let text = HTMLText(limits: limits, withBoilerplate: withBoilerplate)
        try HTMLEvents(text).parse(bytes)
        try text.finish()
        return text.builder
    }
}
