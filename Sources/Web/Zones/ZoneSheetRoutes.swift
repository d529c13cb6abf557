import Hummingbird
import Office
import SQLCore
import Store
import Supervision

/// `/zones/schools` and `/zones/import`: which school belongs where, as a list, as a sheet, and back from it.
enum ZoneSheetRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/zones/schools", ZoneRoutes.readers, list)
        site.get("/zones/schools/export.xlsx", ZoneRoutes.readers, export)
        site.get("/zones/import", ZoneRoutes.keepers) { call in call.page(ZoneImportPage()) }
        site.post("/zones/import", ZoneRoutes.keepers, take)
    }

    private static func list(_ call: Call) async throws -> Response {
        let address = ListAddress("/zones/schools", call.query)
        let filter = ZoneSchoolFilter(address)
        let (listing, zones, person) = try await call.read { db in
            let id: PersonID? = filter.person.isEmpty ? nil : Identifier(filter.person)
            return (
                try Zones.schools(filter, address.page, visibleTo: call.viewer, in: db),
                try Zones.choices(visibleTo: call.viewer, in: db),
                try id.flatMap { try Inspectors.find($0, visibleTo: call.viewer, in: db)?.inspector.name }
            )
        }
        return call.page(
            ZoneSchoolsPage(
                listing: listing, address: address, zones: zones, person: person,
                seesPeople: ZoneRoutes.keepers.admits(call.viewer.role)))
    }

    /// In the columns that the import reads; a school with two inspectors has two rows.
    private static func export(_ call: Call) async throws -> Response {
        let filter = ZoneSchoolFilter(ListAddress("/zones/schools", call.query))
        let columns: [SheetLayout.Column] = ZoneField.allCases.map { field in
            SheetLayout.Column(
                field.title, kind: field == .from ? .day : [.code, .inspector].contains(field) ? .text : .general,
                width: field == .school ? 32 : 18)
        }
        let export = SheetExport(title: "责任区学校", columns: columns) { (last: ExportedSchool?) in
            let page = PageRequest.chunk((last?.page ?? 0) + 1, of: SheetExport.chunkSize)
            let found = try await call.read { db in
                try Zones.schools(filter, page, visibleTo: call.viewer, in: db)
            }
            return found.rows.flatMap { line -> [ExportedSchool] in
                line.people.isEmpty
                    ? [ExportedSchool(page: page.number, line: line, person: nil)]
                    : line.people.map { ExportedSchool(page: page.number, line: line, person: $0) }
            }
        } cells: { row in
            [
                .text(row.line.zoneName), .text(row.line.code), .text(row.line.name), .text(row.person?.code ?? ""),
                .text(row.person?.name ?? ""), (row.person?.from ?? row.line.since).map { .day($0.text) } ?? .empty,
            ]
        }
        return try await export.response(named: "责任区学校")
    }

    private static func take(_ call: Call, _ sent: Submission) async throws -> Response {
        guard let file = sent.files.first(where: { $0.field == "file" }), file.size > 0 else {
            return call.page(ZoneImportPage(problem: "请选择一个 XLSX 或 CSV 文件。"), status: .unprocessableContent)
        }
        let sheet: ZoneSheetReading
        do {
            sheet = try ZoneSheetReading(file.path)
        } catch let error as any OfficeError {
            return call.page(ZoneImportPage(problem: error.message), status: .unprocessableContent)
        } catch let refusal as FormRefusal {
            return call.page(ZoneImportPage(problem: refusal.message), status: refusal.status)
        }
        let skips = sent.fields.text("skip") == "1"
        return try await call.change(sent) { refusal in
            let problems = (refusal as? ZoneImportProblems)?.found ?? []
            return call.page(
                ZoneImportPage(problem: problems.isEmpty ? refusal.message : nil, problems: problems, skips: skips),
                status: refusal.status)
        } _: { act in
            let result = try Zones.take(sheet.rows, sheet.problems, skipsBad: skips, act)
            return """
                /zones?done=imported&zones=\(result.zones)&schools=\(result.schools)&postings=\(result.postings)\
                &bad=\(Set(result.problems.map(\.row)).count)
                """
        }
    }
}

/// A row of the export: a school with one of those who look after it.
private struct ExportedSchool: Sendable {
    let page: Int
    let line: ZoneSchoolLine
    let person: ZonePerson?
}

/// The rows of a sheet of zones as they can be read.
struct ZoneSheetReading: Sendable {
    private(set) var rows: [ZoneRow] = []
    private(set) var problems: [RowProblem] = []

    private static let limit = 5_000

    init(_ path: String) throws {
        var table: [(number: Int, cells: [String])] = []
        try SpreadsheetReader.open(path: path).forEachRow { number, cells in
            guard table.count <= ZoneSheetReading.limit else {
                throw FormRefusal([:], message: "表格超过\(ZoneSheetReading.limit)行，请分几次导入。")
            }
            if cells.contains(where: { !$0.isBlank }) { table.append((number, cells)) }
        }
        guard let head = ColumnMapping<ZoneField>.headerRow(in: table.map(\.cells)) else {
            throw FormRefusal([:], message: "前10行中没有找到认识的表头，请使用导出的表格或核对表头。")
        }
        let mapping = ColumnMapping<ZoneField>(header: table[head].cells)
        guard mapping.missing.isEmpty else {
            throw FormRefusal([:], message: "表格缺少“\(mapping.missing.map(\.title).joined(separator: "、"))”一列。")
        }
        for line in table.dropFirst(head + 1) {
            // As exported, a school that is in no zone.
            if [.zone, .inspector, .name].allSatisfy({ mapping.cell($0, in: line.cells).isEmpty }) { continue }
            switch ZoneRow.parse(line.cells, row: line.number, mapping: mapping) {
            case .value(let row): rows.append(row)
            case .problems(let found): problems += found
            }
        }
        guard !rows.isEmpty || !problems.isEmpty else { throw FormRefusal([:], message: "表里没有数据行。") }
    }
}

