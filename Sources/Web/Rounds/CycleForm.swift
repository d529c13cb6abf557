import Store
import Supervision

extension RoundCycleFilter {
    init(_ address: ListAddress) {
        self.init()
        state = address.filter("state")
        text = address.filter("q")
        let order = address.sort(["-years", "years", "name"])
        sort = order.column
        isDescending = order.isDescending
    }
}

extension RoundUnitFilter {
    init(_ address: ListAddress) {
        self.init(asking: address.filter)
        let order = address.sort(["code", "name", "planned", "done"])
        sort = order.column
        isDescending = order.isDescending
    }
}

/// A cycle as typed.
struct CycleForm: Sendable {
    let fields: Fields

    init(_ fields: Fields) {
        self.fields = fields
    }

    func checked(id: RoundCycleID, key: String) throws -> RoundCycle {
        var problems: [String: String] = [:]
        if key.isEmpty || key.count > 60 { problems["key"] = "请填写代号，不超过60字。" }
        if fields.text("name").isEmpty || fields.text("name").count > 60 { problems["name"] = "请填写名称，不超过60字。" }
        let first = fields.number("firstYear")
        if first.map({ (1990...2190).contains($0) }) != true { problems["firstYear"] = "请填四位年份。" }
        let length = fields.number("length")
        if length.map({ (1...10).contains($0) }) != true { problems["length"] = "请填1至10。" }
        guard problems.isEmpty, let first, let length else { throw FormRefusal(problems) }
        let tags = fields.text("tags").split { "、，, ".contains($0) }.map { String($0).trimmed }
        return RoundCycle(
            id: id, key: key, name: fields.text("name"), firstYear: first, length: length,
            filter: ScopeFilter(
                kinds: fields.all("kinds"), running: fields.all("running"), authorities: fields.all("authorities"),
                stages: fields.all("stages"), tags: tags.filter { !$0.isEmpty }))
    }

    static func empty(on day: Day) -> Fields {
        var fields = Fields()
        fields.set("firstYear", "\(day.year)")
        fields.set("length", "5")
        return fields
    }

    static func fields(of cycle: RoundCycle) -> Fields {
        var fields = Fields()
        fields.set("key", cycle.key)
        fields.set("name", cycle.name)
        fields.set("firstYear", "\(cycle.firstYear)")
        fields.set("length", "\(cycle.length)")
        fields.set("version", "\(cycle.version)")
        fields.setAll("kinds", cycle.filter.kinds)
        fields.setAll("running", cycle.filter.running)
        fields.setAll("authorities", cycle.filter.authorities)
        fields.setAll("stages", cycle.filter.stages)
        fields.set("tags", cycle.filter.tags.joined(separator: "、"))
        return fields
    }
}
