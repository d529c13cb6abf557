/// Numbers of the balance standards as the official forms print them: means with two digits, coefficients with three.
package enum BalanceText {
    package static func mean(_ value: Double?) -> String { value.map { decimal($0, digits: 2) } ?? "—" }

    /// One that would print like its limit and is beyond it gets as many digits as it takes to see why.
    package static func coefficient(_ value: Double?, limit: Points? = nil, isWithin: Bool? = nil) -> String {
        guard let value else { return "—" }
        guard let limit, isWithin == false else { return decimal(value, digits: 3) }
        let bound = Fraction(limit)
        let digits = (3...9).first { decimal(value, digits: $0) != bound.formatted(digits: $0) } ?? 9
        return decimal(value, digits: digits)
    }

    package static func limit(_ limit: Points?) -> String {
        limit.map { Fraction($0).formatted(digits: 2) } ?? "—"
    }

    /// What a pupil has, in the indicator's unit; two digits, more where two would hide that it is below.
    package static func share(_ share: Ratio?, least: Points?) -> String {
        guard let share else { return "—" }
        let value = amount(share)
        guard let least, value < Fraction(least) else { return value.formatted(digits: 2) }
        let digits = (2...8).first { value.formatted(digits: $0) != Fraction(least).formatted(digits: $0) }
        return value.formatted(digits: digits ?? 8)
    }

    /// A share of `BalanceSchool` in the indicator's unit, exactly.
    package static func amount(_ share: Ratio) -> Fraction {
        share.fraction.divided(by: Fraction(Points.scale)) ?? .zero
    }

    /// Rounded half away from zero, once; no exponent and no thousands.
    ///
    /// The figure is taken as the decimal of 15 digits next to it, since 1.005 has no binary figure of its own and what was
    /// computed may be off in its last place. What is known exactly is better formatted as a `Fraction`.
    package static func decimal(_ value: Double, digits: Int) -> String {
        Fraction(near: value)?.formatted(digits: digits) ?? "\(value)"
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
