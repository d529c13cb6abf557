/// Why a visit, its photo or its receipt is not taken.
package enum VisitRefusal: Refusal, Equatable {
    case notFound
    case noSchool
    /// A school that never was the person's to visit.
    case notYours
    case wrongKind
    case changed
    case photoBroken
    case noPicture
    case badPart
    case photoTooLarge(megabytes: Int)
    case tooManyPhotos(Int)
    case tooMany
    case signedAlready
    case voided
    case reasonMissing
    case reasonTooLong
    case noMark
    case notAuthor
    case stale
    case noDepartment
    case badID
    case future
    case ruledAlready
    case otherOffice
    case contactStale
    case noMissingPhoto

    package var code: String {
        switch self {
        case .notFound: "visit.notFound"
        case .noSchool: "visit.noSchool"
        case .notYours: "visit.notYours"
        case .wrongKind: "visit.wrongKind"
        case .changed: "visit.changed"
        case .photoBroken: "visit.photoBroken"
        case .noPicture: "visit.noPicture"
        case .badPart: "visit.badPart"
        case .photoTooLarge: "visit.photoTooLarge"
        case .tooManyPhotos: "visit.tooManyPhotos"
        case .tooMany: "visit.tooMany"
        case .signedAlready: "visit.signedAlready"
        case .voided: "visit.voided"
        case .reasonMissing: "visit.reasonMissing"
        case .reasonTooLong: "visit.reasonTooLong"
        case .noMark: "visit.noMark"
        case .notAuthor: "visit.notAuthor"
        case .stale: "visit.stale"
        case .noDepartment: "visit.noDepartment"
        case .badID: "visit.badID"
        case .future: "visit.future"
        case .ruledAlready: "visit.ruledAlready"
        case .otherOffice: "visit.otherOffice"
        case .contactStale: "visit.contactStale"
        case .noMissingPhoto: "visit.noMissingPhoto"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound, .noSchool, .noMark: .notFound
        case .notYours, .notAuthor, .otherOffice: .forbidden
        case .changed, .signedAlready, .voided, .stale, .ruledAlready, .contactStale, .noMissingPhoto: .conflict
        default: .invalid
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有找到这次到校记录，或者您无权查看。"
        case .noSchool: "系统里没有这所学校，请与督导室核对学校名单；记录仍保存在手机上，也可以导出。"
        case .notYours: "这所学校到校时和现在都不在您的责任区，也没有联合督导任务；请与督导室联系，记录仍保存在手机上。"
        case .wrongKind: "责任督学到校由督学登记，随访督导由督导室登记，请改选类别。"
        case .changed: "这次到校记录已经收到过，内容与现在发送的不同；如需更正，请在已发送的记录里更正并写明理由。"
        case .photoBroken: "照片在传输中损坏，请重新发送这张照片。"
        case .noPicture: "这个文件不是照片（JPEG、PNG、WebP），请删去后改用照片。"
        case .badPart: "照片的分段不正确，请重新发送这张照片。"
        case .photoTooLarge(let megabytes): "每张照片不能超过\(megabytes)MB，请压缩后再发送。"
        case .tooManyPhotos(let limit): "尚未完成的照片已有\(limit)张，请先发送到校记录，再继续发送照片。"
        case .tooMany: "发送过于频繁，请稍等一分钟，系统会自动继续。"
        case .signedAlready: "学校已经签收。"
        case .voided: "这次到校记录已作废。"
        case .reasonMissing: "请写明理由。"
        case .reasonTooLong: "请控制在500字以内。"
        case .noMark: "没有找到这条标注。"
        case .notAuthor: "只有登记人可以更正。"
        case .stale: "这次到校记录刚被更正，请刷新后再试。"
        case .noDepartment: "要协商的科室不在这所学校的主管单位，请重新选择，或留空由督导室确定。"
        case .badID: "记录的编号不正确，请更新手机上的应用后重新发送。"
        case .future: "到校时间不能晚于现在。"
        case .ruledAlready: "这条标注刚被他人核定，请看过现在的决定后再改。"
        case .noMissingPhoto: "这张照片已经收到，或者已经不再等待，请刷新后再看。"
        case .contactStale: "联系人刚被他人修改，请看过现在的内容后再改。"
        case .otherOffice: "由主管这所学校的督导室办理。"
        }
    }
}
