import Hummingbird
import Store
import Supervision

/// `/visits/:id/correction`: a sent visit is said otherwise by its author, with a reason and a new version.
enum VisitCorrectionRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/visits/:id/correction", VisitScriptRoutes.visitors) { call in try await show(call) }
        site.post("/visits/:id/correction", VisitScriptRoutes.visitors, correct)
    }

    private static func show(
        _ call: Call, _ typed: Fields? = nil, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let id: VisitID = call.id()
        let dossier = try await call.read { db in try Visits.require(id, visibleTo: call.viewer, in: db) }
        guard dossier.row.person == call.viewer.person else { throw VisitRefusal.notFound }
        let page = VisitCorrectionPage(
            dossier: dossier, fields: typed ?? Fields(dossier), problems: (refusal as? FormRefusal)?.problems ?? [:],
            message: refusal?.message)
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func correct(_ call: Call, _ sent: Submission) async throws -> Response {
        let id: VisitID = call.id()
        let fields = sent.fields
        return try await call.change(
            sent, again: { try await show(call, fields, $0) },
            { act in
                let dossier = try Visits.require(id, visibleTo: act.viewer, in: act.db)
                let form = NewVisitForm(fields)
                var visit = dossier.visit
                visit.record = (fields["record"] ?? "").trimmed
                visit.practice = (fields["practice"] ?? "").trimmed
                visit.companions = NewVisitForm.names(fields.text("companions"))
                let typed = form.counters
                visit.counters = Visit.Counters(
                    lessons: typed.lessons ?? 0, talks: typed.talks ?? 0, files: typed.files ?? 0,
                    questionnaires: typed.questionnaires ?? 0, patrols: typed.patrols ?? 0)
                visit.answers = form.answers(dossier.checklist?.leaves.map(\.number) ?? []).map {
                    VisitAnswer($0.criterion, $0.value ?? "", note: $0.note ?? "")
                }
                // Only what was typed anew: a form shows minutes, a phone writes seconds.
                let (shown, day, times) = (Fields(dossier), fields.text("day"), ["day", "from", "until"])
                if times.contains(where: { fields[$0] != nil && fields.text($0) != shown.text($0) }) {
                    guard let from = NewVisitForm.time(fields.text("from"), on: day),
                        let until = NewVisitForm.time(fields.text("until"), on: day)
                    else { throw FormRefusal(["startedAt": "时间不正确。"]) }
                    (visit.startedAt, visit.endedAt) = (from, until)
                }
                let faults = try visit.faults().merging(VisitChecklist.faults(of: visit, in: act.db)) { first, _ in
                    first
                }
                guard faults.isEmpty else { throw FormRefusal(faults) }
                try VisitSteps.correct(
                    visit, reason: fields["reason"] ?? "", version: fields.number("version") ?? 0, act)
                return "/visits/\(id)?done=saved"
            })
    }
}

extension VisitDossier {
    /// What may be corrected, as a visit to be checked again.
    fileprivate var visit: Visit {
        Visit(
            id: row.id, school: row.school, kind: row.kind, checklist: checklist?.id, theme: row.theme,
            isAnnounced: isAnnounced, companions: content.companions, startedAt: startedAt, endedAt: endedAt,
            location: content.location, record: content.record, counters: content.counters, answers: answers,
            practice: content.practice, knownFindings: content.knownFindings)
    }
}

extension Fields {
    /// A stored visit as its form.
    fileprivate init(_ dossier: VisitDossier) {
        var pairs: [(name: String, value: String)] = [
            ("record", dossier.content.record), ("practice", dossier.content.practice),
            ("companions", dossier.content.companions.joined(separator: "、")), ("version", "\(dossier.version)"),
            ("day", dossier.startedAt.day.text), ("from", NewVisitForm.clock(dossier.startedAt)),
            ("until", NewVisitForm.clock(dossier.endedAt)),
        ]
        pairs += dossier.content.counters.all.map { ("counters.\($0.name)", "\($0.count)") }
        for answer in dossier.answers {
            pairs += [("value.\(answer.criterion)", answer.value), ("note.\(answer.criterion)", answer.note)]
        }
        self.init(pairs)
    }
}

/// The form of a correction; problems and photos stay as they are in the ledger.
struct VisitCorrectionPage: Page {
    let dossier: VisitDossier
    let fields: Fields
    let problems: [String: String]
    let message: String?

    var title: String { "更正到校记录" }
    var section: String { "/visits" }

    var main: HTML {
        let row = dossier.row
        let counters = dossier.content.counters.all.map { counter -> HTML in
            Field(
                "counters.\(counter.name)", "\(counter.label)（\(counter.unit)）",
                value: fields["counters.\(counter.name)"] ?? "", problem: problems["counters.\(counter.name)"]
            ).text(type: "number", isShort: true)
        }
        return """
            \(PageHead(title, crumbs: [("到校督导", "/visits"), (row.number, "/visits/\(row.id)")],
                subtitle: "\(row.schoolName) · \(row.day.chinese)。原来的内容会保留；学校需要重新签收。问题请在问题台账里处理。").html)
            \(Said.error(message))
            <form class="form full" method="post" action="/visits/\(row.id)/correction">\(FormSeal())\
            <input type="hidden" name="version" value="\(fields.text("version"))">
            \(field("reason", "更正理由").area(rows: 2, limit: VisitSteps.reasonLimit))
            <div class="field-row">\(field("day", "到校日期").date())\
            \(field("from", "到校时间", problem: problems["startedAt"]).text(type: "time", isShort: true))\
            \(field("until", "离校时间", problem: problems["endedAt"]).text(type: "time", isShort: true))</div>
            \(field("record", "督导纪实").area(rows: 8, limit: VisitLimits.usual.record))
            \(field("practice", "典型经验", isRequired: false).area(rows: 3, limit: VisitLimits.usual.text))
            \(field("companions", "同行人员", isRequired: false).text())
            <div class="field-row">\(counters)</div>
            \(dossier.checklist.map { VisitChecklistFields(checklist: $0, fields: fields, problems: problems).html })
            <div class="form-actions"><button class="primary">保存更正</button>\
            <a class="button quiet" href="/visits/\(row.id)">取消</a></div></form>
            """
    }

    private func field(
        _ name: String, _ label: String, problem: String? = nil, isRequired: Bool = true
    ) -> Field {
        Field(
            name, label, value: fields[name] ?? "", problem: problem ?? problems[name], isRequired: isRequired)
    }
}
