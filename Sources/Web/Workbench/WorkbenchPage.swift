import Store
import Supervision

/// What waits for somebody, and how far the campaign is.
struct WorkbenchPage: Page {
    let role: Role
    let today: Day
    let todos: TodoList
    let notes: [Todo.Key: ReminderNote]
    let campaigns: [LeaderFigures]
    let platform: PlatformCounts?
    let week: NextWeek?

    init(
        _ viewer: Viewer, todos: TodoList, notes: [Todo.Key: ReminderNote], campaigns: [LeaderFigures],
        platform: PlatformCounts?, week: NextWeek? = nil
    ) {
        role = viewer.role
        today = viewer.day
        self.todos = todos
        self.notes = notes
        self.campaigns = campaigns
        self.platform = platform
        self.week = week
    }

    var title: String { "工作台" }
    var section: String { "/" }

    var main: HTML {
        let head = PageHead(
            title, subtitle: "\(When.html(today)) \(WorkbenchPage.weekdays[today.weekday - 1])",
            actions: role == .leader ? "<a class=\"button\" href=\"/leader\">领导视图</a>" : nil)
        return """
            \(head.html)
            \(role == .leader || platform != nil ? nil : TodoSection(todos, notes: notes, role: role, today: today).html)
            \(WeekSection.shows(role) ? WeekSection(week: week, role: role).html : nil)
            \(platform.map { PlatformSection($0, role: role).html })
            \(role == .leader && campaigns.isEmpty ? WorkbenchPage.nothingRuns : nil)
            \(campaigns.map { ProgressSection($0, isWide: role == .leader, today: today).html })
            """
    }

    private static let nothingRuns: HTML = """
        <div class="empty"><strong>现在没有实施中的督导项目</strong>
        <p>项目启动后，这里显示进度、等次和逾期问题。</p><a class="button" href="/campaigns">查看全部督导项目</a></div>
        """

    private static let weekdays = ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"]
}
