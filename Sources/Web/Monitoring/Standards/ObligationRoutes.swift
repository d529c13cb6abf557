import Hummingbird
import Office
import SQLCore
import Store
import Supervision

/// `/obligations`: uses of tolerances of a county, how they are cured, and until when.
enum ObligationRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/obligations", LedgerRoutes.readers) { call in try await list(call) }
        site.get("/obligations/export.xlsx", LedgerRoutes.readers, export)
        site.get("/obligations/one", LedgerRoutes.readers) { call in try await one(call, call.query) }
        site.get("/obligations/:id", LedgerRoutes.readers, byID)
        site.post("/obligations/plan", LedgerRoutes.office) { call, sent in
            try await step(call, sent, done: "saved") { obligation, county, fields, upload, act in
                guard !fields.text("plan").isEmpty else { throw FormRefusal(["plan": "请写明怎样整改。"]) }
                guard fields.text("plan").count <= 2_000 else { throw FormRefusal(["plan": "请控制在2000字以内。"]) }
                let id = try Obligations.plan(fields.text("plan"), for: obligation, of: county, act)
                _ = try upload.store(ownerKind: .obligation, owner: id.rawValue, in: county.place, act)
            }
        }
        site.post("/obligations/settlement", LedgerRoutes.office) { call, sent in
            try await step(call, sent, done: "settled") { obligation, county, fields, _, act in
                guard let day = Day(fields.text("done_on")), day <= act.day else {
                    throw FormRefusal(["done_on": "请填写今天或以前的日期。"])
                }
                guard !fields.text("note").isEmpty else { throw FormRefusal(["note": "请写明怎样完成的。"]) }
                try Obligations.settle(
                    obligation, on: day, note: String(fields.text("note").prefix(500)), of: county, act)
            }
        }
        site.post("/obligations/reopening", LedgerRoutes.office) { call, sent in
            try await step(call, sent, done: "reopened") { obligation, county, _, _, act in
                try Obligations.reopen(obligation, of: county, act)
            }
        }
        site.post("/obligations/certification", LedgerRoutes.office, certify)
    }

    private static func list(
        _ call: Call, _ fields: Fields? = nil, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let (address, viewer) = (LedgerAddress("/obligations", fields ?? call.query), call.viewer)
        guard address.question.region != nil || BalanceCounties.isJudged(viewer.scope) else {
            if let refusal { throw refusal }
            return call.page(try await LedgerRoutes.counties(call, address, "/obligations"))
        }
        let page = try await call.read { db in
            let county = try StandardCounty.read(address.question, visibleTo: viewer, in: db)
            return ObligationListPage(
                county: county, standards: try Standards.all(visibleTo: viewer, in: db),
                certified: try CertificationDays.find(
                    county.standard.code, region: county.region, visibleTo: viewer, in: db),
                hasTitle: try CertificationDays.hasTitle(county.standard.code, region: county.region, in: db),
                rows: ObligationFilter(address.list).rows(
                    try Obligations.list(of: county, visibleTo: viewer, in: db), county, on: viewer.day),
                address: address, viewer: viewer, fields: fields ?? Fields(),
                problems: (refusal as? FormRefusal)?.problems ?? [:], message: refusal?.message)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func export(_ call: Call) async throws -> Response {
        let (address, viewer) = (LedgerAddress("/obligations", call.query), call.viewer)
        let (county, rows) = try await call.read { db in
            let county = try StandardCounty.read(address.question, visibleTo: viewer, in: db)
            let all = try Obligations.list(of: county, visibleTo: viewer, in: db)
            return (county, ObligationFilter(address.list).rows(all, county, on: viewer.day))
        }
        let names = Dictionary(
            county.standard.tolerances.map { ($0.code, $0.name) }, uniquingKeysWith: { $1 })
        let columns: [SheetLayout.Column] = [
            .init("单位代码", kind: .text, width: 14), .init("单位", width: 30), .init("学段"), .init("容差", width: 40),
            .init("现在是否仍使用"), .init("整改计划", width: 40), .init("期限", kind: .day), .init("完成日期", kind: .day),
            .init("完成情况", width: 30), .init("状态"),
        ]
        let sheet = SheetExport(title: "限期整改事项", columns: columns) { page in
            Listing(rows: page.number == 1 ? rows : [], total: rows.count, page: page)
        } cells: { row in
            [
                .text(row.unitCode), .text(row.unitName), .text(row.stage?.label ?? ""),
                .text(names[row.tolerance] ?? row.tolerance), .text(row.isUsed ? "是" : "否"), .text(row.plan),
                row.dueOn.map { .day($0.text) } ?? .empty, row.doneOn.map { .day($0.text) } ?? .empty,
                .text(row.doneNote), .text(row.state(on: viewer.day).label),
            ]
        }
        return try await sheet.response(named: "\(county.name)\(county.standard.name)限期整改事项")
    }

    private static func byID(_ call: Call) async throws -> Response {
        let (id, viewer): (ObligationID, Viewer) = (call.id(), call.viewer)
        let found = try await call.read { db in try Obligations.find(id, visibleTo: viewer, in: db) }
        var fields = Fields()
        fields.set("region", found.question.region ?? "")
        fields.set("standard", found.question.standard)
        fields.set("tolerance", found.key.tolerance)
        fields.set("organisation", found.key.organisation.rawValue)
        fields.set("stage", found.key.stage?.rawValue ?? "")
        return try await one(call, fields)
    }

    private static func one(
        _ call: Call, _ fields: Fields, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let (address, viewer) = (LedgerAddress("/obligations/one", fields), call.viewer)
        // Nobody says which: the list has them all.
        if fields.text("organisation").isEmpty {
            guard let refusal else { return .seeOther(address.link("/obligations")) }
            return try await list(call, fields, refusal)
        }
        let page = try await call.read { db in
            let county = try StandardCounty.read(address.question, visibleTo: viewer, in: db)
            let obligation = try Obligations.require(key(fields), of: county, visibleTo: viewer, in: db)
            let evidence = try obligation.id.map { try EvidenceFiles.list(owner: $0.rawValue, in: db) } ?? []
            let clocks = try obligation.id.map { try Deadlines.list(of: $0.rawValue, in: db) } ?? []
            return ObligationPage(
                county: county, obligation: obligation, evidence: evidence, clause: clocks.first?.clause ?? "",
                address: address, viewer: viewer, fields: refusal == nil ? Fields() : fields,
                problems: (refusal as? FormRefusal)?.problems ?? [:], message: refusal?.message)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func key(_ fields: Fields) -> ObligationKey {
        ObligationKey(
            tolerance: fields.text("tolerance"), organisation: Identifier(fields.text("organisation")),
            stage: Stage(rawValue: fields.text("stage")))
    }

    private static func step(
        _ call: Call, _ sent: Submission, done: String,
        _ body: @escaping @Sendable (ToleranceObligation, StandardCounty, Fields, EvidenceUpload, Act) throws -> Void
    ) async throws -> Response {
        let fields = sent.fields
        let again: (any Refusal) async throws -> Response = { refusal in
            if refusal.kind == .notFound { throw refusal }
            return try await one(call, fields, refusal)
        }
        let upload: EvidenceUpload
        do {
            upload = try EvidenceUpload(sent, call, isOptional: true)
        } catch let refusal as EvidenceRefusal {
            return try await again(refusal)
        }
        let address = LedgerAddress("/obligations/one", fields)
        return try await call.change(sent, again: again) { act in
            guard !fields.text("organisation").isEmpty else { throw FormRefusal([:], message: "请从限期整改事项列表里打开一项。") }
            _ = try CountyLedger.writing(address.question, act)
            let county = try StandardCounty.read(address.question, visibleTo: act.viewer, in: act.db)
            let obligation = try Obligations.require(key(fields), of: county, visibleTo: act.viewer, in: act.db)
            guard obligation.version == fields.number("version") ?? 0 else { throw LedgerRefusal.stale }
            try body(obligation, county, fields, upload, act)
            let same = ["tolerance", "organisation", "stage"].map { ($0, fields.text($0)) }
            return address.link("/obligations/one", same + [("done", done)])
        }
    }

    private static func certify(_ call: Call, _ sent: Submission) async throws -> Response {
        let fields = sent.fields
        let address = LedgerAddress("/obligations", fields)
        return try await call.change(
            sent,
            again: { refusal in
                if refusal.kind == .notFound { throw refusal }
                return try await list(call, fields, refusal)
            },
            { act in
                _ = try CountyLedger.writing(address.question, act)
                var problems: [String: String] = [:]
                let day = Day(fields.text("certified_on"))
                if day.map({ $0 > act.day }) ?? true { problems["certified_on"] = "请填写今天或以前的日期。" }
                if fields.text("basis").isEmpty { problems["basis"] = "请写明认定的文件名称和文号。" }
                guard problems.isEmpty, let day else { throw FormRefusal(problems) }
                let county = try StandardCounty.read(address.question, visibleTo: act.viewer, in: act.db)
                try CertificationDays.set(
                    day, basis: String(fields.text("basis").prefix(500)), of: county, act)
                return address.link("/obligations", [("done", "certified")])
            })
    }
}
