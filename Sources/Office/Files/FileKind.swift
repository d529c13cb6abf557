/// A kind of file that may be handed in as evidence, told by its content.
///
/// Programs, web pages, scripts, archives, password-protected files and Office files with
/// macros are none of them.
package enum FileKind: String, Sendable, CaseIterable {
    case jpeg, png, webp, heic, gif, pdf, ofd, docx, xlsx, pptx, doc, xls, ppt, mp4, mov, mp3, txt

    package var mediaType: String {
        switch self {
        case .jpeg, .png, .webp, .heic, .gif: "image/\(rawValue)"
        case .pdf, .ofd: "application/\(rawValue)"
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation"
        case .doc: "application/msword"
        case .xls: "application/vnd.ms-excel"
        case .ppt: "application/vnd.ms-powerpoint"
        case .mp4: "video/mp4"
        case .mov: "video/quicktime"
        case .mp3: "audio/mpeg"
        case .txt: "text/plain; charset=utf-8"
        }
    }

    /// Endings a file of this kind may have, the usual one first; WPS's own are Office 97 inside.
    package var extensions: [String] {
        switch self {
        case .jpeg: ["jpg", "jpeg"]
        case .heic: ["heic", "heif"]
        case .doc: ["doc", "wps", "dot"]
        case .xls: ["xls", "et"]
        case .ppt: ["ppt", "dps", "pps"]
        case .mp4: ["mp4", "m4v"]
        case .txt: ["txt", "csv"]
        default: [rawValue]
        }
    }

    package var label: String {
        switch self {
        case .jpeg, .png, .webp, .heic, .gif: "图片"
        case .pdf: "PDF 文档"
        case .ofd: "OFD 版式文档"
        case .docx, .doc: "文字文档"
        case .xlsx, .xls: "电子表格"
        case .pptx, .ppt: "演示文稿"
        case .mp4, .mov: "视频"
        case .mp3: "音频"
        case .txt: "文本"
        }
    }

    package var isImage: Bool { mediaType.hasPrefix("image/") }

    /// Whether a file of that name may have this content; a name without an ending says nothing.
    package func matches(name: String) -> Bool {
        guard let dot = name.lastIndex(of: "."), name.index(after: dot) < name.endIndex else { return true }
        return extensions.contains(name[name.index(after: dot)...].lowercased())
    }
}
