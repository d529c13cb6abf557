/// Why a figure is not counted, saved or taken away.
package enum FigureRefusal: Refusal, Equatable {
    case notFound(String)
    case noEntry
    case qualifier(String, String)
    case period(String)
    case codeInvalid
    case codeTaken(String)
    case codeShipped(String)
    case nameMissing
    case tooLong(String, Int)
    case unitMissing
    case shareOf(String)
    case columnUnknown
    case notOwn(String)
    case used(String, [String])
    case notEntered(String)
    case valueInvalid
    case sourceMissing
    case reasonMissing
    case stale
    case noRegion(String)

    package var code: String {
        switch self {
        case .notFound: "figure.notFound"
        case .noEntry: "figure.noEntry"
        case .qualifier: "figure.qualifier"
        case .period: "figure.period"
        case .codeInvalid: "figure.codeInvalid"
        case .codeTaken: "figure.codeTaken"
        case .codeShipped: "figure.codeShipped"
        case .nameMissing: "figure.nameMissing"
        case .tooLong: "figure.tooLong"
        case .unitMissing: "figure.unitMissing"
        case .shareOf: "figure.shareOf"
        case .columnUnknown: "figure.columnUnknown"
        case .notOwn: "figure.notOwn"
        case .used: "figure.used"
        case .notEntered: "figure.notEntered"
        case .valueInvalid: "figure.valueInvalid"
        case .sourceMissing: "figure.sourceMissing"
        case .reasonMissing: "figure.reasonMissing"
        case .stale: "figure.stale"
        case .noRegion: "figure.noRegion"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound, .noEntry: .notFound
        case .codeTaken, .used, .stale: .conflict
        case .notOwn: .forbidden
        default: .invalid
        }
    }

    package var message: String {
        switch self {
        case .notFound(let code): "没有代码为“\(code)”的指标，请在指标库中查找可用的代码。"
        case .noEntry: "没有这条填报记录，或者您无权查看。"
        case .qualifier(let word, let name): "“\(name)”不能按“\(word)”限定；请换一个限定词，例如 幼儿园、小学、市属、公办。"
        case .period(let text): "看不懂统计期“\(text)”；请写成 2026、2026-03、2026-q1、2026-spring 或 2026-01-01..2026-06-30。"
        case .codeInvalid: "代码由两到六段小写字母开头的英文组成，用点隔开，例如 own.kindergarten.grave。"
        case .codeTaken(let code): "代码“\(code)”已经有指标在用，请换一个。"
        case .codeShipped: "这个开头留给系统自带的指标，请换一个，例如 own.……。"
        case .nameMissing: "请写明指标名称。"
        case .tooLong(let what, let limit): "\(what)不能超过\(limit)字。"
        case .unitMissing: "请写明计量单位，例如 所、个、人次、%。"
        case .shareOf(let code): "“\(code)”本身是占比或填报指标，不能再作占比的分子或分母。"
        case .columnUnknown: "这个台账没有可以合计的这一列，请改为计数。"
        case .notOwn(let name): "“\(name)”是系统自带的指标，不能修改或删除；可以在台账中筛选后另存为本单位的指标。"
        case .used(let name, let places): "“\(name)”正在被使用：\(places.joined(separator: "、"))。请先在那里去掉，再删除。"
        case .notEntered(let name): "“\(name)”由系统按台账统计，不能填报本年数值；上年基数可以在其页面登记。"
        case .valueInvalid: "数值不对：请填数字，可以带小数，最多四位。"
        case .sourceMissing: "请写明数据来源，例如文件名、问卷名称和页码。"
        case .reasonMissing: "请写明撤回的理由。"
        case .stale: "这个指标刚被他人修改，请刷新后再试。"
        case .noRegion(let code): "没有代码为“\(code)”的行政区。"
        }
    }
}
