import Hummingbird
import Store
import Supervision

/// What a device takes along, cut into answers that come through a bad network one by one.
///
/// The package is made anew for each answer. A cursor says which order of things it goes on in, so that a device that
/// was away while schools came or went begins anew and has none twice and none missing.
struct VisitPackageAnswer {
    private static let limit = 48_000

    private let head: String
    private let items: [Item]
    /// Changes with what is there and in which order, not with what is said of it.
    private let order: String

    private struct Item {
        let list: String
        let key: String
        let json: String
    }

    /// Where the next answer begins: the order, its first item, and the number of the answer.
    private struct Cursor {
        let order: String
        let item: Int
        let part: Int

        init(order: String, item: Int, part: Int) {
            (self.order, self.item, self.part) = (order, item, part)
        }

        init?(_ text: String) {
            let pieces = text.split(separator: ".", omittingEmptySubsequences: false)
            guard pieces.count == 3, let item = Int(pieces[1]), let part = Int(pieces[2]) else { return nil }
            self.init(order: String(pieces[0]), item: item, part: part)
        }

        var text: String { "\(order).\(item).\(part)" }
    }

    init(_ package: VisitPackage, _ call: Call) throws {
        head = """
            "account":\(JSON.quoted(call.viewer.account.rawValue)),"name":\(JSON.quoted(call.viewer.name)),\
            "csrf":\(JSON.quoted(call.csrf)),"day":"\(call.day.text)","serverTime":"\(call.services.now().text)",\
            "left":\(package.left)
            """
        var items: [Item] = []
        for checklist in package.checklists {
            for (index, piece) in checklist.pieces.enumerated() {
                let key = "\(piece.version)/\(piece.month)/\(piece.theme)/\(index)/\(piece.criteria.count)"
                items.append(Item(list: "checklists", key: key, json: try JSONColumn.text(piece)))
            }
        }
        items += try package.themes.map {
            Item(list: "themes", key: $0.id.rawValue, json: try JSONColumn.text($0))
        }
        items += try package.tasks.map {
            Item(list: "tasks", key: $0.id.rawValue, json: try JSONColumn.text($0))
        }
        items += try package.departments.map {
            Item(list: "departments", key: $0.id.rawValue, json: try JSONColumn.text($0))
        }
        items += try package.colleagues.map {
            Item(list: "colleagues", key: $0.person.rawValue, json: try JSONColumn.text($0))
        }
        items += try package.schools.map {
            Item(list: "schools", key: $0.id.rawValue, json: try JSONColumn.text($0))
        }
        self.items = items
        order = String(sha256(items.map { "\($0.list)/\($0.key)" }.joined(separator: "\n")).prefix(16))
    }

    /// The first answer, or the one after a cursor; one of another order begins anew, with part 1.
    func response(after text: String) -> Response {
        let given = Cursor(text)
        let isValid = given.map { $0.order == order && items.indices.contains($0.item) && $0.part > 0 } ?? false
        let from = isValid ? given?.item ?? 0 : 0
        let part = isValid ? given?.part ?? 1 : 1
        let pages = pages(from: from)
        let page = pages[0]
        let following = Cursor(order: order, item: page.upperBound, part: part + 1)
        let next = pages.count > 1 ? JSON.quoted(following.text) : "null"
        let lists = ["schools", "checklists", "themes", "tasks", "departments", "colleagues"].map { name in
            "\"\(name)\":[\(items[page].filter { $0.list == name }.map(\.json).joined(separator: ","))]"
        }
        var response = Response.json(
            """
            {\(head),"part":\(part),"parts":\(part + pages.count - 1),"next":\(next),\(lists.joined(separator: ","))}
            """)
        response.headers[.cacheControl] = "no-store"
        return response
    }

    private func pages(from first: Int) -> [Range<Int>] {
        var pages: [Range<Int>] = []
        var (start, size) = (first, 0)
        for index in first..<items.count {
            let bytes = items[index].json.utf8.count
            if size + bytes > VisitPackageAnswer.limit, size > 0 {
                pages.append(start..<index)
                (start, size) = (index, 0)
            }
            size += bytes
        }
        return pages + [start..<items.count]
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
