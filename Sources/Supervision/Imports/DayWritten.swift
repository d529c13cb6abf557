extension Day {
    /// Reads a day as people write it: `2021-03-08`, `2021/3/8`, `2021.3.8`, `2021年3月8日`, `20210308`.
    package init?(written text: String) {
        let text = text.normalisedCell
        if text.utf8.count == 8, text.isASCIIDigits {
            self.init("\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))")
            return
        }
        let date = text.split(separator: " ").first.map(String.init) ?? ""
        let parts = date.split { "-/.年月日".contains($0) }.map(String.init)
        guard parts.count == 3, parts.allSatisfy(\.isASCIIDigits), parts[0].utf8.count == 4,
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }
}
