/// Why a tip is not taken, moved or shown.
package enum TipRefusal: Refusal, Equatable {
    case notFound, noCode
    case empty(String)
    case tooLong(String, Int)
    case tooManyPhotos, noPicture(String), photoTooLarge(String)
    case flood, tooQuick, unsolved, stale, codeFlood, tooMuchSaid
    case closed, notHandler, wrongState(Tip.State), noOriginal, notAnswered, rated, noInspector, recused(
        String, TeamObstacle)
    case bound(TeamObstacle), toUnit, ownOffice, unclearUnit, noNews
    case noUnit, hasFinding, personal(String), noContact, changedMeanwhile, erased

    package var code: String { "tip.\(name)" }

    private var name: String {
        switch self {
        case .notFound: "notFound"
        case .noCode: "noCode"
        case .empty: "empty"
        case .tooLong: "tooLong"
        case .tooManyPhotos: "tooManyPhotos"
        case .noPicture: "noPicture"
        case .photoTooLarge: "photoTooLarge"
        case .flood: "flood"
        case .tooQuick: "tooQuick"
        case .unsolved: "unsolved"
        case .stale: "stale"
        case .codeFlood: "codeFlood"
        case .tooMuchSaid: "tooMuchSaid"
        case .closed: "closed"
        case .notHandler: "notHandler"
        case .wrongState: "wrongState"
        case .noOriginal: "noOriginal"
        case .notAnswered: "notAnswered"
        case .rated: "rated"
        case .noInspector: "noInspector"
        case .recused: "recused"
        case .bound: "bound"
        case .toUnit: "toUnit"
        case .ownOffice: "ownOffice"
        case .unclearUnit: "unclearUnit"
        case .noNews: "noNews"
        case .noUnit: "noUnit"
        case .hasFinding: "hasFinding"
        case .personal: "personal"
        case .noContact: "noContact"
        case .changedMeanwhile: "changedMeanwhile"
        case .erased: "erased"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound, .noCode: .notFound
        case .empty, .tooLong, .tooManyPhotos, .noPicture, .photoTooLarge, .tooQuick, .unsolved, .stale, .noOriginal,
            .noInspector, .recused, .noUnit, .personal, .toUnit, .ownOffice, .unclearUnit:
            .invalid
        case .notHandler, .bound: .forbidden
        case .flood, .codeFlood, .tooMuchSaid, .closed, .wrongState, .notAnswered, .rated, .hasFinding, .noContact,
            .changedMeanwhile, .erased, .noNews:
            .conflict
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有找到这件举报诉求，或者不归您办理。"
        case .noCode: "没有找到这个查询码，请核对后再查；查询码只在提交时显示一次。"
        case .empty(let what): "请填写\(what)。"
        case .tooLong(let what, let limit): "\(what)请控制在\(limit)字以内。"
        case .tooManyPhotos: "照片最多\(TipLimits.photos)张。"
        case .noPicture(let name): "“\(name)”不是照片，请选择 JPG、PNG 或 WebP 图片。"
        case .photoTooLarge(let name): "“\(name)”超过\(TipLimits.photoBytes >> 20)MB，请压缩后再选。"
        case .flood: "提交过于频繁，请过一会儿再试；紧急情况请直接拨打110、119或120。"
        case .tooQuick: "提交得太快，请核对内容，\(TipGateLimits.plainSeconds)秒后再提交一次。"
        case .unsolved: "安全校验没有通过，请再提交一次。"
        case .stale: "页面打开得太久，安全校验已过期，请再提交一次。"
        case .codeFlood: "查询过于频繁，请一小时后再试。"
        case .tooMuchSaid: "补充的内容已经很多，请等待承办人答复。"
        case .closed: "这件举报诉求已经办结，需要时请先重新办理。"
        case .notHandler: "这件举报诉求由承办人办理，您不是承办人。"
        case .wrongState(let state): "这件举报诉求现在是“\(state.label)”，不能这样办理。"
        case .noOriginal: "请填写另一件举报诉求的编号，且它本身不是重复件。"
        case .notAnswered: "还没有答复，答复后可以评价。"
        case .rated: "已经评价过了，谢谢。"
        case .noInspector: "请选择本单位在聘的督学。"
        case .recused(let name, let obstacle): "\(name)不能经办反映这个单位的举报诉求：\(obstacle.text)。请换人。"
        case .bound(let obstacle): "您不能查看和办理这件举报诉求：\(obstacle.text)。请交给其他人承办。"
        case .toUnit: "不能转给被反映的单位办理。请转给有权处理的部门；确需学校整改的，请用自己的话列入问题台账。"
        case .ownOffice: "督导机构不受理反映本机构的问题，请向上级教育督导机构或者纪检监察机关（12388）反映。"
        case .unclearUnit: "没有找到这个单位，或者有几个单位符合。请填写全称或标识码。"
        case .noNews: "举报人没有新的补充。"
        case .noUnit: "请先指定被反映的单位。"
        case .hasFinding: "这件举报诉求已经列入问题台账。"
        case .personal(let what): "文字中含有可能暴露举报人的内容：\(what)。请改写后再提交。"
        case .noContact: "举报人没有留下姓名和联系方式。"
        case .changedMeanwhile: "这件举报诉求刚刚被他人办理，您的提交没有保存。请核对最新内容后重新提交。"
        case .erased: "这件举报诉求的内容已到期清除，不能再办理。"
        }
    }
}
