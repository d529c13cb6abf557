import SQLCore
import Store
import Supervision

/// One unit of a proposal, its team changed by hand.
struct ProposedUnitPage: Page {
    let record: CampaignRecord
    let unit: ProposedUnit
    let rule: TeamRule
    let wish: TeamWish
    let pool: TeamPool
    let typed: Fields?
    let problem: String?

    init(
        _ id: CampaignID, _ inspection: InspectionID, _ viewer: Viewer, typed: Fields?, problem: String?,
        in db: SQLConnection
    ) throws {
        record = try Campaigns.require(id, visibleTo: viewer, in: db)
        guard let proposal = try TeamProposals.find(id, in: db),
            let unit = try TeamProposals.units(of: id, in: db).first(where: { $0.inspection == inspection })
        else { throw TeamRefusal.noProposal }
        self.unit = unit
        wish = proposal.wish
        rule = try CampaignTeams.rule(of: record.campaign, in: db)
        pool = try TeamProposals.pool(for: record, besides: inspection, in: db, on: viewer.day)
        self.typed = typed
        self.problem = problem
    }

    var title: String { "调整“\(unit.name)”的督导组" }
    var section: String { "/campaigns" }
    private var path: String { "/campaigns/\(record.id)/teams/proposal" }

    var main: HTML {
        let crumbs = [
            ("督导项目", "/campaigns"), (record.name, "/campaigns/\(record.id)"), ("自动分组", path),
        ]
        let chooser = TeamChooser(
            pool: pool, rule: rule, unit: unit.organisation, wish: wish, typed: typed ?? chosen)
        return """
            \(PageHead(title, crumbs: crumbs, subtitle: "\(unit.code) · \(unit.stratum)").html)
            \(Said.error(problem))
            <form class="form" method="post" action="\(path)/units/\(unit.inspection)">\(FormSeal())\(chooser.html)
            <div class="form-actions"><button class="primary">保存</button><a class="button quiet" href="\(path)">取消</a></div>
            </form>
            """
    }

    private var chosen: Fields {
        var fields = Fields()
        fields.set("lead", unit.seats.first { $0.seat.isLead }?.seat.person.rawValue ?? "")
        fields.setAll("member", unit.seats.filter { !$0.seat.isLead }.map(\.seat.person.rawValue))
        return fields
    }
}
