/// Takes out of a photo what a camera wrote beside the picture: place, time, device, owner, preview.
package enum PictureMetadata {
    /// The same picture with nothing beside it but which way is up; nil for what is not whole.
    package static func stripped(_ bytes: [UInt8], _ kind: FileKind) -> [UInt8]? {
        switch kind {
        case .jpeg: jpeg(bytes)
        case .png: png(bytes)
        case .webp: webp(bytes)
        default: nil
        }
    }

    // MARK: JPEG

    /// Keeps the segments that draw; APP0 (JFIF without its small preview, which shows what was cropped), APP2 (colour
    /// profile) and APP14 (Adobe's colour) belong to these.
    private static func jpeg(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.starts(with: [0xFF, 0xD8]) else { return nil }
        var result: [UInt8] = [0xFF, 0xD8]
        var place = 2
        while place + 4 <= bytes.count {
            guard bytes[place] == 0xFF else { return nil }
            let marker = bytes[place + 1]
            if marker == 0xFF {
                place += 1
                continue
            }
            let length = Int(bytes[place + 2]) << 8 | Int(bytes[place + 3])
            let end = place + 2 + length
            guard length >= 2, end <= bytes.count else { return nil }
            if marker == 0xE1, let turn = orientation(bytes[(place + 4)..<end]) { result += exif(turn) }
            let isProfile = marker == 0xE2 && bytes[(place + 4)..<end].starts(with: Array("ICC_PROFILE\0".utf8))
            let isPlain = marker == 0xE0 && length == 16 && bytes[(place + 4)..<end].starts(with: Array("JFIF\0".utf8))
            let isBeside = (0xE0...0xEF).contains(marker) && marker != 0xEE || marker == 0xFE
            if !isBeside || isProfile || isPlain { result += bytes[place..<end] }
            // What follows the start of the scan is the picture itself; cameras hang more pictures behind its end.
            if marker == 0xDA { return scan(bytes, from: end).map { result + $0 } }
            place = end
        }
        return nil
    }

    /// The scans up to the end of the picture, other segments between them included.
    private static func scan(_ bytes: [UInt8], from start: Int) -> ArraySlice<UInt8>? {
        var place = start
        while place + 1 < bytes.count {
            guard bytes[place] == 0xFF else {
                place += 1
                continue
            }
            let marker = bytes[place + 1]
            if marker == 0xD9 { return bytes[start..<(place + 2)] }
            let isData = marker == 0 || marker == 0xFF || (0xD0...0xD7).contains(marker)
            guard !isData, place + 3 < bytes.count else {
                place += marker == 0xFF ? 1 : 2
                continue
            }
            // An application segment after the first scan would be carried through: such a file is not taken.
            guard !(0xE0...0xEF).contains(marker), marker != 0xFE else { return nil }
            place += 2 + (Int(bytes[place + 2]) << 8 | Int(bytes[place + 3]))
        }
        return nil
    }

    /// Tag 0x0112 of the first directory, where it turns the picture.
    private static func orientation(_ segment: ArraySlice<UInt8>) -> UInt8? {
        let data = Array(segment)
        guard data.starts(with: Array("Exif\0\0".utf8)), data.count >= 14 else { return nil }
        let tiff = Array(data.dropFirst(6))
        let isLittle = tiff[0] == UInt8(ascii: "I")
        func number(_ place: Int, _ count: Int) -> Int? {
            guard place >= 0, place + count <= tiff.count else { return nil }
            let part = tiff[place..<(place + count)]
            return (isLittle ? Array(part.reversed()) : Array(part)).reduce(0) { $0 << 8 | Int($1) }
        }
        guard let directory = number(4, 4), let count = number(directory, 2) else { return nil }
        for index in 0..<min(count, 200) {
            let entry = directory + 2 + index * 12
            guard number(entry, 2) == 0x0112, let value = number(entry + 8, 2) else { continue }
            return (2...8).contains(value) ? UInt8(value) : nil
        }
        return nil
    }

    /// A segment with that one tag.
    private static func exif(_ turn: UInt8) -> [UInt8] {
        [0xFF, 0xE1, 0, 34] + Array("Exif\0\0MM\0*".utf8) + [
            0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turn, 0, 0,
        ]
            + [0, 0, 0, 0]
    }

    // MARK: PNG

    private static let drawing: Set<String> = [
        "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs", "acTL", "fcTL",
        "fdAT",
    ]

    private static func png(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else { return nil }
        var result = Array(bytes.prefix(8))
        var place = 8
        while place + 12 <= bytes.count {
            let length = bytes[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) }
            let end = place + 12 + length
            guard end <= bytes.count else { return nil }
            let name = String(decoding: bytes[(place + 4)..<(place + 8)], as: UTF8.self)
            if drawing.contains(name) { result += bytes[place..<end] }
            if name == "IEND" { return result }
            place = end
        }
        return nil
    }

    // MARK: WebP

    private static func webp(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.count >= 12, bytes.starts(with: Array("RIFF".utf8)) else { return nil }
        var chunks: [UInt8] = []
        var place = 12
        while place + 8 <= bytes.count {
            let name = String(decoding: bytes[place..<(place + 4)], as: UTF8.self)
            let length = bytes[(place + 4)..<(place + 8)].reversed().reduce(0) { $0 << 8 | Int($1) }
            let end = place + 8 + length + length % 2
            guard place + 8 + length <= bytes.count else { return nil }
            var chunk = Array(bytes[place..<min(end, bytes.count)])
            // Bits 2 and 3 of the flags promise what is taken out.
            if name == "VP8X", chunk.count > 8 { chunk[8] &= 0b1111_0011 }
            if ["VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"].contains(name) { chunks += chunk }
            place = end
        }
        guard !chunks.isEmpty else { return nil }
        let size = chunks.count + 4
        return Array("RIFF".utf8) + (0..<4).map { UInt8(truncatingIfNeeded: size >> (8 * $0)) } + Array("WEBP".utf8)
            + chunks
    }
}
