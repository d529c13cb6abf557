import Supervision
import Testing

@Suite struct SpelledTests {
    @Test("No spelling of one list means two of its values")
    func unambiguous() {
        func all<Value: Spelled>(_: Value.Type) -> [String] { Value.allCases.flatMap { [$0.label] + $0.spellings } }
        for spellings in [
            all(OrganisationKind.self), all(RunningType.self), all(AuthorityLevel.self), all(InspectorLevel.self),
            all(InspectorAppointment.self),
        ] {
            #expect(Set(spellings).count == spellings.count)
        }
    }

    @Test(
        "Blanks, brackets and width do not matter",
        arguments: [("区（县）属", .county), ("区(县)属", .county), (" 市 属 ", .city), ("市属", .city), ("zone", .zone)]
            as [(String, AuthorityLevel)])
    func spelled(text: String, level: AuthorityLevel) {
        #expect(AuthorityLevel(spelled: text) == level)
        #expect(AuthorityLevel(spelled: "外星属") == nil)
    }

    @Test("Stages are read alone, joined and by the name of the school type")
    func stages() {
        #expect(Stage.read("小学") == [.primary])
        #expect(Stage.read("小学+初中") == [.primary, .junior])
        #expect(Stage.read("幼儿园、 十二年一贯制") == [.kindergarten, .primary, .junior, .senior])
        #expect(Stage.read("小学、研究") == nil)
    }
}
