import Foundation
import Hummingbird
import Store
import Supervision

/// A file that came with a form; it lies aside until a handler stores it.
package struct UploadedFile: Sendable {
    package let field: String
    /// As the browser called it, without any folder.
    package let name: String
    package let path: String
    package let size: Int
}

/// A form that was sent, its token checked and its files written aside.
package struct Submission: Sendable {
    package let fields: Fields
    package let files: [UploadedFile]
    /// Made by the page (or its script) when the form was shown.
    package let command: String
    package let digest: String
    let path: String

    init(_ fields: Fields, files: [UploadedFile], path: String, newID: () -> String) {
        self.fields = fields
        self.files = files
        let sent = fields.text("command")
        command = (16...64).contains(sent.utf8.count) ? sent : newID()
        let contents = files.map { "\($0.field)/\($0.name)/\($0.size)" }.joined(separator: "\n")
        digest = sha256(fields.digest(path: path) + contents)
        self.path = path
    }

    /// The form as it was typed, without the password or code with which its sender proved who they are.
    func withoutProof(newID: () -> String) -> Submission {
        var fields = fields
        for name in ProofCheck.names { fields.setAll(name, []) }
        return Submission(fields, files: files, path: path, newID: newID)
    }
}

extension Guest {
    private static let textLimit = 2 * 1024 * 1024
    private static let fieldLimit = 5_000

    /// Reads the body, whatever its kind; files go aside as they arrive.
    func submission() async throws -> Submission {
        let type = request.headers[.contentType] ?? ""
        if let parser = MultipartParser(contentType: type) {
            return try await multipart(parser)
        }
        guard type.isEmpty || type.lowercased().hasPrefix("application/x-www-form-urlencoded") else {
            throw WebRefusal.badRequest
        }
        var bytes: [UInt8] = []
        for try await piece in request.body {
            bytes += piece.readableBytesView
            guard bytes.count <= Guest.textLimit else { throw WebRefusal.tooLarge(megabytes: 2) }
        }
        guard bytes.count(where: { $0 == UInt8(ascii: "&") }) < Guest.fieldLimit else { throw WebRefusal.badRequest }
        let fields = Fields(urlEncoded: String(decoding: bytes, as: UTF8.self))
        return Submission(fields, files: [], path: request.uri.path, newID: services.newID)
    }

    private func multipart(_ parser: MultipartParser) async throws -> Submission {
        var parser = parser
        var reader = PartReader(files: services.files)
        var total = 0
        do {
            for try await piece in request.body {
                total += piece.readableBytes
                guard total <= services.settings.maximumUpload else {
                    throw WebRefusal.tooLarge(megabytes: services.settings.maximumUpload / 1_048_576)
                }
                for event in try parser.feed(Array(piece.readableBytesView)) { try reader.take(event) }
            }
            guard parser.isDone else { throw WebRefusal.badRequest }
        } catch {
            reader.discard()
            throw error
        }
        return Submission(
            Fields(reader.fields), files: reader.finished, path: request.uri.path, newID: services.newID)
    }
}

/// Gathers the parts of one body: short texts in memory, files aside.
private struct PartReader {
    let files: FileStore
    var fields: [(name: String, value: String)] = []
    var finished: [UploadedFile] = []
    private var name = ""
    private var text: [UInt8] = []
    private var textTotal = 0
    private var open: (handle: FileHandle, fileName: String, path: String, size: Int)?

    init(files: FileStore) {
        self.files = files
    }

    mutating func take(_ event: MultipartParser.Event) throws {
        switch event {
        case .part(let name, let fileName):
            self.name = name
            text = []
            guard fields.count + finished.count < 2_000 else { throw WebRefusal.badRequest }
            if let fileName { try openFile(fileName) }
        case .content(let bytes):
            if open != nil {
                try open?.handle.write(contentsOf: bytes)
                open?.size += bytes.count
            } else {
                textTotal += bytes.count
                guard textTotal <= 2 * 1024 * 1024 else { throw WebRefusal.tooLarge(megabytes: 2) }
                text += bytes
            }
        case .partEnd:
            try finishPart()
        }
    }

    private mutating func openFile(_ fileName: String) throws {
        let path = files.newTemporary()
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw CocoaError(.fileWriteUnknown) }
        let base = fileName.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        open = (handle, String(base.prefix(200)), path, 0)
    }

    private mutating func finishPart() throws {
        guard let file = open else {
            let value = String(decoding: text, as: UTF8.self).filter { $0 != "\0" }
            return fields.append((name, value))
        }
        try file.handle.close()
        open = nil
        // A file field that was left empty arrives as a nameless, empty file.
        guard !file.fileName.isEmpty || file.size > 0 else { return files.discard(temporary: file.path) }
        finished.append(UploadedFile(field: name, name: file.fileName, path: file.path, size: file.size))
    }

    mutating func discard() {
        if let open {
            try? open.handle.close()
            files.discard(temporary: open.path)
        }
        for file in finished { files.discard(temporary: file.path) }
        finished = []
    }
}
