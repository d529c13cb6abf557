import Store
import Supervision

extension BalanceVerdict {
    var badge: HTML {
        switch self {
        case .pass: Badge.html(label, .good)
        case .fail: Badge.html(label, .late)
        case .undetermined: Badge.html(label, .warn)
        }
    }
}

/// The question that stands in the address of every page of a county's balance.
struct BalanceAddress {
    let list: ListAddress
    let question: BalanceQuestion
    let stage: Stage?

    init(_ path: String, _ fields: Fields) {
        let list = ListAddress(path, fields)
        var question = BalanceQuestion()
        question.district = District(text: list.filter("district"))
        question.year = Int(list.filter("year")).flatMap { (2000...2199).contains($0) ? $0 : nil }
        question.standard =
            BalanceStandard.shipped.first { $0.code == list.filter("standard") } ?? .qualityBalance
        question.which = list.filter("data") == "locked" ? .locked : .all
        self.list = list
        self.question = question
        stage = Stage(rawValue: list.filter("stage")).flatMap { [.primary, .junior].contains($0) ? $0 : nil }
    }

    /// Another page with the same question.
    func link(_ path: String, _ changes: [(String, String)] = []) -> String {
        var kept = [
            ("district", list.filter("district")), ("year", list.filter("year")), ("standard", list.filter("standard")),
            ("data", list.filter("data")),
        ]
        kept.removeAll { pair in changes.contains { $0.0 == pair.0 } }
        let pairs = (kept + changes).filter { !$0.1.isEmpty }
        let query = pairs.map { "\($0.0)=\(Fields.encoded($0.1))" }.joined(separator: "&")
        return query.isEmpty ? path : "\(path)?\(query)"
    }

    /// The choices that all pages share.
    func filters(_ years: [Int]) -> [HTML] {
        [
            FilterBar.choice(list, "year", "年度", years.map { Choice("\($0)", "\($0)年") }, all: "最近一年"),
            FilterBar.choice(
                list, "standard", "标准", BalanceStandard.shipped.dropFirst().map { Choice($0.code, $0.name) },
                all: BalanceStandard.qualityBalance.name),
            FilterBar.choice(list, "data", "数据", [Choice("locked", "只用已锁定的")], all: "全部已填的"),
            list.filter("district").isEmpty
                ? .empty : "<input type=\"hidden\" name=\"district\" value=\"\(list.filter("district"))\">",
        ]
    }
}
