import SQLCore
import Store
import Supervision

/// One problem: what it is, where each part stands, what comes next and everything that happened.
struct FindingPage: Page {
    let dossier: FindingDossier
    let viewer: Viewer
    /// The part whose details are shown; a finding of one unit has only this one.
    let part: FindingDossier.Part?
    let typed: FindingTyped?
    let rectification: RectificationDossier
    let rectifying: RectificationTyped?
    private let origin: (key: JudgementKey, indicator: String)?
    /// The visit on which it was found, if the viewer may see that.
    let visit: VisitRow?

    /// Reads a finding that the viewer may see, with all that stands around its parts.
    static func load(
        _ id: FindingID, for viewer: Viewer, part: FindingPartID? = nil, typed: FindingTyped? = nil,
        rectifying: RectificationTyped? = nil, in db: SQLConnection
    ) throws -> FindingPage {
        let dossier = try Findings.require(id, visibleTo: viewer, in: db)
        return FindingPage(
            dossier, try RectificationDossier(dossier, visibleTo: viewer, in: db), for: viewer, part: part,
            typed: typed, rectifying: rectifying,
            origin: try IndicatorFindings.origin(of: id, visibleTo: viewer, in: db),
            visit: dossier.finding.source == .visit ? try Visits.origin(of: id, visibleTo: viewer, in: db) : nil)
    }

    private init(
        _ dossier: FindingDossier, _ rectification: RectificationDossier, for viewer: Viewer,
        part chosen: FindingPartID?, typed: FindingTyped?, rectifying: RectificationTyped?,
        origin: (key: JudgementKey, indicator: String)?, visit: VisitRow?
    ) {
        self.origin = origin
        self.dossier = dossier
        self.rectification = rectification
        self.rectifying = rectifying
        self.visit = visit
        self.viewer = viewer
        self.typed = typed
        part =
            dossier.parts.first { $0.part.id == chosen }
            ?? dossier.parts.first { !FindingPage.moves($0, viewer, dossier).isEmpty } ?? dossier.parts.first
    }

    var title: String { dossier.finding.number }
    var section: String { "/findings" }

    static func moves(_ part: FindingDossier.Part, _ viewer: Viewer, _ dossier: FindingDossier) -> [FindingMove] {
        guard let actor = try? FindingActor(viewer, for: part.part, office: dossier.office) else { return [] }
        return part.part.moves(for: actor)
    }

    var main: HTML {
        let head = PageHead(
            title, crumbs: [("问题台账", "/findings")], badge: badge, subtitle: "\(dossier.finding.problem)")
        return """
            \(head.html)
            \(typed?.notice(in: part))
            \(rectifying?.notice)
            <div class="columns"><div>
            \(dossier.total > 1 ? partsTable : nil)
            \(part.map { FindingPartView($0, of: dossier, for: viewer, typed: typed, around: rectification, rectifying).html })
            \(facts)
            \(UpwardReportSection(dossier, rectification.reports, for: viewer).html)
            </div><aside>\(history)</aside></div>
            """
    }

    private var badge: HTML {
        if dossier.total > 1 {
            return dossier.closed == dossier.total
                ? Badge.html("已销号", .good) : Badge.html("已销号 \(dossier.closed)/\(dossier.total)", .active)
        }
        return part.map { FindingBadge.html($0.part.state, dueOn: $0.part.dueOn, on: viewer.day) } ?? .empty
    }

    private var facts: HTML {
        let finding = dossier.finding
        let rows: [(String, HTML?)] = [
            ("来源", campaign), ("指标", criterion), ("监测指标", indicator),
            ("整改要求", "<span class=\"prose\">\(finding.requirement)</span>"),
            ("依据", text(finding.basis)), ("严重程度", "\(finding.grade.label)"), ("发现日期", When.html(finding.foundOn)),
            ("下发日期", dossier.issuedOn.map { When.html($0) }), ("下发机构", "\(officeName)"),
        ]
        let shown = rows.compactMap { name, value in value.map { value -> HTML in "<dt>\(name)</dt><dd>\(value)</dd>" }
        }
        return "<section class=\"section\"><h2>问题要素</h2><dl class=\"facts\">\(shown)</dl></section>"
    }

    private var campaign: HTML {
        let source = dossier.finding.source.label(for: viewer.role)
        if let visit { return "\(source) <a href=\"/visits/\(visit.id)\">\(visit.number)</a>" }
        guard let id = dossier.finding.inspection else {
            return dossier.campaignName.isEmpty ? "\(source)" : "\(dossier.campaignName) · \(source)"
        }
        return "<a href=\"/inspections/\(id.rawValue)\">\(dossier.campaignName)</a> · \(source)"
    }

    private var criterion: HTML? {
        guard !dossier.finding.criterion.isEmpty else { return nil }
        return "<span class=\"code\">\(dossier.finding.criterion)</span> \(dossier.criterionText)"
    }

    /// Leads back to the ledger; a unit has none.
    private var indicator: HTML? {
        guard let origin, Role.office.contains(viewer.role) || viewer.role == .leader else { return nil }
        let key = origin.key
        let link =
            "/ledger/indicators/\(origin.indicator)?standard=\(key.standard)&region=\(key.region)&year=\(key.year)"
        return "<a href=\"\(link)\">\(key.year)年指标\(origin.indicator)</a>"
    }

    private var officeName: String {
        dossier.office.isEmpty ? "国家教育督导机构" : "\(dossier.officeRegion)教育督导机构"
    }

