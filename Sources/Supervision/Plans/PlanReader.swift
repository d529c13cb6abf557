/// Reads a plan or a summary by rules: structure first, then figures and times in each item.
package enum PlanReader {
    /// `year` is what the caller knows about a document that masks its own or says none.
    package static func read(_ source: PlanSource, year: Int? = nil) -> PlanReading {
        var reading = PlanReading()
        reading.length = source.text.unicodeScalars.count
        if reading.length > 0 { reading.unread = [SourceSpan(0, reading.length)] }
        return reading
    }
}
