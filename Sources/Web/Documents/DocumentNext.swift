import Store
import Supervision

/// The one thing that this viewer may do next with a document, and behind it the rare ones.
struct DocumentNext {
    let page: DocumentPage

    private var record: DocumentRecord { page.record }
    private var viewer: Viewer { page.viewer }
    private var found: [PersonalData] { page.found }
    private var typed: Fields { page.typed }
    private var document: Document { record.document }
    private var path: String { page.path }
    private var isOffice: Bool { Role.office.contains(viewer.role) }

    var html: HTML? {
        guard isOffice else { return receipt }
        let parts: HTML =
            switch document.state {
            case .draft where document.kind == .opinion: opinion
            case .draft where document.sources != nil: summary
            case .draft: draft
            case .submitted: submitted
            case .issued, .sent: finished
            case .withdrawn: void
            }
        return parts.isEmpty ? nil : "<section class=\"section no-print\"><h2>下一步</h2>\(parts)</section>"
    }

    /// What a unit does with what was sent to it.
    private var receipt: HTML? {
        guard viewer.role.belongsToOrganisation, document.kind != .opinion, document.state == .sent,
            case .organisation(let unit) = viewer.scope,
            let own = page.recipients.first(where: { $0.organisation == unit })
        else { return nil }
        if let day = own.receivedOn {
            return "<div class=\"notice success\" role=\"status\">\(own.receivedBy)已于\(When.html(day))签收。</div>"
        }
        guard own.kind == .main else { return nil }
        return """
            <section class="section no-print"><h2>下一步</h2><p>请阅读后签收。</p>\(form("receipt", "签收", style: "primary", confirm: "确定签收这份公文吗？"))</section>
            """
    }

    /// Handed in: the director issues it or gives it back.
    private var submitted: HTML {
        let personal: HTML? = found.isEmpty ? nil : problems
        let back: HTML? =
            viewer.role == .director
            ? reasoned("return", "退回修改", "退回后由拟稿人修改并重新送审。", confirm: "确定退回修改吗？") : nil
        return "\(personal)<div class=\"form-actions\">\(issuance)</div>\(back)"
    }

    /// A void document is drafted anew from its own words.
    private var void: HTML {
        if let summary = document.sources?.summary {
            return "<p>需要重拟的，请在<a href=\"/summaries/\(summary)\">总结与通报</a>中按原稿另拟。</p>"
        }
        switch document.kind {
        case .opinion:
            return "<p>重新拟写在<a href=\"/inspections/\(record.subject)/opinion\">督导意见</a>页面办理，另编文号。</p>"
        case .report: return "<p>需要重拟的，请在督导项目页面重新生成督导报告。</p>"
        case .plan, .summary, .diagnosis: return "<p>需要重拟的，请在原来生成\(document.kind.label)的页面重新生成。</p>"
        default: break
        }
        return form("redraft", "按原文重新拟稿", style: "primary", confirm: "将按原文新拟一份草稿，送审签发后另编文号。确定吗？")
    }

    private var opinion: HTML {
        """
        <p>这份督导意见书正在审签，正文和审签在意见页面办理。</p>
        <p><a class="button primary" href="/inspections/\(record.subject)/opinion">打开督导意见</a></p>
        """
    }

    /// Given back: its words are written where they came from.
    private var summary: HTML {
        """
        <p>这份公文已退回，正文在“总结与通报”中修改后重新送审。</p>
        <p><a class="button primary" href="/summaries/\(document.sources?.summary.rawValue ?? "")">打开稿件</a></p>
        """
    }

    private var draft: HTML {
        let personal: HTML? = found.isEmpty ? nil : problems
        let next = document.kind.needsSubmission ? submission : issuance
        return """
            \(personal)\(blanks)<div class="form-actions">\(next)<a class="button" href="\(path)/text">修改正文</a>\(refresh)</div>
            """
    }

    private var submission: HTML {
        guard document.text.blanks.isEmpty else { return .empty }
        return form("submission", "送审", style: "primary", confirm: "送审后由未参与拟稿的主任签发；退回之前不能再改。确定送审吗？")
    }

