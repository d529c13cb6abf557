import Supervision
import Testing

@Suite struct OrganisationChangesTests {
    private func school() throws -> Organisation {
        let code = try OrganisationCode("2142000001")
        let facts = OrganisationFacts(
            name: "一小", kind: .school, category: .primary, stages: [.primary], running: .public, place: "420111",
            authority: ManagingAuthority(level: .county, region: "420111"))
        return Organisation(id: "o1", code: code, facts: facts, since: "2020-09-01")
    }

    @Test("A rename keeps the code and counts a version")
    func renamed() throws {
        let renamed = try school().renamed(" 实验一小 ", on: "2021-09-01")
        #expect(renamed.name == "实验一小" && renamed.code.text == "2142000001")
        #expect(renamed.version == 2 && renamed.since == "2021-09-01")
        #expect(throws: OrganisationRefusal.nameMissing) { try school().renamed("　", on: "2021-09-01") }
        #expect(throws: OrganisationRefusal.beforeCurrent("2020-09-01")) {
            try school().renamed("二小", on: "2020-08-31")
        }
    }

    @Test("Another category needs a new code, and no void code comes back")
    func recoded() throws {
        let school = try school()
        var facts = school.facts
        facts.category = .junior
        #expect(throws: OrganisationRefusal.needsNewCode) { try school.changed(facts, on: "2021-09-01") }
        let code = try OrganisationCode("3142000001")
        let recoded = try school.recoded(code, facts: facts, on: "2021-09-01", void: [])
        #expect(recoded.code == code && recoded.facts.category == .junior && recoded.id == school.id)
        #expect(throws: OrganisationRefusal.codeVoid("3142000001")) {
            try school.recoded(code, facts: facts, on: "2021-09-01", void: [code])
        }
        #expect(throws: OrganisationRefusal.codeVoid("2142000001")) {
            try school.recoded(school.code, facts: facts, on: "2021-09-01", void: [])
        }
    }

    @Test("A closed unit changes no more until it reopens under its old code")
    func closed() throws {
        let closed = try school().closed(on: "2022-07-31")
        #expect(!closed.isOpen)
        #expect(throws: OrganisationRefusal.closed) { try closed.renamed("二小", on: "2022-08-01") }
        #expect(throws: OrganisationRefusal.closed) { try closed.closed(on: "2022-08-01") }
        #expect(throws: OrganisationRefusal.beforeCurrent("2022-07-31")) { try closed.reopened(on: "2022-07-31") }
        let reopened = try closed.reopened(on: "2022-08-01")
        #expect(try reopened.isOpen && reopened.code == school().code && reopened.version == 3)
        #expect(throws: OrganisationRefusal.open) { try school().reopened(on: "2022-08-01") }
    }

    @Test("A unit is a branch of one other at a time, but may belong to several groups")
    func relations() throws {
        let first = try OrganisationRelation(.branch, "a", to: "b", validity: Period(from: "2020-01-01"))
        let second = try OrganisationRelation(.branch, "a", to: "c", validity: Period(from: "2021-01-01"))
        #expect(throws: OrganisationRefusal.relationTwice) { try second.require(besides: [first]) }
        let ended = try OrganisationRelation(
            .branch, "a", to: "b", validity: #require(Period(from: "2020-01-01", until: "2020-12-31")))
        #expect(throws: Never.self) { try second.require(besides: [ended]) }
        let group = try OrganisationRelation(.group, "a", to: "b", validity: Period(from: "2020-01-01"))
        let other = try OrganisationRelation(.group, "a", to: "c", validity: Period(from: "2020-01-01"))
        #expect(throws: Never.self) { try other.require(besides: [group, first]) }
        #expect(throws: OrganisationRefusal.relationTwice) { try group.require(besides: [group]) }
        #expect(throws: OrganisationRefusal.relatedToItself) {
            try OrganisationRelation(.group, "a", to: "a", validity: Period(from: "2020-01-01"))
        }
    }
}
