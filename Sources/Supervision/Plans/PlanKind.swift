/// What sort of work an item of a plan is; several may hold.
package enum PlanKind: String, Hashable, Sendable, Codable, CaseIterable {
    case governments = "督政"
    case schools = "督学"
    case monitoring = "评估监测"
    case special = "专项"
    case reform = "体制机制"
    case inspectors = "队伍"
    case accountability = "问责"
    case digital = "信息化"
    case research = "研究交流"
    case support = "保障"
    case other = "其他"

    package var label: String { rawValue }
}
