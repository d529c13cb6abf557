import Jobs
import Office
import Store
import Supervision

/// One document: the letter as it will be printed, what comes next, and what happened to it.
struct DocumentPage: Page {
    let record: DocumentRecord
    let viewer: Viewer
    let names: [PersonID: String]
    let found: [PersonalData]
    let recipients: [DocumentRecipient]
    let files: [EvidenceFile]
    /// How many working days a publicity lasts at least.
    let leastDays: Int
    let objections: (all: Int, open: Int)
    /// What number it would get now; nil for who does not issue, and once it has one.
    let nextNumber: DocumentNumber?
    /// What was typed and declined: the name of the form and its reason.
    var problem: String?
    var typed = Fields()

    var document: Document { record.document }
    var path: String { "/documents/\(record.id.rawValue)" }

    var title: String { document.number?.text ?? "\(document.kind.label)（\(document.state.label)）" }
    var section: String { "/documents" }

    var main: HTML {
        """
        \(head.html)
        \(Said.error(problem))
        \(document.withdrawal.map { reason -> HTML in
            "<div class=\"notice error\"><strong>已作废。</strong>文号保留，不再使用。理由：\(reason)</div>"
        })
        \(DocumentNext(page: self).html)
        \(DocumentPublicity(page: self).html)
        \(Letter(OfficialDocument(shown)).html)
        \(DocumentAttachments(page: self).html)
        \(DocumentReceipts(page: self).html)
        \(document.figures.map { ReportSources($0).html })
        \(history)
        """
    }

    /// A draft shows the files that are attached now; what was handed in has their names on it.
    private var shown: Document {
        document.state == .draft ? document.attaching(files.map(\.name)) : document
    }

    private var head: PageHead {
        PageHead(
            title, crumbs: [("公文", "/documents")],
            badge: DocumentBadge.html(document.state, isPublished: document.publishedOn != nil), subtitle: subtitle,
            actions: actions)
    }

    private var actions: HTML {
        let pack: HTML? = files.isEmpty ? nil : "<a class=\"button\" href=\"\(path)/pack.zip\">连附件打包下载</a>"
        let versions: HTML? =
            Role.office.contains(viewer.role) ? "<a class=\"button quiet\" href=\"\(path)/versions\">文稿版本</a>" : nil
        return "<a class=\"button\" href=\"\(path)/docx\">下载 DOCX</a>\(pack)\(versions)"
    }

    private var subtitle: HTML {
        let subject: HTML? =
            if let inspection = record.inspection {
                "<a href=\"/inspections/\(inspection.rawValue)/opinion\">\(record.organisationName)的督导意见</a>"
            } else {
                record.campaign.map { id -> HTML in "<a href=\"/campaigns/\(id.rawValue)\">所属督导项目</a>" }
            }
        let replaced = document.replaces.map { id -> HTML in " · 代替<a href=\"/documents/\(id)\">作废的公文</a>" }
        let draft = document.sources.map { sources -> HTML in " · <a href=\"/summaries/\(sources.summary)\">稿件和数据来源</a>"
        }
        let isInside = !viewer.role.belongsToOrganisation && !viewer.role.seesGrantsOnly
        return
            "\(document.text.title) · \(document.kind.label)\(isInside ? subject.map { " · \($0)" } : nil)\(isInside ? draft : nil)\(replaced)"
    }

    private var history: HTML {
        let entries = document.history.reversed().map { entry -> HTML in
            let said: HTML? = entry.note.isEmpty ? nil : "<p class=\"said\">\(entry.note)</p>"
            return """
                <li class="\(entry.kind == .withdrawn ? "late" : "")"><span class="event">\(entry.kind.label)</span>\
                <div class="by">\(names[entry.by] ?? "—") · \(When.html(entry.on))</div>\(said)</li>
                """
        }
        return "<section class=\"section\"><h2>经过</h2><ol class=\"timeline\">\(entries)</ol></section>"
    }
}
