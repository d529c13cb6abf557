/// Excel's dates: days since the end of 1899, or since 1904 in some workbooks.
struct SerialDate: Sendable {
    let is1904: Bool

    /// The ISO text of a serial number, or nil where its format says no date or there is no such date.
    func text(_ serial: Double, as format: NumberFormat) -> String? {
        guard format != .number, serial >= 0, serial < 2_958_466 else { return nil }
        let seconds = Int((serial * 86_400).rounded())
        switch format {
        case .number: return nil
        case .date: return day(Int(serial))
        case .dateTime: return day(seconds / 86_400).map { $0 + " " + time(seconds % 86_400) }
        case .time(let elapsed):
            if seconds < 86_400 || elapsed { return time(seconds) }
            return day(seconds / 86_400).map { $0 + " " + time(seconds % 86_400) }
        }
    }

    private func time(_ seconds: Int) -> String {
        "\(padded(seconds / 3_600)):\(padded(seconds / 60 % 60)):\(padded(seconds % 60))"
    }

    private func day(_ number: Int) -> String? {
        if is1904 { return civil(number - 24_107) }
        // Excel believes in 29 February 1900 (60) and in a day 0; neither is a date.
        guard number > 0, number != 60 else { return nil }
        return civil(number - (number < 60 ? 25_568 : 25_569))
    }

    /// The day so many days after 1970-01-01 (Hinnant's algorithm; the year begins in March).
    private func civil(_ days: Int) -> String {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * ofYear + 2) / 153
        let day = ofYear - (153 * month + 2) / 5 + 1
        let year = yearOfEra + era * 400 + (month >= 10 ? 1 : 0)
        return "\(year)-\(padded(month < 10 ? month + 3 : month - 9))-\(padded(day))"
    }

    private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// The serial number (1900 system) of `yyyy-MM-dd`; nil for anything else.
    static func serial(of iso: String) -> Int? {
        let parts = iso.split(separator: "-", omittingEmptySubsequences: false)
        guard iso.utf8.count == 10, parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]),
            let day = Int(parts[2]), (1900...9999).contains(year), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        let shifted = month > 2 ? year : year - 1
        let ofEra = shifted % 400
        let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let days = shifted / 400 * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
        let serial = days + (days < -25_508 ? 25_568 : 25_569)
        // 31 February and the like come back as another day.
        return SerialDate(is1904: false).text(Double(serial), as: .date) == iso ? serial : nil
    }
}
