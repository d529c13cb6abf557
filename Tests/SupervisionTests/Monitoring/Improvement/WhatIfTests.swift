import Testing

@testable import Supervision

/// Other figures on a copy: both verdicts and what is different.
struct WhatIfTests {
    @Test func oneRoomMoreOrLess() throws {
        let schools = [
            CountySample.school("1", own: [.artsTeachers: 8], shared: [.mediaRooms: 22]), CountySample.school("2"),
        ]
        let better = WhatIf(
            .qualityBalance, schools: schools, changes: ["1": SchoolChanges(shared: [.mediaRooms: Points(23)])])
        #expect(better.before.verdict == .fail && better.after.verdict == .pass)
        let change = try #require(better.schools.first)
        #expect(better.schools.count == 1 && change.gained == ["rooms.media"] && change.lost == [])
        #expect(change.before == .fail && change.after == .pass)
        #expect(better.indicators.map(\.indicator.code) == ["rooms.media"])
    }

    @Test func nothingChangedIsNoDifference() {
        let same = WhatIf(.qualityBalance, schools: [CountySample.school("1")], changes: [:])
        #expect(same.before == same.after)
        #expect(same.schools.isEmpty && same.indicators.isEmpty && same.unknown.isEmpty)
    }

    @Test func pupilsAreAFigureTooAndUnknownSchoolsAreNamed() throws {
        let fewer = WhatIf(
            .qualityBalance, schools: [CountySample.school("1")],
            changes: ["1": SchoolChanges(own: [.primary: [.pupils: Points(1001)]]), "x": SchoolChanges()])
        #expect(fewer.after.verdict == .fail)
        #expect(try #require(fewer.schools.first).lost.count == 7)
        #expect(fewer.unknown == ["x"])
    }

    @Test func aSchoolWithoutPupilsOfAStageDropsOut() {
        let gone = WhatIf(
            .qualityBalance, schools: [CountySample.school("1"), CountySample.school("2", shared: [.mediaRooms: 1])],
            changes: ["2": SchoolChanges(own: [.primary: [.pupils: .zero]])])
        #expect(gone.before.verdict == .fail && gone.after.verdict == .pass)
        #expect(gone.schools.map(\.code) == ["2"] && gone.schools.first?.after == nil)
    }
}