    private func text(_ text: String) -> HTML? { text.isEmpty ? nil : "<span class=\"prose\">\(text)</span>" }
}

extension FindingPage {
    /// Every part that the viewer may see, with how many there are besides.
    private var partsTable: HTML {
        let rows = dossier.parts.map { entry -> HTML in
            let link = "/findings/\(dossier.finding.id.rawValue)?part=\(entry.part.id.rawValue)"
            let isShown = entry.part.id == part?.part.id
            let name: HTML = isShown ? "<strong>\(entry.unit)</strong>" : "<a href=\"\(link)\">\(entry.unit)</a>"
            let due: HTML =
                entry.part.dueOn.map { day -> HTML in
                    "\(When.html(day))\(DueWords.small(day, entry.part.state, on: viewer.day))"
                } ?? "未定"
            let late = entry.part.daysLate(on: viewer.day) != nil
            return """
                <tr class="\(late ? "late" : "")">\(Ledger.cell("责任单位", name, kind: "lead"))\
                \(Ledger.cell("编号", "\(entry.number)", kind: "code"))\
                \(Ledger.cell("配合单位", "\(entry.cooperating)"))\(Ledger.cell("整改期限", due, kind: "date"))\
                \(Ledger.cell("状态", FindingBadge.html(entry.part.state, dueOn: entry.part.dueOn, on: viewer.day)))</tr>
                """
        }
        let hidden = dossier.total - dossier.parts.count
        let rest: HTML? = hidden > 0 ? "<p class=\"muted\">另有 \(hidden) 个部分由其他单位整改，不在您的查看范围内。</p>" : nil
        return """
            <section class="section"><div class="section-head"><h2>拆分情况</h2>\
            <span class="muted">共 \(dossier.total) 个部分，已销号 \(dossier.closed) 个；全部销号后问题才算办结</span></div>
            <table class="ledger"><thead><tr><th scope="col">责任单位</th><th scope="col" class="code">编号</th>\
            <th scope="col">配合单位</th><th scope="col" class="date">整改期限</th><th scope="col">状态</th></tr></thead>\
            <tbody>\(rows)</tbody></table>\(rest)</section>
            """
    }

    /// Newest first; every event that was ever kept.
    private var history: HTML {
        let events = (dossier.earlier + (part?.events ?? [])).sorted { ($0.at, $0.version) < ($1.at, $1.version) }
        let lines = events.reversed().map { FindingEventLine(event: $0, part: part).html }
        return "<section class=\"section\"><h2>经过</h2><ol class=\"timeline\">\(lines)</ol></section>"
    }
}

/// One line of 经过.
struct FindingEventLine {
    let event: FindingDossier.Event
    let part: FindingDossier.Part?

    var html: HTML {
        let files = (part?.evidence ?? []).filter { event.evidence.contains($0.id) }
        let links = files.map { file -> HTML in
            "<a href=\"/evidence/\(file.id.rawValue)\" target=\"_blank\" rel=\"noopener\">\(file.name)</a><br>"
        }
        let attached: HTML? = event.evidence.isEmpty ? nil : "，附佐证 \(event.evidence.count) 件"
        let shown: HTML? = links.isEmpty ? nil : "<div class=\"by\">\(links)</div>"
        let said: HTML? = event.note.isEmpty ? nil : "<p class=\"said\">\(event.note)</p>"
        return """
            <li class="\(tone)"><span class="event">\(event.kind.label)</span>\(attached)
            <div class="by">\(side)\(event.name) · \(When.html(event.at))</div>\(shown)\(said)</li>
            """
    }

    private var side: String {
        switch event.kind {
        case .acknowledged, .planned, .submitted, .selfReported, .extensionAsked, .extensionWithdrawn,
            .milestoneReported:
            "\(part?.unit ?? "") "
        default: ""
        }
    }

    private var tone: String {
        switch event.kind {
        case .verified, .closed, .milestoneConfirmed, .rechecked, .reported: "good"
        case .returned, .reopened, .reminded, .milestoneReturned, .extensionRefused: "warn"
        default: ""
        }
    }
}

/// What somebody typed into a form that was refused, and why.
struct FindingTyped: Sendable {
    let move: FindingMove
    let fields: Fields
    let refusal: any Refusal

    /// The text of a field if this form was the one refused.
    func text(_ name: String, in move: FindingMove) -> String { move == self.move ? fields.text(name) : "" }

    /// Says what was refused; where somebody else was faster, also what they did and what was typed.
    func notice(in part: FindingDossier.Part?) -> HTML {
        guard refusal.kind == .conflict, let part else { return Said.error(refusal.message) ?? .empty }
        let seen = fields.number("version") ?? 0
        let since = part.events.filter { $0.version > seen }.map { event -> HTML in
            "<li>\(event.name)于\(When.html(event.at))\(event.kind.label)\(event.note.isEmpty ? "" : "：\(event.note)")</li>"
        }
        let changes: HTML? = since.isEmpty ? nil : "<ul>\(since)</ul>"
        let mine = ["note", "reason", "measures"].map { fields.text($0) }.filter { !$0.isEmpty }
        let kept: HTML? =
            mine.isEmpty ? nil : "<p>您填写的内容（未提交）：</p><p class=\"prose\">\(mine.joined(separator: "\n"))</p>"
        return """
            <div class="notice error" role="alert"><strong>“\(move.label)”没有办成。</strong>\(refusal.message)\
            \(changes)\(kept)</div>
            """
    }
}
