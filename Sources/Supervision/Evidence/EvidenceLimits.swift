/// How much evidence is taken: enough for an honest unit, too little to fill a server.
package struct EvidenceLimits: Sendable, Equatable {
    package var fileBytes: Int
    /// Files of one criterion, or of one owner that has no criteria.
    package var filesTogether: Int
    /// Files of one assessment, finding part or opinion in all.
    package var filesInAll: Int
    package var bytesInAll: Int

    package init(fileBytes: Int, filesTogether: Int, filesInAll: Int, bytesInAll: Int) {
        self.fileBytes = fileBytes
        self.filesTogether = filesTogether
        self.filesInAll = filesInAll
        self.bytesInAll = bytesInAll
    }

    package static let usual = EvidenceLimits(
        fileBytes: 20 << 20, filesTogether: 10, filesInAll: 300, bytesInAll: 500 << 20)

    /// Refuses what would go beyond a limit; `together` and `inAll` are what is there already.
    package func admit(
        _ sizes: [Int], together: Int, inAll: Int, bytes: Int
    ) throws(EvidenceRefusal) {
        guard together + sizes.count <= filesTogether else { throw .tooManyHere(filesTogether, have: together) }
        guard inAll + sizes.count <= filesInAll else { throw .tooMany(filesInAll) }
        guard sizes.reduce(bytes, +) <= bytesInAll else { throw .tooMuch(megabytes: bytesInAll >> 20) }
    }

    /// Refuses a date that has not come yet.
    package static func admit(day: Day, on today: Day) throws(EvidenceRefusal) {
        guard day <= today else { throw .future(day) }
    }
}

/// Why a file is not taken as evidence, shown or removed.
package enum EvidenceRefusal: Refusal, Equatable {
    case notFound
    case nothing
    /// Each a sentence that names its file.
    case unfit([String])
    case future(Day)
    case noDay
    case tooManyHere(Int, have: Int)
    case tooMany(Int)
    case tooMuch(megabytes: Int)
    case settled

    package var code: String {
        switch self {
        case .notFound: "evidence.notFound"
        case .nothing: "evidence.nothing"
        case .unfit: "evidence.unfit"
        case .future: "evidence.future"
        case .noDay: "evidence.noDay"
        case .tooManyHere: "evidence.tooManyHere"
        case .tooMany: "evidence.tooMany"
        case .tooMuch: "evidence.tooMuch"
        case .settled: "evidence.settled"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound: .notFound
        case .settled: .conflict
        default: .invalid
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有找到这份佐证材料，或者您无权查看。"
        case .nothing: "请先选择要上传的文件。"
        case .unfit(let sentences): "没有上传：\(sentences.joined())"
        case .future(let day): "证据日期\(day.chinese)还没有到，请填写材料形成的日期。"
        case .noDay: "请填写证据日期（材料形成的日期）。"
        case .tooManyHere(let limit, let have): "每处最多上传\(limit)个文件，已有\(have)个；请合并或先移除不需要的。"
        case .tooMany(let limit): "全部佐证材料最多\(limit)个文件，请合并后再上传。"
        case .tooMuch(let megabytes): "全部佐证材料合计不能超过\(megabytes)MB，请压缩图片或视频后再上传。"
        case .settled: "这份材料已随提交归档，不能移除。如需更正，请联系督导室退回。"
        }
    }
}
