/// The figures of a campaign that its report states, counted from the records on one day.
package struct ReportFigures: Hashable, Sendable, Codable {
    package var campaign: CampaignID
    package var countedOn: Day
    /// Units that could be drawn or were chosen by hand.
    package var frame: Int
    package var drawn: Int
    /// Units whose result was confirmed.
    package var inspected: Int
    /// In the order of the bands.
    package var grades: [Count]
    /// By each further framework of a combined campaign.
    package var further: [FrameworkGrades]
    /// Findings by dimension of the framework, in its order.
    package var dimensions: [Dimension]
    /// Findings whose rectification was verified or which are closed.
    package var rectified: Int
    package var closed: Int

    package init(
        campaign: CampaignID, countedOn: Day, frame: Int, drawn: Int, inspected: Int, grades: [Count] = [],
        dimensions: [Dimension] = [], rectified: Int = 0, closed: Int = 0, further: [FrameworkGrades] = []
    ) {
        self.campaign = campaign
        self.countedOn = countedOn
        self.frame = frame
        self.drawn = drawn
        self.inspected = inspected
        self.grades = grades
        self.further = further
        self.dimensions = dimensions
        self.rectified = rectified
        self.closed = closed
    }

    /// The grades by one framework beside the first, in the order of its bands.
    package struct FrameworkGrades: Hashable, Sendable, Codable {
        package var framework: String
        package var grades: [Count]

        package init(_ framework: String, grades: [Count]) {
            self.framework = framework
            self.grades = grades
        }
    }

    package struct Count: Hashable, Sendable, Codable {
        package var name: String
        package var count: Int

        package init(_ name: String, _ count: Int) {
            self.name = name
            self.count = count
        }
    }

    package struct Dimension: Hashable, Sendable, Codable {
        package var name: String
        package var ordinary: Int
        package var serious: Int
        package var grave: Int

        package init(_ name: String, ordinary: Int = 0, serious: Int = 0, grave: Int = 0) {
            self.name = name
            self.ordinary = ordinary
            self.serious = serious
            self.grave = grave
        }

        package var total: Int { ordinary + serious + grave }

        package mutating func count(_ grade: Finding.Grade) {
            switch grade {
            case .ordinary: ordinary += 1
            case .serious: serious += 1
            case .grave: grave += 1
            }
        }
    }

    package var findings: Int { dimensions.reduce(0) { $0 + $1.total } }

    package func findings(_ grade: Finding.Grade) -> Int {
        dimensions.reduce(0) { sum, dimension in
            switch grade {
            case .ordinary: sum + dimension.ordinary
            case .serious: sum + dimension.serious
            case .grave: sum + dimension.grave
            }
        }
    }
}
