/// What came of a problem, told to whom it came from: once, as one, when every part is closed (整体上报).
package struct UpwardReport: Hashable, Sendable {
    /// To whom, such as 市人民政府教育督导委员会办公室.
    package let addressee: String
    /// The number of the letter it went with; empty for none.
    package let document: String
    package let on: Day
    package let text: String

    package init(addressee: String, document: String = "", on: Day, text: String) {
        self.addressee = addressee
        self.document = document
        self.on = on
        self.text = text
    }

    package enum State: String, Hashable, Sendable, CaseIterable {
        /// Some part is open: nothing to report yet.
        case open
        case due, reported

        package var label: String {
            switch self {
            case .open: "整改中"
            case .due: "待上报"
            case .reported: "已上报"
            }
        }
    }

    /// Refuses while a part is open, and a second time while nothing was opened again.
    package func require(
        open: Int, isReported: Bool, by actor: FindingActor, on today: Day
    ) throws {
        guard actor.side != .unit else { throw FindingRefusal.wrongSide("督导室") }
        guard open == 0 else { throw RectificationRefusal.partsOpen(open) }
        guard !isReported else { throw RectificationRefusal.reportedAlready }
        guard !addressee.isBlank else { throw FindingRefusal.noteMissing("报送单位") }
        guard !text.isBlank else { throw FindingRefusal.noteMissing("整改结果") }
        guard on <= today else { throw FindingRefusal.noteMissing("今天或以前的上报日期") }
    }

    /// What happened to one part, for the text.
    package struct Part: Hashable, Sendable {
        package let unit: String
        package let cooperating: String
        package let measures: String
        package let closedOn: Day?
        package let evidence: Int

        package init(unit: String, cooperating: String, measures: String, closedOn: Day?, evidence: Int) {
            self.unit = unit
            self.cooperating = cooperating
            self.measures = measures
            self.closedOn = closedOn
            self.evidence = evidence
        }
    }

    /// The text that the records say; the office reads it over before it is sent.
    package static func composed(number: String, problem: String, parts: [Part]) -> String {
        let head = "关于\(number)“\(problem.trimmed)”的整改，\(parts.count)个责任单位均已完成，经核查予以销号。"
        let lines = parts.enumerated().map { index, part in
            let helpers = part.cooperating.isEmpty ? "" : "（配合单位：\(part.cooperating)）"
            let day = part.closedOn.map { "，\($0.chinese)销号" } ?? ""
            return "\(index + 1)．\(part.unit)\(helpers)：\(part.measures.trimmed)佐证材料\(part.evidence)件\(day)。"
        }
        return ([head] + lines).joined(separator: "\n")
    }
}
