/// The code people know an organisation by: the national 学校标识码, or a local one where it has none.
package enum OrganisationCode: Hashable, Sendable, CustomStringConvertible {
    case school(SchoolCode)
    case local(LocalCode)

    /// Ten digits are read as a 学校标识码, a code with a letter as a local one.
    package init(_ text: String) throws(CodeRefusal) {
        let text = text.normalisedCell
        if text.isASCIIDigits {
            self = .school(try SchoolCode(text))
        } else {
            self = .local(try LocalCode(text))
        }
    }

    package var text: String {
        switch self {
        case .school(let code): code.text
        case .local(let code): code.text
        }
    }

    package var category: SchoolCategory? {
        if case .school(let code) = self { code.category } else { nil }
    }

    package var description: String { text }
}

/// A 学校（机构）标识码: two digits of category, two of province, six of serial number, no check digit.
package struct SchoolCode: Hashable, Sendable {
    package let text: String
    package let category: SchoolCategory
    /// The first two digits of GB/T 2260.
    package let province: String

    package init(_ text: String) throws(CodeRefusal) {
        guard text.isASCIIDigits, text.utf8.count == 10 else { throw .notTenDigits(text) }
        guard let category = SchoolCategory(rawValue: String(text.prefix(2))) else { throw .unknownCategory(text) }
        let province = String(text.dropFirst(2).prefix(2))
        guard SchoolCode.provinces.contains(province) else { throw .unknownProvince(text) }
        self.text = text
        self.category = category
        self.province = province
    }

    private static let provinces: Set<String> = [
        "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43",
        "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82",
    ]
}

/// A code that an office gives where there is no 学校标识码: departments, townships, unlicensed kindergartens.
package struct LocalCode: Hashable, Sendable {
    package let text: String

    /// Two to twenty letters, digits, hyphens and underscores with at least one letter, kept in upper case.
    package init(_ text: String) throws(CodeRefusal) {
        let allowed = text.utf8.allSatisfy { byte in
            (48...57).contains(byte) || LocalCode.isLetter(byte) || byte == 45 || byte == 95
        }
        guard allowed, (2...20).contains(text.utf8.count), text.utf8.contains(where: LocalCode.isLetter) else {
            throw .notLocal(text)
        }
        self.text = text.uppercased()
    }

    /// The one that we give ourselves: `L`, the region's code, a hyphen and a serial number of four digits.
    package init(region: String, serial: Int) {
        let digits = String(serial)
        text = "L\(region)-\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)"
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte & 0xDF) }
}

/// Why a text is no code.
package enum CodeRefusal: Refusal, Equatable {
    case notTenDigits(String)
    case unknownCategory(String)
    case unknownProvince(String)
    case notLocal(String)

    package var code: String {
        switch self {
        case .notTenDigits: "code.notTenDigits"
        case .unknownCategory: "code.unknownCategory"
        case .unknownProvince: "code.unknownProvince"
        case .notLocal: "code.notLocal"
        }
    }

    package var kind: RefusalKind { .invalid }

    package var message: String {
        switch self {
        case .notTenDigits(let text): "学校标识码应为10位数字，现为\(text.count)位。"
        case .unknownCategory(let text): "标识码前两位“\(text.prefix(2))”不是已知的学校类别。"
        case .unknownProvince(let text): "标识码第三、四位“\(text.dropFirst(2).prefix(2))”不是省级代码。"
        case .notLocal: "应为10位学校标识码，或由字母、数字组成（至少含一个字母，2至20位）的本地代码。"
        }
    }
}
