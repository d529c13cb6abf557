/// A chart as data, to be drawn as SVG: bars and columns against a level, lines over years, clouds of points.
package struct ChartDrawing: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        /// Upright, over time.
        case lines
        case columns
        /// Lying, for names; the picture grows with their number.
        case bars
        /// Each category stands at its own place along the axis.
        case points
    }

    /// How the bars of one category stand to each other.
    package enum Layout: Sendable, Equatable {
        case beside, stacked, over
    }

    package struct Series: Sendable, Equatable {
        package var name: String
        /// `#1f5f99`; anything else is drawn black.
        package var colour: String
        /// As they are written beside the bars; what is no number leaves a gap.
        package var values: [String?]
        /// Where the points of a cloud stand.
        package var places: [String]
        /// Drawn as a line over the columns of the others.
        package var isLine: Bool

        package init(
            _ name: String, colour: String, _ values: [String?], places: [String] = [], isLine: Bool = false
        ) {
            self.name = name
            self.colour = colour
            self.values = values
            self.places = places
            self.isLine = isLine
        }
    }

    package var title: String
    package var kind: Kind
    package var layout: Layout
    package var unit: String
    /// What a cloud's places are.
    package var across: String
    /// A value at which a line is drawn, such as a limit.
    package var level: String?
    package var categories: [String]
    package var series: [Series]

    package init(
        _ title: String, _ kind: Kind, layout: Layout = .beside, unit: String, across: String = "",
        level: String? = nil, categories: [String], series: [Series]
    ) {
        self.title = title
        self.kind = kind
        self.layout = layout
        self.unit = unit
        self.across = across
        self.level = level
        self.categories = categories
        self.series = series
    }

    /// The whole picture; nothing in it is loaded from elsewhere.
    package var svg: String { ChartCanvas(self).svg }
}

/// Where values lie along an axis: round steps from a round beginning.
struct ChartScale {
    let low: Double
    let high: Double
    let step: Double

    /// From zero on unless `isLoose`, or something lies below it.
    init(_ values: [Double], isLoose: Bool = false, steps: Int = 5) {
        let (least, most) = (values.min() ?? 0, values.max() ?? 1)
        let from = isLoose ? least : min(0, least)
        let span = max(most - from, most.magnitude * 1e-6, 1e-9)
        let raw = span / Double(steps)
        let power = ChartScale.power(below: raw)
        let step = [1, 2, 2.5, 5, 10].map { $0 * power }.first { $0 >= raw * 0.999_999 } ?? raw
        low = (from / step).rounded(.down) * step
        high = max((most / step - 1e-9).rounded(.up) * step, low + step)
        self.step = step
    }

    private static func power(below value: Double) -> Double {
        var power = 1.0
        while power > value { power /= 10 }
        while power * 10 <= value { power *= 10 }
        return power
    }

    var marks: [Double] { (0...Int(((high - low) / step).rounded())).map { low + Double($0) * step } }

    /// From 0 at the beginning of the axis to 1 at its end.
    func share(_ value: Double) -> Double { (value - low) / (high - low) }

    /// With as many digits as the step needs.
    func text(_ value: Double) -> String {
        let digits = (0...9).first { digits in
            let scaled = step * ChartScale.ten(digits)
            return abs(scaled - scaled.rounded()) < 1e-6 * max(1, scaled)
        }
        return ChartScale.text(value, digits: digits ?? 0)
    }

    static func text(_ value: Double, digits: Int) -> String {
        let scaled = (value * ten(digits)).rounded()
        guard scaled.magnitude < 9e15 else { return PlainDecimal.text(value) }
        let whole = Int(scaled)
        guard digits > 0 else { return "\(whole)" }
        let text = String(whole.magnitude)
        let padded = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
        return "\(whole < 0 ? "-" : "")\(padded.dropLast(digits)).\(padded.suffix(digits))"
    }

    private static func ten(_ digits: Int) -> Double { (0..<digits).reduce(1) { value, _ in value * 10 } }
}
