import Store
import Supervision

/// Lead and members to choose from; who cannot be sent stands below with the reason.
struct TeamChooser: Sendable {
    let pool: TeamPool
    let rule: TeamRule
    /// Nil where several units are meant: then only what holds everywhere is said beforehand.
    let unit: OrganisationID?
    let wish: TeamWish?
    /// `lead` and `member`, as chosen so far.
    let typed: Fields

    private var sorted: [(person: TeamPerson, obstacle: TeamObstacle?)] {
        pool.people.map { ($0, pool.hindrance(of: $0, at: unit ?? "", within: wish)) }
    }

    var html: HTML {
        let able = sorted.filter { $0.obstacle == nil }.map(\.person)
        let barred = sorted.filter { $0.obstacle != nil }
        let leads = able.filter { !rule.leadIsInspector || $0.capacity == .inspector }
        let options = [Choice("", "请选择")] + leads.map { Choice($0.id.rawValue, "\($0.name)（承担\($0.load)个）") }
        let groups = TeamCapacity.allCases.compactMap { capacity in
            boxes(capacity, able.filter { $0.capacity == capacity })
        }
        return """
            <p class="help">\(rule.basis)。每组\(rule.text)。</p>
            \(Field("lead", "组长", value: typed.text("lead"), isRequired: true).select(options))
            \(groups)\(barred.isEmpty ? nil : TeamChooser.barred(barred))
            """
    }

    private func boxes(_ capacity: TeamCapacity, _ people: [TeamPerson]) -> HTML? {
        guard !people.isEmpty else { return nil }
        let chosen = Set(typed.all("member"))
        let boxes = people.map { person -> HTML in
            let checked: HTML? = chosen.contains(person.id.rawValue) ? " checked" : nil
            let place = [person.employer, person.note].filter { !$0.isEmpty }.joined(separator: "，")
            return """
                <label class="choice"><input type="checkbox" name="member" value="\(person.id)"\(checked)> \
                <span>\(person.name) <span class="muted">\(place.isEmpty ? "" : "\(place)，")承担\(person.load)个\
                \(person.stay.map { "，\($0.chinese)" } ?? "")</span></span></label>
                """
        }
        let legend = capacity == .inspector ? "组员：督学" : "\(capacity.label)（不计入督学人数）"
        return "<fieldset class=\"field\"><legend>\(legend)</legend><div class=\"choices\">\(boxes)</div></fieldset>"
    }

    static func barred(_ people: [(person: TeamPerson, obstacle: TeamObstacle?)]) -> HTML {
        let rows = people.map { "<li>\($0.person.name)：\($0.obstacle?.text ?? "")</li>" as HTML }
        return """
            <details class="explain"><summary>不能派的人（\(people.count)）</summary><ul>\(rows)</ul></details>
            """
    }
}
