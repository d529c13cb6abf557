import Store
import Supervision

/// One tip for the office that works on it: what was written, what was done, what may be done next.
struct TipPage: Page {
    let dossier: TipDossier
    let viewer: Viewer
    let colleagues: [Choice]
    let inspectors: [Choice]
    let typed: Fields
    let problem: String?
    /// Whether its handler is gone or has to stay away.
    let isVacant: Bool
    /// The form that was refused, by its address; it stands open.
    var sent = ""
    /// Just looked at, with a reason; shown in this answer alone.
    var sender: TipSender?

    private var row: TipRow { dossier.row }

    var title: String { "举报诉求 \(row.number)" }
    var section: String { "/tips" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("举报诉求", "/tips")], badge: row.state.badge,
            subtitle: "\(row.unitName) · \(row.topic.label) · \(When.html(row.receivedOn))收到").html)
        \(Said.error(problem))
        \(dossier.bar.map { bar -> HTML in Said.warning("\(TipRefusal.bound(bar).message)") })
        \(row.erasedOn.map { day -> HTML in Said.warning("举报人提交的内容已于\(day.chinese)到期清除。") })
        <div class="columns"><div>
        \(words)\(photos)\(conversation)\(checks)\(answer)
        \(row.erasedOn == nil ? TipForms(page: self).html : nil)
        </div><aside>\(facts)\(dossier.bar == nil ? identity : nil)\(history)</aside></div>
        """
    }

    private var words: HTML? {
        guard !dossier.text.isEmpty else { return nil }
        let when: HTML? = dossier.happened.isEmpty ? nil : "<p>发生时间：\(dossier.happened)</p>"
        return """
            <section class="section"><h2>反映的内容</h2><p class="muted">原文可能让人认出举报人，只供本室办理，不要复制到交办、问题、公文中。</p>\(when)\
            <p class="prose">\(dossier.text)</p></section>
            """
    }

    private var photos: HTML? {
        guard !dossier.photos.isEmpty else { return nil }
        return "<section class=\"section\"><h2>照片</h2>\(TipPhotoList(dossier.photos, of: row.id).html)</section>"
    }

    private var conversation: HTML? {
        guard !dossier.messages.isEmpty else { return nil }
        let items = dossier.messages.map { message -> HTML in
            """
            <li><small>\(message.side == .office ? "本室" : "举报人") \(When.html(message.at))</small>\
            <p class="prose">\(message.text)</p></li>
            """
        }
        return "<section class=\"section\"><h2>补充情况</h2><ol class=\"timeline\">\(items)</ol></section>"
    }

    private var checks: HTML? {
        guard !dossier.checks.isEmpty else { return nil }
        let items = dossier.checks.map { check -> HTML in
            let due: HTML = check.dueOn.map { day -> HTML in "，\(When.html(day))前报告" } ?? ""
            let result: HTML? =
                check.state == .done
                ? """
                <p>\(check.outcome?.label ?? "") · \(check.doneOn.map { When.html($0) })</p>\
                <p class="prose">\(check.result)</p>
                """ : nil
            return """
                <li><strong>\(check.personName)</strong> \(check.state.badge) <small>\(When.html(check.assignedOn))交办\
                \(check.state == .open ? due : nil)</small><p class="prose">\(check.brief)</p>\(result)</li>
                """
        }
        return "<section class=\"section\"><h2>督学核实</h2><ol class=\"timeline\">\(items)</ol></section>"
    }

    private var answer: HTML? {
        guard row.state.isClosed, !row.answer.isEmpty, dossier.bar == nil else { return nil }
        let words: HTML? =
            dossier.ratingWords.isEmpty ? nil : "<p class=\"muted\">举报人的评价：\(dossier.ratingWords)</p>"
        return "<section class=\"section\"><h2>答复</h2><p class=\"prose\">\(row.answer)</p>\(words)</section>"
    }

    private var facts: HTML {
        let original: HTML? = row.original.map { id -> HTML in
            "<dt>并入</dt><dd><a href=\"/tips/\(id)\">\(dossier.originalNumber)</a></dd>"
        }
        let twins = dossier.duplicates.map { twin -> HTML in "<a href=\"/tips/\(twin.id)\">\(twin.number)</a> " }
        let same: HTML? = twins.isEmpty ? nil : "<dt>重复件</dt><dd>\(twins)</dd>"
        let finding: HTML? = row.finding.map { id -> HTML in
            "<dt>问题台账</dt><dd><a href=\"/findings/\(id)\">\(dossier.findingNumber)</a></dd>"
        }
        let outcome: HTML? = row.tip.outcome.map { "<dt>结论</dt><dd>\($0.label)</dd>" }
        let whom: HTML? = row.forwardedTo.isEmpty ? nil : "<dt>转往</dt><dd>\(row.forwardedTo)</dd>"
        let rating: HTML? = row.tip.rating.map { "<dt>评价</dt><dd>\($0)分</dd>" }
        let clocks = dossier.clocks.map { clock -> HTML in
            """
            <dt>\(TipTerms.Clock(rawValue: clock.rule)?.label ?? clock.title)</dt><dd>\
            \(clock.dueOn.map { When.html($0) })<br><small>\(clock.state(on: viewer.day).label)</small></dd>
            """
        }
        return """
            <section class="section"><h2>办理</h2><dl class="facts"><dt>单位</dt><dd>\(row.unitName)\
            \(row.unit == nil ? "（\(TipRow.unregistered)）" : "")</dd><dt>承办人</dt><dd>\(row.handlerName.isEmpty ? "未定" : row.handlerName)</dd>\
            <dt>希望答复</dt><dd>\(row.wantsAnswer ? "是" : "否")</dd>\(outcome)\(whom)\(original)\(same)\(finding)\(rating)\(clocks)</dl></section>
            """
    }

    private var identity: HTML {
        let looks = dossier.looks.map { look -> HTML in
            "<li>\(look.person) \(When.html(look.at))<br><small>\(look.reason)</small></li>"
        }
        let seen: HTML? = looks.isEmpty ? nil : "<h3>查看记录</h3><ul>\(looks)</ul>"
        return "<section class=\"section\"><h2>举报人身份</h2>\(senderOrForm)\(seen)</section>"
    }

    private var senderOrForm: HTML {
        if let sender {
            return """
                <dl class="facts"><dt>姓名</dt><dd>\(sender.name.isEmpty ? "未留" : sender.name)</dd><dt>联系方式</dt><dd>\
                \(sender.contact.isEmpty ? "未留" : sender.contact)</dd></dl><p class="muted">只在这一次显示，离开本页后须重新说明理由。</p>
                """
        }
        guard row.hasContact else { return "<p class=\"muted\">没有留下姓名和联系方式。</p>" }
        guard row.tip.handler == viewer.person else { return "<p class=\"muted\">留有身份信息，只有承办人可以查看。</p>" }
        return """
            <form class="form" method="post" action="/tips/\(row.id)/sender">\(FormSeal())\
            \(Field("reason", "查看理由", value: typed.text("reason"), help: "每次查看都记入审计。", isRequired: true).text())\
            <div class="form-actions"><button>查看身份</button></div></form>
            """
    }

    private var history: HTML? {
        guard !dossier.events.isEmpty else { return nil }
        let items = dossier.events.map { event -> HTML in
            let note: HTML? = event.note.isEmpty ? nil : "：\(event.note)"
            return "<li>\(event.label)\(note)<br><small>\(event.person) \(When.html(event.at))</small></li>"
        }
        return "<section class=\"section\"><h2>经过</h2><ol class=\"timeline\">\(items)</ol></section>"
    }
}

/// Photos of a tip, each opened alone.
struct TipPhotoList {
    let photos: [TipPhoto]
    let tip: TipID

    init(_ photos: [TipPhoto], of tip: TipID) {
        self.photos = photos
        self.tip = tip
    }

    var html: HTML {
        let items = photos.enumerated().map { index, photo -> HTML in
            """
            <li><a href="/tips/\(tip)/photos/\(photo.id)" target="_blank" rel="noopener"><span class="thumb">\
            <img src="/tips/\(tip)/photos/\(photo.id)" alt="照片\(index + 1)" loading="lazy"></span>\
            <span class="name">照片\(index + 1)</span></a><small>\(FileSize.text(photo.bytes))</small></li>
            """
        }
        return "<ul class=\"evidence\">\(items)</ul>"
    }
}

extension TipCheck.State {
    var badge: HTML {
        switch self {
        case .open: Badge.html(label, .active)
        case .done: Badge.html(label, .good)
        case .recalled: Badge.html(label)
        }
    }
}
