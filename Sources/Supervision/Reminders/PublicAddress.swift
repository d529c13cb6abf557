/// Whether an address on the network belongs to everybody, so that nobody makes the server knock at its own house.
package enum PublicAddress {
    /// Four bytes of IPv4 or sixteen of IPv6; anything else is none.
    package static func isPublic(_ bytes: [UInt8]) -> Bool {
        switch bytes.count {
        case 4: !reserved4.contains { $0.holds(bytes) }
        case 16: isPublic6(bytes)
        default: false
        }
    }

    private static func isPublic6(_ bytes: [UInt8]) -> Bool {
        // An IPv4 address in IPv6's clothes counts as what it is.
        if mapped.holds(bytes) || translated.holds(bytes) { return isPublic(Array(bytes[12...])) }
        if sixToFour.holds(bytes) { return isPublic(Array(bytes[2..<6])) }
        return global6.holds(bytes) && !reserved6.contains { $0.holds(bytes) }
    }

    /// The first `length` bits of an address.
    private struct Block {
        let bytes: [UInt8]
        let length: Int

        func holds(_ address: [UInt8]) -> Bool {
            (0..<length).allSatisfy { bit in
                let mask = UInt8(0x80) >> UInt8(bit % 8)
                let own = bit / 8 < bytes.count ? bytes[bit / 8] : 0
                return own & mask == address[bit / 8] & mask
            }
        }
    }

    // The registries of special addresses (RFC 6890 and later), and multicast.
    private static let reserved4 = [
        Block(bytes: [0], length: 8), Block(bytes: [10], length: 8), Block(bytes: [100, 64], length: 10),
        Block(bytes: [127], length: 8), Block(bytes: [169, 254], length: 16), Block(bytes: [172, 16], length: 12),
        Block(bytes: [192, 0, 0], length: 24), Block(bytes: [192, 0, 2], length: 24),
        Block(bytes: [192, 88, 99], length: 24), Block(bytes: [192, 168], length: 16),
        Block(bytes: [198, 18], length: 15), Block(bytes: [198, 51, 100], length: 24),
        Block(bytes: [203, 0, 113], length: 24), Block(bytes: [224], length: 3),
    ]
    private static let global6 = Block(bytes: [0x20], length: 3)
    private static let reserved6 = [
        Block(bytes: [0x20, 0x01, 0, 0], length: 23), Block(bytes: [0x20, 0x01, 0x0d, 0xb8], length: 32),
        Block(bytes: [0x3f, 0xff, 0], length: 20),
    ]
    private static let sixToFour = Block(bytes: [0x20, 0x02], length: 16)
    private static let mapped = Block(bytes: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff], length: 96)
    private static let translated = Block(bytes: [0, 0x64, 0xff, 0x9b], length: 96)
}
