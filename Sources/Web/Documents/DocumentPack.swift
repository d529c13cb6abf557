import Foundation
import Hummingbird
import Jobs
import NIOCore
import Office
import Store
import Supervision

/// A document and its attached files as one ZIP: the DOCX first, the files in the order of 附件说明.
struct DocumentPack: Sendable {
    let document: Document
    let files: [EvidenceFile]

    /// `00 公文.docx`, `附件1 日程.xlsx`; two files of one name stay two.
    var entries: [String] {
        files.enumerated().map { index, file in
            "附件\(files.count > 1 ? "\(index + 1)" : "") \(EvidencePack.clean(file.name))"
        }
    }

    func response(from store: FileStore) async throws -> Response {
        let letter = try await PicturePool.docx(document)
        let name = DocumentFile.name(document), entries = entries
        return Response(
            status: .ok,
            headers: .download(named: DocumentFile.name(document, ending: "zip"), type: "application/zip"),
            body: ResponseBody { [files] writer in
                let outlet = ZIPOutlet()
                let zip = try ZIPWriter(isLarge: files.reduce(0) { $0 + $1.size } > 3 << 30) { outlet.bytes += $0 }
                try zip.begin(name)
                try zip.write(letter)
                for (entry, file) in Swift.zip(entries, files) {
                    guard let handle = try? FileHandle(forReadingFrom: store.url(of: file.hash)) else { continue }
                    defer { try? handle.close() }
                    try zip.begin(entry)
                    while let chunk = try handle.read(upToCount: 1 << 18), !chunk.isEmpty {
                        try zip.write([UInt8](chunk))
                        if let buffer = outlet.take() { try await writer.write(buffer) }
                    }
                }
                try zip.finish()
                if let buffer = outlet.take() { try await writer.write(buffer) }
                try await writer.finish(nil)
            })
    }
}
