import Hummingbird
import Office
import SQLCore
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
        _ call: Call, _ typed: Fields = Fields(), _ refusal: (any Refusal)? = nil, sent: String = "",
        sender: TipSender? = nil
    ) async throws -> Response {
        let id: TipID = call.id(), viewer = call.viewer
        let page = try await call.read { db in
            let dossier = try Tips.require(id, visibleTo: viewer, in: db)
            let inspectors = try VisitOffice.colleagues(at: dossier.row.place, on: viewer.day, in: db)
            return TipPage(
                dossier: dossier, viewer: viewer,
                colleagues: try choices(try Tips.colleagues(of: viewer, in: db), dossier.row, viewer, db),
                inspectors: try choices(inspectors.map { ($0.person, $0.name) }, dossier.row, viewer, db), typed: typed,
                problem: refusal?.message, isVacant: try Tips.isVacant(id, for: viewer, in: db), sent: sent,
                sender: sender)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    /// People to choose from, with why some of them cannot be chosen.
    private static func choices(
        _ people: [(person: PersonID, name: String)], _ row: TipRow, _ viewer: Viewer, _ db: SQLConnection
    ) throws -> [Choice] {
        let bars = try TipBars.load(of: people.map(\.person), from: row.unit, on: viewer.day, in: db)
        return people.map { person, name in
            Choice(person.rawValue, bars[person].map { "\(name)（\($0.text)）" } ?? name)
        }
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
        recentDays = Int(address.filter("recent")).flatMap { (1...400).contains($0) ? $0 : nil }
        rating = Int(address.filter("rating"))
        district = District(text: address.filter("district"))
        isMine = address.filter("mine") == "1"
        isOwn = address.filter("own") == "1"
        (sort, isDescending) = address.sort(TipFilter.sorts)
    }
}
