import CLibqrencode

/// A QR code (ISO/IEC 18004) as the fields of a square, error correction level M.
package struct QRCode: Sendable, Equatable {
    /// Fields along one side, without the quiet zone.
    package let size: Int
    private let dark: [Bool]

    /// How many light fields the standard wants around it.
    package static let quietZone = 4

    /// Nil for a text that does not fit.
    package init?(_ text: String) {
        guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        guard width > 0, let data = code.pointee.data else { return nil }
        size = width
        // The lowest bit of a field says whether it is dark.
        dark = (0..<width * width).map { data[$0] & 1 == 1 }
    }

    package func isDark(column: Int, row: Int) -> Bool { dark[row * size + column] }

    /// Side of the picture with its quiet zone.
    package var side: Int { size + 2 * QRCode.quietZone }

    /// The dark fields as the path of an SVG picture of `side` by `side`.
    package var path: String {
        var path = ""
        for row in 0..<size {
            var column = 0
            while column < size {
                guard isDark(column: column, row: row) else {
                    column += 1
                    continue
                }
                let start = column
                while column < size, isDark(column: column, row: row) { column += 1 }
                let length = column - start
                path += "M\(start + QRCode.quietZone) \(row + QRCode.quietZone)h\(length)v1h-\(length)z"
            }
        }
        return path
    }
}
