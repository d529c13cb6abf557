import HTTPTypes
import Hummingbird
import NIOCore
import Office
import Store
import Supervision

/// Counties with figures and roadmap as XLSX, CSV and JSON: exactly what the list shows, all its pages.
struct CountySheets {
    let counties: [CountyProgress]
    let title: String
    let today: Day

    private static let headings = [
        "区县代码", "区县", "所在市", "学校", "未填报", "不达标学校", "超限指标", "最差指标", "最差差异系数", "限值", "结论", "规划年", "已认定", "认定日期",
        "目前环节", "环节期限", "进展", "原因",
    ]

    private static let numbers: Set<Int> = [3, 4, 5, 6, 8, 9, 11]

    /// In the order of `headings`; empty for what is not known.
    private func cells(_ county: CountyProgress) -> [String] {
        let (line, held, step) = (county.line, county.held, county.certification)
        let worst = line?.worst
        let figures: [String] = [
            line.map { "\($0.schools)" } ?? "", line.map { "\($0.silent)" } ?? "", line.map { "\($0.failing)" } ?? "",
            line.map { "\($0.unevenCount)" } ?? "", worst.map { "\($0.stage.label)\($0.indicator)" } ?? "",
            worst.map { BalanceText.coefficient($0.coefficient, limit: $0.limit, isWithin: $0.strain <= 1) } ?? "",
            worst.map { BalanceText.limit($0.limit) } ?? "", county.verdictLabel,
        ]
        let plan: [String] = [
            county.plannedYear.map { "\($0)" } ?? "", held.map { $0.tier.isEmpty ? "是" : $0.tier } ?? "",
            held?.day.text ?? "", step?.stepName ?? "", step?.due?.text ?? "", county.standing?.kind.label ?? "",
            county.standing?.reason?.text ?? "",
        ]
        return [county.district.code, county.district.name, county.district.cityName] + figures + plan
    }

    func workbook() async throws -> Response {
        let columns = Self.headings.enumerated().map { place, heading -> SheetLayout.Column in
            place == 0
                ? .init(heading, kind: .text, width: 12) : .init(heading, width: place == 7 || place == 17 ? 30 : 12)
        }
        let rows = counties.map(cells)
        let sheet = SheetExport(title: "区县", columns: columns) { page in
            Listing(rows: page.number == 1 ? rows : [], total: rows.count, page: page)
        } cells: { row in
            row.enumerated().map { place, text -> SheetCell in
                text.isEmpty ? .empty : Self.numbers.contains(place) ? .decimal(text) : .text(text)
            }
        }
        return try await sheet.response(named: title)
    }

    var csv: Response {
        let text = CSVWriter.text([Self.headings] + counties.map(cells), .forExcel)
        return Response(
            status: .ok, headers: .download(named: "\(title).csv", type: "text/csv; charset=utf-8"),
            body: .init(byteBuffer: ByteBuffer(bytes: [UInt8](text.utf8))))
    }

    /// An object a county, with the headings as names; coefficients unrounded.
    var json: Response {
        let objects = counties.map { county -> String in
            var pairs = zip(Self.headings, cells(county)).enumerated().map { place, pair -> String in
                let isNumber = Self.numbers.contains(place) && Double(pair.1) != nil
                let value = pair.1.isEmpty ? "null" : isNumber ? pair.1 : JSON.quoted(pair.1)
                return "\(JSON.quoted(pair.0)):\(value)"
            }
            if let worst = county.line?.worst { pairs[8] = "\(JSON.quoted(Self.headings[8])):\(worst.coefficient)" }
            return "{\(pairs.joined(separator: ","))}"
        }
        var answer = Response.json("[\(objects.joined(separator: ","))]")
        answer.headers[.contentDisposition] = Download.disposition("\(title).json")
        return answer
    }
}
