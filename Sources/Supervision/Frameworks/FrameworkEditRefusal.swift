/// Why a draft's tree would not change as it was asked to.
package enum FrameworkEditRefusal: Refusal, Equatable {
    case noNode(String)
    case underCriterion(String)
    case tooDeep
    case circle(String)
    case full
    case atEnd(String)
    case hasChildren(String)
    case wrong(FrameworkProblem)
    case changed(String)

    package var code: String {
        switch self {
        case .noNode: "framework.noNode"
        case .underCriterion: "framework.underCriterion"
        case .tooDeep: "framework.tooDeep"
        case .circle: "framework.circle"
        case .full: "framework.full"
        case .atEnd: "framework.atEnd"
        case .hasChildren: "framework.hasChildren"
        case .wrong: "framework.wrong"
        case .changed: "framework.changed"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .noNode: .notFound
        case .changed: .conflict
        default: .invalid
        }
    }

    package var message: String {
        switch self {
        case .noNode(let number): "没有编号为“\(number)”的指标，可能刚被移动或删除，请刷新页面。"
        case .underCriterion(let name): "“\(name)”是观测点，下面不能再放指标；请先把它改为分组，或放到它的旁边。"
        case .tooDeep: "指标最多\(Framework.maximumDepth)级，这样放就超过了；请放到上一级，或先把它的下级移出来。"
        case .circle(let name): "“\(name)”不能放到它自己或它的下级里面，请换一个位置。"
        case .full: "一套指标体系最多\(Framework.maximumNodes)个指标，请合并或分成几套。"
        case .atEnd(let name): "“\(name)”已经在头上，不能再往这个方向移动。"
        case .hasChildren(let name): "“\(name)”下面还有指标，请先移走或删除它们，再改为观测点。"
        case .wrong(let problem): problem.message
        case .changed(let name): "“\(name)”刚被别人改过，没有保存；请把您填的内容记下，刷新页面后再改。"
        }
    }
}
