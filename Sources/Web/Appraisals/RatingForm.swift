import Store
import Supervision

/// The questions of a rating, each with five answers of which none is chosen before.
enum RatingForm {
    /// The points of everybody about whom each question was answered.
    static func points(_ fields: Fields) -> [PersonID: Int] {
        let prefix = "\(RatingItem.presence.rawValue)-"
        let people = fields.names.filter { $0.hasPrefix(prefix) }.map { PersonID(String($0.dropFirst(prefix.count))) }
        var points: [PersonID: Int] = [:]
        for person in people {
            var answers: [RatingItem: Int] = [:]
            for item in RatingItem.allCases { answers[item] = fields.number("\(item.rawValue)-\(person)") }
            points[person] = RatingRule.points(answers)
        }
        return points
    }

    static func html(_ person: PersonID, _ typed: Fields?) -> HTML {
        .joined(RatingItem.allCases.map { question("\($0.rawValue)-\(person)", $0.label, typed) })
    }

    static func question(_ name: String, _ label: String, _ typed: Fields?) -> HTML {
        let labels = ["很不满意", "不满意", "一般", "满意", "很满意"]
        let choices = (1...5).reversed().map { points -> HTML in
            let checked: HTML? = typed?.number(name) == points ? " checked" : nil
            return """
                <label class="choice"><input type="radio" name="\(name)" value="\(points)"\(checked) required> \
                \(labels[points - 1])</label>
                """
        }
        return """
            <fieldset class="field"><legend>\(label)</legend><div class="choices">\(choices)</div></fieldset>
            """
    }
}
