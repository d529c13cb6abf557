/// Why the cheapest way is not looked for at all.
package enum ImprovementRefusal: Refusal, Equatable {
    case noSuchRule(String)
    case noSchools
    case missing(_ school: String, _ figure: String)
    case negative(_ school: String, _ indicator: String)

    package var code: String {
        switch self {
        case .noSuchRule: "improvement.noSuchRule"
        case .noSchools: "improvement.noSchools"
        case .missing: "improvement.missing"
        case .negative: "improvement.negative"
        }
    }

    package var kind: RefusalKind { .invalid }

    package var message: String {
        switch self {
        case .noSuchRule(let name): "“\(name)”按综合差异系数判定，不能求最省达标方案。"
        case .noSchools: "没有要评估的学校。请检查学段和在校生数。"
        case .missing(let school, let figure): "学校\(school)缺“\(figure)”。数据补齐后再求方案。"
        case .negative(let school, let indicator): "学校\(school)的“\(indicator)”扣除后小于0。请核对数据。"
        }
    }
}
