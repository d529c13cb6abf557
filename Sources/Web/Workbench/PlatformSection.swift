import Store
import Supervision

/// Where the three who look after the platform begin.
struct PlatformSection: Sendable {
    let counts: PlatformCounts
    let role: Role

    init(_ counts: PlatformCounts, role: Role) {
        self.counts = counts
        self.role = role
    }

    var html: HTML {
        """
        \(counts.undelivered > 0 ? undelivered : nil)
        <section class="section"><h2>\(heading)</h2><dl class="figures">\(figures)</dl></section>
        <section class="section"><h2>从这里开始</h2><dl class="facts">\(steps)</dl></section>
        """
    }

    private var undelivered: HTML {
        """
        <div class="notice error" role="status">有 \(counts.undelivered) 条提醒没有送达，\
        <a href="/outbox?state=given-up">查看原因并处理</a>。</div>
        """
    }

    private var heading: String {
        switch role {
        case .auditor: "审计"
        case .security: "账号安全"
        default: "平台运行"
        }
    }

    private var figures: [HTML] {
        switch role {
        case .auditor:
            [
                figure("今天的操作", counts.auditToday, "条", "/audit?from=\(counts.today?.text ?? "")"),
                figure("待封存", counts.auditUnsealed, "条", "/audit/verification"),
            ]
        case .security:
            [
                figure("在用账号", counts.accounts, "个", "/accounts?state=active"),
                figure("已停用", counts.lockedAccounts, "个", "/accounts?state=disabled"),
            ]
        default:
            [
                figure("单位", counts.organisations, "个", "/organisations"),
                figure("在用账号", counts.accounts, "个", "/accounts?state=active"),
                figure("进行中的后台任务", counts.waitingJobs, "个", "/jobs"),
                figure("失败的后台任务", counts.failedJobs, "个", "/jobs", isLate: counts.failedJobs > 0),
                figure(
                    "未送达的提醒", counts.undelivered, "条", "/outbox?state=given-up", isLate: counts.undelivered > 0),
            ]
        }
    }

    private var steps: [HTML] {
        switch role {
        case .auditor:
            [
                step("/audit", "查看审计日志", "谁在什么时候做了什么；可按操作人、事项、日期筛选"),
                step("/audit/verification", "校验审计链", "重新计算每一条记录和每一次封存，看有没有被改动"),
                step("/separation", "职责分离", "三种职责是否由不同的人担任，账号是否复核、是否两步验证"),
            ]
        case .security:
            [
                step("/accounts", "账号", "复核账号，解除锁定，重置两步验证，强制退出"),
                step("/separation", "职责分离", "三种职责是否由不同的人担任，账号是否复核、是否两步验证"),
            ]
        default:
            [
                step("/settings", "系统设置", "单位名称、发文机关代字、时限规则、两步验证"),
                step("/settings/mail", "邮件与机器人", "发送提醒的邮件服务器；发出的邮件在发件箱"),
                step("/working-days", "工作日历", "每年11月导入下一年的放假安排"),
                step("/organisations", "单位", "导入和维护被督导单位"), step("/accounts", "账号", "新建账号，指定角色和范围"),
            ]
        }
    }

    private func figure(_ name: String, _ count: Int, _ unit: String, _ link: String, isLate: Bool = false) -> HTML {
        let mark: HTML? = isLate ? " class=\"late\"" : nil
        return "<div\(mark)><dt>\(name)</dt><dd><a href=\"\(link)\">\(count)<small>\(unit)</small></a></dd></div>"
    }

    private func step(_ link: String, _ name: String, _ what: String) -> HTML {
        "<dt><a href=\"\(link)\">\(name)</a></dt><dd>\(what)</dd>"
    }
}
