import Store
import Supervision

/// The problems of a visit, each with whose it is now and where it stands in the ledger.
struct VisitProblemSection {
    let dossier: VisitDossier
    let viewer: Viewer

    var html: HTML {
        guard !dossier.problems.isEmpty else {
            return "<section class=\"section\"><h2>发现的问题</h2><p class=\"muted\">没有发现需要整改的问题。</p></section>"
        }
        let items = dossier.problems.map(item)
        return
            "<section class=\"section\"><h2>发现的问题（\(dossier.problems.count)个）</h2><ol class=\"stack\">\(items)</ol></section>"
    }

    private func item(_ found: VisitDossier.Problem) -> HTML {
        let word = found.outcome == .settled ? "现场处理" : "建议"
        let asked: HTML? = found.requirement.isEmpty ? nil : "<br>\(word)：\(found.requirement)"
        let photos: HTML? = found.photos.isEmpty ? nil : VisitPhotoList(found.photos, of: dossier, for: viewer).html
        let criterion: HTML? =
            found.criterion.isEmpty ? nil : "<span class=\"code\">\(found.criterion)</span> "
        return """
            <li>\(criterion)\(found.problem)\(asked)<br>\(found.outcome.badge) \(standing(found))\(photos)</li>
            """
    }

    private func standing(_ found: VisitDossier.Problem) -> HTML {
        guard let state = found.state else { return "督导室没有列入台账" }
        guard state != .draft else {
            return found.isLinked
                ? "<a href=\"/findings/drafts/\(found.finding)\">待督导室确定责任单位</a>" : "已上报，待督导室确定责任单位"
        }
        let due: HTML? = found.dueOn.map { " · 期限\(When.html($0))" }
        let number: HTML =
            found.isLinked ? "<a href=\"/findings/\(found.finding)\">\(found.number)</a>" : "\(found.number)"
        return """
            \(number) \(found.unit) · \(state == .closed ? "已销号" : state.label)\
            \(state == .closed ? nil : due)
            """
    }
}

/// What was answered to the checklist, in its order.
struct VisitAnswerSection {
    let dossier: VisitDossier

    var html: HTML? {
        guard let checklist = dossier.checklist else { return nil }
        let given = Dictionary(dossier.answers.map { ($0.criterion, $0) }) { first, _ in first }
        let rows = checklist.leaves.map { leaf -> HTML in
            let answer = given[leaf.number]
            let note: HTML? = (answer?.note).flatMap { $0.isEmpty ? nil : "<br><small>\($0)</small>" }
            let value: HTML =
                (answer?.value).flatMap { $0.isEmpty ? nil : "<strong>\($0)</strong>" }
                ?? "<span class=\"muted\">未作答</span>"
            return """
                <tr>\(Ledger.cell("编号", "\(leaf.number)", kind: "code"))\(Ledger.cell("内容", "\(leaf.title)", kind: "long lead"))\
                \(Ledger.cell("回答", "\(value)\(note)"))</tr>
                """
        }
        return """
            <section class="section"><h2>清单：\(checklist.name)（第\(checklist.version)版）</h2>\
            <p class="muted">共\(checklist.leaves.count)项，作答\(dossier.answers.count { !$0.value.isEmpty })项。</p>\
            <table class="ledger"><thead><tr><th scope="col">编号</th><th scope="col">内容</th><th scope="col">回答</th></tr></thead>\
            <tbody>\(rows)</tbody></table></section>
            """
    }
}

/// Photos side by side, each opening in full; one that is still missing says so.
struct VisitPhotoList {
    let photos: [VisitPhotoRow]
    let visit: VisitID
    /// Whether the viewer, its author, may wait for a missing one no longer.
    let mayGiveUp: Bool

    init(_ photos: [VisitPhotoRow], of dossier: VisitDossier, for viewer: Viewer) {
        self.photos = photos
        visit = dossier.row.id
        mayGiveUp = dossier.row.person == viewer.person
    }

    var html: HTML {
        "<ul class=\"evidence\">\(photos.map(item))</ul>"
    }

    private func item(_ photo: VisitPhotoRow) -> HTML {
        let caption = photo.caption.isEmpty ? "照片" : photo.caption
        let taken: HTML? = photo.takenAt.map { "拍摄 \(When.html($0))" }
        guard photo.hash != nil else {
            let form: HTML = """
                <form method="post" action="/visits/\(visit)/photos/\(photo.id)/removal" \
                data-confirm="不再等这张照片？手机里还有这张照片的，请先在手机上重试发送。" data-confirm-label="不再等">\
                \(FormSeal())<button class="small quiet">不再等</button></form>
                """
            return """
                <li><span class="thumb">待收</span><span class="name">\(caption)</span><small>\(taken)</small>\
                \(mayGiveUp ? form : nil)</li>
                """
        }
        let path = "/visits/\(visit)/photos/\(photo.id)"
        return """
            <li><a href="\(path)" target="_blank" rel="noopener"><span class="thumb"><img src="\(path)" alt="\(caption)" \
            loading="lazy"></span><span class="name" title="\(caption)">\(caption)</span></a><small>\(taken)<br>\
            \(FileSize.text(photo.bytes))</small></li>
            """
    }
}

/// The school signs for a visit.
struct VisitReceiptPage: Page {
    let dossier: VisitDossier
    let viewer: Viewer
    let words: String
    let problem: String?

    var title: String { "签收到校督导记录" }
    var section: String { "/visits" }

    var main: HTML {
        let row = dossier.row
        let done: HTML? = row.signedAt.map { at in
            Said.warning("\(dossier.signedName)已于\(at.chinese)签收。")
        }
        return """
            \(PageHead(title, crumbs: [("到校督导", "/visits"), (row.number, "/visits/\(row.id)")],
                subtitle: "\(row.day.chinese) · \(row.personName) · \(row.schoolName)").html)
            \(Said.error(problem))\(done)
            \(VisitProblemSection(dossier: dossier, viewer: viewer).html)
            \(row.signedAt == nil ? form : nil)
            """
    }

    private var form: HTML {
        """
        <section class="section"><h2>签收</h2><form class="form" method="post" action="/visits/\(dossier.row.id)/receipt">\
        \(FormSeal())<input type="hidden" name="version" value="\(dossier.version)"><p>签收表示学校已经看到这份记录；对内容有不同意见，请在下面写明，督导室和督学都会看到。</p>\
        <div class="field"><label for="disagreement">不同意见（可不填）</label>\
        <textarea id="disagreement" name="disagreement" rows="4" maxlength="500">\(words)</textarea></div>\
        <div class="form-actions"><button class="primary">以\(viewer.name)的名义签收</button>\
        <a class="button quiet" href="/visits/\(dossier.row.id)">先不签</a></div></form></section>
        """
    }
}
