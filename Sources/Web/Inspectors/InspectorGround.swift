import Store
import Supervision

/// The yearly appraisals on which a renewal or a dismissal rests.
struct InspectorGround {
    let dossier: InspectorDossier
    let viewer: Viewer

    var html: HTML {
        let warning: HTML? =
            dossier.appraisals.first.flatMap { last in
                last.grade == .failed && dossier.record.isActive
                    ? Said.warning("\(last.year)年度考核不合格，续聘之前请先研究是否解聘（\(AppraisalRules.clause.text)）。") : nil
            }
        guard !dossier.appraisals.isEmpty else {
            return "<p class=\"muted\">没有已核定的年度考核。\(current)</p>"
        }
        let years = dossier.appraisals.map { line -> HTML in
            let name: HTML = opens ? "<a href=\"\(path(line.year))\">\(line.year)年</a>" : "\(line.year)年"
            return "\(name) \(AppraisalWords.grade(line.grade)) "
        }
        return "\(warning)<p>年度考核：\(years)\(current)</p>"
    }

    private var opens: Bool { AppraisalRoutes.readers.admits(viewer.role) }

    private func path(_ year: Int) -> String { "/inspectors/appraisals/\(dossier.record.id)/\(year)" }

    private var current: HTML? {
        guard opens, dossier.record.isActive else { return nil }
        return "<a href=\"\(path(viewer.day.year))\">\(viewer.day.year)年到目前的数字</a>"
    }
}
