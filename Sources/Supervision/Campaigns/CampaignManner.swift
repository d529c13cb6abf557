extension Campaign {
    /// Whether a unit knows that somebody comes: 明察 with a notice, 暗访 without any word.
    package enum Manner: String, Hashable, Sendable, Codable, CaseIterable {
        case announced, unannounced

        package var label: String {
            switch self {
            case .announced: "明察"
            case .unannounced: "暗访"
            }
        }
    }
}
