import HTTPTypes
import Supervision
import Testing
import Web

/// Who comes to which address, written by hand apart from the routes, so that a slip in either shows.
///
/// One line a route: method, path, who is admitted (roles, `signed-in`, or `anyone`), and what an admitted account
/// of a neighbouring district gets: `own` (a page of its own rows, or a form that starts anew) or `404`.
/// A route that is missing here fails the test, and so does a line without a route.
enum RoleMatrix {
    static let text = """
        GET  /health | anyone | own
        GET  /assets/:fingerprint/style.css | anyone | own
        GET  /assets/:fingerprint/:folder/:name | anyone | 404

        GET  /login | anyone | own
        POST /login | anyone | own
        POST /logout | signed-in | own
        GET  /password | signed-in | own
        POST /password | signed-in | own
        GET  /login/code | anyone | own
        POST /login/code | anyone | own
        GET  /security | signed-in | own
        POST /security/sessions/others | signed-in | own
        POST /security/sessions/:id/end | signed-in | 404
        POST /security/factor | director admin security auditor | own
        POST /security/factor/confirmation | director admin security auditor | own
        POST /security/factor/codes | director admin security auditor | own
        POST /security/factor/removal | director admin security auditor | own

        GET  / | signed-in | own

        GET  /accounts | admin security | own
        GET  /accounts/export.xlsx | admin security | own
        GET  /accounts/new | admin | own
        POST /accounts | admin | own
        GET  /accounts/:id | admin security | 404
        POST /accounts/:id/password | admin | 404
        POST /accounts/:id/state | admin | 404
        POST /accounts/:id/review | security | 404
        POST /accounts/:id/factor-reset | security | 404
        POST /accounts/:id/sign-out | security | 404
        POST /accounts/:id/unlocking | security | 404

        GET  /separation | security auditor | own

        GET  /settings | admin | own
        POST /settings | admin | own

        GET  /audit | auditor | own
        GET  /audit/export.xlsx | auditor | own
        GET  /audit/verification | auditor | own

        \(frameworks)

        GET  /inspections/:id/assessment/:role | loop | 404
        POST /inspections/:id/assessment/:role | unit team | 404
        POST /inspections/:id/assessment/:role/submission | unit team | 404
        POST /inspections/:id/assessment/:role/evidence | unit team | 404
        POST /inspections/:id/assessment/:role/return | office | 404
        GET  /inspections/:id/assessment/:role/explanation | loop | 404
        GET  /inspections/:id/assessment/:role/findings | team | 404
        POST /inspections/:id/assessment/:role/findings | team | 404

        GET  /governments | office unit leader | own
        GET  /governments/export.xlsx | office unit leader | own
        GET  /governments/standards | office leader | own
        GET  /governments/:id | loop | 404
        GET  /governments/:id/shares.xlsx | loop | 404
        GET  /governments/:id/pack.zip | loop | 404
        POST /governments/:id/report | office unit | 404
        POST /governments/:id/reminders | office unit | 404
        GET  /governments/:id/division | office unit | 404
        POST /governments/:id/division | office unit | 404
        GET  /indicator-shares | office unit leader | own
        GET  /indicator-shares/export.xlsx | office unit leader | own
        GET  /indicator-shares/:id | office unit leader | 404
        POST /indicator-shares/:id | unit | 404
        POST /indicator-shares/:id/submission | unit | 404
        POST /indicator-shares/:id/evidence | unit | 404
        POST /indicator-shares/:id/return | office unit | 404

        GET  /duties | office leader | own
        GET  /duties/new | office | own
        POST /duties | office | own
        GET  /duties/:id | office leader | 404
        GET  /duties/:id/ranking.xlsx | office leader | 404
        GET  /duties/:id/targets.xlsx | office leader | 404
        GET  /duties/:id/targets/new | office | 404
        POST /duties/:id/targets | office | 404
        POST /duties/:id/issuance | office | 404
        POST /duties/:id/closure | office | 404
        POST /duties/:id/reopening | office | 404
        GET  /duty-targets | office unit leader | own
        GET  /duty-targets/export.xlsx | office unit leader | own
        GET  /duty-targets/:id | office unit leader | 404
        POST /duty-targets/:id/report | unit | 404
        POST /duty-targets/:id/evidence | unit | 404
        POST /duty-targets/:id/confirmation | office | 404
        POST /duty-targets/:id/return | office | 404
        POST /duty-targets/:id/removal | office | 404

        GET  /result-notices | office unit leader | own
        GET  /result-notices/export.xlsx | office unit leader | own
        GET  /result-notices/new | office | own
        POST /result-notices | office | own
        GET  /result-notices/:id | office unit leader | 404
        POST /result-notices/:id/publication | director | 404
        POST /result-notices/:id/withdrawal | director | 404
        POST /result-notices/:id/feedback | unit | 404
        POST /result-notices/:id/answers | office | 404
        GET  /result-notices/:id/feedback.xlsx | office leader | 404
        GET  /public/results | anyone | own
        GET  /public/results/:id | anyone | 404
        POST /public/results/:id/feedback | anyone | 404

        GET  /receptions | office unit leader | own
        GET  /receptions/export.xlsx | office unit leader | own
        GET  /receptions/new | office | own
        POST /receptions | office | own
        GET  /receptions/:id | office unit leader | 404
        GET  /receptions/:id/edit | office | 404
        POST /receptions/:id | office | 404
        GET  /receptions/:id/items.xlsx | office unit leader | 404
        GET  /receptions/:id/pack.zip | office leader | 404
        GET  /receptions/:id/items/new | office | 404
        POST /receptions/:id/items | office | 404
        POST /receptions/:id/reminders | office | 404
        POST /receptions/:id/report | office | 404
        POST /receptions/:id/receipt | office | 404
        POST /receptions/:id/finish | office | 404
        GET  /receptions/:id/findings/new | office | 404
        POST /receptions/:id/findings/new | office | 404
        POST /receptions/:id/findings | office | 404
        GET  /reception-items | office unit leader | own
        GET  /reception-items/export.xlsx | office unit leader | own
        GET  /reception-items/:id | office unit leader | 404
        GET  /reception-items/:id/edit | office | 404
        POST /reception-items/:id | office | 404
        POST /reception-items/:id/answer | office unit | 404
        POST /reception-items/:id/submission | office unit | 404
        POST /reception-items/:id/evidence | office unit | 404
        POST /reception-items/:id/acceptance | office | 404
        POST /reception-items/:id/return | office | 404
        POST /reception-items/:id/reminder | office | 404
        POST /reception-items/:id/removal | office | 404
        GET  /leader | office leader | own
        GET  /leader/wall | office leader | own
        GET  /leader/export.xlsx | office leader | own
        GET  /leader/rule | office leader | own
        POST /leader/rule | office | own

        GET  /evidence/:id | loop | 404
        POST /evidence/:id/removal | loop | 404

        GET  /inspections/:id/opinion | loop | 404
        POST /inspections/:id/opinion/preliminary | team office | 404
        POST /inspections/:id/opinion/delivery | team office | 404
        POST /inspections/:id/opinion/receipt | unit | 404
        POST /inspections/:id/opinion/term | office | 404
        POST /inspections/:id/opinion/defence | unit | 404
        POST /inspections/:id/opinion/waiver | unit | 404
        POST /inspections/:id/opinion/answers | office | 404
        POST /inspections/:id/opinion/final | office | 404
        POST /inspections/:id/opinion/votes | team office | 404
        POST /inspections/:id/opinion/approval | director | 404
        POST /inspections/:id/opinion/rejection | director | 404
        POST /inspections/:id/opinion/acknowledgement | unit | 404

        GET  /documents | loop | own
        GET  /documents/export.xlsx | loop | own
        GET  /documents/:id | loop | 404
        GET  /documents/:id/docx | loop | 404
        GET  /documents/:id/text | office | 404
        POST /documents/:id/text | office | 404
        GET  /documents/new | office | own
        POST /documents | office | own
        POST /documents/:id/attachments | office | 404
        POST /documents/:id/submission | office | 404
        POST /documents/:id/return | director | 404
        POST /documents/:id/receipt | unit | 404
        POST /documents/:id/redraft | office | 404
        GET  /documents/wordings | office | own
        GET  /documents/wordings/new | office | own
        POST /documents/wordings | office | own
        GET  /documents/wordings/:id | office | 404
        POST /documents/wordings/:id | office | 404
        POST /documents/wordings/:id/removal | office | 404
        GET  /objections | office leader | own
        GET  /objections/export.xlsx | office leader | own
        GET  /objections/:id | office leader | 404
        POST /objections/:id/investigation | office | 404
        POST /objections/:id/answer | office | 404
        POST /documents/:id/issuance | director | 404
        POST /documents/:id/dispatch | office | 404
        POST /documents/:id/withdrawal | director | 404
        POST /documents/:id/publication | office | 404
        POST /documents/:id/publication/withdrawal | office | 404
        POST /documents/:id/figures | office | 404

        POST /campaigns/:id/report | office | 404
        GET  /public | anyone | own
        GET  /public/:id | anyone | 404
        GET  /public/:id/docx | anyone | 404
        GET  /public/objections | anyone | own
        GET  /public/:id/objection | anyone | 404
        POST /public/:id/objection | anyone | 404
        GET  /public/:id/attachments/:file | anyone | 404
        GET  /findings | loop | own
        GET  /findings/export.xlsx | loop | own
        GET  /findings/new | office | own
        POST /findings/new | office | own
        POST /findings | office | own
        GET  /findings/:id | loop | 404
        GET  /findings/:id/parts/:part/division | office | 404
        POST /findings/:id/parts/:part/division | office | 404
        POST /findings/:id/parts/:part/evidence | unit | 404
        POST /findings/:id/parts/:part/acknowledgement | unit | 404
        POST /findings/:id/parts/:part/plan | unit | 404
        POST /findings/:id/parts/:part/submission | unit | 404
        POST /findings/:id/parts/:part/verification | office | 404
        POST /findings/:id/parts/:part/return | office | 404
        POST /findings/:id/parts/:part/closure | director | 404
        POST /findings/:id/parts/:part/reopening | office | 404
        GET  /findings/lists.xlsx | loop | own
        POST /findings/:id/parts/:part/extensions | unit | 404
        POST /findings/:id/parts/:part/extensions-long | unit | 404
        POST /findings/:id/parts/:part/extensions/:extension/decision | office | 404
        POST /findings/:id/parts/:part/extensions/:extension/withdrawal | unit | 404
        POST /findings/:id/parts/:part/extension | office | 404
        POST /findings/:id/parts/:part/reminder | office | 404
        POST /findings/:id/parts/:part/milestones | office | 404
        POST /findings/:id/parts/:part/milestones/:milestone/report | unit | 404
        POST /findings/:id/parts/:part/milestones/:milestone/confirmation | office | 404
        POST /findings/:id/parts/:part/milestones/:milestone/return | office | 404
        POST /findings/:id/parts/:part/rechecks | office | 404
        GET  /findings/extensions | loop | own
        GET  /findings/extensions/export.xlsx | loop | own
        GET  /findings/milestones | loop | own
        GET  /findings/milestones/export.xlsx | loop | own
        GET  /findings/rechecks | loop | own
        GET  /findings/rechecks/export.xlsx | loop | own
        GET  /findings/reports | office leader | own
        GET  /findings/reports/export.xlsx | office leader | own
        GET  /findings/:id/report | office leader | 404
        POST /findings/:id/report | office | 404
        GET  /findings/wordings | office | own
        POST /findings/wordings | office | own
        POST /findings/wordings/:id | office | 404
        POST /findings/wordings/:id/removal | office | 404
        GET  /findings/terms | office | own
        POST /findings/terms | office | own
        GET  /findings/self-check | unit | own
        POST /findings/self-check | unit | own
        GET  /findings/bulk/new | office | own
        POST /findings/bulk | office | own
        GET  /findings/bulk/:id | office | 404
        GET  /findings/drafts | office | own
        GET  /findings/drafts/:id | office | 404
        GET  /findings/revisits | office | own
        POST /findings/revisits | office | own
        GET  /findings/revisits/export.xlsx | office | own
        GET  /findings/wall | loop | own

        GET  /deadlines | loop admin | own
        GET  /working-days | loop admin | own
        GET  /working-days/export.xlsx | loop admin | own
        GET  /working-days/new | admin | own
        GET  /working-days/template.xlsx | admin | own
        POST /working-days/check | admin | own
        POST /working-days | admin | own
        GET  /working-days/:year | loop admin | own
        GET  /campaigns | office leader | own
        GET  /campaigns/export.xlsx | office leader | own
        GET  /campaigns/new | office | own
        POST /campaigns | office | own
        GET  /campaigns/:id | office leader | 404
        GET  /campaigns/:id/edit | office | 404
        POST /campaigns/:id | office | 404
        POST /campaigns/:id/frame | office | 404
        POST /campaigns/:id/start | office | 404
        POST /campaigns/:id/finish | office | 404
        POST /campaigns/:id/steps/:act | office | 404
        POST /campaigns/:id/skip | office | 404
        GET  /campaigns/:id/records | office leader | 404
        GET  /campaigns/:id/records/export.xlsx | office leader | 404
        GET  /campaigns/:id/training | office leader | 404
        GET  /campaigns/:id/training/export.xlsx | office leader | 404
        POST /campaigns/:id/training | office | 404
        POST /campaigns/:id/training/:entry/removal | office | 404
        GET  /campaigns/:id/draw | office leader | 404
        POST /campaigns/:id/draw | office | 404
        GET  /campaigns/:id/draw.json | office leader | 404
        GET  /campaigns/:id/draw.csv | office leader | 404
        GET  /public/draws/:id | anyone | 404
        GET  /public/draws/:id/record.json | anyone | 404
        GET  /campaigns/:id/teams | office leader | 404
        POST /campaigns/:id/teams | office | 404
        GET  /campaigns/:id/teams/export.xlsx | office leader | 404
        POST /campaigns/:id/teams/size | office | 404
        GET  /campaigns/:id/teams/proposal | office | 404
        POST /campaigns/:id/teams/proposal | office | 404
        GET  /campaigns/:id/teams/proposal/export.xlsx | office | 404
        POST /campaigns/:id/teams/proposal/acceptance | office | 404
        POST /campaigns/:id/teams/proposal/removal | office | 404
        GET  /campaigns/:id/teams/proposal/units/:unit | office | 404
        POST /campaigns/:id/teams/proposal/units/:unit | office | 404
        GET  /campaigns/:id/people | office leader | 404
        GET  /campaigns/:id/people/export.xlsx | office leader | 404
        POST /campaigns/:id/people | office | 404
        POST /campaigns/:id/people/:invitation/end | office | 404
        GET  /campaigns/:id/round | office leader | 404
        POST /campaigns/:id/round | office | 404
        POST /campaigns/:id/round/:organisation/removal | office | 404

        GET  /invitations | office | own
        GET  /invitations/export.xlsx | office | own
        GET  /invitations/:id | office | 404
        POST /invitations/:id/answer | office | 404
        POST /invitations/:id/end | office | 404

        GET  /recusals | office unit team | own
        GET  /recusals/export.xlsx | office unit team | own
        GET  /recusals/new | office unit team | own
        POST /recusals | office unit team | own
        GET  /recusals/:id | office unit team | 404
        POST /recusals/:id/decision | director | 404
        POST /recusals/:id/lifting | director | 404
        POST /recusals/:id/withdrawal | office unit team | 404
        POST /recusals/:id/reading | office unit team | 404

        GET  /rounds | office leader | own
        GET  /rounds/new | office | own
        POST /rounds | office | own
        GET  /rounds/:id | office leader | 404
        GET  /rounds/:id/export.xlsx | office leader | 404
        GET  /rounds/:id/edit | office | 404
        POST /rounds/:id | office | 404
        POST /rounds/:id/plan | office | 404
        POST /rounds/:id/spread | office | 404
        POST /rounds/:id/records | office | 404
        POST /rounds/:id/records/:organisation/removal | office | 404
        GET  /rounds/:id/next | office | 404
        POST /rounds/:id/next | office | 404

        GET  /results | office | own
        GET  /results/export.xlsx | office | own
        GET  /results/uses | office leader | own
        GET  /results/uses/export.xlsx | office leader | own
        POST /results/uses | office | own
        GET  /results/uses/:id | office leader | 404
        POST /results/uses/:id/decision | office | 404
        GET  /campaigns/:id/batches | office leader | 404
        GET  /campaigns/:id/batches/units | office leader | 404
        GET  /campaigns/:id/batches/units/export.xlsx | office leader | 404
        GET  /campaigns/:id/days | office | 404
        POST /campaigns/:id/days | office | 404
        POST /campaigns/:id/days/plan | office | 404
        GET  /campaigns/:id/days/export.xlsx | office | 404
        GET  /campaigns/:id/clashes | office leader | 404
        GET  /campaigns/:id/clashes/export.xlsx | office leader | 404
        POST /campaigns/:id/clashes/acknowledgement | office | 404

        GET  /supervision-calendar | unit | own
        GET  /supervision-calendar/export.xlsx | unit | own
        GET  /organisations/:id/calendar | office leader | 404
        GET  /organisations/:id/calendar/export.xlsx | office leader | 404

        GET  /inspections | loop | own
        GET  /inspections/export.xlsx | loop | own
        GET  /inspections/:id | loop | 404
        POST /inspections/:id/days | office team | 404
        POST /inspections/:id/choice | office | 404
        POST /inspections/:id/skip | office | 404
        GET  /inspections/:id/hearings | office team leader | 404
        POST /inspections/:id/hearings | office team | 404
        GET  /inspections/:id/records | office team leader | 404
        POST /inspections/:id/records | office team | 404

        GET  /procedures | office leader | own
        GET  /procedures/export.xlsx | office leader | own
        GET  /procedures/new | office | own
        POST /procedures | office | own
        GET  /procedures/shipped/:code | office leader | own
        GET  /procedures/:id | office leader | 404
        GET  /procedures/:id/edit | office | 404
        POST /procedures/:id | office | 404
        POST /procedures/:id/state | office | 404
        GET  /procedures/:id/versions/:number | office leader | 404

        GET  /organisations | office leader admin | own
        GET  /organisations/export.xlsx | office leader admin | own
        GET  /organisations/new | office admin | own
        POST /organisations | office admin | own
        GET  /organisations/import | office admin | own
        POST /organisations/import | office admin | own
        GET  /organisations/template.xlsx | office admin | own
        GET  /organisations/:id | office leader admin | 404
        GET  /organisations/:id/results | office leader | 404
        GET  /organisations/:id/name | office admin | 404
        POST /organisations/:id/name | office admin | 404
        GET  /organisations/:id/facts | office admin | 404
        POST /organisations/:id/facts | office admin | 404
        GET  /organisations/:id/code | office admin | 404
        POST /organisations/:id/code | office admin | 404
        GET  /organisations/:id/closure | office admin | 404
        POST /organisations/:id/closure | office admin | 404
        GET  /organisations/:id/reopening | office admin | 404
        POST /organisations/:id/reopening | office admin | 404
        GET  /organisations/:id/relations | office admin | 404
        POST /organisations/:id/relations | office admin | 404
        POST /organisations/:id/relations/:relation/end | office admin | 404
        GET  /organisations/:id/merger | office admin | 404
        POST /organisations/:id/merger | office admin | 404
        GET  /organisations/:id/split | office admin | 404
        POST /organisations/:id/split | office admin | 404

        GET  /groups | office leader admin | own
        GET  /groups/export.xlsx | office leader admin | own
        GET  /groups/new | office admin | own
        POST /groups | office admin | own
        GET  /groups/:id | office leader admin | 404
        GET  /groups/:id/edit | office admin | 404
        POST /groups/:id | office admin | 404
        GET  /groups/:id/members.xlsx | office leader admin | 404
        POST /groups/:id/members | office admin | 404
        POST /groups/:id/members/:member/end | office admin | 404

        GET  /inspectors | office admin | own
        GET  /inspectors/export.xlsx | office admin | own
        GET  /inspectors/new | office admin | own
        POST /inspectors | office admin | own
        GET  /inspectors/import | office admin | own
        POST /inspectors/import | office admin | own
        GET  /inspectors/template.xlsx | office admin | own
        GET  /inspectors/:id | office admin | 404
        GET  /inspectors/:id/edit | office admin | 404
        POST /inspectors/:id | office admin | 404
        POST /inspectors/:id/end | office admin | 404

        GET  /imports/:id | office admin | 404
        GET  /imports/:id/problems.xlsx | office admin | 404
        POST /imports/:id/mapping | office admin | 404
        POST /imports/:id/promotion | office admin | 404
        POST /imports/:id/discard | office admin | 404

        GET  /regions | office admin | own
        GET  /regions/export.xlsx | office admin | own
        GET  /regions/new | office admin | own
        POST /regions | office admin | own

        GET  /jobs | office admin | own
        """

