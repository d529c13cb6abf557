import Store
import Supervision

/// What the list of proposed teams was asked for.
struct ProposalFilter: Sendable {
    /// `gap`, `hand` or `made`.
    let state: String
    let text: String

    init(_ address: ListAddress) {
        state = address.filter("state")
        text = address.filter("q")
    }

    func includes(_ unit: ProposedUnit) -> Bool {
        let isHere =
            switch state {
            case "gap": unit.seats.isEmpty
            case "hand": unit.isByHand
            case "made": !unit.seats.isEmpty
            default: true
            }
        return isHere && (text.isEmpty || unit.name.contains(text) || unit.code == text)
    }
}

/// What the office asks of a proposal, as typed.
struct WishForm: Sendable {
    let fields: Fields

    init(_ fields: Fields) {
        self.fields = fields
    }

    var isAnew: Bool { fields["anew"] != nil }

    func checked() throws(FormRefusal) -> TeamWish {
        var problems: [String: String] = [:]
        let (inspectors, others) = (fields.number("inspectors"), fields.number("others"))
        if inspectors == nil { problems["inspectors"] = "请填整数。" }
        if others == nil, !fields.text("others").isEmpty { problems["others"] = "请填整数。" }
        let limit = fields.number("limit")
        if limit == nil, !fields.text("limit").isEmpty { problems["limit"] = "请填整数，不限则留空。" }
        let seed = fields["seed"] ?? ""
        if seed.isBlank { problems["seed"] = "请填写种子。" }
        if seed.count > 200 { problems["seed"] = "种子请控制在200字以内。" }
        guard problems.isEmpty, let inspectors else { throw FormRefusal(problems) }
        return TeamWish(
            inspectors: inspectors, others: others ?? 0, limit: limit,
            level: InspectorLevel(rawValue: fields.text("level")), seed: seed)
    }
}
