/// A point in time to the millisecond, stored as `yyyy-MM-ddTHH:mm:ss.SSSZ` in UTC.
package struct Instant: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    package let milliseconds: Int

    package init(milliseconds: Int) {
        self.milliseconds = milliseconds
    }

    /// Reads `yyyy-MM-ddTHH:mm:ss.SSSZ`; nil for anything else.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 24, bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
            bytes[16] == UInt8(ascii: ":"), bytes[19] == UInt8(ascii: "."), bytes[23] == UInt8(ascii: "Z"),
            let day = Day(String(text.prefix(10)))
        else { return nil }
        func number(_ range: Range<Int>) -> Int? { Int(String(decoding: bytes[range], as: UTF8.self)) }
        guard let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            let fraction = number(20..<23), (0..<24).contains(hour), (0..<60).contains(minute),
            (0..<60).contains(second), fraction >= 0
        else { return nil }
        milliseconds = ((day.number * 24 + hour) * 60 + minute) * 60_000 + second * 1_000 + fraction
    }

    package static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

    package func adding(seconds: Int) -> Instant { Instant(milliseconds: milliseconds + seconds * 1_000) }

    /// The day it is in Asia/Shanghai (UTC+8, no summer time).
    package var day: Day { Day(number: Instant.floor(milliseconds + Instant.offset, Instant.dayLength)) }

    package var text: String {
        let number = Instant.floor(milliseconds, Instant.dayLength)
        return
            "\(Day(number: number).text)T\(Instant.clock(milliseconds - number * Instant.dayLength, fraction: true))Z"
    }

    /// The form people read in Asia/Shanghai, such as `2021年3月8日 14:05`.
    package var chinese: String {
        let rest = milliseconds + Instant.offset - day.number * Instant.dayLength
        return "\(day.chinese) \(Instant.clock(rest, fraction: false).prefix(5))"
    }

    package var description: String { text }

    private static let dayLength = 86_400_000
    private static let offset = 8 * 3_600_000

    private static func floor(_ value: Int, _ by: Int) -> Int {
        value >= 0 ? value / by : -((-value + by - 1) / by)
    }

    private static func clock(_ rest: Int, fraction: Bool) -> String {
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let seconds = rest / 1_000
        let text = "\(two(seconds / 3_600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
        guard fraction else { return text }
        let milliseconds = rest % 1_000
        return "\(text).\(milliseconds < 100 ? "0" : "")\(milliseconds < 10 ? "0" : "")\(milliseconds)"
    }
}
