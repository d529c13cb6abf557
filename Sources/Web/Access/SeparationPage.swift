import Hummingbird
import Store
import Supervision

/// `/separation`: whether the three duties are apart; for those who guard and audit.
enum SeparationRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/separation", .roles([.security, .auditor])) { call in
            let (report, policy) = try await call.read { db in
                (try Duties.check(visibleTo: call.viewer, in: db), try DeploymentSettings.factorPolicy(in: db))
            }
            return call.page(SeparationPage(report: report, policy: policy, opens: call.viewer.role == .security))
        }
    }
}

struct SeparationPage: Page {
    let report: DutyReport
    let policy: FactorPolicy
    /// Whether the viewer may open an account's page.
    let opens: Bool

    var title: String { "职责分离检查" }
    var section: String { "/separation" }

    var main: HTML {
        """
        \(PageHead(title, subtitle: "系统管理员、安全管理员、审计员须由三个不同的人担任；每次打开时按现有账号检查。").html)
        \(verdict)
        <section class="section"><h2>三种职责的账号</h2>\(table)</section>
        """
    }

    private var verdict: HTML {
        let breaches = report.problems.filter(\.isBreach)
        let others = report.problems.filter { !$0.isBreach }
        let good: HTML = "<div class=\"notice success\" role=\"status\"><strong>三种职责由不同的人担任。</strong></div>"
        return
            "\(breaches.isEmpty ? good : list("不符合职责分离", "error", breaches))\(others.isEmpty ? nil : list("需要核实", "warning", others))"
    }

    private func list(_ title: String, _ tone: String, _ problems: [DutyProblem]) -> HTML {
        let lines = problems.map { problem -> HTML in "<li>\(problem.message)</li>" }
        return "<div class=\"notice \(tone)\" role=\"status\"><strong>\(title)</strong><ul>\(lines)</ul></div>"
    }

    private var table: HTML {
        let rows = report.accounts.map { account -> HTML in
            let login: HTML =
                opens ? "<a href=\"/accounts/\(account.id)\">\(account.login)</a>" : "\(account.login)"
            return """
                <tr>\(Ledger.cell("登录名", login, kind: "lead"))\(Ledger.cell("姓名", "\(account.name)"))\
                \(Ledger.cell("职责", "\(account.role.label)"))\
                \(Ledger.cell("复核", account.isReviewed ? Badge.html("已复核", .good) : Badge.html("待复核", .warn)))\
                \(Ledger.cell("两步验证", account.hasFactor ? Badge.html("已启用", .good) : Badge.html("未设置", policy == .required ? .late : .warn)))</tr>
                """
        }
        guard !rows.isEmpty else { return "<div class=\"empty\"><strong>没有这三种职责的账号</strong></div>" }
        return """
            <table class="ledger"><thead><tr><th scope="col">登录名</th><th scope="col">姓名</th><th scope="col">职责</th>\
            <th scope="col">复核</th><th scope="col">两步验证</th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }
}
