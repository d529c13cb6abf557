/// Pictures that were drawn lately, by the drawing itself; the oldest goes first.
struct KeptPictures {
    struct Key: Hashable {
        let svg: String
        let width: Int
    }

    private let room: Int
    private var pictures: [Key: [UInt8]] = [:]
    private var keys: [Key] = []
    private var size = 0

    /// `room` in bytes, of drawings and pictures together.
    init(room: Int = 32 << 20) {
        self.room = room
    }

    subscript(key: Key) -> [UInt8]? { pictures[key] }

    mutating func keep(_ bytes: [UInt8], for key: Key) {
        let needed = Self.size(key, bytes)
        guard needed <= room, pictures[key] == nil else { return }
        while size + needed > room, let oldest = keys.first {
            keys.removeFirst()
            size -= Self.size(oldest, pictures.removeValue(forKey: oldest) ?? [])
        }
        pictures[key] = bytes
        keys.append(key)
        size += needed
    }

    private static func size(_ key: Key, _ bytes: [UInt8]) -> Int { key.svg.utf8.count + bytes.count }
}
