import Hummingbird
import Office
import Store
import Supervision

/// `/tips`: what the public told the office, for its triage; leaders see the list and the figures, nobody's words.
enum TipRoutes {
    static let readers = Audience.roles(Role.office.union([.leader]))
    static let office = Audience.roles(Role.office)

    static func register(on site: inout Sitemap) {
        PublicTipRoutes.register(on: &site)
        site.get("/tips", readers, list)
        site.get("/tips/export.xlsx", readers, export)
        TipStatisticsRoutes.register(on: &site)
        TipTermsRoutes.register(on: &site)
        TipCheckRoutes.register(on: &site)
        site.get("/tips/:id", office) { call in try await show(call) }
        site.get("/tips/:id/photos/:photo", .roles(Role.office.union([.inspector])), photo)
        TipMoveRoutes.register(on: &site)
    }

    private static func list(_ call: Call) async throws -> Response {
        let address = ListAddress("/tips", call.query)
        let filter = TipFilter(address)
        let (listing, districts, unit) = try await call.read { db in
            (
                try Tips.list(filter, address.page, visibleTo: call.viewer, in: db),
                try Tips.districts(visibleTo: call.viewer, in: db),
                try filter.unit.flatMap { try PublicUnits.find($0, in: db)?.name }
            )
        }
        let page = TipListPage(
            listing: listing, address: address, viewer: call.viewer,
            districts: districts.map { Choice($0.district.text, $0.name) }, unitName: unit ?? "")
        return call.page(page)
    }

    /// Without a word of the tipster's, a name or a code.
    private static func export(_ call: Call) async throws -> Response {
        let filter = TipFilter(ListAddress("/tips", call.query))
        let sheet = SheetExport(title: "举报诉求", columns: TipListPage.sheet) { page in
            try await call.read { db in try Tips.list(filter, page, visibleTo: call.viewer, in: db) }
        } cells: { row in
            TipListPage.cells(row, on: call.day)
        }
        return try await sheet.response(named: "举报诉求")
    }

    static func show(
        _ call: Call, _ typed: Fields = Fields(), _ refusal: (any Refusal)? = nil, sender: TipSender? = nil
    ) async throws -> Response {
        let id: TipID = call.id(), viewer = call.viewer
        let page = try await call.read { db in
            let dossier = try Tips.require(id, visibleTo: viewer, in: db)
            return TipPage(
                dossier: dossier, viewer: viewer,
                colleagues: try Tips.colleagues(of: viewer, in: db).map { Choice($0.person.rawValue, $0.name) },
                inspectors: try VisitOffice.colleagues(at: dossier.row.place, on: viewer.day, in: db)
                    .map { Choice($0.person.rawValue, $0.name) }, typed: typed, problem: refusal?.message,
                sender: sender)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func photo(_ call: Call) async throws -> Response {
        let (id, photo): (TipID, TipPhotoID) = (call.id(), call.id("photo"))
        let row = try await call.read { db in try Tips.photo(photo, of: id, visibleTo: call.viewer, in: db) }
        let ending = row.mediaType.split(separator: "/").last ?? "jpg"
        var answer = try FileDownload(
            url: call.services.files.url(of: row.hash), name: "照片.\(ending)", mediaType: row.mediaType, size: row.bytes
        ).response
        // It is gone from the office's computers once it is erased here.
        answer.headers[.cacheControl] = "no-store"
        return answer
    }
}

extension TipFilter {
    init(_ address: ListAddress) {
        self.init()
        text = address.filter("q")
        topic = TipTopic(rawValue: address.filter("topic"))
        unit = address.filter("unit").isEmpty ? nil : Identifier(address.filter("unit"))
        state = Tip.State(rawValue: address.filter("state"))
        group = Group(rawValue: address.filter("group"))
        outcome = Tip.Outcome(rawValue: address.filter("outcome"))
        month = Month(address.filter("month"))
        year = Int(address.filter("year")).flatMap { (2_000...2_199).contains($0) ? $0 : nil }
        district = District(text: address.filter("district"))
        isMine = address.filter("mine") == "1"
        isOwn = address.filter("own") == "1"
        (sort, isDescending) = address.sort(TipFilter.sorts)
    }
}
