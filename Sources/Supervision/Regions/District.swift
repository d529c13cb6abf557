/// A part of a larger scope (地区): all that one region manages, or only what its own office manages itself (本级).
package struct District: Hashable, Sendable {
    package let level: RegionLevel
    package let code: String
    /// Without what is managed below.
    package let isOwn: Bool

    package init(_ level: RegionLevel, _ code: String, isOwn: Bool = false) {
        self.level = level
        self.code = code
        self.isOwn = isOwn
    }

    /// As it stands in an address: `county-320102`, `city-320100-own`; nil for anything else.
    package init?(text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard (2...3).contains(parts.count), let level = RegionLevel(rawValue: parts[0]), !parts[1].isEmpty,
            parts[1].utf8.count <= 12, parts.count == 2 || parts[2] == "own"
        else { return nil }
        self.init(level, parts[1], isOwn: parts.count == 3)
    }

    package var text: String { "\(level.rawValue)-\(code)\(isOwn ? "-own" : "")" }

    /// The levels below this one, the highest first: what is empty in them is the office's own.
    package var below: [RegionLevel] {
        Array(RegionLevel.allCases.drop { $0 != level }.dropFirst())
    }
}
