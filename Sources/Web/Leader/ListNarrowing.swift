import SQLCore
import Store
import Supervision

/// What a list was opened with that its filter bar has no field for, such as a district and a month of the leader's
/// page: kept by the bar, said above the list, taken away with one click.
struct ListNarrowing: Sendable {
    private let address: ListAddress
    private let words: [String]

    private static let names = ["district", "kind", "issued", "closed", "openOn", "project"]

    init(_ address: ListAddress, in db: SQLConnection) throws {
        self.address = address
        var words: [String] = []
        if let district = District(text: address.filter("district")) {
            let name = try Regions.find(district.code, in: db)?.name ?? district.code
            words.append(district.isOwn ? "\(name)本级" : name)
        }
        let kind = address.filter("kind")
        if !kind.isEmpty { words.append(kind == "none" ? "不属于督导项目" : Campaign.Kind(rawValue: kind)?.label ?? "") }
        if address.filter("project") == "running" { words.append("实施中的项目") }
        if let period = FigurePeriod(address.filter("issued")) { words.append("\(period.chinese)下发") }
        if let period = FigurePeriod(address.filter("closed")) { words.append("\(period.chinese)销号") }
        if let day = Day(address.filter("openOn")) { words.append("\(day.chinese)尚未销号") }
        self.words = words.filter { !$0.isEmpty }
    }

    /// The fields that the filter form sends along.
    var hidden: HTML {
        .joined(
            ListNarrowing.names.filter { !address.filter($0).isEmpty }.map { name -> HTML in
                "<input type=\"hidden\" name=\"\(name)\" value=\"\(address.filter(name))\">"
            })
    }

    var note: HTML? {
        guard !words.isEmpty else { return nil }
        return """
            <p class="muted">只看：\(words.joined(separator: "，"))。<a href="\(address.path)">不限</a></p>
            """
    }
}
