/// Why a round is not as asked.
package enum RoundRefusal: Refusal, Equatable {
    case notFound
    case nameMissing
    case yearsWrong
    case keyTaken(String)
    case closed(String)
    case yearOutside(Int, ClosedRange<Int>)
    case yearOver(Int)
    case nothingChosen
    case nothingLeft
    case unknown([String])
    case alreadyDone(String)
    case seedMissing
    case dayWrong
    case stale

    package var code: String {
        switch self {
        case .notFound: "round.notFound"
        case .nameMissing: "round.nameMissing"
        case .yearsWrong: "round.yearsWrong"
        case .keyTaken: "round.keyTaken"
        case .closed: "round.closed"
        case .yearOutside: "round.yearOutside"
        case .yearOver: "round.yearOver"
        case .nothingChosen: "round.nothingChosen"
        case .nothingLeft: "round.nothingLeft"
        case .unknown: "round.unknown"
        case .alreadyDone: "round.alreadyDone"
        case .seedMissing: "round.seedMissing"
        case .dayWrong: "round.dayWrong"
        case .stale: "round.stale"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound: .notFound
        case .closed, .keyTaken, .nothingLeft, .alreadyDone, .stale: .conflict
        default: .invalid
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有这个轮次。"
        case .nameMissing: "请填写轮次的代号和名称，各不超过60字。"
        case .yearsWrong: "起始年份请填四位数字，年数请填1至10。"
        case .keyTaken(let key): "代号“\(key)”已经用过，请换一个。"
        case .closed(let name): "“\(name)”已经结束，不能再改。"
        case .yearOutside(let year, let years): "\(year)年不在本轮（\(years.lowerBound)—\(years.upperBound)年）之内。"
        case .yearOver(let year): "\(year)年已经过去，请安排在今年或以后。"
        case .nothingChosen: "请先勾选单位。"
        case .nothingLeft: "没有尚未安排的单位。"
        case .unknown(let lines):
            "名册里没有这些单位，请核对代码或全称：\(lines.prefix(20).joined(separator: "、"))\(lines.count > 20 ? "等" : "")（共\(lines.count)行，尚未保存）。"
        case .alreadyDone(let name): "“\(name)”本轮已督导或正在督导，不必再安排。"
        case .seedMissing: "请填写种子；同样的种子得出同样的安排。"
        case .dayWrong: "请填写督导日期，且不晚于今天。"
        case .stale: "这个轮次刚被他人修改，请刷新页面后再办理。"
        }
    }
}
