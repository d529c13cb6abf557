import Supervision
import Testing

@Suite struct PeriodTests {
    @Test("Both ends lie within, the days beside them do not")
    func ends() throws {
        let spring = try #require(Period(from: "2021-03-01", until: "2021-06-30"))
        #expect(spring.contains("2021-03-01") && spring.contains("2021-06-30"))
        #expect(!spring.contains("2021-02-28") && !spring.contains("2021-07-01"))
        #expect(Period(from: "2021-03-01").contains("2199-12-31"))
        #expect(Period(from: "2021-03-02", until: "2021-03-01") == nil)
        #expect(Period(from: "2021-03-01", until: "2021-03-01")?.contains("2021-03-01") == true)
    }

    @Test("Periods overlap when they share a day")
    func overlap() throws {
        let spring = try #require(Period(from: "2021-03-01", until: "2021-06-30"))
        #expect(spring.overlaps(Period(from: "2021-06-30")))
        #expect(!spring.overlaps(Period(from: "2021-07-01")))
        #expect(spring.ending("2021-04-30") == Period(from: "2021-03-01", until: "2021-04-30"))
        #expect(spring.ending("2021-02-01") == nil)
    }
}
