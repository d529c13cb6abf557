import Store
import Supervision

/// How figures, scores and grades of an appraisal are written.
enum AppraisalWords {
    static func path(_ record: AppraisalRecord) -> String { "/inspectors/appraisals/\(record.person)/\(record.year)" }

    /// As text, for sheets.
    static func figure(_ measure: AppraisalMeasure, _ record: AppraisalRecord) -> String {
        let figure = record.figure(measure)
        guard figure.isKnown else { return measure == .visits && figure.met > 0 ? "\(figure.met)" : "未知" }
        return switch measure {
        case .training: TrainingStanding.text(figure.met)
        case .schools, .teachers, .parents: mean(figure)
        default: "\(figure.met)/\(figure.of)"
        }
    }

    /// The mean of what was given, from one to five, with two digits rounded half up.
    static func mean(_ figure: AppraisalFigure) -> String {
        let hundredths = (figure.met * 1_000 + figure.of) / (figure.of * 2)
        let digits = hundredths % 100
        return "\(hundredths / 100).\(digits < 10 ? "0" : "")\(digits)"
    }

    /// As a number that opens what it counts.
    static func linked(_ measure: AppraisalMeasure, _ record: AppraisalRecord) -> HTML {
        let figure = record.figure(measure)
        let path = "\(path(record))/\(measure.rawValue)"
        switch measure {
        case .visits:
            return "<a href=\"\(path)\">\(figure.met)</a>\(figure.isKnown ? " / 应\(figure.of)" as HTML : nil)"
        case .coverage, .findings, .reports:
            guard figure.isKnown else { return "未知" }
            return "<a href=\"\(path)?state=met\">\(figure.met)</a> / <a href=\"\(path)\">\(figure.of)</a>"
        case .training:
            guard figure.isKnown else { return "未知" }
            return "<a href=\"\(path)\">\(TrainingStanding.text(figure.met))学时</a> / 40"
        case .schools:
            return figure.isKnown ? "\(mean(figure)) 分" : "未知"
        case .teachers, .parents:
            guard figure.isKnown else { return "未知" }
            return "<a href=\"\(path)\" data-uncounted>\(mean(figure)) 分</a>"
        }
    }

    static func score(_ record: AppraisalRecord) -> HTML {
        guard let tenths = record.score.tenths else { return "未知" }
        let left = record.score.unknown.map(record.rules.weight).reduce(0, +)
        return "\(AppraisalScore.text(tenths))\(left > 0 ? "<small>（未计权重\(left)）</small>" as HTML : nil)"
    }

    static func grade(_ grade: AppraisalGrade?) -> HTML {
        switch grade {
        case .excellent: Badge.html("优秀", .good)
        case .competent: Badge.html("合格", .good)
        case .basic: Badge.html("基本合格", .warn)
        case .failed: Badge.html("不合格", .late)
        case nil: Badge.html("未知")
        }
    }

    static func result(_ measure: AppraisalMeasure, _ row: AppraisalCase) -> String {
        switch measure {
        case .coverage: row.isMet ? "已到校" : "未到校"
        case .findings: row.isMet ? "已销号" : "已逾期"
        case .reports: row.isMet ? "按时" : "超期"
        default: "计入"
        }
    }
}
