import Supervision
import Testing

@Suite struct CandidateNoticeTests {
    private static let day: Day = "2026-03-10"

    private static func candidate(_ state: InspectorCandidate.State, name: String = "苏红英") -> InspectorCandidate {
        InspectorCandidate(
            id: "c", name: name, phone: "", employer: "清溪小学", recommendedBy: "", isFullTime: false, level: .county,
            qualification: InspectorQualification(), state: state, recommendedOn: day,
            shown: state == .shown ? Period(from: day, until: "2026-03-16") : nil)
    }

    /// A 公示 that was published on `day` for so many working days; 17 March is the fifth.
    private static func notice(of names: [String] = ["苏红英"], days: Int = 5) throws -> Document {
        let text = InspectorCandidate.notice(of: names.map { candidate(.reviewed, name: $0) }, office: "督导室")
        let number = try #require(DocumentNumber(mark: "督", year: 2026, serial: 1))
        return try Document(id: "d", kind: .publicity, office: "督导室", text: text, draftedBy: "a", on: day)
            .submitted(by: "a", on: day).issued(number: number, by: "b", on: day)
            .published(by: "a", on: day, publicity: Publicity(from: day, workingDays: days, in: .stateCouncil))
    }

    @Test("A draft names everybody with what the public needs to know, and has no gap to fill")
    func words() throws {
        let text = InspectorCandidate.notice(
            of: [Self.candidate(.reviewed), Self.candidate(.reviewed, name: "段春梅")], office: "云江新区教育督导室")
        #expect(text.blanks.isEmpty)
        #expect(text.blocks == DocumentText.blocks(editing: text.editable), "it is edited as it stands")
        #expect(text.editable.contains("2 ｜ 段春梅 ｜ 清溪小学 ｜ — ｜ 兼职督学 ｜ "))
        #expect(text.editable.contains("云江新区教育督导室将调查核实并答复。"))
    }

    @Test(
        "Only who passed the review, or is shown already, is shown by a 公示",
        arguments: InspectorCandidate.State.allCases)
    func states(state: InspectorCandidate.State) throws {
        let notice = try Self.notice()
        let shown = try? Self.candidate(state).shown(by: notice, on: Self.day)
        #expect((shown != nil) == (state == .reviewed || state == .shown))
        if let shown { #expect(shown.state == .shown && shown.shown == Period(from: Self.day, until: "2026-03-17")) }
    }

    @Test("The 公示 names the candidate, is published, and takes objections to its last day")
    func refusals() throws {
        let one = Self.candidate(.reviewed), notice = try Self.notice()
        #expect(try one.shown(by: notice, on: "2026-03-17").state == .shown)
        #expect(throws: InspectorCandidateRefusal.noticeClosed) { try one.shown(by: notice, on: "2026-03-18") }
        #expect(throws: InspectorCandidateRefusal.noticeClosed) {
            try one.shown(by: notice.unpublished(reason: "有误", by: "a", on: Self.day), on: Self.day)
        }
        // Part of a longer name is somebody else.
        #expect(throws: InspectorCandidateRefusal.notNamed("苏红英")) {
            try one.shown(by: Self.notice(of: ["苏红英子"]), on: Self.day)
        }
    }

    @Test("Nobody is appointed while the 公示 is open, was cut short, or has an objection without an answer")
    func appointment() throws {
        let notice = try Self.notice()
        let one = try Self.candidate(.reviewed).shown(by: notice, on: Self.day)
        #expect(throws: InspectorCandidateRefusal.stillShown("2026-03-17")) {
            try one.appointed(on: "2026-03-17", notice: notice)
        }
        #expect(try one.appointed(on: "2026-03-18", notice: notice).state == .appointed)
        #expect(throws: InspectorCandidateRefusal.objectionsOpen(2)) {
            try one.appointed(on: "2026-03-18", notice: notice, openObjections: 2)
        }
        #expect(throws: InspectorCandidateRefusal.noticeTakenDown) {
            let cut = try notice.unpublished(reason: "有误", by: "a", on: "2026-03-17")
            return try one.appointed(on: "2026-03-18", notice: cut)
        }
        let over = try notice.unpublished(reason: "期满", by: "a", on: "2026-03-18")
        #expect(try one.appointed(on: "2026-03-18", notice: over).state == .appointed)
    }

    @Test("A 公示 that was published anew counts with its new days")
    func anew() throws {
        let one = try Self.candidate(.reviewed).shown(by: Self.notice(), on: Self.day)
        #expect(throws: InspectorCandidateRefusal.stillShown("2026-03-24")) {
            try one.appointed(on: "2026-03-18", notice: Self.notice(days: 10))
        }
    }
}
