import Store
import Supervision

extension LeaderOverview {
    var links: LeaderLinks { LeaderLinks(self) }

    /// The place that is shown, in words.
    var placeName: String { scope?.name ?? "全国" }

    var districtLines: [LeaderLine] {
        districts.map { line in
            let own = line.district.map { LeaderLinks([("district", $0.text)]) }
            let canOpen = line.district.map { !$0.isOwn } ?? false
            return LeaderLine(
                name: line.name, path: canOpen ? own?.leader() ?? "" : "", lamp: line.lamp, findings: line.findings,
                units: line.units, links: own)
        }
    }

    var campaignLines: [LeaderLine] {
        campaigns.map { line in
            let dates = "\(line.kind.label)，\(line.startsOn.chinese)—\(line.endsOn.chinese)，\(line.state.label)"
            return LeaderLine(
                name: line.name, path: line.isOwn ? "/campaigns/\(line.id)" : "", small: dates, lamp: line.lamp,
                findings: line.findings, units: line.units, links: links.with("campaign", line.id.rawValue))
        }
    }

    var kindLines: [LeaderLine] {
        kinds.map { line in
            LeaderLine(
                name: line.kind?.label ?? "不属于督导项目", lamp: line.lamp, findings: line.findings, units: line.units,
                links: links.with("kind", line.kind?.rawValue ?? "none"))
        }
    }

    var sourceLines: [LeaderLine] {
        sources.map { line in
            LeaderLine(
                name: line.kind?.label ?? "", lamp: line.lamp, findings: line.findings,
                links: links.with("source", line.kind?.rawValue ?? ""))
        }
    }

    var gradeLines: [LeaderLine] {
        grades.map { line in
            LeaderLine(
                name: line.kind?.label ?? "", lamp: line.lamp, findings: line.findings,
                links: links.with("grade", line.kind?.rawValue ?? ""))
        }
    }
}

/// The plots of the leader's page.
extension LeaderOverview {
    /// How many districts a plot shows; the table shows all.
    static let plotted = 30

    /// Those with most late findings, the late part of what is open in red.
    func districtChart(_ table: Chart.Table = .elsewhere) -> Chart {
        let open = districtLines.filter { $0.findings.open > 0 }
        let lines = open.sorted { ($0.findings.late, $0.findings.open) > ($1.findings.late, $1.findings.open) }
            .prefix(LeaderOverview.plotted)
        let title = open.count > lines.count ? "各地区未销号问题（逾期最多的\(lines.count)个）" : "各地区未销号问题"
        return Chart(
            title, .bars, layout: .over, axis: "地区", unit: "个", categories: lines.map(\.name),
            series: [
                .init("未销号", .accent, lines.map { .init($0.findings.open, link: $0.links?.findings() ?? "") }),
                .init(
                    "其中逾期未改", .late,
                    lines.map { .init($0.findings.late, link: $0.links?.findings("late") ?? "") }),
            ], table: table)
    }

    /// The finished share of each running campaign beside the share of days gone by.
    func campaignChart(_ table: Chart.Table = .elsewhere) -> Chart {
        let running = campaigns.filter { $0.units.all > 0 }.prefix(LeaderOverview.plotted)
        func percent(_ share: Share) -> String { String(share.text.dropLast()) }
        return Chart(
            "项目完成进度与时间进度", .bars, axis: "项目", unit: "%", categories: running.map(\.name),
            series: [
                .init(
                    "完成比例", .accent,
                    running.map { line in
                        .init(
                            decimal: percent(Share(line.units.finished, of: line.units.all)),
                            link: links.with("campaign", line.id.rawValue).inspections())
                    }),
                .init(
                    "时间进度", .neutral,
                    running.map { line in
                        let days = line.startsOn.distance(to: line.endsOn) + 1
                        let passed = min(max(line.startsOn.distance(to: day) + 1, 0), days)
                        return .init(decimal: percent(Share(passed, of: days)))
                    }),
            ], table: table)
    }

    func trendChart(_ table: Chart.Table = .open) -> Chart {
        func points(_ count: (MonthLine) -> Int, _ name: String, _ value: (MonthLine) -> String) -> [Chart.Point] {
            months.map { .init(count($0), link: links.with(name, value($0)).findings("all")) }
        }
        // What is open at the end of this month's last day so far is what is open now.
        func open(_ line: MonthLine) -> String {
            line.until == day ? links.findings() : links.with("openOn", line.until.text).findings("all")
        }
        return Chart(
            "近12个月新增、销号和月末未销号的问题", .columns, axis: "月份", unit: "个",
            categories: months.map(\.month.chinese),
            series: [
                .init("新增", .accent, points(\.issued, "issued") { $0.month.text }),
                .init("销号", .good, points(\.closed, "closed") { $0.month.text }),
                .init("月末未销号", .late, isLine: true, months.map { .init($0.open, link: open($0)) }),
            ], table: table)
    }
}
