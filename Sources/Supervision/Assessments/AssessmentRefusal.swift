/// Why an assessment would not change.
package enum AssessmentRefusal: Refusal, Equatable {
    case notFound
    case submitted
    case notSubmitted
    case unknownCriterion(String)
    case badValue(String, String)
    case reasonMissing(String)
    case incomplete([String])
    case evidenceMissing([String])

    package var code: String {
        switch self {
        case .notFound: "assessment.notFound"
        case .submitted: "assessment.submitted"
        case .notSubmitted: "assessment.notSubmitted"
        case .unknownCriterion: "assessment.unknownCriterion"
        case .badValue: "assessment.badValue"
        case .reasonMissing: "assessment.reasonMissing"
        case .incomplete: "assessment.incomplete"
        case .evidenceMissing: "assessment.evidenceMissing"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound: .notFound
        case .submitted, .notSubmitted: .conflict
        default: .invalid
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有这份评估。"
        case .submitted: "这份评估已经提交，不能再改；如需修改，请由督导室退回。"
        case .notSubmitted: "这份评估还没有提交。"
        case .unknownCriterion(let number): "指标体系里没有观测点“\(number)”。"
        case .badValue(let number, let why): "“\(number)”：\(why)"
        case .reasonMissing(let number): "“\(number)”标为不适用，请写明理由。"
        case .incomplete(let numbers): "还有\(numbers.count)项没有作答：\(numbers.prefix(10).joined(separator: "、"))。"
        case .evidenceMissing(let numbers): "还有\(numbers.count)项缺少佐证材料：\(numbers.prefix(10).joined(separator: "、"))。"
        }
    }
}
