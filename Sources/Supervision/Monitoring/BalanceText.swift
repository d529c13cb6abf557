/// Numbers of the balance standards as the official forms print them: means with two digits, coefficients with three.
package enum BalanceText {
    package static func mean(_ value: Double?) -> String { value.map { decimal($0, digits: 2) } ?? "—" }

    /// One that would print like its limit and is beyond it gets as many digits as it takes to see why.
    package static func coefficient(_ value: Double?, limit: Points? = nil, isWithin: Bool? = nil) -> String {
        guard let value else { return "—" }
        guard let limit, isWithin == false else { return decimal(value, digits: 3) }
        let bound = Double(limit.scaled) / Double(Points.scale)
        let digits = (3...9).first { decimal(value, digits: $0) != decimal(bound, digits: $0) } ?? 9
        return decimal(value, digits: digits)
    }

    package static func limit(_ limit: Points?) -> String {
        limit.map { decimal(Double($0.scaled) / Double(Points.scale), digits: 2) } ?? "—"
    }

    /// What a pupil has, in the indicator's unit; two digits, more where two would hide that it is below.
    package static func share(_ share: Ratio?, least: Points?) -> String {
        guard let share else { return "—" }
        let value = share.value / Double(Points.scale)
        guard let least, share < (Ratio(least.scaled, 1) ?? share) else { return decimal(value, digits: 2) }
        let bound = Double(least.scaled) / Double(Points.scale)
        let digits = (2...8).first { decimal(value, digits: $0) != decimal(bound, digits: $0) } ?? 8
        return decimal(value, digits: digits)
    }

    /// Rounded half up, once; no exponent and no thousands.
    package static func decimal(_ value: Double, digits: Int) -> String {
        let scale = (0..<digits).reduce(1) { scale, _ in scale * 10 }
        let scaled = (value * Double(scale)).rounded(.toNearestOrAwayFromZero)
        guard scaled.magnitude < 9e15 else { return "\(value)" }
        let whole = Int(scaled)
        let (units, rest) = whole.magnitude.quotientAndRemainder(dividingBy: UInt(scale))
        let fraction = String(rest)
        let padded = String(repeating: "0", count: max(0, digits - fraction.count)) + fraction
        return "\(whole < 0 ? "-" : "")\(units)\(digits > 0 ? ".\(padded)" : "")"
    }
}

extension BalanceVerdict {
    package var label: String {
        switch self {
        case .pass: "达到"
        case .fail: "未达到"
        case .undetermined: "数据不全，不能判定"
        }
    }
}

extension BalanceIndicator {
    /// As a column's head, where the full name has no room.
    package var short: String {
        switch code {
        case "teachers.qualified": isPerHundred ? "高学历教师" : "高学历教师（生均）"
        case "teachers.backbone": "骨干教师"
        case "teachers.arts": "体艺教师"
        case "area.teaching": "教辅用房"
        case "area.sports": "体育场馆"
        case "equipment": "仪器设备"
        case "rooms.media": "多媒体教室"
        case "computers": "计算机"
        case "books": "图书"
        case "teachers": "师生比"
        case "teachers.titles": "中级以上职称"
        default: name
        }
    }
}
