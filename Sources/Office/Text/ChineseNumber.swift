/// Numbers in Chinese characters.
enum ChineseNumber {
    /// 十二, 一百零五; nil beyond 9,999.
    static func counting(_ number: Int) -> String? {
        guard let text = legal(number, "零一二三四五六七八九", "十百千") else { return nil }
        return (10..<20).contains(number) ? String(text.dropFirst()) : text
    }

    /// Digit by digit: 二〇二六.
    static func digits(_ number: Int) -> String {
        let signs = Array("〇一二三四五六七八九")
        return String("\(number)".map { $0.wholeNumberValue.map { signs[$0] } ?? $0 })
    }

    /// With other signs, as amounts of money have them: 壹拾贰; nil beyond 9,999.
    static func legal(_ number: Int, _ digits: String, _ units: String) -> String? {
        guard (0...9_999).contains(number) else { return nil }
        let signs = Array(digits)
        guard number > 0 else { return String(signs[0]) }
        var text = ""
        var owesZero = false
        for (unit, sign) in zip([1_000, 100, 10, 1], [2, 1, 0, -1]) {
            let digit = number / unit % 10
            if digit == 0 {
                owesZero = !text.isEmpty
                continue
            }
            if owesZero { text.append(signs[0]) }
            owesZero = false
            text.append(signs[digit])
            if sign >= 0 { text.append(Array(units)[sign]) }
        }
        return text
    }
}
