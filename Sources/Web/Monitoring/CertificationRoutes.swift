import Hummingbird
import Office
import SQLCore
import Store
import Supervision

/// `/certifications`: counties on their way through the steps of a certification.
enum CertificationRoutes {
    private static let office = Audience.roles(Role.office)

    static func register(on site: inout Sitemap) {
        site.get("/certifications", BalanceRoutes.readers, list)
        site.get("/certifications/export.xlsx", BalanceRoutes.readers, export)
        site.get("/certifications/new", office) { call in try await form(call, call.query) }
        site.post("/certifications", office, begin)
        TitleRoutes.register(on: &site)
        site.get("/certifications/:id", BalanceRoutes.readers) { call in try await show(call) }
        site.post("/certifications/:id/completion", office) { call, sent in
            try await step(call, sent, "stepDone") { id, word, act in try Certifications.complete(id, word, act) }
        }
        site.post("/certifications/:id/return", office) { call, sent in
            let target = sent.fields.text("step")
            return try await step(call, sent, "returned") { id, word, act in
                try Certifications.giveBack(id, to: target, word, act)
            }
        }
        site.post("/certifications/:id/termination", office) { call, sent in
            try await step(call, sent, "terminated") { id, word, act in try Certifications.terminate(id, word, act) }
        }
        site.post("/certifications/:id/withdrawal", office) { call, sent in
            try await step(call, sent, "retracted") { id, word, act in try Certifications.withdraw(id, word, act) }
        }
        site.post("/certifications/:id/due", office, setDue)
    }

    static func filter(_ address: ListAddress) -> CertificationFilter {
        var filter = CertificationFilter()
        filter.text = address.filter("q")
        filter.standard = address.filter("standard")
        filter.tier = address.filter("tier")
        filter.step = address.filter("step")
        filter.state = CertificationState(rawValue: address.filter("state"))
        filter.year = Int(address.filter("year"))
        filter.isLate = address.filter("late") == "1"
        filter.isMine = address.filter("mine") == "1"
        (filter.sort, filter.isDescending) = address.sort(["-opened", "name", "year", "due"])
        return filter
    }

    private static func list(_ call: Call) async throws -> Response {
        let address = ListAddress("/certifications", call.query)
        let viewer = call.viewer
        let page = try await call.read { db in
            var late = filter(address)
            late.isLate = true
            var mine = filter(address)
            mine.isMine = true
            let one = PageRequest(number: 1, size: 1)
            return CertificationListPage(
                listing: try Certifications.list(filter(address), address.page, visibleTo: viewer, in: db),
                late: try Certifications.list(late, one, visibleTo: viewer, in: db).total,
                mine: try Certifications.list(mine, one, visibleTo: viewer, in: db).total, address: address,
                viewer: viewer)
        }
        return call.page(page)
    }

    private static func export(_ call: Call) async throws -> Response {
        let (filter, viewer, services) = (
            filter(ListAddress("/certifications", call.query)), call.viewer, call.services
        )
        let columns: [SheetLayout.Column] = [
            .init("区县代码", kind: .text, width: 12), .init("区县", width: 16), .init("标准", width: 22), .init("等次"),
            .init("申请年度"), .init("状态"), .init("环节", width: 20), .init("环节开始", kind: .day, width: 12),
            .init("期限", kind: .day, width: 12), .init("逾期天数"), .init("申请日期", kind: .day, width: 12),
            .init("办结日期", kind: .day, width: 12), .init("终止理由", width: 30),
        ]
        let sheet = SheetExport(title: "创建认定", columns: columns) { page in
            try await services.database.read { db in
                try Certifications.list(filter, page, visibleTo: viewer, in: db)
            }
        } cells: { record in
            [
                .text(record.district), .text(record.name), .text(CertificationProcedures.name(of: record.standard)),
                .text(record.tier), .integer(record.year), .text(record.state.label), .text(record.stepName),
                .day(record.began.text), record.due.map { .day($0.text) } ?? .empty,
                record.isLate(on: viewer.day)
                    ? .integer(record.due.map { $0.distance(to: viewer.day) } ?? 0) : .empty,
                .day(record.openedOn.text), record.endedOn.map { .day($0.text) } ?? .empty, .text(record.reason),
            ]
        }
        return try await sheet.response(named: "创建认定")
    }

