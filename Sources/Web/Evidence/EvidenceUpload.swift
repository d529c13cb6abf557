import Foundation
import Office
package import Store
package import Supervision

/// Files that came with a form: checked by content, lying in the file store, ready to be noted in a transaction.
///
/// Evidence of any owner is taken in two steps, because files are written outside transactions:
/// ```
/// let upload = try EvidenceUpload(submission, call)                    // throws EvidenceRefusal
/// return try await call.change(submission) { act in
///     let part = try FindingParts.require(id, visibleTo: act.viewer, in: act.db)
///     let ids = try upload.store(ownerKind: .findingPart, owner: part.id.rawValue, act)
///     …
/// }
/// ```
/// The form has a file field `files` (several) and a date field `evidence_day`, as `EvidenceList` makes them.
package struct EvidenceUpload: Sendable {
    package let files: [NewEvidence]
    /// When the evidence was made; today when the form does not say.
    package let day: Day

    /// Checks every file by its content and its size and takes those of the field over into the file store.
    ///
    /// One file that does not fit refuses all, with a sentence about each. Without any file it refuses too,
    /// unless `isOptional`, for forms to which files may be added.
    package init(
        _ submission: Submission, _ call: Call, field: String = "files", isOptional: Bool = false,
        limits: EvidenceLimits = .usual
    ) throws {
        let uploads = submission.files.filter { $0.field == field }
        guard isOptional || !uploads.isEmpty else { throw EvidenceRefusal.nothing }
        let day = try EvidenceUpload.day(submission.fields, today: call.day)
        var problems: [String] = []
        var kinds: [FileKind] = []
        for upload in uploads {
            switch EvidenceUpload.check(upload, limits) {
            case .success(let kind): kinds.append(kind)
            case .failure(let problem): problems.append(problem.sentence)
            }
        }
        guard problems.isEmpty else { throw EvidenceRefusal.unfit(problems) }
        let store = call.services.files
        files = try zip(uploads, kinds).map { upload, kind in
            let hash = try store.store(fileAt: upload.path)
            return NewEvidence(
                name: upload.name, file: StoredFile(hash: hash, size: upload.size, mediaType: kind.mediaType))
        }
        self.day = day
    }

    /// Notes the files as evidence of `owner`, within the limits, each with its audit entry; gives their ids.
    ///
    /// Whether the viewer may add to `owner` is the caller's to check first.
    package func store(
        ownerKind: EvidenceOwner, owner: String, criterion: String = "", in place: Place? = nil, _ act: Act
    ) throws -> [EvidenceID] {
        guard !files.isEmpty else { return [] }
        return try EvidenceFiles.add(files, to: ownerKind, owner, criterion: criterion, day: day, in: place, act)
    }

    private static func day(_ fields: Fields, today: Day) throws(EvidenceRefusal) -> Day {
        let text = fields.text("evidence_day")
        guard let day = text.isEmpty ? today : Day(text) else { throw .noDay }
        try EvidenceLimits.admit(day: day, on: today)
        return day
    }

    private struct Unfit: Error {
        let sentence: String
    }

    private static func check(_ upload: UploadedFile, _ limits: EvidenceLimits) -> Result<FileKind, Unfit> {
        func unfit(_ reason: String) -> Result<FileKind, Unfit> {
            .failure(Unfit(sentence: "“\(upload.name)”\(reason)"))
        }
        if upload.size == 0 { return unfit("是空文件。") }
        if upload.size > limits.fileBytes {
            return unfit("有\(FileSize.text(upload.size))，超过每个文件\(limits.fileBytes >> 20)MB的上限，请压缩后再上传。")
        }
        guard let kind = FileKind.sniff(.path(upload.path)) else {
            return unfit("不是可以接受的文件；请上传照片、PDF、OFD、Office 文档（不带宏和密码）或短视频。")
        }
        guard kind.matches(name: upload.name) else {
            return unfit("的内容是\(kind.label)，与扩展名不符；请改成“.\(kind.extensions.first ?? kind.rawValue)”或重新导出。")
        }
        return .success(kind)
    }
}

/// Sizes as people read them.
package enum FileSize {
    /// Such as `1.8 MB` or `420 kB`.
    package static func text(_ bytes: Int) -> String {
        if bytes < 1_000 { return "\(bytes) B" }
        if bytes < 1_000_000 { return "\((bytes + 500) / 1_000) kB" }
        let tenths = (bytes + 50_000) / 100_000
        return "\(tenths / 10).\(tenths % 10) MB"
    }
}
