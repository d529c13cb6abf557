/// The container of Office 97–2003 files and of password-protected new ones.
///
/// Its directory names the streams inside in UTF-16; that is all that is looked at.
enum OLEContainer {
    enum Content: Sendable, Equatable {
        case encrypted, workbook, document, presentation, other
    }

    static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

    static func content(of source: FileSource) throws -> Content {
        if try source.contains(name("EncryptedPackage")) { return .encrypted }
        if try source.contains(name("WordDocument")) { return .document }
        if try source.contains(name("PowerPoint Document")) { return .presentation }
        if try source.contains(name("Workbook")) || source.contains(name("Book")) { return .workbook }
        return .other
    }

    /// A directory entry's name: UTF-16LE, ended by a zero.
    private static func name(_ text: String) -> [UInt8] {
        text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] } + [0, 0]
    }
}