    private static func form(
        _ call: Call, _ fields: Fields, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let viewer = call.viewer
        let page = try await call.read { db in
            let districts = try RoadmapDistricts.all(visibleTo: viewer, in: db)
            let standard = RoadmapRoutes.procedure(fields).standard
            return CertificationFormPage(
                fields: fields, districts: districts, procedure: RoadmapRoutes.procedure(fields),
                held: try CertifiedTitles.held(visibleTo: viewer, in: db),
                years: try Roadmaps.years(standard, visibleTo: viewer, in: db), refusal: refusal, viewer: viewer)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func begin(_ call: Call, _ sent: Submission) async throws -> Response {
        let fields = sent.fields
        return try await call.change(
            sent, again: { try await form(call, fields, $0) },
            { act in
                let new = try CertificationForm(fields: fields).checked(on: act.day)
                let id = try Certifications.begin(
                    new.district, new.standard, tier: new.tier, year: new.year, on: new.day, act)
                return "/certifications/\(id)?done=created"
            })
    }

    private static func show(
        _ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields = Fields()
    ) async throws -> Response {
        let (id, viewer): (CertificationID, Viewer) = (call.id(), call.viewer)
        let page = try await call.read { db in
            let record = try Certifications.require(id, visibleTo: viewer, in: db)
            let found = try Certifications.standing(of: record, in: db)
            let passes = try Certifications.passes(of: id, in: db)
            return CertificationPage(
                record: record, found: found,
                procedure: try CertificationProcedures.require(record.standard, for: record.place, in: db),
                passes: passes, files: try EvidenceFiles.list(owners: passes.map(\.id), in: db),
                calendar: try WorkCalendars.known(in: db),
                held: try CertifiedTitles.held(by: record.district, in: db),
                mayRecord: try Role.office.contains(viewer.role)
                    && found.current.map { try Certifications.mayRecord($0, of: record, viewer, in: db) } ?? false,
                isProvinceThere: try Certifications.isProvinceThere(record.place, in: db), viewer: viewer,
                typed: typed, refusal: refusal)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    /// A step recorded with what came of it, and the papers that prove it.
    private static func step(
        _ call: Call, _ sent: Submission, _ done: String,
        _ body: @escaping @Sendable (CertificationID, CertificationWord, Act) throws -> CertificationPassRecord
    ) async throws -> Response {
        let (id, fields): (CertificationID, Fields) = (call.id(), sent.fields)
        let upload: EvidenceUpload
        do {
            upload = try EvidenceUpload(sent, call, isOptional: true)
        } catch let refusal as EvidenceRefusal {
            return try await show(
                call, FormRefusal(["files": refusal.message], message: refusal.message), typed: fields)
        }
        return try await call.change(
            sent,
            again: { refusal in
                if refusal.kind == .notFound { throw refusal }
                return try await show(call, refusal, typed: fields)
            },
            { act in
                let record = try Certifications.require(id, visibleTo: act.viewer, in: act.db)
                let word = try CertificationForm(fields: fields).word(isReasonNeeded: done != "stepDone")
                let pass = try body(id, word, act)
                _ = try upload.store(ownerKind: .certificationPass, owner: pass.id, in: record.place, act)
                return "/certifications/\(id)?done=\(done)"
            })
    }

    private static func setDue(_ call: Call, _ sent: Submission) async throws -> Response {
        let (id, fields): (CertificationID, Fields) = (call.id(), sent.fields)
        return try await call.change(
            sent,
            again: { refusal in
                if refusal.kind == .notFound { throw refusal }
                return try await show(call, refusal, typed: fields)
            },
            { act in
                _ = try Certifications.require(id, visibleTo: act.viewer, in: act.db)
                let (day, reason) = (Day(fields.text("due")), fields.text("due-reason"))
                var problems: [String: String] = [:]
                if day == nil { problems["due"] = "请填写日期。" }
                if !(2...200).contains(reason.count) { problems["due-reason"] = "请写明理由，2到200字。" }
                guard problems.isEmpty, let day else { throw FormRefusal(problems) }
                try Certifications.setDue(id, day, reason: reason, version: fields.number("version"), act)
                return "/certifications/\(id)?done=saved"
            })
    }
}
