import Store
import Supervision

/// Somebody's own calendar subscription: whether there is one, and what it is for.
struct CalendarFeedPage: Page {
    let feed: CalendarFeed?
    let problem: String?

    var title: String { "日历订阅" }

    var main: HTML {
        """
        \(PageHead(title, subtitle: "在手机或电脑自带的日历里看到您的待办期限、到校督导和年度计划安排，改期会自动更新。").html)
        \(Said.error(problem))
        <section class="section"><h2>订阅地址 \(badge)</h2>\(feed.map(on) ?? off)</section>
        <section class="section"><h2>怎样使用</h2>
        <ol class="prose-steps"><li>生成订阅地址并复制。</li>
        <li>在日历程序里选择“添加日历”“订阅日历”或“从URL添加”，粘贴地址。</li>
        <li>日历程序会定期获取更新，一般每小时到每天一次，间隔由程序决定。</li></ol>
        <p class="muted">只列出您现在能看到的内容；账号停用或重置密码后，地址不再可用。在日历里改动不会影响本系统。</p></section>
        """
    }

    private var badge: HTML { feed == nil ? Badge.html("未启用") : Badge.html("已启用", .good) }

    private var off: HTML {
        """
        <p>地址里含有只属于您的密钥，知道地址的人不用登录就能看到您的日程，请不要转发。</p>
        <form class="inline" method="post" action="/calendar-feed">\(FormSeal())<button class="primary">生成订阅地址</button></form>
        """
    }

    private func on(_ feed: CalendarFeed) -> HTML {
        """
        <dl class="facts"><dt>生成时间</dt><dd>\(When.html(feed.createdAt))</dd>\
        <dt>最近获取</dt><dd>\(feed.fetchedAt.map { When.html($0) } ?? "还没有日历程序获取过")</dd></dl>
        <div class="form-actions"><form class="inline" method="post" action="/calendar-feed">\(FormSeal())\
        <button data-confirm="原来的地址立即失效，各处日历需要换成新地址。" data-confirm-label="重新生成">重新生成</button></form>\
        <form class="inline" method="post" action="/calendar-feed/revocation">\(FormSeal())\
        <button class="danger" data-confirm="地址立即失效，已订阅的日历不再更新。" data-confirm-label="停用">停用</button></form></div>
        <p class="muted">地址只在生成时显示一次。没有记下或可能被他人知道的，请重新生成。</p>
        """
    }
}

/// The only time that the address is shown.
struct CalendarAddressPage: Page {
    /// Nil when the request came a second time.
    let address: String?

    var title: String { "订阅地址" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("日历订阅", "/calendar-feed")]).html)
        \(address.map(shown) ?? Said.warning("订阅地址已显示过，不再重复显示。如未记下，请重新生成。"))
        <p><a class="button" href="/calendar-feed">回到日历订阅</a></p>
        """
    }

    private func shown(_ address: String) -> HTML {
        """
        <div class="notice success" role="status"><strong>订阅地址已生成，只显示这一次。</strong>请现在复制到日历程序里；不要转发给他人。</div>
        <div class="field"><label for="address">订阅地址</label>\
        <textarea id="address" class="hash" rows="3" readonly>\(address)</textarea></div>
        """
    }
}
