/// One of several batches of a campaign (批次): each has its own frame, draw and dates.
package struct CampaignBatch: Hashable, Sendable {
    /// The first batch's id stands for the whole series.
    package let series: CampaignID
    /// From 1.
    package let number: Int

    package init(series: CampaignID, number: Int) {
        self.series = series
        self.number = number
    }

    package var name: String { "第\(ChineseNumber.text(number))批" }
}

/// Half of a calendar year, by which a year's supervision is summed up.
package struct HalfYear: Hashable, Sendable, Comparable {
    package let year: Int
    /// 1 or 2.
    package let half: Int

    package init(_ day: Day) {
        year = day.year
        half = day.month <= 6 ? 1 : 2
    }

    /// Reads `2020-1`; nil for anything else.
    package init?(_ code: String) {
        let parts = code.split(separator: "-").map { Int($0) }
        guard parts.count == 2, let year = parts[0], let half = parts[1], (1...2).contains(half) else { return nil }
        self.year = year
        self.half = half
    }

    package var code: String { "\(year)-\(half)" }
    package var name: String { "\(year)年\(half == 1 ? "上" : "下")半年" }

    package static func < (left: HalfYear, right: HalfYear) -> Bool {
        (left.year, left.half) < (right.year, right.half)
    }
}

/// One unit in one batch: what the totals over a series are counted from.
package struct SeriesVisit: Hashable, Sendable {
    package let organisation: OrganisationID
    package let code: String
    package let name: String
    /// 隶属 in the words of people, such as 市属.
    package let authority: String
    package let batch: Int
    /// The day of the visit; the batch's first day while nobody has been there.
    package let day: Day
    package let isVisited: Bool

    package init(
        organisation: OrganisationID, code: String, name: String, authority: String, batch: Int, day: Day,
        isVisited: Bool
    ) {
        self.organisation = organisation
        self.code = code
        self.name = name
        self.authority = authority
        self.batch = batch
        self.day = day
        self.isVisited = isVisited
    }
}

/// Which visits of a series are looked at; what is nil or empty asks nothing.
package struct SeriesFilter: Hashable, Sendable {
    package var batch: Int?
    package var half: HalfYear?
    package var year: Int?
    package var authority = ""
    package var isVisited: Bool?
    /// Part of the name, or the code.
    package var text = ""

    package init(
        batch: Int? = nil, half: HalfYear? = nil, year: Int? = nil, authority: String = "", isVisited: Bool? = nil
    ) {
        self.batch = batch
        self.half = half
        self.year = year
        self.authority = authority
        self.isVisited = isVisited
    }

    package func includes(_ visit: SeriesVisit) -> Bool {
        (batch == nil || visit.batch == batch) && (half == nil || HalfYear(visit.day) == half)
            && (year == nil || visit.day.year == year) && (authority.isEmpty || visit.authority == authority)
            && (isVisited == nil || visit.isVisited == isVisited)
            && (text.isEmpty || visit.code == text || visit.name.contains(text))
    }
}

/// A unit with all its visits in a series; it counts once.
package struct SeriesUnit: Hashable, Sendable {
    package let organisation: OrganisationID
    package let code: String
    package let name: String
    package let authority: String
    /// By batch.
    package let visits: [SeriesVisit]
}

extension [SeriesVisit] {
    /// Each unit once, by code, with those of its visits that the filter takes.
    package func units(_ filter: SeriesFilter = SeriesFilter()) -> [SeriesUnit] {
        let taken = Dictionary(grouping: self.filter(filter.includes), by: \.organisation)
        return taken.compactMap { id, visits in
            let sorted = visits.sorted { ($0.batch, $0.day) < ($1.batch, $1.day) }
            return sorted.last.map {
                SeriesUnit(
                    organisation: id, code: $0.code, name: $0.name, authority: $0.authority, visits: sorted)
            }
        }.sorted { $0.code < $1.code }
    }

    /// How many units, each counted once.
    package func distinct(_ filter: SeriesFilter = SeriesFilter()) -> Int {
        Set(self.filter(filter.includes).map(\.organisation)).count
    }

    /// How many visits (所次).
    package func times(_ filter: SeriesFilter = SeriesFilter()) -> Int { count(where: filter.includes) }
}
