/// Why a draw cannot be made.
package enum DrawRefusal: Refusal, Equatable {
    case emptyFrame
    case emptySeed
    /// Counted from one over those listed, then those left out.
    case emptyID(position: Int)
    case duplicateID(String)
    case reasonMissing(String)
    case chosenOutside(String)
    case noStratum(String)
    case duplicateStratum(String)
    case unknownRule(String)
    case tooFew(stratum: DrawStratum, size: Int)

    package var code: String {
        switch self {
        case .emptyFrame: "draw.emptyFrame"
        case .emptySeed: "draw.emptySeed"
        case .emptyID: "draw.emptyID"
        case .duplicateID: "draw.duplicateID"
        case .reasonMissing: "draw.reasonMissing"
        case .chosenOutside: "draw.chosenOutside"
        case .noStratum: "draw.noStratum"
        case .duplicateStratum: "draw.duplicateStratum"
        case .unknownRule: "draw.unknownRule"
        case .tooFew: "draw.tooFew"
        }
    }

    package var kind: RefusalKind { .invalid }

    package var message: String {
        switch self {
        case .emptyFrame: "名单里没有单位，无法抽取。"
        case .emptySeed: "请填写公开的随机种子。"
        case .emptyID(let position): "名单第\(position)个单位没有代码，请补上后再抽取。"
        case .duplicateID(let id): "代码“\(id)”在名单中出现了不止一次，请删去重复的再抽取。"
        case .reasonMissing(let id): "请写明“\(id)”被排除或指定的理由。"
        case .chosenOutside(let id): "指定的单位“\(id)”不在名单中。"
        case .noStratum(let id): "“\(id)”不属于任何一层。"
        case .duplicateStratum(let name): "有两层都叫“\(name)”，请改名。"
        case .unknownRule(let text): "看不懂的抽取规则“\(text)”。"
        case .tooFew(let stratum, let size):
            "“\(stratum.name)”层只有\(size)个单位，不够抽取\(stratum.rule.chinese)；如需全部抽取，请选择“全部”。"
        }
    }
}
