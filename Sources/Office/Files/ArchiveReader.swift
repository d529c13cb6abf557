import CLibarchive

/// Reads an archive's entries one after the other, each as a stream.
package final class ArchiveReader {
    private let archive: OpaquePointer
    private static let pieceSize = 1 << 16

    package init(path: String) throws(ArchiveError) {
        guard let archive = archive_read_new() else { throw .cannotRead }
        self.archive = archive
        archive_read_support_format_zip(archive)
        guard archive_read_open_filename(archive, path, ArchiveReader.pieceSize) == ARCHIVE_OK else {
            throw .cannotRead
        }
    }

    deinit { archive_read_free(archive) }

    /// The name of the next entry; nil at the end.
    ///
    /// What was not read of the one before is passed over.
    package func next() throws(ArchiveError) -> String? {
        var entry: OpaquePointer?
        switch archive_read_next_header(archive, &entry) {
        case ARCHIVE_OK, ARCHIVE_WARN:
            guard let name = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry) else {
                throw .cannotRead
            }
            return String(cString: name)
        case ARCHIVE_EOF: return nil
        default: throw .cannotRead
        }
    }

    /// Everything in the current entry, piece by piece; a part that is damaged throws.
    package func forEachPiece(_ body: ([UInt8]) throws -> Void) throws {
        var buffer = [UInt8](repeating: 0, count: ArchiveReader.pieceSize)
        while true {
            let count = buffer.withUnsafeMutableBytes { archive_read_data(archive, $0.baseAddress, $0.count) }
            guard count >= 0 else { throw ArchiveError.cannotRead }
            guard count > 0 else { return }
            try body(Array(buffer[..<count]))
        }
    }
}
