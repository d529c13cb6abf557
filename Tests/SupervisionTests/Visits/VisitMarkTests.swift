import Supervision
import Testing

@Suite struct VisitMarkTests {
    private static let now = Instant(milliseconds: 1_773_000_000_000)
    private static let day = 86_400_000

    private static func marks(sent: Int = 0, started: Int = 0) -> [VisitMark] {
        var found = VisitCircumstances(
            receivedAt: now, sentAt: Instant(milliseconds: now.milliseconds + sent),
            startedAt: Instant(milliseconds: now.milliseconds + started))
        found.hasLocation = true
        return found.marks
    }

    @Test("A time is doubted beyond its limit and not at it", arguments: [-1, 1])
    func limits(side: Int) {
        #expect(Self.marks(sent: side * 600_000).isEmpty)
        #expect(Self.marks(sent: side * 600_001) == [.clockOff])
        #expect(Self.marks(started: 600_000).isEmpty)
        #expect(Self.marks(started: 600_001) == [.future])
        #expect(Self.marks(started: -36 * Self.day).isEmpty)
        #expect(Self.marks(started: -36 * Self.day - 1) == [.longAgo])
    }

    @Test("A clock that fell back to 1970 at the school and is right again at sending does not go unseen")
    func fallen() {
        #expect(Self.marks(started: -Self.now.milliseconds) == [.longAgo])
    }

    @Test("Every mark says in words what it is and what becomes of the record")
    func words() {
        for mark in VisitMark.allCases {
            #expect(!mark.label.isEmpty && mark.message.contains("。"))
            #expect(mark.needsDecision == mark.message.contains("核定"), "\(mark)")
        }
    }
}
