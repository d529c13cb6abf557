import CLibzip
import Glibc

/// A ZIP file opened for reading.
final class ZIPArchive {
    private let archive: OpaquePointer
    private static let entryLimit = 10_000

    /// Throws `damaged` when it is no ZIP file or a broken one.
    init(_ source: FileSource) throws {
        guard let archive = try ZIPArchive.open(source) else { throw SpreadsheetError.damaged(part: "ZIP") }
        guard zip_get_num_entries(archive, 0) <= ZIPArchive.entryLimit else {
            zip_discard(archive)
            throw SpreadsheetError.bomb
        }
        self.archive = archive
    }

    deinit { zip_discard(archive) }

    var names: [String] {
        (0..<UInt64(max(0, zip_get_num_entries(archive, 0)))).compactMap { index in
            zip_get_name(archive, index, 0).map { String(cString: $0) }
        }
    }

    func holds(_ name: String) -> Bool { index(of: name) != nil }

    func require(_ name: String, upTo unpackedBytes: Int) throws -> ZIPEntry {
        guard let entry = try entry(name, upTo: unpackedBytes) else { throw SpreadsheetError.missingPart(name) }
        return entry
    }

    /// The entry as a stream; nil when there is none of that name.
    func entry(_ name: String, upTo unpackedBytes: Int) throws -> ZIPEntry? {
        guard let index = index(of: name) else { return nil }
        var about = zip_stat_t()
        guard zip_stat_index(archive, index, 0, &about) == 0 else { throw SpreadsheetError.damaged(part: name) }
        guard about.encryption_method == 0 else { throw SpreadsheetError.passwordProtected }
        guard about.size <= UInt64(unpackedBytes) else {
            throw SpreadsheetError.tooLarge(megabytes: unpackedBytes >> 20)
        }
        let isBig = about.size > UInt64(SpreadsheetLimits.ratioFloor)
        guard !isBig || about.size / max(about.comp_size, 1) <= UInt64(SpreadsheetLimits.ratio) else {
            throw SpreadsheetError.bomb
        }
        guard let file = zip_fopen_index(archive, index, 0) else { throw SpreadsheetError.damaged(part: name) }
        return ZIPEntry(file: file, name: name, declared: Int(about.size), archive: self)
    }

    private func index(of name: String) -> UInt64? {
        let found = zip_name_locate(archive, name, zip_flags_t(ZIP_FL_NOCASE))
        return found < 0 ? nil : UInt64(found)
    }

    private static func open(_ source: FileSource) throws -> OpaquePointer? {
        switch source {
        case .path(let path):
            guard access(path, R_OK) == 0 else { throw SpreadsheetError.unreadable }
            return zip_open(path, ZIP_RDONLY, nil)
        case .bytes(let bytes):
            guard !bytes.isEmpty, let copy = malloc(bytes.count) else { return nil }
            copy.copyMemory(from: bytes, byteCount: bytes.count)
            var problem = zip_error_t()
            guard let buffer = zip_source_buffer_create(copy, UInt64(bytes.count), 1, &problem) else {
                free(copy)
                return nil
            }
            guard let archive = zip_open_from_source(buffer, ZIP_RDONLY, &problem) else {
                zip_source_free(buffer)
                return nil
            }
            return archive
        }
    }
}

/// One file inside a ZIP archive, unpacked as it is read.
final class ZIPEntry {
    let name: String
    private let file: OpaquePointer
    private let archive: ZIPArchive
    private var left: Int

    fileprivate init(file: OpaquePointer, name: String, declared: Int, archive: ZIPArchive) {
        self.file = file
        self.name = name
        self.archive = archive
        left = declared
    }

    deinit { zip_fclose(file) }

    /// Bytes read, 0 at the end, -1 when the entry is damaged or longer than it declares.
    func read(into buffer: UnsafeMutableRawPointer, count: Int) -> Int {
        let got = zip_fread(file, buffer, UInt64(count))
        guard got > 0 else { return Int(got) }
        left -= Int(got)
        return left < 0 ? -1 : Int(got)
    }

    /// Everything, piece by piece.
    func forEachChunk(_ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = buffer.withUnsafeMutableBytes { room in
                room.baseAddress.map { read(into: $0, count: room.count) } ?? -1
            }
            guard count >= 0 else { throw SpreadsheetError.damaged(part: name) }
            guard count > 0 else { return }
            try buffer.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[..<count])) }
        }
    }
}
