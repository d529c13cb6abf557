/// Something in a free text that tells who a person is and must not be published.
package struct PersonalData: Hashable, Sendable {
    package let kind: Kind
    package let text: String

    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case mobile, landline, identityNumber, email, name

        package var label: String {
            switch self {
            case .mobile: "手机号"
            case .landline: "电话号码"
            case .identityNumber: "身份证号"
            case .email: "电子邮箱"
            case .name: "姓名"
            }
        }
    }

    /// Enough to find the place, too little to use it.
    package var masked: String {
        kind == .name ? "“\(text)”" : "\(text.prefix(3))****\(text.suffix(2))"
    }

    /// What a text holds, and those of `names` (of two characters and more) that stand in it; spaces inside a name
    /// hide nothing.
    package static func find(in text: String, names: [String]) -> [PersonalData] {
        let bare = text.filter { !$0.isWhitespace }
        let known = names.map { $0.filter { !$0.isWhitespace } }.filter { $0.count >= 2 && bare.contains($0) }
        return find(in: text) + Set(known).sorted().map { PersonalData(kind: .name, text: $0) }
    }

    /// What a text holds, in its order; spaces and hyphens inside a number and full-width digits hide nothing.
    package static func find(in text: String) -> [PersonalData] {
        var found: [PersonalData] = []
        var run = ""
        for character in text + "\n" {
            if let plain = plain(character), !(run.isEmpty && !plain.isASCII) {
                run.append(plain)
            } else {
                found += judge(run)
                run = ""
            }
        }
        return found + emails(text)
    }

    /// The ASCII form of what may stand in a number; nil for anything else.
    private static func plain(_ character: Character) -> Character? {
        if character == "-" || character == "－" || character == " " { return "-" }
        if character == "x" || character == "X" || character == "Ｘ" { return "X" }
        guard let digit = character.wholeNumberValue, (0...9).contains(digit), !character.isLetter else { return nil }
        return Character(String(digit))
    }

    private static func judge(_ run: String) -> [PersonalData] {
        let parts = run.split(separator: "-").map(String.init)
        if parts.count == 1 || parts.joined().count <= 18, let whole = kind(parts.joined()) {
            return [PersonalData(kind: whole, text: parts.joined())]
        }
        if parts.count >= 2, isAreaCode(parts[0]), (7...8).contains(parts[1].count), !parts[1].contains("X") {
            return [PersonalData(kind: .landline, text: "\(parts[0])-\(parts[1])")]
        }
        return parts.compactMap { part in kind(part).map { PersonalData(kind: $0, text: part) } }
    }

    private static func kind(_ digits: String) -> Kind? {
        let bytes = Array(digits.utf8)
        let hasLetter = bytes.dropLast().contains(88)
        if bytes.count == 18, !hasLetter, isDate(digits.dropFirst(6).prefix(8)) { return .identityNumber }
        if bytes.count == 15, !bytes.contains(88), isDate("19" + digits.dropFirst(6).prefix(6)) {
            return .identityNumber
        }
        guard !bytes.contains(88) else { return nil }
        let local = bytes.count == 13 && digits.hasPrefix("86") ? Array(bytes.dropFirst(2)) : bytes
        return local.count == 11 && local[0] == 49 && (51...57).contains(local[1]) ? .mobile : nil
    }

    private static func isAreaCode(_ text: String) -> Bool {
        text.hasPrefix("0") && (3...4).contains(text.count) && !text.contains("X")
    }

    private static func isDate(_ digits: some StringProtocol) -> Bool {
        let text = String(digits)
        guard text.count == 8, let year = Int(text.prefix(4)), let month = Int(text.dropFirst(4).prefix(2)),
            let day = Int(text.suffix(2))
        else { return false }
        return Day(year: year, month: month, day: day) != nil
    }

    private static func emails(_ text: String) -> [PersonalData] {
        func isPart(_ character: Character) -> Bool {
            character.isASCII && (character.isLetter || character.isNumber || "._+-".contains(character))
        }
        return text.indices.filter { text[$0] == "@" }.compactMap { place in
            let name = text[..<place].reversed().prefix(while: isPart)
            let host = text[text.index(after: place)...].prefix(while: isPart)
            guard !name.isEmpty, host.dropFirst().contains(".") else { return nil }
            return PersonalData(kind: .email, text: "\(String(name.reversed()))@\(host)")
        }
    }
}
