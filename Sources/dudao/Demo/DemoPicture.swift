/// A small picture made from nothing, as a stand-in for a photograph: a valid PNG of flat colours.
enum DemoPicture {
    /// 240 × 160: a wall, a floor and a few things in a row; `number` chooses the colours.
    static func png(_ number: Int) -> [UInt8] {
        var pixels: [UInt8] = []
        for y in 0..<160 {
            pixels.append(0)
            for x in 0..<240 { pixels.append(contentsOf: colour(x, y, number)) }
        }
        let header = word(240) + word(160) + [8, 2, 0, 0, 0]
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", header)
            + chunk("IDAT", stored(pixels)) + chunk("IEND", [])
    }

    private static func colour(_ x: Int, _ y: Int, _ number: Int) -> [UInt8] {
        let walls: [[UInt8]] = [[222, 232, 240], [240, 232, 218], [226, 238, 226]]
        let things: [[UInt8]] = [[27, 79, 145], [201, 130, 0], [23, 101, 58], [176, 36, 28]]
        if y > 120 { return [196, 178, 150] }
        let place = x / 48
        if y > 60 + (place * 17 + number * 11) % 40, x % 48 > 8, x % 48 < 40 { return things[(place + number) % 4] }
        return walls[number % walls.count]
    }

    /// A zlib stream of stored blocks: no compressor is needed for so few bytes.
    private static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var stream: [UInt8] = [0x78, 0x01]
        for start in stride(from: 0, to: bytes.count, by: 65_535) {
            let end = min(start + 65_535, bytes.count)
            let count = UInt16(end - start)
            stream.append(end == bytes.count ? 1 : 0)
            for half in [count, ~count] { stream += [UInt8(half & 255), UInt8(half >> 8)] }
            stream += bytes[start..<end]
        }
        return stream + word(adler(bytes))
    }

    private static func chunk(_ kind: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(kind.utf8) + data
        return word(UInt32(data.count)) + body + word(crc(body))
    }

    private static func word(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    private static func adler(_ bytes: [UInt8]) -> UInt32 {
        var (a, b): (UInt32, UInt32) = (1, 0)
        for byte in bytes {
            a = (a + UInt32(byte)) % 65_521
            b = (b + a) % 65_521
        }
        return b << 16 | a
    }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        var value: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            value ^= UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
        }
        return ~value
    }
}
