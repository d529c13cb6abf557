/// Whether an office's words are still those of the tipster: a person is known by how they write.
package enum TipWording {
    /// Characters in a row that are no accident; shorter ones, such as a school's name, may stand.
    package static let longest = 24

    /// Spaces and line breaks hide nothing.
    package static func copies(_ text: String, from original: String) -> Bool {
        let text = Array(text.filter { !$0.isWhitespace }), original = Array(original.filter { !$0.isWhitespace })
        guard text.count >= longest, original.count >= longest else { return false }
        var pieces: Set<ArraySlice<Character>> = []
        for start in 0...(original.count - longest) { pieces.insert(original[start..<(start + longest)]) }
        return (0...(text.count - longest)).contains { pieces.contains(text[$0..<($0 + longest)]) }
    }
}
