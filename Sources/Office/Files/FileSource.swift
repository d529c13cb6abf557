import Glibc

/// Where a file's bytes are.
package enum FileSource: Sendable {
    case bytes([UInt8])
    case path(String)

    private static let chunkSize = 1 << 16

    /// Gives the bytes piece by piece until `body` answers false.
    func forEachChunk(_ body: (UnsafeBufferPointer<UInt8>) throws -> Bool) throws {
        switch self {
        case .bytes(let bytes):
            try bytes.withUnsafeBufferPointer { all in
                var start = 0
                while start < all.count {
                    let end = min(start + FileSource.chunkSize, all.count)
                    guard try body(UnsafeBufferPointer(rebasing: all[start..<end])) else { return }
                    start = end
                }
            }
        case .path(let path):
            try FileSource.readFile(at: path, body)
        }
    }

    private static func readFile(at path: String, _ body: (UnsafeBufferPointer<UInt8>) throws -> Bool) throws {
        guard let file = fopen(path, "rbe") else { throw SpreadsheetError.unreadable }
        defer { fclose(file) }
        var buffer = [UInt8](repeating: 0, count: chunkSize)
        while true {
            let count = fread(&buffer, 1, chunkSize, file)
            guard count > 0 else { break }
            let goesOn = try buffer.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[..<count])) }
            guard goesOn else { return }
        }
        guard ferror(file) == 0 else { throw SpreadsheetError.unreadable }
    }

    /// The first bytes, at most `count`.
    func prefix(_ count: Int) throws -> [UInt8] {
        var found: [UInt8] = []
        try forEachChunk { chunk in
            found.append(contentsOf: chunk.prefix(count - found.count))
            return found.count < count
        }
        return found
    }

    /// Whether `needle` (at most 256 bytes) occurs anywhere.
    func contains(_ needle: [UInt8]) throws -> Bool {
        var window: [UInt8] = []
        var found = false
        try forEachChunk { chunk in
            window.append(contentsOf: chunk)
            found = window.contains(bytes: needle)
            window.removeFirst(max(0, window.count - needle.count + 1))
            return !found
        }
        return found
    }
}

extension [UInt8] {
    /// Whether `needle` occurs; memory is searched for its first byte, so a rare one makes it fast.
    func contains(bytes needle: [UInt8]) -> Bool {
        guard let first = needle.first, count >= needle.count else { return false }
        return withUnsafeBytes { all in
            var start = 0
            let last = all.count - needle.count
            while start <= last, let base = all.baseAddress {
                guard let hit = memchr(base + start, Int32(first), last - start + 1) else { return false }
                if memcmp(hit, needle, needle.count) == 0 { return true }
                start = UnsafeRawPointer(hit) - base + 1
            }
            return false
        }
    }
}

extension FileSource {
    /// In bytes.
    func size() throws -> Int {
        switch self {
        case .bytes(let bytes): return bytes.count
        case .path(let path):
            var about = stat()
            guard stat(path, &about) == 0, about.st_mode & S_IFMT == S_IFREG else { throw SpreadsheetError.unreadable }
            return Int(about.st_size)
        }
    }
}
