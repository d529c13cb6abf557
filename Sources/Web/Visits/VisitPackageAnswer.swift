import Hummingbird
import Store
import Supervision

/// What a device takes along, cut into answers that come through a bad network one by one.
struct VisitPackageAnswer {
    private static let limit = 48_000

    private let head: String
    private let items: [(list: String, json: String)]

    init(_ package: VisitPackage, _ call: Call) throws {
        head = """
            "account":\(JSON.quoted(call.viewer.account.rawValue)),"name":\(JSON.quoted(call.viewer.name)),\
            "csrf":\(JSON.quoted(call.csrf)),"day":"\(call.day.text)","serverTime":"\(call.services.now().text)"
            """
        var items: [(String, String)] = []
        for checklist in package.checklists {
            items += try checklist.pieces.map { ("checklists", try JSONColumn.text($0)) }
        }
        items += try package.tasks.map { ("tasks", try JSONColumn.text($0)) }
        items += try package.departments.map { ("departments", try JSONColumn.text($0)) }
        items += try package.colleagues.map { ("colleagues", try JSONColumn.text($0)) }
        items += try package.schools.map { ("schools", try JSONColumn.text($0)) }
        self.items = items
    }

    /// The first answer, or the one after a cursor; a cursor that is none begins anew.
    func response(after cursor: String) -> Response {
        let pages = pages
        let index = Int(cursor).flatMap { pages.indices.contains($0) ? $0 : nil } ?? 0
        let next = index + 1 < pages.count ? "\"\(index + 1)\"" : "null"
        let lists = ["schools", "checklists", "tasks", "departments", "colleagues"].map { name in
            "\"\(name)\":[\(pages[index].filter { $0.list == name }.map(\.json).joined(separator: ","))]"
        }
        var response = Response.json(
            """
            {\(head),"part":\(index + 1),"parts":\(pages.count),"next":\(next),\(lists.joined(separator: ","))}
            """)
        response.headers[.cacheControl] = "no-store"
        return response
    }

    private var pages: [[(list: String, json: String)]] {
        var pages: [[(list: String, json: String)]] = [[]]
        var size = 0
        for item in items {
            if size + item.json.utf8.count > VisitPackageAnswer.limit, size > 0 {
                pages.append([])
                size = 0
            }
            pages[pages.count - 1].append(item)
            size += item.json.utf8.count
        }
        return pages
    }
}

extension VisitPackage.Checklist {
    /// A long checklist in pieces of its criteria; the app joins those of one version and month.
    fileprivate var pieces: [VisitPackage.Checklist] {
        stride(from: 0, to: max(criteria.count, 1), by: 100).map { start in
            with(Array(criteria[min(start, criteria.count)..<min(start + 100, criteria.count)]))
        }
    }
}
