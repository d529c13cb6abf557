import SQLCore
import Store
import Supervision
import TestKit
import Web

extension MatrixSite {
    /// A unit, an inspector and an import of the first district's officer.
    func plantRegistry() async throws {
        let district = Region(code: MatrixSite.home, name: "甲区", level: .county, parent: "500000")
        let province = Region(code: "500000", name: "重庆市", level: .province, parent: nil)
        let database = site.services.database
        try await database.write { db in
            try Regions.insert([province, district], in: db)
            try ImportRuns.insert(
                ImportRun(
                    id: "import-home", kind: .organisations, account: "account-home-officer", fileName: "单位.xlsx",
                    fileHash: "0", createdAt: Instant(milliseconds: 0)), in: db)
        }
        let officer = SampleUnits.officer(.county, MatrixSite.home)
        try await SampleUnits.act(database, as: officer) { act in
            let facts = SampleUnits.facts("甲区一小", place: MatrixSite.home, authority: MatrixSite.home)
            try Organisations.insert(id: "unit-home", code: nil, facts, since: "2020-09-01", act)
            let person = Inspector(
                person: "inspector-home", name: "督学", code: "1", isFullTime: true, level: .county)
            let group = try OrganisationGroup(
                id: "group-home", name: "甲区教育集团", kind: .group, lead: "unit-home", validity: Period(from: "2021-09-01"))
            try OrganisationGroups.insert(group, act)
            try Inspectors.insert(person, phone: "", region: MatrixSite.home, act)
        }
    }
}
