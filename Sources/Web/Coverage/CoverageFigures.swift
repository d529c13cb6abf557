import Store
import Supervision

/// A round as the ledger of coverage tells of it.
struct CoverageRound: Sendable {
    let record: RoundCycleRecord
    let figures: RoundCycleFigures
    let standing: [OrganisationID: RoundStanding]

    static func words(_ standing: RoundStanding?) -> String {
        switch standing {
        case .done(let day)?: "\(day.year)年已完成"
        case .underWay?: "正在督导"
        case .planned(let year)?: "\(year)年计划"
        case .left?: "尚未安排"
        case nil: "不在本轮"
        }
    }
}

/// What the schools come to: this month, this term, and the five-year rounds; each number opens its schools.
struct CoverageFigures {
    let schools: [CoverageSchool]
    let address: CoverageAddress
    let today: Day
    let rounds: [CoverageRound]

    private var span: CoverageSpan { address.span }

    var html: HTML {
        var sum = CoverageSum(span)
        for school in schools { sum.add(school.coverage) }
        return """
            <dl class="figures">\(Figure.html("学校、幼儿园", schools.count, "所", here([])))\(month(sum))\(terms(sum))\
            \(without)</dl>\(rounds.map(round))
            """
    }

    private func here(_ pairs: [(String, String)]) -> String {
        address.path("/coverage", pairs + [("view", address.list.filter("view"))])
    }

    /// This month, and the last one that is over and asked for visits.
    private func month(_ sum: CoverageSum) -> HTML {
        let index = span.months.firstIndex { $0.contains(today) }
        let now = index.map { index -> HTML in
            let (count, month) = (sum.months[index], span.months[index])
            guard count.due > 0 else { return .empty }
            return """
                \(figure("本月已到校", count.done, month, .visited))\(figure("本月待到校", count.waiting, month, .waiting))
                """
        }
        let past = span.months.indices.last { span.months[$0].last < today && sum.months[$0].due > 0 }
        let before = past.map { index in
            figure(
                "\(span.months[index].first.month)月未到校", sum.months[index].late, span.months[index], .late,
                isLate: sum.months[index].late > 0)
        }
        return "\(now)\(before)"
    }

    private func figure(
        _ title: String, _ count: Int, _ month: Month, _ state: CoverageMonth.State, isLate: Bool = false
    ) -> HTML {
        Figure.html(title, count, "所", here([("month", month.text), ("state", state.rawValue)]), isLate: isLate)
    }

    private func terms(_ sum: CoverageSum) -> [HTML] {
        span.terms.enumerated().compactMap { index, term -> HTML? in
            let count = sum.terms[index]
            guard count.due > 0 else { return nil }
            func link(_ state: CoverageTerm.State) -> String { here([("term", term.key), ("floor", state.rawValue)]) }
            let late: HTML? =
                count.late > 0
                ? Figure.html("\(term.shortName)学期法定未达到", count.late, "所", link(.late), isLate: true) : nil
            let open: HTML? =
                count.waiting > 0 ? Figure.html("\(term.shortName)学期法定还差", count.waiting, "所", link(.open)) : nil
            return "\(Figure.html("\(term.shortName)学期法定已达到", count.done, "所", link(.reached)))\(open)\(late)"
        }
    }

    private var without: HTML? {
        let count = schools.count { $0.inspectors.isEmpty }
        return count == 0 || count == schools.count
            ? nil : Figure.html("没有责任督学", count, "所", here([("inspector", "none")]))
    }

    private func round(_ round: CoverageRound) -> HTML {
        let (path, figures) = ("/rounds/\(round.record.id)", round.figures)
        let year = figures.years.first { $0.year == today.year }
        let planned: HTML? = year.map { year -> HTML in
            """
            \(Figure.html("今年计划", year.planned, "所", "\(path)?year=\(today.year)"))\
            \(Figure.html("今年完成", year.done, "所", "\(path)?doneYear=\(today.year)"))
            """
        }
        return """
            <section class="section"><h2><a href="\(path)">\(round.record.cycle.name)</a></h2><dl class="figures">\
            \(Figure.html("已完成", figures.done, "所", "\(path)?standing=done"))\
            \(Figure.html("正在督导", figures.running, "所", "\(path)?standing=running"))\
            \(Figure.html("合计", figures.covered, "所", "\(path)?standing=covered"))\(planned)\
            \(Figure.html("尚未督导", figures.remaining, "所", "\(path)?standing=remaining"))\
            \(Figure.html("名册总数", figures.registry, "所", "\(path)?standing=registry"))</dl></section>
            """
    }
}
