import Store
import Supervision

/// The batches of a campaign's series with a way from one to the other; on the campaign's own page.
struct BatchSwitch: Sendable {
    let view: CampaignDossier
    let canAct: Bool

    private var id: CampaignID { view.record.id }

    var html: HTML? {
        guard !view.batches.isEmpty else { return nil }
        let links = view.batches.map { row -> HTML in
            let current: HTML? = row.campaign == id ? " aria-current=\"page\"" : nil
            return """
                <a href="/campaigns/\(row.campaign)"\(current)>\(row.batch.name) <span class="count">\(row.state.label)</span></a>
                """
        }
        return """
            <nav class="tabs" aria-label="批次">\(links)<a href="/campaigns/\(id)/batches">各批次合计</a></nav>
            """
    }
}
