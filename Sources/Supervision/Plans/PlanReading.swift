/// What was read from one document: a plan (工作要点), a summary (工作总结), or both.
///
/// `spans` and `unread` together are the whole text, each scalar once; see `docs/plans.md`.
package struct PlanReading: Hashable, Sendable, Codable {
    /// The plan's own title; `noticeTitle` is that of the notice which sends it out.
    package var title: Read<String>?
    package var noticeTitle: Read<String>?
    package var issuer: Read<String>?
    /// 发文机关标志 at the top, and who signed under the notice.
    package var letterhead: Read<String>?
    package var signature: Read<String>?
    package var documentNumber: Read<String>?
    package var salutation: Read<String>?
    package var date: Read<Day>?
    /// The first and, for a plan over several years, the last year; nil where masked or not said.
    package var year: Int?
    package var lastYear: Int?
    package var annexes: [Read<String>] = []
    package var numbering = Numbering.restarting
    package var chapters: [Chapter] = []
    package var items: [Item] = []
    /// Rows of tables by month or quarter.
    package var schedule: [Item] = []
    package var statements: [Statement] = []
    /// What stands beside the items and belongs to none, such as 备注.
    package var notes: [Read<String>] = []
    package var flags: [Flag] = []
    package var unread: [SourceSpan] = []
    /// How many Unicode scalars the text has.
    package var length = 0

    package init() {}

    /// Whether the numbers of items begin anew in each chapter.
    package enum Numbering: String, Hashable, Sendable, Codable {
        case continuous, restarting
    }

    /// A heading with everything until the next one of its level.
    package struct Chapter: Hashable, Sendable, Codable {
        /// Its place in `chapters`.
        package var id: String
        /// The chapter above it; nil at the top.
        package var parent: String?
        /// As it is written: `一、`, `（二）`.
        package var number: String
        package var title: String
        /// What stands between the heading and its first item.
        package var text: String
        package var isSummary: Bool
        package var span: SourceSpan

        package init(
            id: String, parent: String?, number: String, title: String, text: String, isSummary: Bool, span: SourceSpan
        ) {
            self.id = id
            self.parent = parent
            self.number = number
            self.title = title
            self.text = text
            self.isSummary = isSummary
            self.span = span
        }
    }

    /// One thing that a plan says will be done: a numbered paragraph, or a row of its table.
    package struct Item: Hashable, Sendable, Codable {
        package var id: String
        /// As it is written: `7.`, `一是`, `15`; empty where it has none.
        package var number: String
        /// The chapter's id; empty at the top and in a table.
        package var chapter: String
        package var title: String
        package var text: String
        package var kinds: [PlanKind]
        package var units: [Read<String>]
        package var actors: [Read<String>]
        package var targets: [PlanTarget]
        package var windows: [PlanWindow]
        package var points: [Point]
        /// What the item wants of units that it names apart from each other.
        package var shares: [Share]
        /// For a row of a table: the item of the text that it belongs to.
        package var belongsTo: String?
        package var span: SourceSpan
        package var confidence: Int

        package init(id: String, number: String, chapter: String, title: String, text: String, span: SourceSpan) {
            self.id = id
            self.number = number
            self.chapter = chapter
            self.title = title
            self.text = text
            self.span = span
            kinds = []
            units = []
            actors = []
            targets = []
            windows = []
            points = []
            shares = []
            confidence = 100
        }
    }

    /// A part of an item with a number of its own: 一是, （1）, ①.
    package struct Point: Hashable, Sendable, Codable {
        package var number: String
        package var text: String
        package var span: SourceSpan

        package init(number: String, text: String, span: SourceSpan) {
            self.number = number
            self.text = text
            self.span = span
        }
    }

    /// What is wanted of units by name: 扬中市 · 全面做好全国督导评估迎检工作.
    package struct Share: Hashable, Sendable, Codable {
        package var units: [String]
        package var text: String
        package var span: SourceSpan

        package init(units: [String], text: String, span: SourceSpan) {
            self.units = units
            self.text = text
            self.span = span
        }
    }

    /// One figure of a summary: what was reached.
    package struct Statement: Hashable, Sendable, Codable {
        package var quantity: Points?
        package var unit: String
        package var of: String
        package var year: Int?
        package var isApproximate: Bool
        /// Against an earlier year; nil where the sentence compares with none.
        package var change: Change?
        package var text: String
        package var span: SourceSpan
        package var confidence: Int

        package init(
            quantity: Points?, unit: String, of: String, year: Int?, isApproximate: Bool = false,
            change: Change? = nil, text: String, span: SourceSpan, confidence: Int = 100
        ) {
            self.quantity = quantity
            self.unit = unit
            self.of = of
            self.year = year
            self.isApproximate = isApproximate
            self.change = change
            self.text = text
            self.span = span
            self.confidence = confidence
        }
    }

    /// 较上年提高1.3个百分点.
    package struct Change: Hashable, Sendable, Codable {
        /// Negative when it fell.
        package var quantity: Points
        package var unit: String
        /// 上年, 2019年.
        package var than: String
        package var text: String
        package var span: SourceSpan

        package init(quantity: Points, unit: String, than: String, text: String, span: SourceSpan) {
            self.quantity = quantity
            self.unit = unit
            self.than = than
            self.text = text
            self.span = span
        }
    }

    /// Something a person should look at: the text announces five and lists four, a figure is masked, a day does not exist.
    package struct Flag: Hashable, Sendable, Codable {
        package var code: Code
        package var text: String
        package var span: SourceSpan

        package init(_ code: Code, _ text: String, _ span: SourceSpan) {
            self.code = code
            self.text = text
            self.span = span
        }

        package enum Code: String, Hashable, Sendable, Codable {
            case announced, masked, numbering, noSuchDay, yearUnknown, notAPlan
        }
    }
}
