import Store
import Supervision

/// The files that belong to a document, and while it is a draft the form by which more are added.
struct DocumentAttachments {
    let page: DocumentPage

    var html: HTML? {
        let mayAdd =
            Role.office.contains(page.viewer.role) && page.document.state == .draft
            && page.document.kind.isWrittenFreely
        guard mayAdd || !page.files.isEmpty else { return nil }
        let upload = EvidenceList.Upload(action: "\(page.path)/attachments", day: page.viewer.day)
        let list = EvidenceList(
            page.files, id: "attachments", upload: mayAdd ? upload : nil, mayRemove: mayAdd)
        return """
            <section class="section no-print"><h2>附件</h2>\(list.html)\(mayAdd ? EvidenceList.removalForm : nil)</section>
            """
    }
}

/// To whom it goes, and who has signed for it.
struct DocumentReceipts {
    let page: DocumentPage

    var html: HTML? {
        guard !page.viewer.role.belongsToOrganisation, !page.recipients.isEmpty else { return nil }
        let received = page.recipients.count { $0.receivedOn != nil }
        let main = page.recipients.count { $0.kind == .main }
        let isOpinion = page.document.kind == .opinion
        let head: HTML = isOpinion ? "收文单位" : "收文单位 <small>主送\(main)个，已签收\(received)个</small>"
        let rows = page.recipients.map { row in self.row(row, isOpinion) }
        return """
            <section class="section no-print"><h2>\(head)</h2><table class="ledger keep"><thead><tr>\
            <th scope="col">单位</th><th scope="col">方式</th><th scope="col">签收</th></tr></thead><tbody>\(rows)</tbody></table></section>
            """
    }

    private func row(_ row: DocumentRecipient, _ isOpinion: Bool) -> HTML {
        let waits: HTML =
            row.kind == .copy
            ? "—"
            : page.document.sentOn == nil ? "<span class=\"muted\">尚未发送</span>" : "<span class=\"late-text\">未签收</span>"
        let told: HTML =
            row.receivedOn.map { "\(row.receivedBy) \(When.html($0))" } ?? (isOpinion ? "在督导意见页面签收" : waits)
        let seesUnits = Role.office.union([.leader]).contains(page.viewer.role)
        let unit: HTML = seesUnits ? "<a href=\"/organisations/\(row.organisation)\">\(row.name)</a>" : "\(row.name)"
        return """
            <tr>\(Ledger.cell("单位", unit, kind: "lead"))\(Ledger.cell("方式", "\(row.kind.label)"))\(Ledger.cell("签收", told))</tr>
            """
    }
}

/// How long the public is asked, what it said, and the form by which it is asked.
struct DocumentPublicity {
    let page: DocumentPage

    private var document: Document { page.document }

    /// What runs, for the office.
    var html: HTML? {
        guard let publicity = document.publicity, !page.viewer.role.belongsToOrganisation else { return nil }
        let isOver = publicity.isOver(on: page.viewer.day)
        let state: HTML =
            publicity.endedOn.map { day -> HTML in "\(Badge.html("公示期满", .good)) 于\(When.html(day))结束" }
            ?? (isOver ? Badge.html("期满，异议待答复", .late) : Badge.html("公示中", .active))
        let list = "/objections?document=\(page.record.id)"
        return """
            <section class="section no-print"><h2>公示</h2><p>\(publicity.text) \(state)</p>
            <dl class="figures">\(Figure.html("收到异议", page.objections.all, "条", list))\
            \(Figure.html("待答复", page.objections.open, "条", "\(list)&open=1", isLate: page.objections.open > 0))</dl></section>
            """
    }

    /// The form of publication: how many working days, and whether files are shown.
    var form: HTML {
        let isPublicity = document.kind == .publicity
        let usual = isPublicity ? "\(max(Publicity.usual, page.leastDays))" : ""
        let help =
            isPublicity
            ? "公布当日不计，按国务院放假安排的工作日计算；本次不少于\(page.leastDays)个工作日。" : "不填则长期公布，不在页面上接收异议。"
        let label = isPublicity ? "公示" : "向社会公布"
        let files: HTML? =
            page.files.isEmpty
            ? nil
            : """
            <div class="field"><label class="choice"><input type="checkbox" name="attachments" value="1"> \
            附件一并公开（请先确认附件中没有个人信息）</label></div>
            """
        return """
            <form class="form" method="post" action="\(page.path)/publication">\(FormSeal())\
            <input type="hidden" name="version" value="\(document.version)">\
            \(Field("days", "接收异议的工作日数", value: page.typed["days"] ?? usual, help: help, isRequired: isPublicity)
                .text(type: "number", isShort: true))\(files)
            <div class="form-actions"><button class="primary" data-confirm="公布后任何人无需登录即可查看。确定\(label)吗？" \
            data-confirm-label="\(label)">\(label)</button></div></form>
            """
    }
}
