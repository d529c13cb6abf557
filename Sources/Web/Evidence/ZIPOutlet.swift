import NIOCore

/// What an archive has written and the client has not got yet.
final class ZIPOutlet {
    var bytes: [UInt8] = []

    func take() -> ByteBuffer? {
        guard !bytes.isEmpty else { return nil }
        defer { bytes.removeAll(keepingCapacity: true) }
        return ByteBuffer(bytes: bytes)
    }
}
