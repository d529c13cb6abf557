import Hummingbird
import Office
import SQLCore
import Store
import Supervision

/// Notice boards as A3 sheets, the words on them, and the inspectors' pictures.
enum BoardRoutes {
    private static let photoReaders = Audience.roles(Role.office.union(Role.unit).union([.admin, .leader, .inspector]))

    static func register(on site: inout Sitemap) {
        site.get("/zones/board-text", ZoneRoutes.keepers) { call in try await text(call) }
        site.post("/zones/board-text", ZoneRoutes.keepers) { call, sent in
            try await call.change(
                sent, again: { try await text(call, sent.fields, $0) },
                { act in
                    try NoticeBoards.set(BoardTextPage.text(sent.fields), act)
                    return "/zones/board-text?done=saved"
                })
        }
        site.get("/zones/mine/board", .roles(Role.unit), own)
        site.get("/zones/:id/boards", ZoneRoutes.readers) { call in try await boards(call, school: nil) }
        site.get("/zones/:id/boards/:school", ZoneRoutes.readers) { call in
            try await boards(call, school: call.id("school"))
        }
        site.get("/inspectors/:id/photo", photoReaders, photo)
        site.post("/inspectors/:id/photo", .roles(Role.office.union([.admin])), upload)
    }

    private static func text(
        _ call: Call, _ typed: Fields? = nil, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let now = try await call.read { db in
            try NoticeBoards.text(at: Place.of(call.viewer.scope, in: db), in: db)
        }
        return call.page(
            BoardTextPage(now: now, typed: typed, problem: refusal?.message), status: refusal?.status ?? .ok)
    }

    private static func boards(_ call: Call, school: OrganisationID?) async throws -> Response {
        let id: ZoneID = call.id()
        let (record, boards, text) = try await call.read { db in
            let record = try Zones.require(id, visibleTo: call.viewer, in: db)
            return (
                record, try NoticeBoards.list(zone: id, school: school, on: call.day, in: db),
                try NoticeBoards.text(at: record.place, in: db)
            )
        }
        guard school == nil || !boards.isEmpty else { throw ZoneRefusal.notFound }
        return call.page(
            BoardsPage(
                boards: boards, text: text, office: try await call.guest.office(), base: call.guest.origin,
                crumbs: [("督学责任区", "/zones"), (record.zone.name, "/zones/\(id)")], section: "/zones",
                today: call.day))
    }

    /// The school's own.
    private static func own(_ call: Call) async throws -> Response {
        guard case .organisation(let school) = call.viewer.scope else { throw ZoneRefusal.notFound }
        let (board, text) = try await call.read { db in
            let board = try NoticeBoards.board(of: school, on: call.day, in: db)
            let place = try board?.place ?? Place.of(call.viewer.scope, in: db)
            return (board, try NoticeBoards.text(at: place, in: db))
        }
        return call.page(
            BoardsPage(
                boards: board.map { [$0] } ?? [], text: text, office: try await call.guest.office(),
                base: call.guest.origin,
                crumbs: [("我校责任督学", "/zones/mine")], section: "/zones/mine", today: call.day))
    }

    private static func photo(_ call: Call) async throws -> Response {
        let id: PersonID = call.id()
        let file = try await call.read { db in
            try InspectorPhotos.require(id, visibleTo: call.viewer, in: db)
        }
        let ending = file.mediaType.split(separator: "/").last ?? "jpg"
        return try FileDownload(
            url: call.services.files.url(of: file.hash), name: "督学照片.\(ending)", mediaType: file.mediaType,
            size: file.size
        ).response
    }

    /// Takes a picture in, or with the deed `remove` takes it away.
    private static func upload(_ call: Call, _ sent: Submission) async throws -> Response {
        let id: PersonID = call.id()
        let record = try await call.read { db in try Inspectors.require(id, visibleTo: call.viewer, in: db) }
        if sent.fields.text("deed") == "remove" {
            return try await call.change(sent) { act in
                try InspectorPhotos.remove(of: id, act)
                return "/inspectors/\(id)?done=saved"
            }
        }
        let file: StoredFile
        do {
            file = try BoardPhoto.file(sent, call)
        } catch let refusal as NoticeBoardRefusal {
            return try await InspectorRoutes.show(call, record, problem: refusal)
        }
        return try await call.change(sent) { act in
            try InspectorPhotos.store(file, of: id, act)
            return "/inspectors/\(id)?done=saved"
        }
    }
}

/// A picture that came with a form, checked by what is in it.
enum BoardPhoto {
    static let limit = 3 * 1_048_576

    static func file(_ sent: Submission, _ call: Call) throws -> StoredFile {
        guard let upload = sent.files.first(where: { $0.field == "photo" }), upload.size > 0 else {
            throw NoticeBoardRefusal.notAPhoto
        }
        guard upload.size <= limit else { throw NoticeBoardRefusal.photoTooLarge }
        guard let kind = FileKind.sniff(.path(upload.path)), [.jpeg, .png].contains(kind) else {
            throw NoticeBoardRefusal.notAPhoto
        }
        let hash = try call.services.files.store(fileAt: upload.path)
        return StoredFile(hash: hash, size: upload.size, mediaType: kind.mediaType)
    }
}
