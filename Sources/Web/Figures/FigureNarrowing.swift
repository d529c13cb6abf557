import Store
import Supervision

/// Filters that figures ask of a list and that it has no control for: said above the list, kept by its form.
struct FigureNarrowing {
    let ledger: FigureLedger
    let address: ListAddress
    private let names: [String]

    /// `controls` are the names that the page shows, says and keeps itself.
    init(_ ledger: FigureLedger, _ address: ListAddress, but controls: [String]) {
        self.ledger = ledger
        self.address = address
        names = ledger.times.union(ledger.parameters).subtracting(controls + ["q"]).sorted()
            .filter { !address.filter($0).isEmpty }
    }

    /// What the list's form sends along.
    var hidden: HTML {
        .joined(
            names.map { name -> HTML in
                "<input type=\"hidden\" name=\"\(name)\" value=\"\(address.filter(name))\">"
            })
    }

    /// What is narrowed beyond the controls, in words, with a way back; nil when nothing is.
    var note: HTML? {
        var said = names.filter { $0 != "each" && !FigureNarrowing.ids.contains($0) }.map { name in
            let filter = FigureFilter(name, address.filter(name))
            return "\(FigureParameter.label(name, in: ledger)) \(FigureParameter.value(of: filter, in: ledger))"
        }
        if let each = FigureEach(rawValue: address.filter("each")), names.contains("each") { said.append(each.note) }
        guard !said.isEmpty else { return nil }
        return """
            <p class="muted">另按以下条件筛选：\(said.joined(separator: "；"))。<a href="\(ledger.path)">全部取消</a></p>
            """
    }

    private static let ids: Set<String> = ["campaign", "organisation", "inspection", "document", "revisit"]

    /// Controls for the kind and the stage of the unit that each row is about.
    static func unitFields(_ address: ListAddress) -> [HTML] {
        let stages = [Choice("compulsory", "义务教育")] + Stage.allCases.map { Choice($0.rawValue, $0.label) }
        return [
            FilterBar.choice(
                address, "unitKind", "单位类别", OrganisationKind.allCases.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(address, "stage", "学段", stages),
        ]
    }
}
