import Hummingbird
import Office
import Store
import Supervision

/// `/records/…`: records that have no ledger of their own, so that figures can be opened.
enum RecordRoutes {
    static func list(_ call: Call) async throws -> Response {
        let ledger = try ledger(of: call)
        let address = ListAddress(ledger.path, call.query)
        let filter = PlainRecordFilter(address, of: ledger)
        let listing = try await call.read { db in
            try PlainRecords.list(filter, address.page, visibleTo: call.viewer, in: db)
        }
        return call.page(
            RecordListPage(ledger: ledger, listing: listing, address: address, filter: filter, viewer: call.viewer))
    }

    static func export(_ call: Call) async throws -> Response {
        let ledger = try ledger(of: call)
        let filter = PlainRecordFilter(ListAddress(ledger.path, call.query), of: ledger)
        let words = RecordWords(ledger)
        let columns: [SheetLayout.Column] =
            [.init("单位", width: 30), .init("督导项目", width: 40), .init(words.title, width: 30)]
            + (words.detail.isEmpty ? [] : [.init(words.detail, width: 16)])
            + (words.number.isEmpty ? [] : [.init(words.number)]) + [.init(words.day, kind: .day)]
        let export = SheetExport(title: ledger.label, columns: columns) { page in
            try await call.read { db in try PlainRecords.list(filter, page, visibleTo: call.viewer, in: db) }
        } cells: { row in
            let detail: [SheetCell] = words.detail.isEmpty ? [] : [.text(words.detail(of: row))]
            let number: [SheetCell] =
                words.number.isEmpty ? [] : [row.number.map { .integer($0) } ?? .empty]
            let head: [SheetCell] = [.text(row.unit), .text(row.campaign), .text(words.title(of: row))]
            return head + detail + number + [row.day.map { .day($0.text) } ?? .empty]
        }
        return try await export.response(named: ledger.label)
    }

    private static func ledger(of call: Call) throws -> FigureLedger {
        guard let ledger = FigureLedger(rawValue: call.parameter("ledger")), ledger.isPlain else {
            throw WebRefusal.notFound
        }
        return ledger
    }
}

extension PlainRecordFilter {
    init(_ address: ListAddress, of ledger: FigureLedger) {
        self.init(ledger, asking: address.filter)
        isDescending = address.sort(["-day", "day"]).isDescending
    }
}

/// What the columns of one kind of record are called, and its codes in words.
struct RecordWords: Sendable {
    let ledger: FigureLedger

    init(_ ledger: FigureLedger) {
        self.ledger = ledger
    }

    var title: String {
        switch ledger {
        case .assessments: "评估类型"
        case .opinions: "办理情况"
        case .hearings: "对象"
        case .attendances, .seats: "姓名"
        default: "文件"
        }
    }

    var detail: String {
        switch ledger {
        case .assessments: "状态"
        case .hearings: "方式"
        case .attendances: "职务"
        case .seats: "身份"
        case .evidence: "形成日期"
        default: ""
        }
    }

    var number: String { ledger == .hearings ? "人数" : "" }

    var day: String {
        switch ledger {
        case .assessments: "提交日期"
        case .opinions: "反馈日期"
        case .attendances: "登记日期"
        case .seats: "到校日期"
        case .evidence: "上传日期"
        default: "日期"
        }
    }

    func title(of row: PlainRecord) -> String {
        switch ledger {
        case .assessments: FigureParameter.value(of: FigureFilter("role", row.title), in: ledger)
        case .opinions: Opinion.State(rawValue: row.title)?.label ?? row.title
        case .hearings: Hearing.Audience(rawValue: row.title)?.label ?? row.title
        default: row.title
        }
    }

    func detail(of row: PlainRecord) -> String {
        switch ledger {
        case .assessments: FigureParameter.value(of: FigureFilter("state", row.detail), in: ledger)
        case .hearings: Hearing.Method(rawValue: row.detail)?.label ?? row.detail
        case .seats: TeamCapacity(rawValue: row.detail)?.label ?? row.detail
        case .evidence: Day(row.detail)?.chinese ?? row.detail
        default: row.detail
        }
    }

