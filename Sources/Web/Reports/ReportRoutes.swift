import Hummingbird
import Jobs
import Office
import Store
import Supervision

/// The report of a campaign, and the pages on which the public reads it.
enum ReportRoutes {
    static func register(on site: inout Sitemap) {
        site.post("/campaigns/:id/report", .roles(Role.office), draft)
        site.open("/public", list)
        site.open("/public/:id", show)
        site.open("/public/:id/docx", download)
    }

    private static func draft(_ call: Call, _ form: Submission) async throws -> Response {
        let campaign: CampaignID = call.id()
        return try await call.change(form) { act in
            "/documents/\(try Reports.draft(of: campaign, act))?done=created"
        }
    }

    private static func list(_ guest: Guest) async throws -> Response {
        let address = ListAddress("/public", guest.query)
        let listing = try await guest.read { db in
            try PublicDocuments.list(
                matching: address.filter("q"), kind: Document.Kind(rawValue: address.filter("kind")), address.page,
                in: db)
        }
        let page = PublicListPage(listing: listing, address: address, office: guest.services.settings.officeName)
        return BareLayout(title: "督导公示", bodyClass: "public", main: page.main).response()
    }

    private static func show(_ guest: Guest) async throws -> Response {
        let document = try await published(guest)
        let files = try await guest.read { db in
            document.publicity?.showsAttachments ?? false
                ? try EvidenceFiles.list(owner: document.id.rawValue, in: db) : []
        }
        let page = PublicReportPage(document, files: files, today: guest.services.today())
        return BareLayout(title: document.text.title, bodyClass: "public", main: page.main).response()
    }

    private static func download(_ guest: Guest) async throws -> Response {
        try await DocumentRoutes.file(try await published(guest))
    }

    private static func published(_ guest: Guest) async throws -> Document {
        try await guest.read { db in try PublicDocuments.require(guest.id(), in: db) }
    }
}