struct ZoneImportPage: Page {
    var problem: String?
    var problems: [RowProblem] = []
    var skips = false

    var title: String { "导入责任区" }
    var section: String { "/zones" }

    var main: HTML {
        let help = ZoneField.allCases.map { field -> HTML in
            "<dt>\(field.title)</dt><dd>\(field.hint)</dd>"
        }
        return """
            \(PageHead(title, crumbs: [("督学责任区", "/zones")], subtitle: "一行一所学校，写明责任区和责任督学；一校两名督学写两行。").html)
            \(Said.error(problem))\(ProblemTable.refused(problems))
            <form class="form" method="post" action="/zones/import" enctype="multipart/form-data">\(FormSeal())
            \(Field("file", "表格", help: "XLSX 或 CSV，不超过5000行。可以先导出现有的，改好再导入。", isRequired: true).file(accept: ".xlsx,.csv"))
            <div class="field"><label class="choice"><input type="checkbox" name="skip" value="1"\(skips ? " checked" as HTML : nil)> 有问题的行跳过，只导入合格的</label></div>
            <div class="form-actions"><button class="primary">导入</button>\
            <a class="button" href="/zones/schools/export.xlsx">导出现有的</a><a class="button quiet" href="/zones">取消</a></div>
            </form>
            <section class="section"><h2>各列怎么填</h2><dl class="facts">\(help)</dl></section>
            """
    }
}

/// Schools with their zone and who looks after them.
struct ZoneSchoolsPage: Page {
    let listing: Listing<ZoneSchoolLine>
    let address: ListAddress
    let zones: [(id: String, name: String)]
    /// Whose schools are shown, when only one's are.
    let person: String?
    let seesPeople: Bool

    var title: String { "责任区学校" }
    var section: String { "/zones" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("督学责任区", "/zones")], subtitle: subtitle).html)
        \(FilterBar(address, filters, keeping: ["person"]).html)
        \(table.html)
        """
    }

    private var subtitle: HTML? {
        if let person { return "\(person)负责的学校" }
        return address.filter("state") == "lacking" ? "曾在或现在责任区、今天没有责任督学的学校；请打开责任区划入学校、指定责任督学。" : nil
    }

    private var filters: [HTML] {
        let hidden: HTML = "<input type=\"hidden\" name=\"person\" value=\"\(address.filter("person"))\">"
        return [
            FilterBar.search(address, hint: "学校或标识码"),
            FilterBar.choice(
                address, "zone", "责任区", [Choice("none", "未划入")] + zones.map { Choice($0.id, $0.name) }),
            FilterBar.choice(
                address, "state", "挂牌",
                [Choice("posted", "已挂牌"), Choice("unposted", "未挂牌"), Choice("lacking", "待落实责任督学")]),
            person == nil ? .empty : hidden,
            address.filter("own").isEmpty ? .empty : "<input type=\"hidden\" name=\"own\" value=\"1\">",
        ]
    }

    private var table: Ledger {
        Ledger(
            [
                .init("学校", sort: "name"), .init("标识码", sort: "code", kind: "code"), .init("类型"),
                .init("责任区", sort: "zone"), .init("责任督学", kind: "long"), .init("划入", sort: "since", kind: "date"),
            ], listing, at: address, unit: "所", exportPath: "/zones/schools/export.xlsx",
            empty: "<div class=\"empty\"><strong>没有符合条件的学校</strong></div>"
        ) { line in
            let zone: HTML =
                line.zone.map { "<a href=\"/zones/\($0)\">\(line.zoneName)</a>" } ?? Badge.html("未划入", .warn)
            let people = line.people.map { person -> HTML in
                seesPeople ? "<a href=\"/inspectors/\(person.person)\">\(person.name)</a>" : "\(person.name)"
            }
            let shown: HTML =
                people.isEmpty
                ? line.zone == nil ? "—" : Badge.html("未挂牌", .late)
                : HTML.joined(people.enumerated().map { $0.offset == 0 ? $0.element : "、\($0.element)" })
            let name: HTML =
                seesPeople ? "<a href=\"/organisations/\(line.school)\">\(line.name)</a>" : "\(line.name)"
            return """
                <tr>\(Ledger.cell("学校", name, kind: "lead"))\(Ledger.cell("标识码", "\(line.code)", kind: "code"))\
                \(Ledger.cell("类型", "\(line.kind.label)"))\(Ledger.cell("责任区", zone))\
                \(Ledger.cell("责任督学", shown, kind: "long"))\
                \(Ledger.cell("划入", line.since.map { When.html($0) } ?? "—", kind: "date"))</tr>
                """
        }
    }
}