    /// The page that shows it.
    func link(of row: PlainRecord, owner: String) -> String {
        switch ledger {
        case .attendances: "/campaigns/\(row.subject)/training"
        case .evidence where owner == "finding": "/findings/\(row.subject)"
        case .opinions: "/inspections/\(row.subject)/opinion"
        default: "/inspections/\(row.subject)"
        }
    }
}

/// One kind of record as a list.
struct RecordListPage: Page {
    let ledger: FigureLedger
    let listing: Listing<PlainRecord>
    let address: ListAddress
    let filter: PlainRecordFilter
    let viewer: Viewer

    var title: String { ledger.label }
    var section: String { "/figures" }
    private var words: RecordWords { RecordWords(ledger) }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("指标库", "/figures")], actions: SaveAsFigure.link(ledger, address, for: viewer)).html)
        \(FilterBar(address, filters).html)
        \(narrowing.note)
        \(table.html)
        """
    }

    private var narrowing: FigureNarrowing {
        FigureNarrowing(ledger, address, but: ["unitKind", "stage", ownFilter])
    }

    /// The parameter that this kind of record has a control for.
    private var ownFilter: String {
        switch ledger {
        case .assessments: "role"
        case .opinions: "state"
        case .hearings: "audience"
        case .seats: "capacity"
        case .evidence: "owner"
        default: ""
        }
    }

    private var filters: [HTML] {
        let choices: [Choice] =
            switch ledger {
            case .assessments:
                ["self", "onSite", "thirdParty", "review"].map {
                    Choice($0, FigureParameter.value(of: FigureFilter("role", $0), in: ledger))
                }
            case .opinions: Opinion.State.allCases.map { Choice($0.rawValue, $0.label) }
            case .hearings: Hearing.Audience.allCases.map { Choice($0.rawValue, $0.label) }
            case .seats: TeamCapacity.allCases.map { Choice($0.rawValue, $0.label) }
            case .evidence: [Choice("finding", "整改")]
            default: []
            }
        let own: [HTML] =
            ownFilter.isEmpty
            ? []
            : [
                FilterBar.choice(
                    address, ownFilter, FigureParameter.label(ownFilter, in: ledger), choices,
                    all: ledger == .evidence ? "评估和督导意见" : "全部")
            ]
        return own + (ledger == .evidence ? [] : FigureNarrowing.unitFields(address)) + [narrowing.hidden]
    }

    private var table: Ledger {
        var columns: [Ledger.Column] = [.init("单位"), .init("督导项目", kind: "long"), .init(words.title)]
        if !words.detail.isEmpty { columns.append(.init(words.detail)) }
        if !words.number.isEmpty { columns.append(.init(words.number, kind: "num")) }
        columns.append(.init(words.day, sort: "day", kind: "date"))
        return Ledger(
            columns, listing, at: address, unit: "条", exportPath: "\(ledger.path)/export.xlsx", row: row)
    }

    private func row(_ row: PlainRecord) -> HTML {
        let link = words.link(of: row, owner: filter.owner)
        let unit = row.unit.isEmpty ? "—" : row.unit
        let detail: HTML? =
            words.detail.isEmpty ? nil : Ledger.cell(words.detail, "\(words.detail(of: row))")
        let number: HTML? =
            words.number.isEmpty ? nil : Ledger.cell(words.number, "\(row.number ?? 0) 人", kind: "num")
        return """
            <tr>\(Ledger.cell("单位", "<a href=\"\(link)\">\(unit)</a>", kind: "lead"))\
            \(Ledger.cell("督导项目", "\(row.campaign)", kind: "long"))\(Ledger.cell(words.title, "\(words.title(of: row))"))\
            \(detail)\(number)\(Ledger.cell(words.day, row.day.map { When.html($0) } ?? "", kind: "date"))</tr>
            """
    }
}
