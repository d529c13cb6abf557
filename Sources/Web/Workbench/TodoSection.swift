import Store
import Supervision

/// The to-dos: late ones first and red, each a link to where it is done, each count a link to its list.
struct TodoSection: Sendable {
    let todos: TodoList
    let notes: [Todo.Key: ReminderNote]
    let role: Role
    let today: Day

    init(_ todos: TodoList, notes: [Todo.Key: ReminderNote], role: Role, today: Day) {
        self.todos = todos
        self.notes = notes
        self.role = role
        self.today = today
    }

    var html: HTML {
        guard !todos.rows.isEmpty else { return empty }
        let shown = todos.rows.prefix(25)
        return """
            <section class="section"><div class="section-head"><h2>待办 \(todos.total) 件\(lateWords)</h2></div>
            \(todos.counts.count > 1 ? figures : nil)
            <ul class="todo">\(shown.map(row))</ul>
            \(todos.total > shown.count ? more : nil)</section>
            """
    }

    /// A count is of everything; how many of them are late only the shown rows say, unless they are chased.
    private var lateWords: HTML? {
        let late =
            todos.rows.filter { $0.kind != .chase && $0.daysLate(on: today) != nil }.count
            + (todos.counts[.chase] ?? 0)
        return late > 0 ? "，<span class=\"late-text\">逾期 \(late) 件</span>" : nil
    }

    private var more: HTML { "<p class=\"muted\">其余待办请点上面的数字，在台账中查看全部。</p>" }

    private var figures: HTML {
        let entries = TodoKind.allCases.compactMap { kind -> HTML? in
            guard let count = todos.counts[kind], count > 0 else { return nil }
            let number = count >= TodoList.limit ? "\(TodoList.limit)+" : "\(count)"
            let mark: HTML? = kind == .chase ? " class=\"late\"" : nil
            return """
                <div\(mark)><dt>\(kind.label)</dt><dd><a href="\(kind.list)">\(number)<small>件</small></a></dd></div>
                """
        }
        return "<dl class=\"figures\">\(entries)</dl>"
    }

    private func row(_ todo: Todo) -> HTML {
        let late = todo.daysLate(on: today)
        let mark: HTML? = late == nil ? nil : " class=\"late\""
        let tone: Badge.Tone = late != nil ? .late : todo.dueOn == today ? .warn : .neutral
        let said = [todo.who, todo.about].filter { !$0.isEmpty }.joined(separator: " · ")
        return """
            <li\(mark)><span class="due">\(due(todo, late))</span>\
            <span><a href="\(todo.path)">\(todo.kind.label)</a><small>\(said)</small>\(reminded(todo))</span>\
            \(Badge.html(todo.kind.area, tone))</li>
            """
    }

    /// When it was last reminded of, and when it will be again.
    private func reminded(_ todo: Todo) -> HTML? {
        guard let note = notes[todo.key] else { return nil }
        let parts = [
            note.lastOn.map { "已于\($0.month)月\($0.day)日提醒" }, note.nextOn.map { "下次\($0.month)月\($0.day)日提醒" },
        ].compactMap { $0 }
        return parts.isEmpty ? nil : "<small>\(parts.joined(separator: "，"))</small>"
    }

    private func due(_ todo: Todo, _ late: Int?) -> HTML {
        if let late { return "逾期 \(late) 天" }
        guard let day = todo.dueOn else { return todo.isUndetermined ? "期限待定" : "尽快" }
        switch today.distance(to: day) {
        case 0: return "今天"
        case 1: return "明天"
        default:
            let text = day.year == today.year ? "\(day.month)月\(day.day)日" : day.chinese
            return "<time datetime=\"\(day.text)\">\(text)</time>"
        }
    }

    private var empty: HTML {
        let next =
            switch role {
            case .principal, .clerk: "督导室下达自评、意见或问题后，会出现在这里。"
            case .inspector, .evaluator: "督导室把您编入督导组、单位提交自评后，现场评估会出现在这里。"
            case .director: "有督导意见书待审签、问题待销号时，会出现在这里。"
            default: "单位提交整改佐证、提出申辩或逾期时，会出现在这里。"
            }
        let begin: HTML? =
            Role.office.contains(role) ? "<a class=\"button\" href=\"/campaigns\">查看督导项目</a>" : nil
        return "<div class=\"empty\"><strong>现在没有待办</strong><p>\(next)</p>\(begin)</div>"
    }
}
