import Supervision

/// On what a certification's procedure rests, how its steps and tiers hang together, and what nobody could verify.
struct ProcedureSource {
    private let procedure: CertificationProcedure

    init(_ procedure: CertificationProcedure) {
        self.procedure = procedure
    }

    var html: HTML {
        """
        <details class="explain"><summary>依据和待核</summary>\(text)</details>
        """
    }

    /// Without the fold, for a page that has one.
    var text: HTML {
        let note: HTML? = procedure.note.isEmpty ? nil : "<p>\(procedure.note)。</p>"
        let unverified: HTML? = procedure.unverified.isEmpty ? nil : "<p>待核：\(procedure.unverified)。</p>"
        return """
            <p>\(procedure.clause)。来源：\(procedure.provenance)。</p>\(note)\(tiers)\(unverified)
            """
    }

    private var tiers: HTML? {
        guard !procedure.tiers.isEmpty else { return nil }
        let lines = procedure.tiers.enumerated().map { place, tier -> HTML in
            let apart =
                place == 0 ? "" : tier.yearsAfter == 0 ? "；可与前一等次同年" : "；至少晚于前一等次\(tier.yearsAfter)年"
            let unverified = tier.unverified.isEmpty ? "" : "（待核：\(tier.unverified)）"
            return "<li>\(tier.name)：\(tier.clause)\(apart)\(unverified)</li>"
        }
        return "<ul>\(lines)</ul>"
    }
}
