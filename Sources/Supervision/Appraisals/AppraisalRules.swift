/// Weights and grades of an office's yearly appraisal, with what they rest on; no national rule sets them.
package struct AppraisalRules: Hashable, Sendable, Codable {
    package var weights: [AppraisalMeasure: Int]
    /// From how many points of 100 on; below `basic` is 不合格.
    package var excellent: Int
    package var competent: Int
    package var basic: Int
    /// Within how many days a record of a visit has to arrive.
    package var reportDays: Int
    package var basis: String
    package var version: Int
    /// The months that an office had chosen here before its rule of coverage said which count; gone when it saves anew.
    package private(set) var formerMonths: Set<Int>?

    private enum CodingKeys: String, CodingKey {
        case weights, excellent, competent, basic, reportDays, basis, version
        case formerMonths = "months"
    }

    package init(
        weights: [AppraisalMeasure: Int], grades: (excellent: Int, competent: Int, basic: Int), reportDays: Int,
        basis: String, version: Int = 0
    ) {
        self.weights = weights
        (excellent, competent, basic) = grades
        self.reportDays = reportDays
        self.basis = basis
        self.version = version
    }

    /// That the agency with appointing power appraises every year, and what for.
    package static let clause = Clause(
        document: "《督学管理暂行办法》", article: nil, summary: "聘任（任命）督学的教育督导机构每年考核督学，结果存入档案，不合格的解聘")

    /// What stands until an office says otherwise.
    package static let initial = AppraisalRules(
        weights: [
            .visits: 15, .coverage: 20, .findings: 15, .reports: 10, .training: 15, .schools: 10, .teachers: 15,
            .parents: 0,
        ], grades: (90, 75, 60), reportDays: 3, basis: "")

    package func weight(_ measure: AppraisalMeasure) -> Int { weights[measure] ?? 0 }

    package func checked() throws(AppraisalRefusal) -> AppraisalRules {
        let all = AppraisalMeasure.allCases.map(weight)
        guard all.allSatisfy({ (0...100).contains($0) }), all.reduce(0, +) == 100 else { throw .weights }
        guard 0 < basic, basic < competent, competent < excellent, excellent <= 100 else { throw .grades }
        guard (0...60).contains(reportDays) else { throw .reportDays }
        guard (1...200).contains(basis.trimmed.count) else { throw .basisMissing }
        var rules = self
        rules.basis = basis.trimmed
        return rules
    }

    package func grade(_ score: AppraisalScore) -> AppraisalGrade? {
        guard score.knownWeight > 0 else { return nil }
        if score.reaches(excellent) { return .excellent }
        if score.reaches(competent) { return .competent }
        return score.reaches(basic) ? .basic : .failed
    }
}
