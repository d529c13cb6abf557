/// An item of the year's plan as a summary tells of it: what was planned, and what was done.
package struct PlannedWork: Hashable, Sendable {
    package let id: String
    package let title: String
    package let kinds: [PlanKind]
    package let progress: Progress
    /// Why it is not done, as far as somebody wrote it down.
    package let note: String
    package let targets: [Target]

    package init(
        id: String, title: String, kinds: [PlanKind], progress: Progress, note: String = "", targets: [Target] = []
    ) {
        self.id = id
        self.title = title
        self.kinds = kinds
        self.progress = progress
        self.note = note
        self.targets = targets
    }

    package enum Progress: Hashable, Sendable {
        case waiting, running, done, dropped

        /// Whether there is something to tell of beside what is missing.
        var hasBegun: Bool { self == .running || self == .done }
    }

    /// What the plan wanted as a number, and the figure that says how far it came.
    package struct Target: Hashable, Sendable {
        package let text: String
        package let unit: String
        package let figure: StatedFigure?
        package let change: StatedFigure?

        package init(_ text: String, unit: String, figure: StatedFigure? = nil, change: StatedFigure? = nil) {
            self.text = text
            self.unit = unit
            self.figure = figure
            self.change = change
        }
    }
}
