/// Why the text of a document cannot be read.
package enum DocumentError: OfficeError, Equatable {
    case unreadable, empty
    /// There is nothing in it that is text.
    case noText
    /// A PDF that holds pictures of pages.
    case scanned
    case notADocument, picture, spreadsheet, presentation, ofd, webArchive
    case encrypted, damaged
    /// The XML declares a document type, which no office program writes.
    case unsafe
    /// It unpacks to far more than any document would.
    case bomb
    case tooLarge(megabytes: Int)
    case tooMuchText(limit: Int)
    case tooManyCells(limit: Int)
    case tooDeep
    case unknownEncoding
    /// LibreOffice, which reads this kind, is not installed.
    case needsOffice
    case notConverted
    case tookTooLong(seconds: Int)
    /// A program that the server needs is not installed.
    case missingProgram(package: String)
    /// The server has no room for what it has to write meanwhile.
    case noRoom
}

extension DocumentError {
    package var code: String {
        switch self {
        case .unreadable: "document.unreadable"
        case .empty: "document.empty"
        case .noText: "document.noText"
        case .scanned: "document.scanned"
        case .notADocument: "document.notADocument"
        case .picture: "document.picture"
        case .spreadsheet: "document.spreadsheet"
        case .presentation: "document.presentation"
        case .ofd: "document.ofd"
        case .webArchive: "document.webArchive"
        case .encrypted: "document.encrypted"
        case .damaged: "document.damaged"
        case .unsafe: "document.unsafe"
        case .bomb: "document.bomb"
        case .tooLarge: "document.tooLarge"
        case .tooMuchText: "document.tooMuchText"
        case .tooManyCells: "document.tooManyCells"
        case .tooDeep: "document.tooDeep"
        case .unknownEncoding: "document.unknownEncoding"
        case .needsOffice: "document.needsOffice"
        case .notConverted: "document.notConverted"
        case .tookTooLong: "document.tookTooLong"
        case .missingProgram: "document.missingProgram"
        case .noRoom: "document.noRoom"
        }
    }

    package var message: String { messageAboutKind ?? messageAboutContent ?? "文档无法读取，请另存为 DOCX 后重试。" }

    private var messageAboutKind: String? {
        switch self {
        case .unreadable: "文件打不开，请确认文件存在且未被其他程序占用。"
        case .empty: "文件是空的，请确认选对了文件。"
        case .noText: "文档里没有文字。如果内容是图片，请先用 OCR 识别成文字，再提供 DOCX 或文本文件。"
        case .scanned: "这份 PDF 是扫描件，没有文字层。请先用 OCR 识别成文字（或找到原始的 DOCX），再重新提供。"
        case .notADocument: "这不是文字文档，请提供 DOCX、PDF、网页（HTML）、文本（TXT）、DOC 或 WPS 文件。"
        case .picture: "这是图片，不是文字文档。请先用 OCR 识别成文字，再提供 DOCX 或文本文件。"
        case .spreadsheet: "这是电子表格，不是文字文档。请提供工作要点或总结的 DOCX、PDF 或文本文件。"
        case .presentation: "这是演示文稿，不是文字文档。请提供工作要点或总结的 DOCX、PDF 或文本文件。"
        case .ofd: "暂不能读取 OFD 版式文档。请导出为 PDF，或提供原始的 DOCX。"
        case .webArchive: "这是网页归档文件（MHT）。请用浏览器或 Word 打开，另存为 HTML 或 DOCX 后重试。"
        case .needsOffice: "这种格式要经 LibreOffice 读取，而服务器上没有安装。请用 Word 或 WPS 打开，另存为 DOCX 后重试。"
        case .notConverted: "文档没能转换成 DOCX，可能设有密码或已损坏。请用 Word 或 WPS 打开，另存为 DOCX 后重试。"
        case .missingProgram(let package): "服务器缺少读取 PDF 的程序，请联系管理员安装 \(package)；也可改为提供 DOCX。"
        case .noRoom: "服务器的临时空间不够或不可写，请联系管理员，稍后重试。"
        default: nil
        }
    }

    private var messageAboutContent: String? {
        switch self {
        case .encrypted: "文档设有密码。请取消密码后重新保存，再提供一次。"
        case .damaged: "文档已损坏或不完整。请用 Word 或 WPS 重新打开并另存为 DOCX 后再试。"
        case .unsafe: "文档含有不允许的 XML 声明，为安全起见未读取。请用 Word 或 WPS 另存为 DOCX 后再试。"
        case .bomb: "文件压缩比异常，展开后远大于正常文档，为安全起见未读取。请另存为 DOCX 后再试。"
        case .tooLarge(let megabytes): "文件超过 \(megabytes) MB。请去掉图片或附件，只保留文字部分后再试。"
        case .tooMuchText(let limit): "文字超过 \(limit / 10_000) 万字，不像一份工作要点或总结。请只保留需要的部分后再试。"
        case .tooManyCells(let limit): "表格超过 \(limit) 格。请删去附件中的名单、数据表后再试。"
        case .tooDeep: "文档层层嵌套过深，为安全起见未读取。请用 Word 或 WPS 打开，只复制文字到新文档后再试。"
        case .unknownEncoding: "文本编码无法识别。请保存为 UTF-8 编码的文本，或提供 DOCX。"
        case .tookTooLong(let seconds): "文档在 \(seconds) 秒内没有读完，已停止。请另存为 DOCX，或拆分后再试。"
        default: nil
        }
    }
}

extension DocumentError {
    /// What the readers of archives and texts, which tables share, say about a document.
    init(_ error: SpreadsheetError) {
        self =
            switch error {
            case .unreadable: .unreadable
            case .empty: .empty
            case .passwordProtected: .encrypted
            case .documentType: .unsafe
            case .bomb: .bomb
            case .tooLarge(let megabytes): .tooLarge(megabytes: megabytes)
            case .unknownEncoding: .unknownEncoding
            default: .damaged
            }
    }
}
