import Hummingbird
import Office
import SQLCore
import Store
import Supervision

/// `/ledger`: all indicators of a standard in a county, judgements by hand and who answers for what.
enum LedgerRoutes {
    static let readers = BalanceRoutes.readers
    static let office = Audience.roles(Role.office)

    static func register(on site: inout Sitemap) {
        site.get("/ledger", readers, show)
        site.get("/ledger/export.xlsx", readers, LedgerExport.workbook)
        site.get("/ledger/export.csv", readers, LedgerExport.csv)
        site.get("/ledger/export.json", readers, LedgerExport.json)
        site.get("/ledger/indicators/:code", readers) { call in try await indicator(call, call.query) }
        site.get("/ledger/indicators/:code/export.xlsx", readers, LedgerExport.units)
        site.post("/ledger/indicators/:code/judgement", office, judge)
        site.post("/ledger/indicators/:code/duty", office, assign)
    }

    /// A county's own office sees its ledger, an office above it chooses a county.
    private static func show(_ call: Call) async throws -> Response {
        let (address, viewer) = (LedgerAddress("/ledger", call.query), call.viewer)
        guard address.question.region != nil || BalanceCounties.isJudged(viewer.scope) else {
            return call.page(try await counties(call, address, "/ledger"))
        }
        let page = try await call.read { db in
            LedgerPage(
                ledger: try CountyLedger.read(address.question, visibleTo: viewer, in: db),
                standards: try Standards.all(visibleTo: viewer, in: db), address: address, viewer: viewer)
        }
        return call.page(page)
    }

    /// The list from which an office above a county chooses one.
    static func counties(_ call: Call, _ address: LedgerAddress, _ path: String) async throws -> LedgerCountiesPage {
        let viewer = call.viewer
        return try await call.read { db in
            let years = try MonitoringValues.years(visibleTo: viewer, in: db)
            let year = address.question.year ?? years.first ?? viewer.day.year
            let standard = try StandardCounty.standard(of: address.question, visibleTo: viewer, in: db)
            return LedgerCountiesPage(
                counties: try CountyLedger.counties(standard, year: year, visibleTo: viewer, in: db),
                standard: standard, standards: try Standards.all(visibleTo: viewer, in: db), year: year,
                address: address, path: path)
        }
    }

    private static func indicator(
        _ call: Call, _ fields: Fields, _ typed: LedgerTyped? = nil, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let (code, viewer) = (call.parameter("code"), call.viewer)
        let address = LedgerAddress("/ledger/indicators/\(code)", fields)
        let page = try await call.read { db in
            let ledger = try CountyLedger.read(address.question, visibleTo: viewer, in: db)
            guard let line = ledger.county.ledger.line(code) else { throw LedgerRefusal.noIndicator }
            let key = JudgementKey(
                standard: ledger.county.standard.code, region: ledger.county.region, year: ledger.county.year)
            var history: [String: [JudgementRecord]] = [:]
            var evidence: [JudgementID: [EvidenceFile]] = [:]
            if case .indicator(let indicator) = line.kind {
                for condition in indicator.conditions where condition.isByHand {
                    let records = try Judgements.history(of: condition.code, key, visibleTo: viewer, in: db)
                    history[condition.code] = records
                    for record in records {
                        evidence[record.id] = try EvidenceFiles.list(owner: record.id.rawValue, in: db)
                    }
                }
            }
            return LedgerIndicatorPage(
                ledger: ledger, address: address, viewer: viewer, line: line, history: history, evidence: evidence,
                departments: try IndicatorDuties.departments(of: ledger.county, visibleTo: viewer, in: db),
                typed: typed)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func judge(_ call: Call, _ sent: Submission) async throws -> Response {
        let (code, fields) = (call.parameter("code"), sent.fields)
        let again: (any Refusal) async throws -> Response = { refusal in
            try await self.again(call, "judgement", fields, refusal)
        }
        let upload: EvidenceUpload
        do {
            upload = try EvidenceUpload(sent, call, isOptional: true)
        } catch let refusal as EvidenceRefusal {
            return try await again(refusal)
        }
        let address = LedgerAddress("/ledger/indicators/\(code)", fields)
        return try await call.change(sent, again: again) { act in
            let target = try CountyLedger.writing(address.question, act)
            guard target.standard.hasLine(code) else { throw LedgerRefusal.noIndicator }
            guard let grade = StandardGrade(rawValue: fields.text("grade")) else {
                throw FormRefusal(["grade": "请选择结论。"])
            }
            guard target.standard.condition(fields.text("condition"))?.indicator.code == code else {
                throw LedgerRefusal.notByHand
            }
            let new = try NewJudgement(
                grade, of: fields.text("condition"), basis: fields.text("basis"), seen: fields.number("version") ?? 0,
                by: target.standard)
            let id = try Judgements.give(new, target.key, at: target.place, act)
            _ = try upload.store(ownerKind: .judgement, owner: id.rawValue, in: target.place, act)
            return address.link("/ledger/indicators/\(code)", [("done", "judged")])
        }
    }

    private static func assign(_ call: Call, _ sent: Submission) async throws -> Response {
        let (code, fields) = (call.parameter("code"), sent.fields)
        let address = LedgerAddress("/ledger/indicators/\(code)", fields)
        return try await call.change(
            sent, again: { try await again(call, "duty", fields, $0) },
            { act in
                let target = try CountyLedger.writing(address.question, act)
                guard target.standard.hasLine(code) else { throw LedgerRefusal.noIndicator }
                try IndicatorDuties.set(
                    try LedgerForm.duty(fields), of: code, target.key, at: target.place, act)
                return address.link("/ledger/indicators/\(code)", [("done", "saved")]) + "#duty"
            })
    }

    /// The page again with what was typed; an unknown indicator stays unknown.
    private static func again(
        _ call: Call, _ form: String, _ fields: Fields, _ refusal: any Refusal
    ) async throws -> Response {
        if refusal.kind == .notFound { throw refusal }
        var problems = (refusal as? FormRefusal)?.problems ?? [:]
        switch refusal as? LedgerRefusal {
        case .basisMissing?, .basisTooLong?: problems["basis"] = refusal.message
        case .noBasic?, .nothingToWithdraw?: problems["grade"] = refusal.message
        default: break
        }
        let typed = LedgerTyped(form: form, fields: fields, problems: problems, message: refusal.message)
        return try await indicator(call, fields, typed, refusal)
    }
}

/// What the ledger's forms say, checked.
enum LedgerForm {
    static func duty(_ fields: Fields) throws(FormRefusal) -> IndicatorDuty {
        var problems: [String: String] = [:]
        for name in ["department", "person"] where fields.text(name).count > 60 { problems[name] = "请控制在60字以内。" }
        let text = fields.text("due_on")
        let due = Day(text)
        if !text.isEmpty, due == nil { problems["due_on"] = "日期不对，应如2026-12-31。" }
        guard problems.isEmpty else { throw FormRefusal(problems) }
        return IndicatorDuty(
            department: fields.text("department"), person: fields.text("person"), dueOn: due,
            version: fields.number("version") ?? 0)
    }
}
