import HTTPTypes
import Hummingbird
import NIOCore
import Office
import Store
import Supervision

/// The ledger as a workbook, as CSV and as JSON with unrounded figures; and the units behind one indicator.
enum LedgerExport {
    private static func rows(_ call: Call) async throws -> (ledger: CountyLedger, rows: [LedgerRow]) {
        let (address, viewer) = (LedgerAddress("/ledger", call.query), call.viewer)
        let ledger = try await call.read { db in
            try CountyLedger.read(address.question, visibleTo: viewer, in: db)
        }
        return (ledger, LedgerFilter(address.list).rows(of: ledger, on: viewer.day))
    }

    private static let headings = [
        "编号", "部分", "指标", "条件", "学段", "现状", "标准", "差距", "判定", "判定方式", "依据", "责任部门", "责任人", "达标期限", "整改问题", "条款", "待核",
    ]

    /// One row an item, so that every figure has a cell of its own.
    private static func cells(_ ledger: CountyLedger, _ row: LedgerRow) -> [[String]] {
        let (line, text) = (row.line, LedgerText(ledger.county))
        let items: [StandardLedger.Item?] = line.items.isEmpty ? [nil] : line.items.map { $0 }
        return items.map { item in
            var (how, basis) = ("数据计算", "")
            if case .judgement(let judgement)? = item?.measure { (how, basis) = ("人工判定", judgement?.basis ?? "") }
            return [
                line.code, line.part.name, line.name, item.map { $0.name == line.name ? "" : $0.name } ?? "",
                item?.stage?.label ?? "", item.map { text.now($0) } ?? "数据不全", item.map { text.asked($0) } ?? "",
                item.map { text.gap($0) } ?? "", line.grade.label, how, basis, row.duty.department, row.duty.person,
                row.duty.dueOn?.text ?? "", row.findings.map { "\($0.number)\($0.state.label)" }.joined(separator: "；"),
                line.clause, line.unverified,
            ]
        }
    }

    static func workbook(_ call: Call) async throws -> Response {
        let (ledger, rows) = try await rows(call)
        let lines = rows.flatMap { cells(ledger, $0) }
        let wide: Set<String> = ["指标", "条件", "现状", "依据", "条款", "待核"]
        let columns = headings.map { SheetLayout.Column($0, kind: .text, width: wide.contains($0) ? 36 : 14) }
        let sheet = SheetExport(title: "指标台账", columns: columns) { page in
            Listing(rows: page.number == 1 ? lines : [], total: lines.count, page: page)
        } cells: { line in
            line.map { SheetCell.text($0) }
        }
        return try await sheet.response(named: name(ledger.county))
    }

    static func csv(_ call: Call) async throws -> Response {
        let (ledger, rows) = try await rows(call)
        let text = CSVWriter.text([headings] + rows.flatMap { cells(ledger, $0) }, .forExcel)
        return file(text, named: "\(name(ledger.county)).csv", type: "text/csv; charset=utf-8")
    }

    static func json(_ call: Call) async throws -> Response {
        let (ledger, rows) = try await rows(call)
        let county = ledger.county
        let lines = rows.map { LedgerJSON.line($0) }.joined(separator: ",\n")
        let text = """
            {"region":\(JSON.quoted(county.region)),"name":\(JSON.quoted(county.name)),"year":\(county.year),\
            "standard":\(JSON.quoted(county.standard.code)),"verdict":"\(county.verdict.rawValue)","indicators":[
            \(lines)
            ]}
            """
        return file(text, named: "\(name(county)).json", type: "application/json; charset=utf-8")
    }

