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

        GET  /calendar-feed | loop | own
        POST /calendar-feed | loop | own
        POST /calendar-feed/revocation | loop | own
        GET  /feeds/:file | anyone | 404

        GET  / | signed-in | own

        GET  /visits/app | anyone | own
        GET  /visits/app.webmanifest | anyone | own
        GET  /visits/sw.js | anyone | own
        GET  /visits/icons/:name | anyone | 404
        GET  /visits/session | office inspector | own

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

        \(reminders)

        GET  /audit | auditor | own
        GET  /audit/export.xlsx | auditor | own
        GET  /audit/verification | auditor | own

        \(frameworks)
        \(loop)
        \(summaries)
        \(governments)
        \(collections)
        \(quality)
        \(balance)
        \(ledger)
        \(certifications)
        \(definitions)
        \(plans)
        \(planSheets)
        \(figures)
        \(campaigns)
        \(registry)
        \(visits)
        \(coverage)
        \(tips)
        \(zones)
        """

    struct Line: Sendable, CustomTestStringConvertible {
        let method: HTTPRequest.Method
        let path: String
        let audience: Audience
        /// Whether the neighbour is told that there is nothing.
        let isHidden: Bool

        var testDescription: String { name }
        var name: String { "\(method) \(path)" }
        /// Whether a script of ours asks, with the token in a header.
        var isScript: Bool { path.hasPrefix("/api/") }
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