    private var blanks: HTML? {
        let blanks = document.text.blanks
        guard !blanks.isEmpty else { return nil }
        return Said.warning("正文里还有没填的内容：\(blanks.prefix(5).joined(separator: "、"))。填好后才能送审。")
    }

    private var problems: HTML {
        let items = found.map { item -> HTML in "<li>\(item.kind.label)：\(item.masked)</li>" }
        return """
            <div class="notice warning" role="status"><strong>正文中有个人信息，签发和公布前须删去：</strong>\
            <ul>\(items)</ul></div>
            """
    }

    private var issuance: HTML {
        if viewer.role != .director { return "<p>正文定稿后，由未参与拟稿的主任签发；签发时自动编号。</p>" }
        if document.drafters.contains(viewer.person) {
            return "<p>您参与了拟稿，须由另一位主任签发。</p>"
        }
        guard found.isEmpty || !document.kind.isForPublic else { return .empty }
        let number = page.nextNumber.map { "编为“\($0.text)”，" } ?? "编号，"
        return form("issuance", "签发", style: "primary", confirm: "签发后\(number)正文不能再改。确定签发吗？")
    }

    private var refresh: HTML? {
        guard document.kind == .report else { return nil }
        return form("figures", "按记录重新汇总", confirm: "正文将按最新记录重新生成，手工改动的内容会被替换。确定吗？")
    }

    private var finished: HTML {
        """
        \(document.state == .issued ? publicationOrDispatch : nil)\(document.state == .sent ? publication : nil)\
        \(document.kind == .interviewNotice && document.state == .sent ? minutes : nil)\
        \(reasoned("withdrawal", "作废", "作废后文号保留、不再使用，公布的内容同时撤下。", confirm: "作废后不能恢复。确定作废吗？"))
        """
    }

    /// 约谈 leaves a written record, which begins with those who were called.
    private var minutes: HTML {
        let units = page.recipients.filter { $0.kind == .main }.map(\.name).joined(separator: "\n")
        let query = "kind=interviewMinutes&campaign=\(record.campaign?.rawValue ?? "")&main=\(Fields.encoded(units))"
        return "<p><a class=\"button primary\" href=\"/documents/new?\(query)\">拟写约谈纪要</a></p>"
    }

    private var publicationOrDispatch: HTML {
        guard page.recipients.isEmpty, document.kind.mayBePublished else { return dispatch }
        return document.kind.isForPublic ? publication : "\(dispatch)\(publication)"
    }

    private var dispatch: HTML { form("dispatch", "发送", style: "primary", confirm: "确定发送给收文单位吗？") }

    private var publication: HTML {
        guard document.kind.mayBePublished else { return .empty }
        guard document.publishedOn == nil else {
            return """
                <p>已公布：<a href="/public/\(record.id.rawValue)">打开公开页面</a></p>\
                \(reasoned("publication/withdrawal", "撤下公布", "公开页面将不再显示，理由存档。", confirm: "确定从公开页面撤下吗？"))
                """
        }
        return found.isEmpty ? DocumentPublicity(page: page).form : problems
    }

    private func form(_ action: String, _ label: String, style: String = "", confirm: String) -> HTML {
        """
        <form class="inline" method="post" action="\(path)/\(action)">\(FormSeal())\(version)\
        <button class="\(style)" data-confirm="\(confirm)" data-confirm-label="\(label)">\(label)</button></form>
        """
    }

    private var version: HTML { "<input type=\"hidden\" name=\"version\" value=\"\(document.version)\">" }

    private func reasoned(_ action: String, _ label: String, _ help: String, confirm: String) -> HTML {
        let name = "reason-\(action.replacing("/", with: "-"))"
        return """
            <details class="explain"><summary>\(label)</summary>
            <form class="form" method="post" action="\(path)/\(action)">\(FormSeal())\(version)
            <div class="field"><label for="\(name)">理由</label><textarea id="\(name)" name="reason" rows="2" \
            maxlength="500" required>\(typed.text("reason"))</textarea><p class="help">\(help)</p></div>
            <div class="form-actions"><button class="danger" data-confirm="\(confirm)" \
            data-confirm-label="\(label)">\(label)</button></div></form></details>
            """
    }
}
