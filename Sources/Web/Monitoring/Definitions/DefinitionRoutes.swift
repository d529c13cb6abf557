import Hummingbird
import NIOCore
import Office
import SQLCore
import Store
import Supervision

/// `/standards/local` and `/collection-forms/own`: standards and collection forms defined in the browser.
struct DefinitionRoutes: Sendable {
    let spot: DefinitionSpot
    private var kind: DefinitionKind { spot.kind }

    static let readers = Audience.roles(Role.office.union([.leader]))
    static let office = Audience.roles(Role.office)

    static func register(on site: inout Sitemap) {
        for kind in DefinitionKind.allCases { DefinitionRoutes(spot: DefinitionSpot(kind)).register(on: &site) }
        DefinitionTrialRoutes.register(on: &site)
    }

    private func register(on site: inout Sitemap) {
        let root = spot.root
        site.get(root, Self.readers, list)
        site.get("\(root)/export.xlsx", Self.readers, export)
        site.get("\(root)/new", Self.office) { call in try await new(call, call.query) }
        site.post(root, Self.office, create)
        site.get("\(root)/:id", Self.readers) { call in try await show(call) }
        site.get("\(root)/:id/file.tsv", Self.readers, text)
        site.get("\(root)/:id/file.xlsx", Self.readers, sheet)
        site.get("\(root)/:id/text", Self.office) { call in try await edit(call) }
        site.post("\(root)/:id/text", Self.office, save)
        site.post("\(root)/:id/file", Self.office, replace)
        site.post("\(root)/:id/publication", Self.office, publish)
        site.post("\(root)/:id/next", Self.office, next)
        site.post("\(root)/:id/removal", Self.office, remove)
        DefinitionRowRoutes(spot: spot).register(on: &site)
    }

    private func filter(_ address: ListAddress) -> DefinitionFilter {
        var filter = DefinitionFilter(kind)
        filter.text = address.filter("q")
        if DefinitionRecord.State(rawValue: address.filter("state")) != nil { filter.state = address.filter("state") }
        (filter.sort, filter.isDescending) = address.sort(DefinitionFilter.sorts)
        return filter
    }

    private func list(_ call: Call) async throws -> Response {
        let address = ListAddress(spot.root, call.query)
        let (filter, viewer) = (filter(address), call.viewer)
        let listing = try await call.read { db in
            try Definitions.list(filter, address.page, visibleTo: viewer, in: db)
        }
        return call.page(DefinitionListPage(spot: spot, listing: listing, address: address, viewer: viewer))
    }

    private func export(_ call: Call) async throws -> Response {
        let (filter, viewer) = (filter(ListAddress(spot.root, call.query)), call.viewer)
        let columns: [SheetLayout.Column] = [
            .init("名称", width: 36), .init("代码", kind: .text, width: 20), .init("版本"), .init("状态"), .init("问题"),
            .init("所属", width: 16), .init("修改人"), .init("修改时间", width: 20),
        ]
        let export = SheetExport(title: spot.title, columns: columns) { page in
            try await call.read { db in try Definitions.list(filter, page, visibleTo: viewer, in: db) }
        } cells: { record in
            [
                .text(record.name), .text(record.code), .integer(record.number), .text(record.state.label),
                .integer(record.problemCount), .text(record.regionName), .text(record.savedBy),
                .text(record.savedAt.chinese),
            ]
        }
        return try await export.response(named: spot.title)
    }

