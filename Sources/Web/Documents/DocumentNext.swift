import Store
import Supervision

/// The one thing that this viewer may do next with a document, and behind it the rare ones.
struct DocumentNext {
    let record: DocumentRecord
    let viewer: Viewer
    let found: [PersonalData]
    let typed: Fields

    private var document: Document { record.document }
    private var path: String { "/documents/\(record.id.rawValue)" }
    private var isOffice: Bool { Role.office.contains(viewer.role) }

    var html: HTML? {
        guard isOffice else { return nil }
        let parts: HTML =
            switch document.state {
            case .draft where document.kind == .opinion: opinion
            case .draft: draft
            case .issued, .sent: finished
            case .withdrawn: .empty
            }
        return parts.isEmpty ? nil : "<section class=\"section no-print\"><h2>下一步</h2>\(parts)</section>"
    }

    private var opinion: HTML {
        """
        <p>这份督导意见书正在审签，正文和审签在意见页面办理。</p>
        <p><a class="button primary" href="/inspections/\(record.subject)/opinion">打开督导意见</a></p>
        """
    }

    private var draft: HTML {
        let personal: HTML? = found.isEmpty ? nil : problems
        return """
            \(personal)<div class="form-actions">\(issuance)<a class="button" href="\(path)/text">修改正文</a>\(refresh)</div>
            """
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
        guard found.isEmpty else { return .empty }
        return form("issuance", "签发", style: "primary", confirm: "签发后编号，正文不能再改。确定签发吗？")
    }

    private var refresh: HTML? {
        guard document.kind == .report else { return nil }
        return form("figures", "按记录重新汇总", confirm: "正文将按最新记录重新生成，手工改动的内容会被替换。确定吗？")
    }

    private var finished: HTML {
        """
        \(document.state == .issued ? publicationOrDispatch : nil)\(document.state == .sent ? publication : nil)\
        \(reasoned("withdrawal", "作废", "作废后文号保留、不再使用，公布的内容同时撤下。", confirm: "作废后不能恢复。确定作废吗？"))
        """
    }

    private var publicationOrDispatch: HTML {
        document.kind.isForPublic
            ? publication : "\(form("dispatch", "发送", style: "primary", confirm: "确定发送给收文单位吗？"))"
    }

    private var publication: HTML {
        guard document.kind.isForPublic else { return .empty }
        guard document.publishedOn == nil else {
            return """
                <p>已公布：<a href="/public/\(record.id.rawValue)">打开公开页面</a></p>\
                \(reasoned("publication/withdrawal", "撤下公布", "公开页面将不再显示，理由存档。", confirm: "确定从公开页面撤下吗？"))
                """
        }
        return form("publication", "向社会公布", style: "primary", confirm: "公布后任何人无需登录即可查看。确定公布吗？")
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
