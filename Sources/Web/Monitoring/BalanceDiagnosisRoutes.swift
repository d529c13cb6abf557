import Hummingbird
import Office
import SQLCore
import Store
import Supervision

/// Draws up the 年度诊断报告 of a county as a draft among the office's documents.
enum BalanceDiagnosisRoutes {
    /// By the wording of the kind that the office saved last, or the shipped one.
    static func draw(_ call: Call, _ submission: Submission) async throws -> Response {
        let address = BalanceAddress("/balance", submission.fields)
        let (question, viewer) = (address.question, call.viewer)
        let county = try await BalanceRoutes.county(address, call)
        guard county.evaluation?.stages.isEmpty == false else { throw BalanceRefusal.noFigures(year: county.year) }
        let code = question.district?.code ?? Place(viewer.scope).deepest ?? ""
        let (progress, improvement, own, office) = try await call.read { db in
            let place = try Place.office(of: viewer.scope, in: db)
            return (
                try CountiesProgress.one(
                    code, question.standard.code, verdict: county.verdict, visibleTo: viewer, in: db),
                try Improvements.newest(for: county, question, visibleTo: viewer, in: db)?.report,
                try DocumentWordings.list(visibleTo: viewer, in: db),
                try DocumentNumbers.office(for: place, in: db)
            )
        }
        let wording = own.filter { $0.wording.kind == .diagnosis }.max { $0.updatedAt.text < $1.updatedAt.text }?
            .wording
        let text = BalanceDiagnosis(
            place: county.name, office: office, year: county.year, planned: progress?.plannedYear,
            standard: question.standard, evaluations: county.evaluations, verdict: county.verdict,
            silent: county.schools.silent.map { ($0.name, $0.stage) }, isLockedOnly: question.which == .locked,
            countedOn: viewer.day, improvement: improvement, charts: charts(county, address)
        ).text(by: wording ?? BalanceDiagnosis.wording)
        return try await call.change(submission) { act in
            "/documents/\(try Documents.draftDiagnosis(text, act))?done=created"
        }
    }

    private static func charts(
        _ county: BalanceCounty, _ address: BalanceAddress
    ) -> [String: [BalanceDiagnosis.Chart]] {
        let charts = BalanceCharts(county: county, address: address)
        let stages = county.evaluation?.stages ?? []
        func drawn(_ chart: Chart?) -> BalanceDiagnosis.Chart? {
            chart.map { chart in
                // The caption below it says what the title would.
                var drawing = chart.drawing
                drawing.title = ""
                return BalanceDiagnosis.Chart(caption: chart.title, svg: drawing.svg)
            }
        }
        return [
            BalanceDiagnosis.coefficientCharts: stages.compactMap { drawn(charts.coefficients($0)) },
            BalanceDiagnosis.yearCharts: stages.compactMap { drawn(charts.years($0)) },
        ]
    }
}
