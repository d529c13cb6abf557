/// A DOCX as Word and WPS write it, read as a stream.
enum WordDocument {
    static func read(
        _ source: FileSource, _ kind: PlainDocument.Kind, _ limits: DocumentLimits
    ) throws -> PlainDocument {
        let archive = try ZIPArchive(source)
        let root = try Relations(archive, of: "", upTo: limits.partBytes)
        let main = root.target(ofType: "/officeDocument") ?? "word/document.xml"
        let relations = try Relations(archive, of: main, upTo: limits.partBytes)
        func part(_ type: String) throws -> XMLPull? {
            guard let name = relations.target(ofType: type) else { return nil }
            return try archive.entry(name, upTo: limits.partBytes).map { try XMLPull($0) }
        }
        let styles = try part("/styles").map { try WordStyles($0) } ?? WordStyles()
        let numbering = try part("/numbering").map { try WordNumbering($0) } ?? WordNumbering()
        let body = WordBody(styles, numbering, limits)
        try body.read(XMLPull(archive.require(main, upTo: limits.partBytes)))
        for type in ["/footnotes", "/endnotes"] {
            if let xml = try part(type) { try body.read(xml) }
        }
        return body.document(kind)
    }
}