    func show(_ call: Call, _ refusal: (any Refusal)? = nil) async throws -> Response {
        let (id, viewer, kind): (DefinitionID, Viewer, DefinitionKind) = (call.id(), call.viewer, kind)
        let page = try await call.read { db in
            let record = try Definitions.require(id, kind, visibleTo: viewer, in: db)
            return DefinitionPage(
                spot: spot, record: record, history: try Definitions.history(of: record, visibleTo: viewer, in: db),
                found: try Definitions.problems(kind, record.text, visibleTo: viewer, in: db), viewer: viewer,
                message: refusal?.message)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private func new(_ call: Call, _ fields: Fields, _ refusal: (any Refusal)? = nil) async throws -> Response {
        let (viewer, kind) = (call.viewer, kind)
        let own = try await call.read { db in try Definitions.published(kind, visibleTo: viewer, in: db) }
        let page = DefinitionNewPage(
            spot: spot, own: own, fields: fields, problems: (refusal as? FormRefusal)?.problems ?? [:],
            message: refusal?.message)
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private func create(_ call: Call, _ sent: Submission) async throws -> Response {
        let (spot, kind) = (spot, kind)
        do {
            let file = try DefinitionFile.text(of: sent, kind)
            return try await call.change(sent, again: { try await new(call, sent.fields, $0) }) { act in
                let text = try DefinitionForm(fields: sent.fields, kind: kind).text(file, act)
                return spot.path(try Definitions.create(kind, text, act), "?done=created")
            }
        } catch let refusal as DefinitionRefusal where !call.guest.wantsJSON && refusal.kind == .invalid {
            return try await new(call, sent.fields, refusal)
        }
    }

    private func edit(_ call: Call, _ fields: Fields? = nil, _ refusal: (any Refusal)? = nil) async throws -> Response {
        let (id, viewer, kind): (DefinitionID, Viewer, DefinitionKind) = (call.id(), call.viewer, kind)
        let record = try await call.read { db in try Definitions.require(id, kind, visibleTo: viewer, in: db) }
        guard record.isOwn(viewer) else { throw DefinitionRefusal.notYours }
        guard record.state == .draft else { throw DefinitionRefusal.published }
        let page = DefinitionTextPage(spot: spot, record: record, fields: fields, message: refusal?.message)
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private func save(_ call: Call, _ sent: Submission) async throws -> Response {
        let (id, spot, kind): (DefinitionID, DefinitionSpot, DefinitionKind) = (call.id(), spot, kind)
        let (text, version) = (sent.fields["text"] ?? "", sent.fields.number("version"))
        return try await call.change(sent) { refusal in
            guard refusal.kind != .notFound, refusal.kind != .forbidden else { throw refusal }
            return try await edit(call, sent.fields, refusal)
        } _: { act in
            try Definitions.save(id, kind, text, version: version, act)
            return spot.path(id, "?done=saved")
        }
    }

    /// The draft becomes what the file says.
    private func replace(_ call: Call, _ sent: Submission) async throws -> Response {
        let (id, spot, kind): (DefinitionID, DefinitionSpot, DefinitionKind) = (call.id(), spot, kind)
        let version = sent.fields.number("version")
        let file: String
        do {
            guard let text = try DefinitionFile.text(of: sent, kind) else {
                throw DefinitionRefusal.unreadable("请选择文件。")
            }
            file = text
        } catch let refusal as DefinitionRefusal where !call.guest.wantsJSON { return try await show(call, refusal) }
        return try await call.change(sent, again: { try await again(call, $0) }) { act in
            try Definitions.save(id, kind, file, version: version, act)
            return spot.path(id, "?done=saved")
        }
    }

    private func again(_ call: Call, _ refusal: any Refusal) async throws -> Response {
        guard refusal.kind != .notFound, refusal.kind != .forbidden else { throw refusal }
        return try await show(call, refusal)
    }

    private func publish(_ call: Call, _ sent: Submission) async throws -> Response {
        let (id, spot, kind): (DefinitionID, DefinitionSpot, DefinitionKind) = (call.id(), spot, kind)
        let version = sent.fields.number("version")
        return try await call.change(sent, again: { try await again(call, $0) }) { act in
            try Definitions.publish(id, kind, version: version, act)
            return spot.path(id, "?done=saved")
        }
    }

    private func next(_ call: Call, _ sent: Submission) async throws -> Response {
        let (id, spot, kind): (DefinitionID, DefinitionSpot, DefinitionKind) = (call.id(), spot, kind)
        return try await call.change(sent, again: { try await again(call, $0) }) { act in
            spot.path(try Definitions.next(id, kind, act), "?done=created")
        }
    }

    private func remove(_ call: Call, _ sent: Submission) async throws -> Response {
        let (id, spot, kind): (DefinitionID, DefinitionSpot, DefinitionKind) = (call.id(), spot, kind)
        return try await call.change(sent, again: { try await again(call, $0) }) { act in
            try Definitions.remove(id, kind, act)
            return "\(spot.root)?done=removed"
        }
    }

    private func record(_ call: Call) async throws -> DefinitionRecord {
        let (id, viewer, kind): (DefinitionID, Viewer, DefinitionKind) = (call.id(), call.viewer, kind)
        return try await call.read { db in try Definitions.require(id, kind, visibleTo: viewer, in: db) }
    }

    private func text(_ call: Call) async throws -> Response {
        let record = try await record(call)
        return Response(
            status: .ok,
            headers: .download(
                named: "\(record.name) 第\(record.number)版.tsv", type: "text/tab-separated-values; charset=utf-8"),
            body: .init(byteBuffer: ByteBuffer(string: record.text)))
    }

    private func sheet(_ call: Call) async throws -> Response {
        let record = try await record(call)
        let rows = SheetText.rows(record.text).map { row in row.map { SheetCell.text($0) } }
        let width = rows.map(\.count).max() ?? 1
        let columns = (0..<max(1, width)).map { _ in SheetLayout.Column("", kind: .text, width: 16) }
        let layout = SheetLayout(name: record.code, columns: columns, frame: SheetFrame(above: []))
        return Response(
            status: .ok,
            headers: .download(named: "\(record.name) 第\(record.number)版.xlsx", type: SheetExport.mediaType),
            body: .init(byteBuffer: ByteBuffer(bytes: try XLSXWriter.bytes(layout, rows: rows))))
    }
}
