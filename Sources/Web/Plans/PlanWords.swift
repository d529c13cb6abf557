import Supervision

/// Words that a person typed in one field, with 、 or a line break between them.
enum PlanWords {
    static func read(_ text: String) -> [String] {
        var seen: Set<String> = []
        return text.split { "、，,;；\n\r".contains($0) }.map { String($0).trimmed }
            .filter { !$0.isEmpty && seen.insert($0).inserted }
    }
}
