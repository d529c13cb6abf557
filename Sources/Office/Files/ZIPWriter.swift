import CLibarchive

/// Writes a ZIP file as a stream: bytes go to the sink as they come, nothing is kept.
package final class ZIPWriter {
    private let archive: OpaquePointer
    private let outlet: Outlet
    private static let fileType: UInt32 = 0o100000

    /// `isLarge` allows parts and archives above 4 GiB, which old readers do not open.
    package init(isLarge: Bool = false, sink: @escaping ([UInt8]) throws -> Void) throws {
        guard let archive = archive_write_new() else { throw ArchiveError.cannotWrite }
        self.archive = archive
        outlet = Outlet(sink)
        archive_write_set_format_zip(archive)
        // Chinese names are marked as UTF-8 whatever the process's locale is, or Windows shows them broken.
        archive_write_set_option(archive, "zip", "hdrcharset", "UTF-8")
        // Sizes are unknown when an entry begins, and Excel dislikes ZIP64 in small files.
        if !isLarge { archive_write_set_option(archive, "zip", "zip64", nil) }
        archive_write_set_bytes_per_block(archive, 1 << 16)
        archive_write_set_bytes_in_last_block(archive, 1)
        let context = Unmanaged.passUnretained(outlet).toOpaque()
        let opened = archive_write_open(archive, context, nil, { Outlet.receive($1, $2, $3) }, nil)
        try check(opened)
    }

    deinit {
        outlet.close()
        archive_write_free(archive)
    }

    /// Begins the next entry; what is written from now on belongs to it.
    package func begin(_ name: String) throws {
        guard let entry = archive_entry_new() else { throw ArchiveError.cannotWrite }
        defer { archive_entry_free(entry) }
        archive_entry_set_pathname_utf8(entry, name)
        archive_entry_set_filetype(entry, ZIPWriter.fileType)
        archive_entry_set_perm(entry, 0o644)
        // A fixed time, 1980-01-02: equal content makes equal files.
        archive_entry_set_mtime(entry, 315_619_200, 0)
        try check(archive_write_header(archive, entry))
    }

    package func write(_ bytes: [UInt8]) throws {
        guard !bytes.isEmpty else { return }
        guard archive_write_data(archive, bytes, bytes.count) == bytes.count else { throw failure }
    }

    package func add(_ name: String, _ text: String) throws {
        try begin(name)
        try write(Array(text.utf8))
    }

    /// Ends the file; nothing can be added after it.
    package func finish() throws {
        try check(archive_write_close(archive))
        outlet.close()
    }

    private func check(_ result: Int32) throws {
        guard result == ARCHIVE_OK || result == ARCHIVE_WARN else { throw failure }
    }

    private var failure: any Error { outlet.failure ?? ArchiveError.cannotWrite }
}

extension ZIPWriter {
    /// A small archive in memory.
    package static func bytes(
        _ parts: [(name: String, text: String)], files: [(name: String, bytes: [UInt8])] = []
    ) throws -> [UInt8] {
        var result: [UInt8] = []
        let writer = try ZIPWriter { result += $0 }
        for part in parts { try writer.add(part.name, part.text) }
        for file in files {
            try writer.begin(file.name)
            try writer.write(file.bytes)
        }
        try writer.finish()
        return result
    }
}

/// Carries bytes from libarchive's callback to the sink, and the sink's error back.
private final class Outlet {
    private var sink: (([UInt8]) throws -> Void)?
    private(set) var failure: (any Error)?

    init(_ sink: @escaping ([UInt8]) throws -> Void) {
        self.sink = sink
    }

    func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard failure == nil else { return false }
        do {
            try sink?(Array(bytes))
            return true
        } catch {
            failure = error
            return false
        }
    }

    /// What libarchive calls; -1 tells it to stop.
    static func receive(_ context: UnsafeMutableRawPointer?, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
        guard let context, let bytes else { return -1 }
        let outlet = Unmanaged<Outlet>.fromOpaque(context).takeUnretainedValue()
        return outlet.take(UnsafeRawBufferPointer(start: bytes, count: count)) ? count : -1
    }

    /// After this nothing reaches the sink any more.
    func close() { sink = nil }
}

/// Why an archive could not be written or read.
package enum ArchiveError: OfficeError, Equatable {
    case cannotWrite, cannotRead

    package var code: String {
        switch self {
        case .cannotWrite: "archive.cannotWrite"
        case .cannotRead: "archive.cannotRead"
        }
    }

    package var message: String {
        switch self {
        case .cannotWrite: "文件没有生成成功，请重试；如仍失败，请联系管理员。"
        case .cannotRead: "文件无法打开，或已损坏。"
        }
    }
}
