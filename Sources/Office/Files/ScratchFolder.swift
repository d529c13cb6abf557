import Foundation

/// A folder that nobody else reads and that goes with the last reference to it.
package final class ScratchFolder: Sendable {
    package let path: String

    /// Nil when there is no room for it.
    package init?() {
        let base = FileManager.default.temporaryDirectory.path
        var name = Array("\(base)/dudao-XXXXXX".utf8CString)
        guard mkdtemp(&name) != nil else { return nil }
        path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Copies the file into the folder, so that a program finds it under a name of ours.
    func copy(_ source: FileSource, to name: String) throws -> String {
        let copy = "\(path)/\(name)"
        guard let file = fopen(copy, "wbe") else { throw DocumentError.noRoom }
        defer { fclose(file) }
        try source.forEachChunk { chunk in
            guard fwrite(chunk.baseAddress, 1, chunk.count, file) == chunk.count else { throw DocumentError.noRoom }
            return true
        }
        guard fflush(file) == 0 else { throw DocumentError.noRoom }
        return copy
    }

    /// Writes a small file, its folders included.
    func write(_ text: String, to name: String) throws {
        let file = "\(path)/\(name)"
        let parent = String(file[..<(file.lastIndex(of: "/") ?? file.endIndex)])
        do {
            try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
            try text.write(toFile: file, atomically: false, encoding: .utf8)
        } catch {
            throw DocumentError.noRoom
        }
    }
}
