/// Turns the drawings of a document into PNG, as Word takes them, each once.
struct OfficialPixels {
    /// What is below a picture that could not be drawn.
    static let undrawn = "（这幅图没有画出来，请在网页上查看）"

    private let draw: (String) throws -> [UInt8]
    private var drawn: [String: [UInt8]] = [:]

    init(_ draw: @escaping (String) throws -> [UInt8] = { try PNGPicture.bytes(svg: $0, width: 1_800) }) {
        self.draw = draw
    }

    /// A picture that cannot be drawn leaves its caption, since the words are wanted all the same.
    mutating func document(_ document: OfficialDocument) throws -> OfficialDocument {
        var next = document
        next.blocks = try blocks(document.blocks)
        next.annexes = try document.annexes.map { annex in
            OfficialDocument.Annex(
                title: annex.title, blocks: try blocks(annex.blocks), isLandscape: annex.isLandscape)
        }
        return next
    }

    private mutating func blocks(_ blocks: [OfficialDocument.Block]) throws -> [OfficialDocument.Block] {
        try blocks.map { block in
            switch block {
            case .picture(var picture) where !picture.svg.isEmpty && picture.png.isEmpty:
                picture.png = try pixels(picture.svg)
                if picture.png.isEmpty { picture.caption += Self.undrawn }
                return .picture(picture)
            case .landscape(let inner): return .landscape(try self.blocks(inner))
            default: return block
            }
        }
    }

    /// Empty where it cannot be drawn.
    private mutating func pixels(_ svg: String) throws -> [UInt8] {
        if let known = drawn[svg] { return known }
        let pixels: [UInt8]
        do { pixels = try draw(svg) } catch is PNGPicture.Problem { pixels = [] }
        drawn[svg] = pixels
        return pixels
    }
}
