import Office
package import Store
package import Supervision

/// The evidence of one owner (or of one criterion): the files, and the form by which more are added.
///
/// ```
/// EvidenceList(files, id: "evidence-\(part.id)", upload: .init(action: "/findings/7/evidence", day: call.day)).html
/// ```
/// The form sends `files` and `evidence_day` to its action as multipart; take them by `EvidenceUpload`.
package struct EvidenceList: Sendable {
    /// Where more evidence goes.
    package struct Upload: Sendable {
        let action: String
        let day: Day
        /// Fields that say what the files are for.
        let hidden: [(name: String, value: String)]

        package init(action: String, day: Day, hidden: [(name: String, value: String)] = []) {
            self.action = action
            self.day = day
            self.hidden = hidden
        }
    }

    let files: [EvidenceFile]
    let id: String
    let upload: Upload?
    /// Whether files may be removed by this viewer here.
    let mayRemove: Bool
    let problem: String?

    /// `id` is the list's element id, unique on the page; `upload` nil shows the files only.
    package init(
        _ files: [EvidenceFile], id: String, upload: Upload? = nil, mayRemove: Bool = false, problem: String? = nil
    ) {
        self.files = files
        self.id = id
        self.upload = upload
        self.mayRemove = mayRemove
        self.problem = problem
    }

    /// List and form together, for pages where they stand outside every other form.
    package var html: HTML {
        "<div class=\"stack\">\(list)\(Said.error(problem))\(upload.map { form($0, around: fields($0, in: nil)) })</div>"
    }

    /// The files alone.
    package var list: HTML {
        let items = files.map(item)
        let none: HTML? = files.isEmpty ? "<li class=\"muted\">还没有佐证材料</li>" : nil
        return "<ul class=\"evidence\" id=\"\(id)\">\(items)\(none)</ul>"
    }

    /// List and controls for a place inside another form; `detachedForms` has to follow after that form.
    package var attached: HTML {
        "<div class=\"stack\">\(list)\(Said.error(problem))\(upload.map { fields($0, in: "\(id)-form") })</div>"
    }

    /// The form to which the controls of `attached` belong; HTML does not allow one form inside another.
    package var detachedForm: HTML? { upload.map { form($0, around: "") } }

    /// The one form by which the files of all lists of a page are removed; put it once at the page's end.
    package static var removalForm: HTML {
        "<form id=\"evidence-removal\" method=\"post\" action=\"\">\(FormSeal())</form>"
    }

    private func item(_ file: EvidenceFile) -> HTML {
        let picture = file.mediaType.hasPrefix("image/") && file.mediaType != "image/heic"
        let thumb: HTML =
            picture
            ? "<img src=\"/evidence/\(file.id.rawValue)\" alt=\"\" loading=\"lazy\">"
            : "\(EvidenceList.word(for: file))"
        let removal: HTML? = mayRemove ? removalButton(file) : nil
        return """
            <li><a href="/evidence/\(file.id.rawValue)" target="_blank" rel="noopener"><span class="thumb">\(thumb)</span>\
            <span class="name" title="\(file.name)">\(file.name)</span></a>\
            <small>形成 \(When.html(file.day))<br>上传 \(When.html(file.uploadedAt.day)) · \(FileSize.text(file.size))</small>\
            \(removal)</li>
            """
    }

    private func removalButton(_ file: EvidenceFile) -> HTML {
        """
        <button class="small quiet" form="evidence-removal" formaction="/evidence/\(file.id.rawValue)/removal" \
        data-confirm="移除“\(file.name)”？移除后不再作为佐证，记录会保留在审计日志中。" data-confirm-label="移除">移除</button>
        """
    }

    private func fields(_ upload: Upload, in form: String?) -> HTML {
        let belongs: HTML? = form.map { " form=\"\($0)\"" }
        return """
            <div class="field-row"><div class="field"><label for="\(id)-files">上传佐证材料</label>\
            <input id="\(id)-files" name="files" type="file" multiple data-upload="\(id)" \
            data-limit="\(EvidenceLimits.usual.fileBytes)" accept="\(EvidenceList.accepted)"\(belongs)>\
            <p class="help">照片、PDF、Office 文档或短视频，每个不超过 20 MB</p></div>\
            <div class="field"><label for="\(id)-day">证据日期</label>\
            <input id="\(id)-day" name="evidence_day" type="date" value="\(upload.day.text)" max="\(upload.day.text)"\(belongs)>\
            <p class="help">材料形成的日期</p></div></div>\
            <noscript><button class="small"\(belongs)>上传</button></noscript>
            """
    }

    private func form(_ upload: Upload, around controls: HTML) -> HTML {
        let hidden = upload.hidden.map { field -> HTML in
            "<input type=\"hidden\" name=\"\(field.name)\" value=\"\(field.value)\">"
        }
        return """
            <form id="\(id)-form" method="post" action="\(upload.action)" enctype="multipart/form-data">\
            \(FormSeal())\(hidden)\(controls)</form>
            """
    }

    private static func word(for file: EvidenceFile) -> String {
        FileKind.allCases.first { $0.mediaType == file.mediaType }?.rawValue.uppercased() ?? "文件"
    }

    private static let accepted = FileKind.allCases.flatMap(\.extensions).map { ".\($0)" }.joined(separator: ",")
}
