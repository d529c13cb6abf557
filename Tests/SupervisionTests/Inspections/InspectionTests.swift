import Supervision
import Testing

struct InspectionTests {
    @Test("A result is frozen once confirmed, from a complete assessment by a team")
    func result() throws {
        let inspection = Inspection(
            id: "i", campaign: "c", organisation: "o", progress: ProcedureState(.kindergarten, level: .unit))
        let tree = Rollup.compute(.sample(), RollupTests.full)
        #expect(throws: InspectionRefusal.noTeam) { try inspection.confirmed(tree, by: "lead", on: "2021-04-01") }
        #expect(throws: InspectionRefusal.memberTwice) { try InspectionTeam(lead: "a", others: ["b", "a"]) }
        let team = try InspectionTeam(lead: "a", others: ["b", "c"])
        let assigned = try inspection.assigned(team)
        #expect(throws: InspectionRefusal.incomplete(5)) {
            try assigned.confirmed(Rollup.compute(.sample(), [:]), by: "a", on: "2021-04-01")
        }
        let confirmed = try assigned.confirmed(tree, by: "a", on: "2021-04-01")
        #expect(confirmed.result?.grade == "优秀")
        #expect(throws: InspectionRefusal.confirmed) { try confirmed.confirmed(tree, by: "a", on: "2021-04-02") }
        #expect(throws: InspectionRefusal.confirmed) { try confirmed.assigned(team) }
    }
}
