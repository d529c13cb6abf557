import Store
import Supervision

/// One visit: what was seen, what came of it, what is doubtful about it, and what happened since.
struct VisitPage: Page {
    let dossier: VisitDossier
    let viewer: Viewer
    let fields: Fields
    let problem: String?
    /// The school's coverage is the viewer's to open.
    let hasCoverage: Bool

    var title: String { "\(dossier.row.schoolName)到校督导" }
    var section: String { "/visits" }

    private var row: VisitRow { dossier.row }
    private var isUnit: Bool { viewer.role.belongsToOrganisation }
    /// The office that manages the school; one above it reads.
    private var mayDecide: Bool {
        Role.office.contains(viewer.role) && dossier.place.office == Place(viewer.scope).office
    }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("到校督导", "/visits")], badge: row.isVoid ? Badge.html("已作废") : row.outcome.badge,
            subtitle: "\(row.number) · \(row.day.chinese) · \(row.personName) · \(row.kind.label)", actions: actions).html)
        \(Said.error(problem))
        \(row.isAsked && row.person == viewer.person ? Said.warning("督导室请您更正这份记录，理由见“标注”。") : nil)
        \(row.isVoid && !dossier.problems.isEmpty ? VisitPage.left : nil)
        \(row.photosMissing > 0 ? Said.warning("还有\(row.photosMissing)张照片没有收到，登记人的手机联网后会继续发送；手机里已经没有的，登记人可以选“不再等”。") : nil)
        <div class="columns"><div>
        \(VisitProblemSection(dossier: dossier, viewer: viewer).html)
        \(record)
        \(VisitAnswerSection(dossier: dossier).html)
        \(photos)
        \(known)
        </div><aside>\(facts)\(receipt)\(marks)\(history)</aside></div>
        """
    }

    /// What was issued stays for ever, so somebody has to settle it there.
    private static let left = Said.warning("记录已作废，不再计数；它登记的问题仍在台账里，重复或有误的请在台账里逐个办理。")

    private var actions: HTML {
        let coverage: HTML? =
            hasCoverage
            ? "<a class=\"button quiet\" href=\"/coverage/schools/\(row.school)\">该校到校情况</a>" : nil
        if isUnit, row.signedAt == nil {
            return "\(coverage)<a class=\"button primary\" href=\"/visits/\(row.id)/receipt\">签收</a>"
        }
        let correction: HTML? =
            row.person == viewer.person && !row.isVoid
            ? "<a class=\"button\" href=\"/visits/\(row.id)/correction\">更正</a>" : nil
        return "\(coverage)\(correction)"
    }

    private var record: HTML {
        let content = dossier.content
        let words: HTML? =
            content.record.isEmpty
            ? nil : "<section class=\"section\"><h2>督导纪实</h2><p class=\"prose\">\(content.record)</p></section>"
        let practice: HTML? =
            content.practice.isEmpty
            ? nil : "<section class=\"section\"><h2>典型经验</h2><p class=\"prose\">\(content.practice)</p></section>"
        return "\(words)\(practice)"
    }

    private var photos: HTML? {
        guard !dossier.photos.isEmpty else { return nil }
        return
            "<section class=\"section\"><h2>照片</h2>\(VisitPhotoList(dossier.photos, of: dossier, for: viewer).html)</section>"
    }

    private var known: HTML? {
        guard !dossier.known.isEmpty else { return nil }
        let items = dossier.known.map { seen -> HTML in
            let link: HTML =
                seen.finding.map { "<a href=\"/findings/\($0)\">\(seen.number)</a>" } ?? "\(seen.number)"
            let note: HTML? = seen.note.isEmpty ? nil : "<br><small>\(seen.note)</small>"
            return """
                <li>\(link) \(seen.problem) \(Badge.html(seen.isSettled ? "现场看已整改" : "现场看未整改", seen.isSettled ? .good : .warn))\(note)</li>
                """
        }
        return "<section class=\"section\"><h2>已有问题的现场情况</h2><ul>\(items)</ul></section>"
    }

    private var facts: HTML {
        let counters = dossier.content.counters.all.filter { $0.count > 0 }.map { counter -> HTML in
            "<dt>\(counter.label)</dt><dd>\(counter.count)\(counter.unit)</dd>"
        }
        let people = dossier.others + dossier.content.companions
        let along: HTML? = people.isEmpty ? nil : "<dt>同行</dt><dd>\(people.joined(separator: "、"))</dd>"
        let theme: HTML? = row.theme.isEmpty ? nil : "<dt>主题</dt><dd>\(row.theme)</dd>"
        let devices: HTML? = isUnit ? nil : device
        return """
            <section class="section"><h2>到校情况</h2><dl class="facts">\(theme)
            <dt>到校</dt><dd>\(When.html(dossier.startedAt))</dd><dt>离校</dt><dd>\(When.html(dossier.endedAt))</dd>
            <dt>方式</dt><dd>\(dossier.isAnnounced ? "事先告知" : "随机到校")</dd>\(along)\(counters)\(devices)</dl></section>
            """
    }

    /// Both clocks and the place, for whoever judges a mark.
    private var device: HTML {
        let place: HTML =
            dossier.content.location.map {
                "北纬\(VisitPage.degrees($0.lat))，东经\(VisitPage.degrees($0.lon))（误差约\(Int(min($0.accuracy, 1_000_000)))米）"
            }
            ?? "没有定位"
        return """
            <dt>手机发送时间</dt><dd>\(When.html(dossier.sentAt))</dd><dt>系统收到时间</dt><dd>\(When.html(row.receivedAt))</dd>\
            <dt>位置</dt><dd>\(place)</dd>
            """
    }

    private static func degrees(_ value: Double) -> String {
        let scaled = Int((value * 10_000).rounded())
        let rest = "\(abs(scaled) % 10_000)"
        return "\(scaled < 0 ? "-" : "")\(abs(scaled) / 10_000).\(String(repeating: "0", count: 4 - rest.count))\(rest)"
    }

    private var receipt: HTML {
        guard let at = row.signedAt else {
            return "<section class=\"section\"><h2>学校签收</h2><p class=\"muted\">学校还没有签收。</p></section>"
        }
        let words: HTML? =
            row.disagreement.isEmpty ? nil : "<dt>学校异议</dt><dd class=\"prose\">\(row.disagreement)</dd>"
        return """
            <section class="section"><h2>学校签收</h2><dl class="facts"><dt>签收人</dt><dd>\(dossier.signedName)</dd>\
            <dt>时间</dt><dd>\(When.html(at))</dd>\(words)</dl></section>
            """
    }

    private var marks: HTML? {
        guard !dossier.notes.isEmpty else { return nil }
        let parts = dossier.notes.map { note in
            VisitMarkView(
                note: note, earlier: dossier.rulings.filter { $0.mark == note.mark }, visit: row.id,
                mayDecide: mayDecide, reason: fields["reason"] ?? ""
            ).html
        }
        return "<section class=\"section\" id=\"marks\"><h2>标注</h2>\(parts)</section>"
    }

    private var history: HTML? {
        guard !dossier.versions.isEmpty else { return nil }
        let items = dossier.versions.map { version -> HTML in
            """
            <li><strong>第\(version.number + 1)版 · 更正</strong> <span>\(version.by)</span><br>\(When.html(version.at))\
            <p>\(version.reason)</p>\(times(before: version))<details class="explain"><summary>更正前的督导纪实</summary>\
            <p class="prose">\(version.content.record)</p></details></li>
            """
        }
        return "<section class=\"section\"><h2>更正记录</h2><ol class=\"timeline\">\(items)</ol></section>"
    }
}

extension VisitPage {
    /// The times that were said before a correction, where it changed them.
    private func times(before version: VisitDossier.Version) -> HTML? {
        let next = dossier.versions.last { $0.number > version.number }
        let (from, until) = (next?.startedAt ?? dossier.startedAt, next?.endedAt ?? dossier.endedAt)
        guard (from, until) != (version.startedAt, version.endedAt) else { return nil }
        return "<p>更正前：到校\(When.html(version.startedAt))，离校\(When.html(version.endedAt))</p>"
    }
}

/// A mark with what was decided, and the form by which the office decides.
struct VisitMarkView {
    let note: VisitNote
    let earlier: [VisitRuling]
    let visit: VisitID
    let mayDecide: Bool
    let reason: String

    var html: HTML {
        let tone: Badge.Tone =
            note.decision == .open
            ? (note.mark.needsDecision ? .warn : .neutral) : note.decision == .void ? .late : .good
        let state = note.decision == .open && !note.mark.needsDecision ? "仅作提示" : note.decision.label
        let said: HTML? = note.decidedAt.map { at in
            "<p><small>\(note.decidedBy) \(When.html(at))：\(note.reason)</small></p>"
        }
        let before = earlier.map { ruling -> HTML in
            """
            <p><small>此前：\(ruling.decidedBy) \(When.html(ruling.decidedAt)) \(ruling.decision.label)：\(ruling.reason)</small></p>
            """
        }
        return """
            <div class="stack"><p><strong>\(note.mark.label)</strong> \(Badge.html(state, tone))</p>\
            <p class="muted">\(note.mark.message)</p>\(said)\(before)\(mayDecide ? form : nil)</div>
            """
    }

    private var form: HTML {
        let id = "reason-\(note.mark.rawValue)"
        let choices = VisitMark.Decision.given.map { decision -> HTML in
            let checked: HTML? = decision == (note.decision == .open ? .accepted : note.decision) ? " checked" : nil
            return """
                <label class="choice"><input type="radio" name="decision" value="\(decision.rawValue)"\(checked)> \
                \(decision.label)</label>
                """
        }
        return """
            <details class="explain"><summary>\(note.decision == .open ? "核定" : "重新核定")</summary>\
            <form class="form" method="post" action="/visits/\(visit)/marks/\(note.mark.rawValue)">\(FormSeal())\
            <input type="hidden" name="was" value="\(note.decision.rawValue)">\
            <fieldset class="field"><legend>决定</legend><div class="choices">\(choices)</div>\
            <p class="help">作废后这次到校不再计数；已进入台账的问题不随之撤回，请在台账里办理。</p></fieldset>\
            <div class="field"><label for="\(id)">理由</label>\
            <textarea id="\(id)" name="reason" rows="2" maxlength="500" required>\(reason)</textarea></div>\
            <div class="form-actions"><button class="small">保存决定</button></div></form></details>
            """
    }
}
