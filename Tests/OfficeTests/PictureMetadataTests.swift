import Office
import Testing

@Suite struct PictureMetadataTests {
    private static func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
        let length = content.count + 2
        return [0xFF, marker, UInt8(length >> 8), UInt8(length & 255)] + content
    }

    /// A camera's: little-endian, orientation `turn`, and a text where it was taken.
    private static func exif(_ turn: UInt8) -> [UInt8] {
        Array("Exif\0\0II*\0".utf8) + [8, 0, 0, 0, 2, 0] + [0x0F, 1, 2, 0, 4, 0, 0, 0] + Array("HERE".utf8)
            + [0x12, 1, 3, 0, 1, 0, 0, 0, turn, 0, 0, 0] + [0, 0, 0, 0]
    }

    private static let jfif = segment(0xE0, Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1, 0, 0])
    private static let table = segment(0xDB, Array(repeating: 1, count: 65))
    private static let scan = segment(0xDA, [1, 1, 0, 0, 63, 0]) + [5, 6, 0xFF, 0, 7, 0xFF, 0xD0, 8, 0xFF, 0xD9]

    private func contains(_ bytes: [UInt8], _ text: String) -> Bool {
        let part = Array(text.utf8)
        return bytes.indices.contains { bytes[$0...].starts(with: part) }
    }

    @Test("A JPEG keeps its tables and scan, and of all that stands beside them only which way is up")
    func jpeg() throws {
        let beside =
            Self.segment(0xE1, Self.exif(6)) + Self.segment(0xE1, Array("http://ns.adobe.com/xap GPS".utf8))
            + Self.segment(0xED, Array("Photoshop".utf8)) + Self.segment(0xE2, Array("MPF\0".utf8))
            + Self.segment(0xFE, Array("by Zhang".utf8))
        let profile = Self.segment(0xE2, Array("ICC_PROFILE\0xyz".utf8))
        let file = [0xFF, 0xD8] + Self.jfif + beside + profile + Self.table + Self.scan + Array("MORE".utf8)
        let bare = try #require(PictureMetadata.stripped(file, .jpeg))
        for word in ["HERE", "GPS", "Photoshop", "MPF", "Zhang", "MORE"] { #expect(!contains(bare, word), "\(word)") }
        #expect(contains(bare, "ICC_PROFILE") && contains(bare, "JFIF"))
        #expect(bare.suffix(Self.scan.count).elementsEqual(Self.scan))
        #expect(contains(bare, "Exif\0\0MM\0*"))
        #expect(PictureMetadata.stripped(bare, .jpeg) == bare, "what is bare stays as it is")
        let upright = [0xFF, 0xD8] + Self.segment(0xE1, Self.exif(1)) + Self.table + Self.scan
        #expect(PictureMetadata.stripped(upright, .jpeg) == [0xFF, 0xD8] + Self.table + Self.scan)
    }

    @Test("A broken JPEG is none, wherever it is cut, and no broken directory stops the program")
    func brokenJPEG() {
        let file = [0xFF, 0xD8] + Self.jfif + Self.segment(0xE1, Self.exif(6)) + Self.table + Self.scan
        for length in 0..<file.count { #expect(PictureMetadata.stripped(Array(file.prefix(length)), .jpeg) == nil) }
        var dice = SystemRandomNumberGenerator()
        for _ in 0..<500 {
            var noise = Self.exif(6)
            for _ in 0..<4 { noise[Int.random(in: 6..<noise.count, using: &dice)] = .random(in: 0...255, using: &dice) }
            let broken = [0xFF, 0xD8] + Self.segment(0xE1, noise) + Self.table + Self.scan
            #expect(PictureMetadata.stripped(broken, .jpeg) != nil)
        }
        let late =
            [0xFF, 0xD8] + Self.table + Self.scan.dropLast(2) + Self.segment(0xE1, Array("GPS".utf8)) + [0xFF, 0xD9]
        #expect(PictureMetadata.stripped(late, .jpeg) == nil, "nothing slips through behind a scan")
    }

    private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        (0..<4).reversed().map { UInt8(truncatingIfNeeded: content.count >> (8 * $0)) } + Array(name.utf8) + content
            + [1, 2, 3, 4]
    }

    @Test("A PNG loses its texts, times and EXIF")
    func png() throws {
        let start: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        let head = Self.chunk("IHDR", Array(repeating: 0, count: 13))
        let data = Self.chunk("IDAT", [1, 2, 3]), end = Self.chunk("IEND", [])
        let beside =
            Self.chunk("tEXt", Array("Author".utf8)) + Self.chunk("eXIf", [1]) + Self.chunk("tIME", [1])
            + Self.chunk("iTXt", [1]) + Self.chunk("zTXt", [1])
        #expect(PictureMetadata.stripped(start + head + beside + data + end + [9], .png) == start + head + data + end)
        #expect(PictureMetadata.stripped(start + head + data, .png) == nil)
    }

    @Test("A WebP loses EXIF and XMP and no longer promises them")
    func webp() throws {
        func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
            Array(name.utf8) + (0..<4).map { UInt8(truncatingIfNeeded: content.count >> (8 * $0)) } + content
                + (content.count % 2 == 0 ? [] : [0])
        }
        func file(_ chunks: [UInt8]) -> [UInt8] {
            Array("RIFF".utf8) + (0..<4).map { UInt8(truncatingIfNeeded: (chunks.count + 4) >> (8 * $0)) }
                + Array("WEBP".utf8) + chunks
        }
        let flags: [UInt8] = [0b0001_1100, 0, 0, 0, 1, 0, 0, 1, 0, 0], bare: [UInt8] = [0b0001_0000] + flags.dropFirst()
        let picture = chunk("VP8 ", [1, 2, 3])
        let full = file(chunk("VP8X", flags) + picture + chunk("EXIF", [7, 7]) + chunk("XMP ", [8]))
        #expect(PictureMetadata.stripped(full, .webp) == file(chunk("VP8X", bare) + picture))
        #expect(PictureMetadata.stripped(Array(full.prefix(20)), .webp) == nil)
    }
}
