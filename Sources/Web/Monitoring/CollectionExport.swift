import Hummingbird
import NIOCore
import Office
import Store
import Supervision

/// Rounds, returns and values as workbooks; the sheet of values is also the template that comes back.
enum CollectionExport {
    static func rounds(_ call: Call) async throws -> Response {
        let (filter, viewer) = (CollectionRoundFilter(ListAddress("/collections", call.query)), call.viewer)
        let columns: [SheetLayout.Column] = [
            .init("年度"), .init("采集轮次", width: 40), .init("采集表", width: 30), .init("统计时点", kind: .day),
            .init("填报期限", kind: .day), .init("单位"), .init("未交"), .init("待审核"), .init("已审核"), .init("已锁定"),
            .init("有校核问题"), .init("状态"),
        ]
        let names = try await call.read { db in try CollectionForms.names(visibleTo: viewer, in: db) }
        let export = SheetExport(title: "采集轮次", columns: columns) { page in
            try await call.read { db in try CollectionRounds.list(filter, page, visibleTo: viewer, in: db) }
        } cells: { record in
            let round = record.round
            return [
                .integer(round.year), .text(round.title),
                .text(names.first { $0.reference == round.form }?.name ?? round.form),
                .day(round.referenceOn.text), .day(round.dueOn.text), .integer(record.total), .integer(record.waiting),
                .integer(record.counts[.submitted] ?? 0), .integer(record.counts[.reviewed] ?? 0),
                .integer(record.counts[.locked] ?? 0), .integer(record.questioned), .text(round.state.label),
            ]
        }
        return try await export.response(named: "监测数据采集轮次")
    }

    static func returns(_ call: Call) async throws -> Response {
        let (id, viewer): (CollectionRoundID, Viewer) = (call.id(), call.viewer)
        let title = try await call.read { db in
            try CollectionRounds.require(id, visibleTo: viewer, in: db).round.title
        }
        return try await sheet(call, CollectionReturnFilter(ListAddress("/", call.query), of: id), named: title)
    }

    static func all(_ call: Call) async throws -> Response {
        try await sheet(call, CollectionReturnFilter(ListAddress("/", call.query)), named: "数据填报")
    }

    private static func sheet(_ call: Call, _ filter: CollectionReturnFilter, named name: String) async throws
        -> Response
    {
        let viewer = call.viewer
        let columns: [SheetLayout.Column] = [
            .init("学校标识码", kind: .text, width: 16), .init("单位名称", width: 30), .init("采集轮次", width: 36), .init("学段"),
            .init("必填"), .init("已填"), .init("待说明"), .init("已说明待认可"), .init("填报期限", kind: .day), .init("状态"),
            .init("退回理由", width: 40),
        ]
        let export = SheetExport(title: "各单位", columns: columns) { page in
            try await call.read { db in try CollectionReturns.list(filter, page, visibleTo: viewer, in: db) }
        } cells: { row in
            [
                .text(row.code), .text(row.unit), .text(row.roundTitle),
                .text(row.value.stages.sorted().map(\.label).joined(separator: "、")), .integer(row.required),
                .integer(row.filled), .integer(row.open), .integer(row.explained), .day(row.dueOn.text),
                .text(row.value.state.label), .text(row.value.returnReason),
            ]
        }
        return try await export.response(named: name)
    }

    /// Every unit of a round with its values: what is downloaded can be filled in and imported.
    static func values(_ call: Call) async throws -> Response {
        let (id, viewer): (CollectionRoundID, Viewer) = (call.id(), call.viewer)
        let (record, form) = try await call.read { db in
            let record = try CollectionRounds.require(id, visibleTo: viewer, in: db)
            return (record, try CollectionForms.require(record.round.form, in: db))
        }
        let (items, filter, year) = (form.items, CollectionReturnFilter(of: id), record.round.year)
        let export = SheetExport(title: form.name, columns: identity + items.map(column)) { page in
            try await call.read { db in
                let listing = try CollectionReturns.list(filter, page, visibleTo: viewer, in: db)
                let values = try CollectionRecords.values(of: listing.rows, in: db)
                return Listing(rows: zip(listing.rows, values).map { $0 }, total: listing.total, page: page)
            }
        } cells: { row, values in
            [.text(row.code), .text(row.unit), .integer(year)] + items.map { cell($0, values[$0.key]) }
        }
        return try await export.response(named: record.round.title)
    }

    /// One unit's own sheet, with what it has filled in, and what each column means.
    static func template(_ call: Call) async throws -> Response {
        let (id, viewer): (CollectionReturnID, Viewer) = (call.id(), call.viewer)
        let (row, values, form) = try await call.read { db in
            let row = try CollectionReturns.require(id, visibleTo: viewer, in: db)
            return (
                row, try CollectionRecords.values(of: [row], in: db).first ?? RecordedValues(),
                try CollectionForms.require(row.form, in: db)
            )
        }
        let items = form.items(for: row.value.stages).filter(\.isTyped)
        let help = SheetLayout(
            name: "填写说明",
            columns: [
                .init("数据项", width: 30), .init("单位"), .init("定义", width: 80), .init("时点", width: 20), .init("必填"),
            ])
        var bytes: [UInt8] = []
        let writer = try XLSXWriter([SheetLayout(name: form.name, columns: identity + items.map(column)), help]) {
            bytes += $0
        }
        try writer.write(
            [.text(row.code), .text(row.unit), .integer(row.year)] + items.map { cell($0, values[$0.key]) })
        try writer.nextSheet()
        for item in items {
            try writer.write([
                .text(item.title), .text(item.variable.unit), .text(item.variable.definition),
                .text(item.variable.referenceDate), .text(item.isRequired ? "是" : "否"),
            ])
        }
        try writer.finish()
        return Response(
            status: .ok, headers: .download(named: "\(row.unit)\(form.name).xlsx", type: SheetExport.mediaType),
            body: ResponseBody(byteBuffer: .init(bytes: bytes)))
    }

    private static let identity: [SheetLayout.Column] = [
        .init("学校标识码", kind: .text, width: 16), .init("单位名称", width: 30), .init("年度"),
    ]

    private static func column(_ item: CollectionItem) -> SheetLayout.Column {
        SheetLayout.Column(item.heading, choices: item.variable.choices.map(\.label))
    }

    private static func cell(_ item: CollectionItem, _ value: Points?) -> SheetCell {
        guard let value else { return .empty }
        return item.variable.choices.isEmpty ? .decimal(value.text) : .text(item.variable.text(of: value))
    }
}
