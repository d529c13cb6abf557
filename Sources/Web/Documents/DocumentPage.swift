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
            actions: "<a class=\"button\" href=\"\(path)/docx\">下载 DOCX</a>")
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

/// The figures of a report, each leading to the records that it counts.
struct ReportSources {
    let figures: ReportFigures

    init(_ figures: ReportFigures) {
        self.figures = figures
    }

    private var campaign: String { figures.campaign.rawValue }

    var html: HTML {
        """
        <section class="section"><div class="section-head"><h2>数字的来源</h2>\
        <span class="muted">截至 \(When.html(figures.countedOn))</span></div>
        <dl class="figures">\(figure("可抽取单位", figures.frame, "/campaigns/\(campaign)/frame"))\
        \(figure("督导对象", figures.drawn, inspections()))\(figure("已评估", figures.inspected, inspections()))\
        \(figures.grades.map { figure($0.name, $0.count, inspections("grade=\(Fields.encoded($0.name))")) })\
        \(figure("发现问题", figures.findings, findings("state=all"), "个"))\
        \(figure("待销号", figures.rectified - figures.closed, findings("state=verified"), "个"))\
        \(figure("已销号", figures.closed, findings("state=closed"), "个"))</dl>
        \(figures.findings > 0 ? dimensions : nil)</section>
        """
    }

    private var dimensions: HTML {
        let rows = figures.dimensions.map { dimension -> HTML in
            """
            <tr><th scope="row">\(dimension.name)</th>\(cell(dimension.ordinary, .ordinary))\
            \(cell(dimension.serious, .serious))\(cell(dimension.grave, .grave))\
            <td class="num">\(dimension.total)</td></tr>
            """
        }
        let grades = Finding.Grade.allCases.map { grade -> HTML in "<th scope=\"col\" class=\"num\">\(grade.label)</th>"
        }
        return """
            <table class="ledger keep"><thead><tr><th scope="col">方面</th>\(grades)\
            <th scope="col" class="num">合计</th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private func cell(_ count: Int, _ grade: Finding.Grade) -> HTML {
        "<td class=\"num\"><a href=\"\(findings("state=all&grade=\(grade.rawValue)"))\">\(count)</a></td>"
    }

    private func inspections(_ query: String = "") -> String {
        "/inspections?campaign=\(campaign)\(query.isEmpty ? "" : "&\(query)")"
    }

    private func findings(_ query: String) -> String { "/findings?campaign=\(campaign)&\(query)" }

    private func figure(_ name: String, _ count: Int, _ path: String, _ unit: String = "所") -> HTML {
        """
        <div><dt>\(name)</dt><dd><a href="\(path)">\(count)</a><small>\(unit)</small></dd></div>
        """
    }
}
