/// A grade (等次) and the percentages of full marks that earn it.
package struct Band: Hashable, Sendable, Codable {
    package let name: String
    /// The lowest percentage that still earns it.
    package let atLeast: Points
    /// The first percentage that is too high for it; nil for the best band.
    package let below: Points?

    package init(_ name: String, atLeast: Points, below: Points?) {
        self.name = name
        self.atLeast = atLeast
        self.below = below
    }

    /// 优秀 from 90, 良好 from 80, 合格 from 60, else 不合格.
    package static let usual = [
        Band("优秀", atLeast: Points(90), below: nil),
        Band("良好", atLeast: Points(80), below: Points(90)),
        Band("合格", atLeast: Points(60), below: Points(80)),
        Band("不合格", atLeast: .zero, below: Points(60)),
    ]

    /// Whether `share` (1 for full marks) lies in the band; the lower bound does, the upper does not.
    package func includes(_ share: Score) -> Bool {
        share >= Band.share(atLeast) && (below.map { share < Band.share($0) } ?? true)
    }

    private static func share(_ percent: Points) -> Score {
        Score(Int128(percent.scaled), over: Int128(Points.scale) * 100) ?? .zero
    }
}
