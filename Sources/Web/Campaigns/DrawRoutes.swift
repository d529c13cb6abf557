import HTTPTypes
import Hummingbird
import NIOCore
import Office
import SQLCore
import Store
import Supervision

/// `/campaigns/:id/draw`: the frame, the draw, its record; and the page on which anybody checks it.
enum DrawRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/campaigns/:id/draw", CampaignRoutes.readers, show)
        site.post("/campaigns/:id/draw", CampaignRoutes.office, draw)
        site.get("/campaigns/:id/draw.json", CampaignRoutes.readers, json)
        site.get("/campaigns/:id/draw.csv", CampaignRoutes.readers, csv)
        site.open("/public/draws/:id", publicPage)
        site.open("/public/draws/:id/record.json", publicRecord)
    }

    private static func show(_ call: Call) async throws -> Response {
        let id: CampaignID = call.id()
        let address = ListAddress("/campaigns/\(id)/draw", call.query)
        return call.page(
            try await call.read { db in
                let record = try Campaigns.require(id, visibleTo: call.viewer, in: db)
                let isFrozen = record.campaign.state != .draft
                let rows = try isFrozen ? CampaignFrames.rows(of: id, in: db) : CampaignFrames.preview(record, in: db)
                return DrawPage(record: record, rows: rows, isFrozen: isFrozen, address: address)
            })
    }

    private static func draw(_ call: Call, _ submission: Submission) async throws -> Response {
        // Verbatim: whoever repeats the draw types what is shown.
        let seed = submission.fields["seed"] ?? ""
        return try await CampaignRoutes.act(call, submission, done: "drawn") { id, act in
            guard seed.count <= 200 else { throw CampaignRefusal.invalid(["种子请控制在200字以内。"]) }
            try CampaignDraws.draw(id, seed: seed, act)
        }
    }

    private static func json(_ call: Call) async throws -> Response {
        let id: CampaignID = call.id()
        let text = try await call.read { db in
            _ = try Campaigns.require(id, visibleTo: call.viewer, in: db)
            return try CampaignDraws.recordText(of: id, in: db)
        }
        guard let text else { throw WebRefusal.notFound }
        return download(text, named: "抽取记录.json", type: "application/json")
    }

    private static func csv(_ call: Call) async throws -> Response {
        let id: CampaignID = call.id()
        let (record, rows) = try await call.read { db in
            (
                try Campaigns.require(id, visibleTo: call.viewer, in: db), try CampaignFrames.rows(of: id, in: db)
            )
        }
        guard record.campaign.seed != nil else { throw WebRefusal.notFound }
        let names = record.scope.strata.map(\.name) + [CampaignScope.byHand]
        let lines = rows.map { row in
            [
                row.code, row.name, names[min(row.stratum, names.count - 1)],
                row.status == .excluded ? "不参加" : row.isSelected ? "抽中" : "未抽中", row.reason, row.ticket,
                row.isSelected ? "\(row.position)" : "",
            ]
        }
        let text = CSVWriter.text([["代码", "单位", "层", "结果", "理由", "签号", "序号"]] + lines, .forExcel)
        return download(text, named: "抽取记录.csv", type: "text/csv; charset=utf-8")
    }

    private static func publicPage(_ guest: Guest) async throws -> Response {
        let id: CampaignID = guest.id()
        let page = try await guest.read { db in
            guard let draw = try PublicDraws.find(id, in: db) else { throw CampaignRefusal.notFound }
            return PublicDrawPage(draw: draw)
        }
        return BareLayout(title: page.title, bodyClass: "public", main: page.main).response()
    }

    private static func publicRecord(_ guest: Guest) async throws -> Response {
        let id: CampaignID = guest.id()
        let text = try await guest.read { db in try PublicDraws.recordText(of: id, in: db) }
        guard let text else { throw CampaignRefusal.notFound }
        return download(text, named: "抽取记录.json", type: "application/json")
    }

    private static func download(_ text: String, named name: String, type: String) -> Response {
        Response(
            status: .ok, headers: .download(named: name, type: type), body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
