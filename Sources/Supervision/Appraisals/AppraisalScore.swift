/// Points of 100 over the measures that are known; the weight of the others is left out and said.
package struct AppraisalScore: Hashable, Sendable {
    /// The exact share as a fraction; compared before it is rounded.
    private let numerator: Int128
    private let denominator: Int128
    package let knownWeight: Int
    package let unknown: [AppraisalMeasure]

    package init(_ figures: [AppraisalMeasure: AppraisalFigure], _ rules: AppraisalRules) {
        var (top, bottom): (Int128, Int128) = (0, 1)
        var known = 0
        var unknown: [AppraisalMeasure] = []
        for measure in AppraisalMeasure.allCases where rules.weight(measure) > 0 {
            guard let figure = figures[measure], figure.isKnown else {
                unknown.append(measure)
                continue
            }
            let weight = rules.weight(measure)
            known += weight
            let (part, whole) = AppraisalScore.reduced(Int128(weight * figure.counted), Int128(figure.of))
            (top, bottom) = AppraisalScore.reduced(top * whole + part * bottom, bottom * whole)
        }
        numerator = top
        denominator = bottom * Int128(max(known, 1))
        knownWeight = known
        self.unknown = unknown
    }

    /// Whether it is at least so many points of 100.
    package func reaches(_ points: Int) -> Bool {
        knownWeight > 0 && numerator * 100 >= Int128(points) * denominator
    }

    /// Tenths of a point, rounded half up for showing; nil where nothing is known.
    package var tenths: Int? {
        knownWeight > 0 ? Int((numerator * 2_000 + denominator) / (denominator * 2)) : nil
    }

    package static func text(_ tenths: Int) -> String { "\(tenths / 10).\(tenths % 10)" }

    private static func reduced(_ top: Int128, _ bottom: Int128) -> (Int128, Int128) {
        var (a, b) = (top, bottom)
        while b != 0 { (a, b) = (b, a % b) }
        return a > 1 ? (top / a, bottom / a) : (top, bottom)
    }
}
