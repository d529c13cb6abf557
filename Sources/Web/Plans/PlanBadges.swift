import Supervision

extension Plan.State {
    var badge: HTML {
        switch self {
        case .draft: Badge.html(label, .warn)
        case .accepted: Badge.html(label, .active)
        case .closed: Badge.html(label, .good)
        }
    }
}

extension PlanItem.Status {
    var badge: HTML {
        switch self {
        case .open, .dropped: Badge.html(label)
        case .running: Badge.html(label, .active)
        case .done: Badge.html(label, .good)
        }
    }
}

extension PlanItemWindow.Standing {
    var badge: HTML {
        switch self {
        case .undated, .ahead: Badge.html(label)
        case .current: Badge.html(label, .active)
        case .late: Badge.html(label, .late)
        case .done: Badge.html(label, .good)
        }
    }
}

/// A window in a line: its stage, its days, and how late it is.
enum PlanWindowLine {
    static func html(_ window: PlanItemWindow, _ status: PlanItem.Status, on today: Day) -> HTML {
        let late: HTML? = window.daysLate(status, on: today).map { "<small class=\"late-text\">逾期 \($0) 天</small>" }
        let done: HTML? = window.isDone && status.isOpen ? "<small>已完成</small>" : nil
        return "<li>\(PlanWindowLine.text(window.window))\(late)\(done)</li>"
    }

    /// Short: the year is said once, and not at all where it is the plan's.
    static func text(_ window: PlanWindow) -> String { window.label }
}
