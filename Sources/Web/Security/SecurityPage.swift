import Office
import Store
import Supervision

/// Somebody's own sign-in: password, second factor, and where they are signed in.
struct SecurityPage: Page {
    let role: Role
    let sessions: [SessionRow]
    let factor: FactorState
    let policy: FactorPolicy
    /// What the phone reads, while the second factor is being set up.
    let address: String?
    let problem: String?

    var title: String { "登录与安全" }

    var main: HTML {
        """
        \(PageHead(title, actions: "<a class=\"button\" href=\"/password\">修改密码</a>").html)
        \(Said.error(problem))
        \(FactorPolicy.roles.contains(role) ? factorSection : nil)
        <section class="section"><div class="section-head"><h2>登录中的设备</h2>\(endOthers)</div>
        \(table)</section>
        """
    }

    private var factorSection: HTML {
        """
        <section class="section"><h2>两步验证 \(badge)</h2>
        \(factor.isOn ? on : factor.pending == nil ? off : nil)\(factor.pending.map(setUp))</section>
        """
    }

    private var badge: HTML {
        if factor.isOn { return Badge.html("已启用", .good) }
        return policy == .required ? Badge.html("必须设置", .late) : Badge.html("未设置", .warn)
    }

    private var off: HTML {
        """
        \(policy == .required ? Said.warning("本系统要求\(role.label)使用两步验证，设置后才能使用其他功能。") : nil)
        <p>登录时除密码外，再输入手机上每30秒变化一次的6位数字。别人得到密码也不能登录。</p>
        <form class="inline" method="post" action="/security/factor">\(FormSeal())<button class="primary">开始设置</button></form>
        """
    }

    private func setUp(_ secret: TimeCode) -> HTML {
        """
        <ol class="prose-steps"><li>在手机上安装任意一款验证器（支持TOTP的即可，不需要联网）。</li>
        <li>用验证器扫描下图；不能扫描的，手工输入密钥，类型选“基于时间”。</li>
        <li>输入验证器显示的6位数字，完成设置。</li></ol>
        <div class="qr-row">\(picture)<dl class="facts"><dt>密钥</dt><dd class="hash">\(grouped(secret.base32))</dd>\
        <dt>参数</dt><dd>SHA-1，6位，30秒</dd></dl></div>
        <form class="form" method="post" action="/security/factor/confirmation">\(FormSeal())
        <div class="field"><label for="code">验证器显示的6位数字</label><input id="code" name="code" class="short" \
        inputmode="numeric" autocomplete="one-time-code" maxlength="10" required></div>
        <div class="form-actions"><button class="primary">完成设置</button></div></form>
        """
    }

    private var picture: HTML? {
        guard let address, let code = QRCode(address) else { return nil }
        return """
            <svg class="qr" width="208" height="208" viewBox="0 0 \(code.side) \(code.side)" role="img" \
            aria-label="供验证器扫描的二维码"><path d="\(code.path)"></path></svg>
            """
    }

    private func grouped(_ text: String) -> String {
        stride(from: 0, to: text.count, by: 4).map { String(text.dropFirst($0).prefix(4)) }.joined(separator: " ")
    }

    private var on: HTML {
        let left = factor.codesLeft
        let few: HTML? = left < 3 ? Said.warning("恢复码只剩\(left)个，请重新生成。") : nil
        let removal: HTML? =
            policy == .required
            ? nil
            : """
            <form class="inline" method="post" action="/security/factor/removal">\(FormSeal())\
            <button class="danger" data-confirm="停用后只凭密码就能登录您的账号。" data-confirm-label="停用">停用</button></form>
            """
        return """
            \(few)<dl class="facts"><dt>启用时间</dt><dd>\(factor.confirmedAt.map { When.html($0) })</dd>\
            <dt>恢复码</dt><dd>还有 \(left) 个没有用过</dd></dl>
            <div class="form-actions"><form class="inline" method="post" action="/security/factor/codes">\(FormSeal())\
            <button data-confirm="原来的恢复码全部作废。" data-confirm-label="重新生成">重新生成恢复码</button></form>\(removal)</div>
            """
    }

    private var endOthers: HTML? {
        guard sessions.count > 1 else { return nil }
        return """
            <form class="inline" method="post" action="/security/sessions/others">\(FormSeal())<button class="small" \
            data-confirm="除这台以外的\(sessions.count - 1)处登录立即退出。" data-confirm-label="全部退出">退出其他设备</button></form>
            """
    }

    private var table: HTML {
        let rows = sessions.map { row -> HTML in
            """
            <tr>\(Ledger.cell("设备", "\(row.device.isEmpty ? "未知浏览器" : row.device)", kind: "lead"))\
            \(Ledger.cell("地址", "\(row.address)", kind: "code"))\(Ledger.cell("登录时间", When.html(row.createdAt), kind: "date"))\
            \(Ledger.cell("最近使用", When.html(row.seenAt), kind: "date"))\(Ledger.cell("", end(row), kind: "actions"))</tr>
            """
        }
        return """
            <table class="ledger"><thead><tr><th scope="col">设备</th><th scope="col" class="code">地址</th>\
            <th scope="col" class="date">登录时间</th><th scope="col" class="date">最近使用</th>\
            <th scope="col" class="actions"></th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private func end(_ row: SessionRow) -> HTML {
        if row.isThis { return Badge.html("这台设备", .active) }
        return """
            <form class="inline" method="post" action="/security/sessions/\(row.id)/end">\(FormSeal())\
            <button class="small" data-confirm="这处登录立即退出，没有保存的内容会丢失。" data-confirm-label="退出">退出</button></form>
            """
    }
}

/// The only time that recovery codes are shown.
struct RecoveryCodesPage: Page {
    /// Nil when the request came a second time.
    let codes: [String]?

    var title: String { "恢复码" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("登录与安全", "/security")]).html)
        \(codes.map(shown) ?? Said.warning("恢复码已显示过，不再重复显示。如未记下，请重新生成。"))
        <p><a class="button" href="/security">回到登录与安全</a></p>
        """
    }

    private func shown(_ codes: [String]) -> HTML {
        let rows = codes.map { code -> HTML in "<li class=\"hash\">\(code)</li>" }
        return """
            <div class="notice success" role="status"><strong>两步验证已启用。请现在抄下或打印这些恢复码，只显示这一次。</strong>\
            手机不在身边时，用其中一个代替验证码；每个只能用一次。</div>
            <ul class="recovery">\(rows)</ul>
            """
    }
}
