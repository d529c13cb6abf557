/// A picture in the line of text, with its caption below it.
struct DOCXPicture {
    let picture: OfficialDocument.Picture
    /// Its place among the document's pictures, from 1.
    let index: Int
    let textWidth: Int

    var xml: String {
        let caption = DOCXParagraph.xml(
            picture.caption, style: "Caption", properties: "<w:spacing w:after=\"\(DOCXStyles.linePitch / 2)\"/>")
        guard let size = PNGSize(picture.png) else { return caption }
        let width = Int(min(picture.millimetres, Double(textWidth) / 56.7) * 36_000)
        let height = min(width * size.height / max(size.width, 1), 190 * 36_000)
        return DOCXParagraph.xml(
            runs: drawing(width: height * size.width / max(size.height, 1), height: height), style: "TableText",
            properties: #"<w:keepNext/><w:spacing w:before="120"/><w:jc w:val="center"/>"#) + caption
    }

    /// Lengths are in 36,000ths of a millimetre.
    private func drawing(width: Int, height: Int) -> String {
        let name = XMLMarkup.escaped(picture.caption)
        return """
            <w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="\(width)" cy="\(height)"/>\
            <wp:docPr id="\(index)" name="图\(index)" descr="\(name)"/>\
            <a:graphic xmlns:a="\(DOCXStyles.drawing)"><a:graphicData uri="\(Self.pictures)">\
            <pic:pic xmlns:pic="\(Self.pictures)"><pic:nvPicPr><pic:cNvPr id="\(index)" name="图\(index)"/>\
            <pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdPicture\(index)"/><a:stretch><a:fillRect/>\
            </a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="\(width)" cy="\(height)"/>\
            </a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>\
            </wp:inline></w:drawing></w:r>
            """
    }

    private static let pictures = "http://schemas.openxmlformats.org/drawingml/2006/picture"
}

/// Width and height of a PNG in pixels, as its first chunk says.
package struct PNGSize: Sendable, Equatable {
    package let width: Int
    package let height: Int

    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// Nil for what is no PNG, or one without an extent.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count >= 24, bytes.starts(with: PNGSize.signature) else { return nil }
        func number(_ place: Int) -> Int { bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
        width = number(16)
        height = number(20)
        guard (1...100_000).contains(width), (1...100_000).contains(height) else { return nil }
    }
}
