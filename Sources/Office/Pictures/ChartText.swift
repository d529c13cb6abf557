/// The few shapes of which charts are made.
enum ChartText {
    enum Anchor: String { case start, middle, end }

    static func xml(
        _ text: String, x: Double, y: Double, size: Int, anchor: Anchor, colour: String, isBold: Bool = false
    ) -> String {
        guard !text.isEmpty else { return "" }
        let weight = isBold ? #" font-weight="bold""# : ""
        return """
            <text x="\(number(x))" y="\(number(y))" font-size="\(size)" text-anchor="\(anchor.rawValue)" \
            fill="\(self.colour(colour))"\(weight)>\(XMLMarkup.escaped(text))</text>
            """
    }

    static func line(
        _ x: Double, _ y: Double, _ toX: Double, _ toY: Double, _ colour: String, isDashed: Bool = false
    ) -> String {
        let dashes = isDashed ? #" stroke-width="1.5" stroke-dasharray="6 4""# : ""
        return """
            <line x1="\(number(x))" y1="\(number(y))" x2="\(number(toX))" y2="\(number(toY))" \
            stroke="\(self.colour(colour))"\(dashes)/>
            """
    }

    static func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ colour: String) -> String {
        """
        <rect x="\(number(x))" y="\(number(y))" width="\(number(width))" height="\(number(height))" \
        fill="\(self.colour(colour))"/>
        """
    }

    static func dot(_ x: Double, _ y: Double, _ radius: Double, _ colour: String, opacity: Double = 1) -> String {
        """
        <circle cx="\(number(x))" cy="\(number(y))" r="\(number(radius))" fill="\(self.colour(colour))"\
        \(opacity < 1 ? " fill-opacity=\"\(number(opacity))\"" : "")/>
        """
    }

    /// Only `#` and six digits; whatever else was given is black.
    static func colour(_ text: String) -> String {
        let digits = text.dropFirst()
        return text.hasPrefix("#") && digits.utf8.count == 6 && digits.allSatisfy(\.isHexDigit) ? text : "#000000"
    }

    /// Two digits after the point are a hundredth of a pixel.
    static func number(_ value: Double) -> String {
        PlainDecimal.text(value.isFinite ? (value * 100).rounded() / 100 : 0)
    }

    /// About how wide a text is; a Chinese character is as wide as it is high.
    static func width(_ text: String, _ size: Double) -> Double {
        text.unicodeScalars.reduce(0) { $0 + ($1.value < 256 ? 0.58 : 1) * size }
    }

    static func cut(_ text: String, _ length: Int) -> String {
        text.count > length ? "\(text.prefix(length - 1))…" : text
    }
}
