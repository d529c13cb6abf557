import Dispatch

/// Reads what only LibreOffice reads, by letting it write a DOCX.
enum OfficeConversion {
    /// LibreOffice takes some 200 MB and a core; whoever comes third waits.
    private static let places = DispatchSemaphore(value: 2)

    package static var isInstalled: Bool { ChildProcess.find("soffice") != nil }

    /// Gives `body` the path of the DOCX, which goes when it returns.
    static func withDOCX<Result>(
        _ source: FileSource, ending: String, _ limits: DocumentLimits, _ body: (String) throws -> Result
    ) throws -> Result {
        guard isInstalled else { throw DocumentError.needsOffice }
        guard let folder = ScratchFolder() else { throw DocumentError.noRoom }
        let file = try folder.copy(source, to: "document.\(ending)")
        try writeSettings(folder)
        let arguments = [
            "-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--norestore", "--nologo",
            "--nolockcheck", "--nodefault", "--convert-to", "docx:MS Word 2007 XML", "--outdir", "\(folder.path)/docx",
            file,
        ]
        let seconds = limits.officeSeconds
        guard let office = ChildProcess("soffice", arguments, in: folder, seconds: seconds) else {
            throw DocumentError.needsOffice
        }
        guard places.wait(timeout: .now() + .seconds(seconds)) == .success else {
            throw DocumentError.tookTooLong(seconds: seconds)
        }
        let outcome = office.run()
        places.signal()
        guard let outcome else { throw DocumentError.noRoom }
        guard !outcome.isLate else { throw DocumentError.tookTooLong(seconds: seconds) }
        let made = "\(folder.path)/docx/document.docx"
        guard let size = try? FileSource.path(made).size(), size > 0 else { throw DocumentError.notConverted }
        return try body(made)
    }

    /// No macro runs, and nothing that a document links to is fetched.
    private static func writeSettings(_ folder: ScratchFolder) throws {
        let security = "/org.openoffice.Office.Common/Security/Scripting"
        let items = [
            ("DisableMacrosExecution", "true"), ("BlockUntrustedRefererLinks", "true"), ("MacroSecurityLevel", "3"),
        ]
        let each = items.map { name, value in
            """
            <item oor:path="\(security)"><prop oor:name="\(name)" oor:op="fuse"><value>\(value)</value></prop></item>
            """
        }
        let text =
            XMLMarkup.declaration + """
                <oor:items xmlns:oor="http://openoffice.org/2001/registry">\(each.joined())</oor:items>
                """
        try folder.write(text, to: "profile/user/registrymodifications.xcu")
    }
}
