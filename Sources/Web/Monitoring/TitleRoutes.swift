import Hummingbird
import Office
import SQLCore
import Store
import Supervision

/// `/certifications/titles`: what counties were certified as, and what became of it.
enum TitleRoutes {
    private static let office = Audience.roles(Role.office)

    static func register(on site: inout Sitemap) {
        site.get("/certifications/titles", BalanceRoutes.readers) { call in try await list(call) }
        site.get("/certifications/titles/export.xlsx", BalanceRoutes.readers, export)
        site.post("/certifications/titles", office, record)
        site.get("/certifications/titles/:id", BalanceRoutes.readers) { call in try await show(call) }
        site.post("/certifications/titles/:id/events", office, note)
    }

    private static func isHeld(_ address: ListAddress) -> Bool? {
        switch address.filter("state") {
        case "held": true
        case "withdrawn": false
        default: nil
        }
    }

    private static func list(
        _ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields = Fields()
    ) async throws -> Response {
        let (address, viewer) = (ListAddress("/certifications/titles", call.query), call.viewer)
        let page = try await call.read { db in
            TitleListPage(
                listing: try CertifiedTitles.list(
                    standard: address.filter("standard"), text: address.filter("q"), isHeld: isHeld(address),
                    sort: address.sort(["-day", "name", "standard"]), address.page, visibleTo: viewer, in: db),
                districts: RoadmapDistricts.canPlan(viewer.scope)
                    ? try RoadmapDistricts.all(visibleTo: viewer, in: db) : [], address: address, viewer: viewer,
                typed: typed, refusal: refusal)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func export(_ call: Call) async throws -> Response {
        let (address, viewer, services) = (
            ListAddress("/certifications/titles", call.query), call.viewer, call.services
        )
        let columns: [SheetLayout.Column] = [
            .init("区县代码", kind: .text, width: 12), .init("区县", width: 16), .init("标准", width: 24), .init("等次"),
            .init("认定日期", kind: .day, width: 14), .init("文号", width: 24), .init("连续复查不达标（年）"),
            .init("取消日期", kind: .day, width: 14), .init("登记人", width: 10),
        ]
        let sheet = SheetExport(title: "认定记录", columns: columns) { page in
            try await services.database.read { db in
                try CertifiedTitles.list(
                    standard: address.filter("standard"), text: address.filter("q"), isHeld: isHeld(address),
                    sort: address.sort(["-day", "name", "standard"]), page,
                    visibleTo: viewer, in: db)
            }
        } cells: { record in
            [
                .text(record.district), .text(record.name),
                .text(CertificationProcedures.name(of: record.title.standard)),
                .text(record.title.tier), .day(record.title.certifiedOn.text), .text(record.document),
                .integer(record.title.failuresRunning), record.title.withdrawnOn.map { .day($0.text) } ?? .empty,
                .text(record.byName),
            ]
        }
        return try await sheet.response(named: "认定记录")
    }

    private static func record(_ call: Call, _ sent: Submission) async throws -> Response {
        let fields = sent.fields
        return try await call.change(
            sent, again: { try await list(call, $0, typed: fields) },
            { act in
                var problems: [String: String] = [:]
                let (goal, day, document) = (fields.text("goal"), Day(fields.text("day")), fields.text("document"))
                let parts = goal.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
                if fields.text("district").isEmpty { problems["district"] = "请选择区县。" }
                if parts.count != 2 { problems["goal"] = "请选择认定的标准和等次。" }
                if day == nil { problems["day"] = "请填写认定日期。" }
                if !(2...200).contains(document.count) { problems["document"] = "请填写认定文件的文号或名称。" }
                guard problems.isEmpty, let day else { throw FormRefusal(problems) }
                let id = try CertifiedTitles.recordByHand(
                    fields.text("district"), parts[0], tier: parts[1], on: day, document: document, act)
                return "/certifications/titles/\(id)?done=recorded"
            })
    }

    private static func show(
        _ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields = Fields()
    ) async throws -> Response {
        let (id, viewer): (CertifiedTitleID, Viewer) = (call.id(), call.viewer)
        let page = try await call.read { db in
            TitlePage(
                record: try CertifiedTitles.require(id, visibleTo: viewer, in: db),
                events: try CertifiedTitles.events(of: id, in: db), viewer: viewer, typed: typed, refusal: refusal)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func note(_ call: Call, _ sent: Submission) async throws -> Response {
        let (id, fields): (CertifiedTitleID, Fields) = (call.id(), sent.fields)
        return try await call.change(
            sent,
            again: { refusal in
                if refusal.kind == .notFound { throw refusal }
                return try await show(call, refusal, typed: fields)
            },
            { act in
                _ = try CertifiedTitles.require(id, visibleTo: act.viewer, in: act.db)
                var problems: [String: String] = [:]
                let kind = CertifiedEvent.Kind(rawValue: fields.text("kind"))
                let (day, words) = (Day(fields.text("day")), fields.text("words"))
                let document = fields.text("document")
                if kind == nil { problems["kind"] = "请选择。" }
                if day == nil { problems["day"] = "请填写日期。" }
                if words.count > 2_000 { problems["words"] = "请控制在2000字以内。" }
                if words.isEmpty, kind != .reached { problems["words"] = "请写明情况。" }
                if document.count > 200 { problems["document"] = "请控制在200字以内。" }
                if kind == .withdrawn, document.isEmpty { problems["document"] = "取消称号须填写文号。" }
                let year = RoadmapTable.year(fields.text("year")) ?? day?.year
                guard problems.isEmpty, let kind, let day, let year else { throw FormRefusal(problems) }
                try CertifiedTitles.note(id, kind, year: year, on: day, words: words, document: document, act)
                return "/certifications/titles/\(id)?done=recorded"
            })
    }
}
