/// When something of a plan is to be done: a stretch of days, or one that comes back.
package struct PlanWindow: Hashable, Sendable, Codable {
    /// Nil where the year is not known, or where the text gives no beginning.
    package var start: Day?
    package var end: Day?
    /// How often it comes back between start and end; nil for once.
    package var recurrence: PlanTarget.Period?
    /// The part of an item that it is for: 第一轮视导, 市级验收; empty for the whole.
    package var stage: String
    package var text: String
    package var span: SourceSpan
    package var confidence: Int

    package init(
        start: Day?, end: Day?, recurrence: PlanTarget.Period? = nil, stage: String = "", text: String,
        span: SourceSpan, confidence: Int = 100
    ) {
        self.start = start
        self.end = end
        self.recurrence = recurrence
        self.stage = stage
        self.text = text
        self.span = span
        self.confidence = confidence
    }
}
