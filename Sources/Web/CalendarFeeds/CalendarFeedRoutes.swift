import HTTPTypes
import Hummingbird
import Office
import SQLCore
import Store
import Supervision

/// `/calendar-feed`: a person's own calendar subscription; `/feeds/….ics`: the calendar itself, opened by its secret alone.
enum CalendarFeedRoutes {
    static let subscribers = Audience.roles(Role.loop)

    static func register(on site: inout Sitemap) {
        site.get("/calendar-feed", subscribers) { call in call.page(try await page(call)) }
        site.post("/calendar-feed", subscribers, make)
        site.post("/calendar-feed/revocation", subscribers, revoke)
        site.open("/feeds/:file", calendar)
    }

    private static func page(_ call: Call, problem: String? = nil) async throws -> CalendarFeedPage {
        let account = call.viewer.account
        let feed = try await call.read { db in try CalendarFeeds.state(of: account, in: db) }
        return CalendarFeedPage(feed: feed, problem: problem)
    }

    /// Shows the address in the answer itself, the only time; a repeated request cannot show it again.
    private static func make(_ call: Call, _ sent: Submission) async throws -> Response {
        let (token, attempt) = (Sessions.newToken(), call.services.newID())
        let result = try await call.perform(sent) { act in
            try CalendarFeeds.make(token: token, act)
            return attempt
        }
        let address = "\(call.guest.origin)/feeds/\(token).ics"
        return call.page(CalendarAddressPage(address: result == attempt ? address : nil))
    }

    private static func revoke(_ call: Call, _ sent: Submission) async throws -> Response {
        try await call.change(
            sent,
            again: { refusal in
                call.page(try await page(call, problem: refusal.message), status: refusal.status)
            },
            { act in
                try CalendarFeeds.revoke(act)
                return "/calendar-feed?done=feedRevoked"
            })
    }

    /// What is not there, not any more, or closed all looks the same to a stranger.
    private static func calendar(_ guest: Guest) async throws -> Response {
        let (file, now, day) = (guest.parameter("file"), guest.services.now(), guest.services.today())
        let token = String(file.dropLast(4))
        guard file.hasSuffix(".ics"), token.utf8.count == 64 else { throw WebRefusal.notFound }
        let found = try await guest.read { db in
            try CalendarFeeds.find(token: token, on: day, in: db).map { owner in
                (
                    owner, try FeedSources.read(for: owner.viewer, in: db),
                    try CalendarFeeds.entries(of: owner.viewer.account, in: db)
                )
            }
        }
        guard let (owner, sources, told) = found else { throw WebRefusal.notFound }
        guard !owner.isTooOften(at: now) else { return tooOften }
        let account = owner.viewer.account
        let update = FeedUpdate(
            FeedDuties.all(sources, of: account), after: told, at: now, digest: { sha256($0.content) })
        try await guest.services.database.write(.relaxed) { db in
            try CalendarFeeds.fetched(update, by: account, at: now, in: db)
        }
        let text = CalendarFile(update, of: owner.viewer.name, at: guest.origin).text
        return answer(text, to: guest)
    }

    /// Kept only by the program that asked, and by it no longer than a quarter of an hour.
    private static func answer(_ text: String, to guest: Guest) -> Response {
        let tag = "\"\(sha256(text).prefix(32))\""
        var headers: HTTPFields = [.cacheControl: "private, max-age=900", .eTag: tag]
        guard guest.request.headers[.ifNoneMatch] != tag else {
            return Response(status: .notModified, headers: headers)
        }
        headers[.contentType] = CalendarFile.mediaType
        headers[.contentDisposition] = "inline; filename=\"dudao.ics\""
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: .init(string: text)))
    }

    private static var tooOften: Response {
        Response(
            status: .tooManyRequests, headers: [.retryAfter: "3600", .cacheControl: "no-store"],
            body: .init(byteBuffer: .init(string: "获取过于频繁，请一小时后再试。\n")))
    }
}

extension Guest {
    /// Where people reach the server: as it is set, or else as the browser asked for it.
    var origin: String {
        let set = services.settings.publicURL
        return set.isEmpty ? "http://\(request.head.authority ?? "127.0.0.1")" : set
    }
}
