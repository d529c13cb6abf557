import Hummingbird
import SQLCore
import Store
import Supervision

/// Values that people enter, each with its own record and history.
enum FigureEntryRoutes {
    static func enter(_ call: Call, _ submission: Submission) async throws -> Response {
        let (code, fields) = (call.parameter("code"), submission.fields)
        let upload: EvidenceUpload
        do {
            upload = try EvidenceUpload(submission, call, isOptional: true)
        } catch let refusal as EvidenceRefusal {
            return try await FigureRoutes.show(
                call, FormRefusal(["files": refusal.message], message: refusal.message), typed: fields)
        }
        return try await call.change(
            submission, again: { try await FigureRoutes.show(call, refused($0), typed: fields) },
            { act in
                var entry = try FigureEntryForm(fields: fields).checked(code)
                if let file = upload.files.first {
                    try StoredFiles.insert(file.file, at: act.at, in: act.db)
                    entry.fileHash = file.file.hash
                    entry.fileName = file.name
                }
                let id = try FigureEntries.enter(entry, act)
                return "/figures/entries/\(id)?done=saved"
            })
    }

    /// Beside the field that it concerns.
    private static func refused(_ refusal: any Refusal) -> any Refusal {
        switch refusal as? FigureRefusal {
        case .valueInvalid: FormRefusal(["value": refusal.message], message: refusal.message)
        case .sourceMissing: FormRefusal(["source": refusal.message], message: refusal.message)
        case .qualifier: FormRefusal(["narrow": refusal.message], message: refusal.message)
        case .notEntered: FormRefusal(["year": refusal.message], message: refusal.message)
        default: refusal
        }
    }

    static func show(
        _ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields = Fields()
    ) async throws -> Response {
        let (id, viewer): (FigureEntryID, Viewer) = (call.id(), call.viewer)
        let page = try await call.read { db in
            let entry = try FigureEntries.require(id, visibleTo: viewer, in: db)
            let figure = try Figures.book(for: viewer, in: db).find(entry.request.code)
            return FigureEntryPage(
                entry: entry, figure: figure, history: try FigureEntries.history(of: entry, in: db), viewer: viewer,
                typed: typed, problem: refusal?.message)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    static func file(_ call: Call) async throws -> Response {
        let (id, viewer): (FigureEntryID, Viewer) = (call.id(), call.viewer)
        let (entry, file) = try await call.read { db in
            let entry = try FigureEntries.require(id, visibleTo: viewer, in: db)
            return (entry, try entry.fileHash.flatMap { try StoredFiles.find($0, in: db) })
        }
        guard let file else { throw WebRefusal.notFound }
        return try FileDownload(
            url: call.services.files.url(of: file.hash), name: entry.fileName, mediaType: file.mediaType,
            size: file.size
        ).response
    }

    static func takeBack(_ call: Call, _ submission: Submission) async throws -> Response {
        let (id, fields): (FigureEntryID, Fields) = (call.id(), submission.fields)
        return try await call.change(
            submission, again: { try await show(call, $0, typed: fields) },
            { act in
                let code = try FigureEntries.takeBack(id, reason: fields.text("reason"), act)
                return "/figures/\(code)?done=removed"
            })
    }
}

/// A value as typed.
struct FigureEntryForm: Sendable {
    let fields: Fields

    func checked(_ code: String) throws(FormRefusal) -> NewFigureEntry {
        let (year, part) = (fields.text("year"), fields.text("part"))
        guard let period = FigurePeriod(part.isEmpty ? year : "\(year)-\(part)") else {
            throw FormRefusal(["year": "请填写四位数的年度，例如 2026。"])
        }
        let narrow = fields.text("narrow")
        return NewFigureEntry(
            figure: narrow.isEmpty ? code : "\(code) | \(narrow)", period: period, value: fields.text("value"),
            source: fields.text("source"))
    }
}

/// One entered value: where it comes from, and what it was before.
struct FigureEntryPage: Page {
    let entry: FigureEntry
    let figure: Supervision.Figure?
    let history: [FigureEntry]
    let viewer: Viewer
    var typed = Fields()
    var problem: String?

    private var name: String { figure?.name ?? entry.figure }
    var title: String { "\(name)：\(entry.period.chinese)" }
    var section: String { "/figures" }

    var main: HTML {
        let code = entry.request.code
        let file: HTML =
            entry.fileHash == nil
            ? "<span class=\"muted\">没有附件</span>"
            : "<a href=\"/figures/entries/\(entry.id)/file\">\(entry.fileName)</a>"
        return """
            \(PageHead(title, crumbs: [("指标库", "/figures"), (name, "/figures/\(code)")], badge: Badge.html(entry.kind.label)).html)
            \(Said.error(problem))
            \(entry.isCurrent ? nil : Said.warning("这是以前的登记，现在的数值见下方记录中最新的一条。"))
            <dl class="facts"><dt>数值</dt><dd>\(text(entry))</dd><dt>统计期</dt><dd>\(entry.period.chinese)</dd>\
            <dt>指标</dt><dd>\(entry.figure)</dd><dt>来源</dt><dd class="prose">\(entry.source)</dd>\
            <dt>佐证材料</dt><dd>\(file)</dd><dt>登记</dt><dd>\(entry.byName)，\(When.html(entry.on))</dd></dl>
            \(timeline)
            \(removal)
            """
    }

    private func text(_ entry: FigureEntry) -> String {
        entry.isTakenBack ? "已撤回" : entry.value.text(unit: entry.unit, digits: figure?.digits ?? 2)
    }

    private var timeline: HTML {
        let lines = history.map { old -> HTML in
            """
            <li><span class="event">第\(old.number)次登记：<a href="/figures/entries/\(old.id)">\(text(old))</a></span> \
            <span class="by">\(old.byName)，\(When.html(old.on))</span><p class="said">\(old.source)</p></li>
            """
        }
        return "<section class=\"section\"><h2>登记记录</h2><ol class=\"timeline\">\(lines)</ol></section>"
    }

    private var removal: HTML? {
        guard Role.office.contains(viewer.role), entry.isCurrent, !entry.isTakenBack else { return nil }
        return """
            <section class="section"><details class="fold"\(problem == nil ? nil : " open" as HTML)><summary>撤回这个数值</summary>
            <form class="form" method="post" action="/figures/entries/\(entry.id)/removal">\(FormSeal())
            \(Field("reason", "撤回理由", value: typed.text("reason"), isRequired: true).area(rows: 2, limit: 500))
            <div class="form-actions"><button class="danger" data-confirm="撤回后这个指标在\(entry.period.chinese)没有填报数值，登记记录仍然保留。确定撤回吗？" \
            data-confirm-label="撤回">撤回</button></div></form></details></section>
            """
    }
}
