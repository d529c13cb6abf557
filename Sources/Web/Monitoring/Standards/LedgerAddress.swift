import Store
import Supervision

/// The question that stands in the address of every page of a county's ledger.
struct LedgerAddress {
    let list: ListAddress
    let question: StandardQuestion

    init(_ path: String, _ fields: Fields) {
        let list = ListAddress(path, fields)
        var question = StandardQuestion()
        question.region = list.filter("region").isEmpty ? nil : list.filter("region")
        question.standard = list.filter("standard")
        question.year = Int(list.filter("year")).flatMap { (2000...2199).contains($0) ? $0 : nil }
        question.which = list.filter("data") == "locked" ? .locked : .all
        self.list = list
        self.question = question
    }

    private static let names = ["region", "standard", "year", "data"]

    /// Another page with the same question.
    func link(_ path: String, _ changes: [(String, String)] = []) -> String {
        var kept = LedgerAddress.names.map { ($0, list.filter($0)) }
        kept.removeAll { pair in changes.contains { $0.0 == pair.0 } }
        let pairs = (kept + changes).filter { !$0.1.isEmpty }
        let query = pairs.map { "\($0.0)=\(Fields.encoded($0.1))" }.joined(separator: "&")
        return query.isEmpty ? path : "\(path)?\(query)"
    }

    /// The question as a form carries it, with the county, standard and year that were meant.
    func hidden(_ county: StandardCounty) -> HTML {
        let pairs = [
            ("region", county.region), ("standard", county.standard.code), ("year", "\(county.year)"),
            ("data", list.filter("data")),
        ]
        return .joined(
            pairs.filter { !$0.1.isEmpty }.map { name, value -> HTML in
                "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
            })
    }

    /// The choices that all pages share.
    func filters(_ years: [Int], _ standards: [Standard]) -> [HTML] {
        [
            FilterBar.choice(
                list, "standard", "标准", standards.dropFirst().map { Choice($0.code, $0.name) },
                all: standards.first?.name ?? ""),
            FilterBar.choice(list, "year", "年度", years.map { Choice("\($0)", "\($0)年") }, all: "最近一年"),
            FilterBar.choice(list, "data", "数据", [Choice("locked", "只用已锁定的")], all: "全部已填的"),
            list.filter("region").isEmpty
                ? .empty : "<input type=\"hidden\" name=\"region\" value=\"\(list.filter("region"))\">",
        ]
    }

    /// A page of `/balance` for the same county, standard and year.
    func balance(_ path: String, _ county: StandardCounty, _ changes: [(String, String)] = []) -> String {
        let pairs =
            [
                ("district", list.filter("region").isEmpty ? "" : county.district.text), ("year", "\(county.year)"),
                ("standard", county.standard.code), ("data", list.filter("data")),
            ] + changes
        let query = pairs.filter { !$0.1.isEmpty }.map { "\($0.0)=\(Fields.encoded($0.1))" }.joined(separator: "&")
        return "\(path)?\(query)"
    }
}