    struct Line: Sendable, CustomTestStringConvertible {
        let method: HTTPRequest.Method
        let path: String
        let audience: Audience
        /// Whether the neighbour is told that there is nothing.
        let isHidden: Bool

        var testDescription: String { name }
        var name: String { "\(method) \(path)" }
        var hasParameters: Bool { path.contains(":") }

        init?(_ text: Substring) {
            let parts = text.split(separator: "|").map { String($0).trimmed }
            let words = parts.first?.split(separator: " ").map(String.init) ?? []
            guard parts.count == 3, words.count == 2, let method = HTTPRequest.Method(words[0]) else { return nil }
            self.method = method
            path = words[1]
            isHidden = parts[2] == "404"
            switch parts[1] {
            case "anyone": audience = .anyone
            case "signed-in": audience = .signedIn
            default:
                let names = parts[1].split(separator: " ").map(String.init)
                let roles = Set(names.flatMap { Line.groups[$0] ?? Role(rawValue: $0).map { [$0] } ?? [] })
                guard !roles.isEmpty, names.allSatisfy({ Line.groups[$0] != nil || Role(rawValue: $0) != nil }) else {
                    return nil
                }
                audience = .roles(roles)
            }
        }

        /// Groups of roles that lines may name instead of the roles.
        private static let groups: [String: Set<Role>] = [
            "office": Role.office, "unit": Role.unit, "team": Role.team, "loop": Role.loop,
        ]
    }

    static let lines: [Line] = text.split(separator: "\n").filter { !$0.isBlank }.compactMap { Line($0) }

    /// How many lines there should be; fewer in `lines` means one is misspelt.
    static var written: Int { text.split(separator: "\n").filter { !$0.isBlank }.count }

    static func line(_ entry: Sitemap.Entry) -> Line? {
        lines.first { $0.method == entry.method && $0.path == entry.path }
    }
}

extension Substring {
    fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
