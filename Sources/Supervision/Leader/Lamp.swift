/// How things stand in one district or campaign (红黄绿灯), and why.
package struct Lamp: Hashable, Sendable {
    package enum Colour: Int, Hashable, Sendable, Comparable, CaseIterable {
        /// Nothing to judge: no open finding and no campaign under way.
        case none
        case green, yellow, red

        package var label: String {
            switch self {
            case .none: "无任务"
            case .green: "绿灯"
            case .yellow: "黄灯"
            case .red: "红灯"
            }
        }

        package static func < (left: Colour, right: Colour) -> Bool { left.rawValue < right.rawValue }
    }

    package let colour: Colour
    /// Every reason for this colour, in Chinese; empty for green and none.
    package let reasons: [String]

    package init(_ colour: Colour, _ reasons: [String] = []) {
        self.colour = colour
        self.reasons = reasons
    }
}

/// What a lamp is judged by.
package struct LampFigures: Hashable, Sendable {
    /// How far one campaign is, in the district or as a whole.
    package struct Progress: Hashable, Sendable {
        package let units: Int
        package let finished: Int
        package let startsOn: Day
        package let endsOn: Day

        package init(units: Int, finished: Int, startsOn: Day, endsOn: Day) {
            self.units = units
            self.finished = finished
            self.startsOn = startsOn
            self.endsOn = endsOn
        }

        package func isOver(on day: Day) -> Bool { endsOn < day }
    }

    /// Findings that are not closed, those of them whose unit is late, and those due within three days.
    package var open: Int
    package var late: Int
    package var soon: Int
    /// Of the campaigns under way.
    package var campaigns: [Progress]

    package init(open: Int = 0, late: Int = 0, soon: Int = 0, campaigns: [Progress] = []) {
        self.open = open
        self.late = late
        self.soon = soon
        self.campaigns = campaigns
    }
}
