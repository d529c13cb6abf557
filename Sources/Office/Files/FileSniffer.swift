extension FileKind {
    /// What the bytes of a whole file are; nil when they are none of the kinds.
    package static func sniff(_ bytes: [UInt8]) -> FileKind? {
        sniff(.bytes(bytes))
    }

    package static func sniff(_ source: FileSource) -> FileKind? {
        guard let start = try? source.prefix(4_096), !start.isEmpty else { return nil }
        if let image = image(start) ?? media(start) { return image }
        if start.starts(with: Array("%PDF-".utf8)) { return .pdf }
        if start.starts(with: OLEContainer.signature) { return ole(source) }
        if start.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return package(source) }
        return isText(source, start) ? .txt : nil
    }

    private static func image(_ start: [UInt8]) -> FileKind? {
        if start.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if start.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
        if start.starts(with: Array("GIF87a".utf8)) || start.starts(with: Array("GIF89a".utf8)) { return .gif }
        let isRIFF = start.starts(with: Array("RIFF".utf8))
        return isRIFF && start.dropFirst(8).starts(with: Array("WEBP".utf8)) ? .webp : nil
    }

    private static func media(_ start: [UInt8]) -> FileKind? {
        if start.starts(with: Array("ID3".utf8)) { return .mp3 }
        if start.count > 3, start[0] == 0xFF, [0xFB, 0xF3, 0xF2, 0xFA].contains(start[1]) { return .mp3 }
        guard start.count >= 12, start[4..<8].elementsEqual("ftyp".utf8) else { return nil }
        switch String(decoding: start[8..<12], as: UTF8.self) {
        case "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1": return .heic
        case "isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "M4VH", "MSNV", "mmp4", "dash":
            return .mp4
        case "qt  ": return .mov
        default: return nil
        }
    }

    private static func ole(_ source: FileSource) -> FileKind? {
        switch try? OLEContainer.content(of: source) {
        case .document: .doc
        case .workbook: .xls
        case .presentation: .ppt
        case .encrypted, .other, nil: nil
        }
    }

    private static func package(_ source: FileSource) -> FileKind? {
        guard let archive = try? ZIPArchive(source) else { return nil }
        if archive.holds("OFD.xml") { return .ofd }
        guard archive.holds("[Content_Types].xml") else { return nil }
        let names = archive.names
        guard !names.contains(where: { $0.hasSuffix("vbaProject.bin") }) else { return nil }
        if archive.holds("word/document.xml") { return .docx }
        if archive.holds("xl/workbook.xml") { return .xlsx }
        return archive.holds("ppt/presentation.xml") ? .pptx : nil
    }

    /// Text in a known encoding, without control characters, that is no page or script.
    private static func isText(_ source: FileSource, _ start: [UInt8]) -> Bool {
        let allowed: Set<UInt8> = [9, 10, 12, 13]
        guard start.starts(with: [0xFF, 0xFE]) || !start.contains(where: { $0 < 32 && !allowed.contains($0) }),
            (try? TextEncoding.detect(source)) != nil
        else { return false }
        let text = String(decoding: start, as: UTF8.self).lowercased()
        let trimmed = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        return !["<", "#!", "mz"].contains { trimmed.hasPrefix($0) } && !text.contains("<script")
    }
}
