import Hummingbird
import NIOCore
import Office
import Store
import Supervision

/// The ledger of coverage as a file: exactly the rows of the page, all its pages.
struct CoverageSheet: Sendable {
    private let name: String
    private var head: [String]
    private var rows: [[SheetCell]]

    /// Schools: for each month how often, or why not; then each term's count against the law.
    init(_ schools: [CoverageSchool], _ span: CoverageSpan) {
        name = "到校覆盖\(span.name)"
        head =
            ["学校", "代码", "类别", "学段", "责任区", "责任督学"] + span.months.map(\.chinese)
            + span.terms.flatMap { ["\($0.name)次数", "\($0.name)法定要求"] } + ["到校合计", "缺的月数"]
        rows = schools.map { school in
            let facts: [SheetCell] = [
                .text(school.name), .text(school.code), .text(school.kind.label),
                .text(school.stages.map(\.label).joined(separator: "、")),
                .text(school.zone), .text(school.inspectors.map(\.name).joined(separator: "、")),
            ]
            let months = school.coverage.months.map { month -> SheetCell in
                month.visits > 0 ? .integer(month.visits) : .text(month.state == .ahead ? "" : month.state.label)
            }
            let terms = school.coverage.terms.flatMap { term -> [SheetCell] in
                [.integer(term.visits), .text(term.state.label)]
            }
            return facts + months + terms + [.integer(school.coverage.visits), .integer(school.coverage.lateMonths)]
        }
    }

    /// What the ledger says of the same schools beside their counts.
    mutating func add(
        _ lines: [OrganisationID: CoverageLine], _ rounds: [CoverageRound], to schools: [CoverageSchool],
        _ span: CoverageSpan, _ viewer: Viewer
    ) {
        let terms = CoverageLines.readers.contains(viewer.role) ? span.terms : []
        head += ["最近到校", "未销号问题"] + terms.map { "\($0.name)检查" } + rounds.map(\.record.cycle.name)
        for (index, school) in schools.enumerated() {
            let line = lines[school.id] ?? CoverageLine()
            rows[index] += [line.lastVisit.map { .day($0.text) } ?? .empty, .integer(line.openFindings)]
            rows[index] += terms.map { .integer(line.checks[$0] ?? 0) }
            rows[index] += rounds.map { .text(CoverageRound.words($0.standing[school.id])) }
        }
    }

    /// Counties: for each month how many schools had to be seen, were, and were not.
    init(_ districts: [CoverageDistrict], _ span: CoverageSpan) {
        name = "各区县到校覆盖\(span.name)"
        head =
            ["区县", "代码", "所在市", "学校"]
            + (span.months.map(\.chinese) + span.terms.map { "\($0.name)法定" }).flatMap {
                ["\($0)应到", "\($0)已到", "\($0)未到"]
            }
        rows = districts.map { district in
            let facts: [SheetCell] = [
                .text(district.name), .text(district.district.code), .text(district.cityName),
                .integer(district.sum.schools),
            ]
            return facts
                + (district.sum.months + district.sum.terms).flatMap { count -> [SheetCell] in
                    [.integer(count.due), .integer(count.done), .integer(count.late)]
                }
        }
    }

    func workbook() async throws -> Response {
        let rows = rows
        let columns = head.enumerated().map { index, title in
            SheetLayout.Column(title, kind: title == "代码" ? .text : .general, width: index == 0 ? 30 : nil)
        }
        let export = SheetExport(title: "到校覆盖", columns: columns) { page in
            Listing(rows: Array(rows.dropFirst(page.offset).prefix(page.size)), total: rows.count, page: page)
        } cells: {
            $0
        }
        return try await export.response(named: name)
    }

    var csv: Response {
        let lines = rows.map { row in
            row.map { cell -> String in
                switch cell {
                case .text(let text), .decimal(let text), .day(let text): text
                case .integer(let number): "\(number)"
                case .number(let number): "\(number)"
                case .empty: ""
                }
            }
        }
        return Response(
            status: .ok, headers: .download(named: "\(name).csv", type: "text/csv; charset=utf-8"),
            body: .init(byteBuffer: ByteBuffer(string: CSVWriter.text([head] + lines, .forExcel))))
    }
}
