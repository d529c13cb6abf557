import Store
import Supervision

/// Numbers of the balance standards as the official forms print them: means with two digits, coefficients with three.
enum BalanceText {
    static func mean(_ value: Double?) -> String { value.map { decimal($0, digits: 2) } ?? "—" }

    /// One that would print like its limit and is beyond it gets as many digits as it takes to see why.
    static func coefficient(_ value: Double?, limit: Points? = nil, isWithin: Bool? = nil) -> String {
        guard let value else { return "—" }
        guard let limit, isWithin == false else { return decimal(value, digits: 3) }
        let bound = Double(limit.scaled) / Double(Points.scale)
        let digits = (3...9).first { decimal(value, digits: $0) != decimal(bound, digits: $0) } ?? 9
        return decimal(value, digits: digits)
    }

    static func limit(_ limit: Points?) -> String {
        limit.map { decimal(Double($0.scaled) / Double(Points.scale), digits: 2) } ?? "—"
    }

    /// What a pupil has, in the indicator's unit; two digits, more where two would hide that it is below.
    static func share(_ share: Ratio?, least: Points?) -> String {
        guard let share else { return "—" }
        let value = share.value / Double(Points.scale)
        guard let least, share < (Ratio(least.scaled, 1) ?? share) else { return decimal(value, digits: 2) }
        let bound = Double(least.scaled) / Double(Points.scale)
        let digits = (2...8).first { decimal(value, digits: $0) != decimal(bound, digits: $0) } ?? 8
        return decimal(value, digits: digits)
    }

    /// Rounded half up, once; no exponent and no thousands.
    static func decimal(_ value: Double, digits: Int) -> String {
        let scale = (0..<digits).reduce(1) { scale, _ in scale * 10 }
        let scaled = (value * Double(scale)).rounded(.toNearestOrAwayFromZero)
        guard scaled.magnitude < 9e15 else { return "\(value)" }
        let whole = Int(scaled)
        let (units, rest) = whole.magnitude.quotientAndRemainder(dividingBy: UInt(scale))
        let fraction = String(rest)
        let padded = String(repeating: "0", count: max(0, digits - fraction.count)) + fraction
        return "\(whole < 0 ? "-" : "")\(units)\(digits > 0 ? ".\(padded)" : "")"
    }
}

extension BalanceVerdict {
    var label: String {
        switch self {
        case .pass: "达到"
        case .fail: "未达到"
        case .undetermined: "数据不全，不能判定"
        }
    }

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