    /// Every unit that the table shows, all its pages.
    static func units(_ call: Call) async throws -> Response {
        let (code, viewer) = (call.parameter("code"), call.viewer)
        let address = LedgerAddress("/ledger/indicators/\(code)", call.query)
        let county = try await call.read { db in
            try StandardCounty.read(address.question, visibleTo: viewer, in: db)
        }
        guard let line = county.ledger.line(code), let table = LedgerUnitsTable(county, address, line) else {
            throw LedgerRefusal.noIndicator
        }
        let terms = table.units.first?.figures.map(\.term) ?? []
        let columns: [SheetLayout.Column] =
            [.init("单位代码", kind: .text, width: 14), .init("单位", width: 30), .init("学段")]
            + terms.map { .init($0.name, width: 16) } + [.init("数值"), .init("标准"), .init("判定"), .init("容差", width: 30)]
        let units = table.units
        let sheet = SheetExport(title: "各单位情况", columns: columns) { page in
            Listing(rows: page.number == 1 ? units : [], total: units.count, page: page)
        } cells: { unit in
            let own: [SheetCell] = [
                .text(unit.organisation), .text(county.unit(unit.organisation)?.name ?? ""),
                .text(unit.stage?.label ?? ""),
            ]
            let tolerance = if case .tolerated(let used) = unit.standing { used.name } else { "" }
            return own + unit.figures.map { cell($0.value) } + [
                cell(unit.value), unit.limit.map { .decimal($0.text) } ?? .empty, .text(unit.standing.label),
                .text(tolerance),
            ]
        }
        return try await sheet.response(named: "\(county.name)\(county.year)年\(line.name.prefix(30))")
    }

    private static func cell(_ value: ExpressionValue?) -> SheetCell {
        guard let value else { return .empty }
        return value.quantity == nil ? .text(value.text) : .decimal(value.text)
    }

    private static func name(_ county: StandardCounty) -> String {
        "\(county.name)\(county.year)年\(county.standard.name)指标台账"
    }

    private static func file(_ text: String, named name: String, type: String) -> Response {
        Response(
            status: .ok, headers: .download(named: name, type: type),
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}

/// One line of the ledger as JSON; figures as exact decimals where they have one.
enum LedgerJSON {
    static func line(_ row: LedgerRow) -> String {
        let line = row.line
        let findings = row.findings.map { finding in
            "{\"number\":\(JSON.quoted(finding.number)),\"state\":\"\(finding.state.rawValue)\"}"
        }
        return """
            {"code":\(JSON.quoted(line.code)),"part":\(JSON.quoted(line.part.code)),"name":\(JSON.quoted(line.name)),\
            "grade":"\(line.grade.rawValue)","items":[\(line.items.map(item).joined(separator: ","))],\
            "department":\(JSON.quoted(row.duty.department)),"person":\(JSON.quoted(row.duty.person)),\
            "due":\(row.duty.dueOn.map { JSON.quoted($0.text) } ?? "null"),"findings":[\(findings.joined(separator: ","))]}
            """
    }

    private static func item(_ item: StandardLedger.Item) -> String {
        let head = """
            "condition":\(JSON.quoted(item.code)),"stage":\(item.stage.map { JSON.quoted($0.rawValue) } ?? "null"),\
            "grade":"\(item.grade.rawValue)"
            """
        let rest =
            switch item.measure {
            case .figure(let value, let relation, let limit):
                """
                "value":\(value.map(text) ?? "null"),"relation":\(JSON.quoted(relation.rawValue)),\
                "limit":\(limit?.text ?? "null"),"margin":\(item.measure.margin.map { JSON.quoted($0.text) } ?? "null")
                """
            case .coefficient(let value, let limit):
                "\"cv\":\(value.map { "\($0)" } ?? "null"),\"limit\":\(limit?.text ?? "null")"
            case .count(let failing, let open, let total, let share):
                "\"failing\":\(failing),\"open\":\(open),\"total\":\(total),\"share\":\(share.text)"
            case .judgement(let judgement):
                "\"judgement\":\(judgement.map { JSON.quoted($0.grade.rawValue) } ?? "null"),\"basis\":\(judgement.map { JSON.quoted($0.basis) } ?? "null")"
            }
        return "{\(head),\(rest)}"
    }

    /// A fraction without a finite decimal is cut at 12 digits, so a text says it and no number pretends.
    private static func text(_ value: ExpressionValue) -> String {
        switch value {
        case .truth(let truth): truth ? "true" : "false"
        default: JSON.quoted(value.text)
        }
    }
}
