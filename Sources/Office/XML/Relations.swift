/// What a part of an Office file points at.
struct Relations {
    private var targets: [(id: String, type: String, part: String)] = []

    /// `part` is empty for the package itself.
    ///
    /// A part without relations points at nothing.
    init(_ archive: ZIPArchive, of part: String, upTo unpackedBytes: Int) throws {
        let folder = part.lastIndex(of: "/").map { String(part[...$0]) } ?? ""
        let name = "\(folder)_rels/\(part.dropFirst(folder.count)).rels"
        guard let entry = try archive.entry(name, upTo: unpackedBytes) else { return }
        let xml = try XMLPull(entry)
        while try xml.read() {
            guard xml.event == .start, xml.isNamed("Relationship"), let id = xml.text(of: "Id"),
                let type = xml.text(of: "Type"), let target = xml.text(of: "Target")
            else { continue }
            targets.append((id, type, Relations.resolve(target, in: folder)))
        }
    }

    /// Types end the same in the transitional and the strict form.
    func target(ofType type: String) -> String? { targets.first { $0.type.hasSuffix(type) }?.part }

    func target(ofID id: String, type: String) -> String? {
        targets.first { $0.id == id && $0.type.hasSuffix(type) }?.part
    }

    private static func resolve(_ target: String, in folder: String) -> String {
        if target.hasPrefix("/") { return String(target.dropFirst()) }
        var parts = folder.split(separator: "/").map(String.init)
        for part in target.split(separator: "/") {
            if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(String(part)) }
        }
        return parts.joined(separator: "/")
    }
}
