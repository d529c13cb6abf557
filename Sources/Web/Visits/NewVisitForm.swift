import Store
import Supervision

/// A visit as it is typed at a desk.
struct NewVisitForm: Sendable {
    /// How many problems the form has room for; more go into a second visit or come from a phone.
    static let problems = 6

    let fields: Fields

    init(_ fields: Fields) {
        self.fields = fields
    }

    /// The same value that a device sends, so that both are checked alike.
    func body(_ criteria: [String], isOffice: Bool, now: Instant) -> VisitBody {
        var body = VisitBody()
        body.id = fields.text("visit")
        body.school = fields.text("school")
        body.task = fields.text("task").isEmpty ? nil : fields.text("task")
        body.kind = isOffice ? "office" : "routine"
        body.checklist = fields.text("checklist").isEmpty ? nil : fields.text("checklist")
        body.theme = fields.text("theme")
        body.isAnnounced = fields.text("announced") == "1"
        body.companions = NewVisitForm.names(fields.text("companions"))
        body.startedAt = time("from")
        body.endedAt = time("until")
        body.sentAt = now.text
        body.record = fields["record"]
        body.counters = counters
        body.practice = fields["practice"]
        body.answers = answers(criteria)
        body.problems = (0..<NewVisitForm.problems).compactMap(problem)
        return body
    }

    /// Problems by field of the form: a visit counts only those that were filled in.
    func shown(_ problems: [String: String]) -> [String: String] {
        let filled = (0..<NewVisitForm.problems).filter { problem($0) != nil }
        var shown: [String: String] = [:]
        for (field, sentence) in problems {
            let pieces = field.split(separator: ".")
            guard pieces.count > 1, pieces[0] == "problems", let index = Int(pieces[1]), filled.indices.contains(index)
            else {
                shown[field] = sentence
                continue
            }
            let rest = pieces.dropFirst(2).isEmpty ? ["problem"] : pieces.dropFirst(2).map(String.init)
            shown["problems.\(filled[index]).\(rest.joined(separator: "."))"] = sentence
        }
        // What the form has no field of its own for stands at its photos or its record.
        for (field, sentence) in problems where field.hasPrefix("photos.") { shown["photos"] = sentence }
        if let sentence = problems["checklist"] ?? problems["answers"] ?? problems["problems"] {
            shown["record"] = shown["record"] ?? sentence
        }
        return shown
    }

    func answers(_ criteria: [String]) -> [VisitBody.Answer] {
        criteria.compactMap { number in
            let (value, note) = (fields.text("value.\(number)"), fields.text("note.\(number)"))
            return value.isEmpty && note.isEmpty
                ? nil : VisitBody.Answer(criterion: number, value: value, note: note)
        }
    }

    var counters: VisitBody.Counters {
        func count(_ name: String) -> Int? {
            fields.text("counters.\(name)").isEmpty ? 0 : fields.number("counters.\(name)") ?? -1
        }
        return VisitBody.Counters(
            lessons: count("lessons"), talks: count("talks"), files: count("files"),
            questionnaires: count("questionnaires"), patrols: count("patrols"))
    }

    static func names(_ text: String) -> [String] {
        text.split { "、，,；;\n".contains($0) }.map { String($0).trimmed }.filter { !$0.isEmpty }
    }

    /// An id for a piece of a visit, the same however often the form is sent.
    static func part(_ visit: String, _ name: String) -> String {
        let digest = sha256("\(visit)/\(name)")
        let random = stride(from: 0, to: 20, by: 2).compactMap { offset in
            UInt8(String(digest.dropFirst(offset).prefix(2)), radix: 16)
        }
        let milliseconds = Int(visit.filter { $0 != "-" }.prefix(12), radix: 16) ?? 0
        return NewID.text(at: Instant(milliseconds: milliseconds), random: random)
    }

    private func problem(_ index: Int) -> VisitBody.Problem? {
        func text(_ name: String) -> String { fields.text("problems.\(index).\(name)") }
        guard !text("problem").isEmpty || !text("outcome").isEmpty else { return nil }
        return VisitBody.Problem(
            id: NewVisitForm.part(fields.text("visit"), "problem\(index)"), criterion: text("criterion"),
            problem: text("problem"), outcome: text("outcome"), requirement: text("requirement"),
            days: text("days").isEmpty ? nil : Int(text("days")) ?? -1,
            department: text("department").isEmpty ? nil : text("department"))
    }

    /// A time of the day in China as an instant; empty when it is none.
    private func time(_ name: String) -> String {
        NewVisitForm.time(fields.text(name), on: fields.text("day"))?.text ?? ""
    }

    /// A time of a day in China as an instant; nil when it is none.
    static func time(_ clock: String, on day: String) -> Instant? {
        let parts = clock.split(separator: ":").compactMap { Int($0) }
        guard let day = Day(day), parts.count >= 2, (0..<24).contains(parts[0]), (0..<60).contains(parts[1]) else {
            return nil
        }
        return Instant(milliseconds: (day.number * 1_440 + parts[0] * 60 + parts[1] - 480) * 60_000)
    }

    /// The time of the day in China, as a field of a form shows it.
    static func clock(_ instant: Instant) -> String {
        let minutes = (instant.milliseconds / 60_000 + 480) % 1_440
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(minutes / 60)):\(two(minutes % 60))"
    }
}
