import SQLCore
import Supervision

/// What the other regions under the same authority come to together, for comparison; never one of them alone.
package enum PeerFigures {
    /// Fewer would tell who they are.
    package static let least = 3

    package static let names: [String: String] = [
        "peer.regions": "参与比较的其他地区", "peer.finding.rectified.share": "其他地区合计整改完成率",
        "peer.finding.closed.share": "其他地区合计销号率", "peer.finding.late.share": "其他地区合计逾期率",
    ]

    static func stated(
        _ marks: Set<SummaryMark>, _ scope: SummaryScope, in db: SQLConnection
    ) throws -> [SummaryMark: StatedFigure] {
        guard !marks.isEmpty else { return [:] }
        let counts = try Counts(scope, in: db)
        return Dictionary(
            uniqueKeysWithValues: marks.map { mark in
                let isCount = mark.code == "peer.regions"
                return (
                    mark,
                    StatedFigure(
                        mark, name: names[mark.code] ?? mark.code,
                        definition: "同一上级辖内、统计期内下发过问题的其他地区合计（不少于\(least)个才计算，只用合计数，不列各地区）；统计期：\(scope.span.label)",
                        unit: isCount ? "个" : "%", period: scope.span.label, text: counts.text(mark.code),
                        countedAt: scope.at.text)
                )
            })
    }

    private struct Counts {
        var regions = 0
        var found = 0
        var rectified = 0
        var closed = 0
        var late = 0

        /// The one query that looks beyond the viewer's scope: it gives sums over at least three regions, or nothing.
        init(_ scope: SummaryScope, in db: SQLConnection) throws {
            guard let around = try Counts.around(scope, in: db) else { return }
            let row = try db.first(
                """
                SELECT count(DISTINCT p.county || '/' || p.zone), count(*),
                    sum(CASE WHEN p.state IN ('verified', 'closed') THEN 1 ELSE 0 END),
                    sum(CASE WHEN p.state = 'closed' THEN 1 ELSE 0 END),
                    sum(CASE WHEN p.due_on > '' AND p.due_on < \(scope.viewer.day)
                        AND p.state IN ('issued', 'acknowledged', 'planned', 'returned') THEN 1 ELSE 0 END)
                FROM finding_part p WHERE p.state <> 'draft' AND \(around)
                    AND p.issued_on >= \(scope.span.first) AND p.issued_on <= \(scope.span.last)
                """)
            guard let row, try row.get(0) as Int >= PeerFigures.least else { return }
            (regions, found) = (try row.get(0), try row.get(1))
            (rectified, closed, late) = (try row.get(2), try row.get(3), try row.get(4))
        }

        /// Everything under the authority above that is not the region's own.
        private static func around(_ scope: SummaryScope, in db: SQLConnection) throws -> SQL? {
            guard let (level, place) = try Place.of(region: scope.region, in: db) else { return nil }
            return switch level {
            case .zone where !place.county.isEmpty:
                "p.county = \(place.county) AND p.zone <> \(place.zone) AND p.zone <> ''"
            case .zone: "p.city = \(place.city) AND p.zone <> \(place.zone) AND (p.zone <> '' OR p.county <> '')"
            case .county: "p.city = \(place.city) AND p.county <> \(place.county) AND (p.zone <> '' OR p.county <> '')"
            case .city, .province: nil
            }
        }

        func text(_ code: String) -> String? {
            guard regions > 0 else { return nil }
            let part: Int? =
                switch code {
                case "peer.finding.rectified.share": rectified
                case "peer.finding.closed.share": closed
                case "peer.finding.late.share": late
                default: nil
                }
            guard let part else { return "\(regions)" }
            return Score(Int128(part), over: Int128(found)).map {
                FigureValue.number($0).text(unit: "%", digits: 2)
            }
        }
    }
}
