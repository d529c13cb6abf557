import Foundation
import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

/// Taking schools along in several answers while they change.
@Suite struct VisitPackageTests {
    private func plant() async throws -> VisitSite {
        let visits = try await VisitSite()
        try await visits.site.services.database.write { db in
            for number in 0..<500 {
                try FindingSamples.organisation(
                    "more-\(number + 1_000)", "第\(number)实验小学校本部", .school, county: "500101", db)
            }
        }
        return visits
    }

    private func page(_ phone: TestBrowser, _ cursor: String? = nil) async throws -> [String: Any] {
        try await phone.script(.get, "/api/visits/package\(cursor.map { "?after=\($0)" } ?? "")").json
    }

    private func schools(_ page: [String: Any]) -> [String] {
        (page["schools"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
    }

    @Test("All pages together have each school once, also when what is said of them changes between two")
    func pages() async throws {
        let visits = try await plant()
        let phone = try await visits.site.browser(as: "inspector")
        var (found, parts): ([String], [Int]) = ([], [])
        var cursor: String?
        repeat {
            let answer = try await page(phone, cursor)
            found += schools(answer)
            parts.append(answer["part"] as? Int ?? 0)
            cursor = answer["next"] as? String
            try await visits.site.services.database.write { db in
                _ = try db.execute("UPDATE organisation SET address = address || '和平路一百二十三号' WHERE kind = 'school'")
            }
        } while cursor != nil && parts.count < 50
        #expect(parts.count > 2 && parts == Array(1...parts.count))
        #expect(found.count == 501 && Set(found).count == 501)
    }

    @Test("A school that comes or goes between two answers makes the taking begin anew")
    func changed() async throws {
        let visits = try await plant()
        let phone = try await visits.site.browser(as: "inspector")
        let first = try await page(phone)
        let cursor = try #require(first["next"] as? String)
        #expect(try await page(phone, cursor)["part"] as? Int == 2)
        try await visits.site.services.database.write { db in
            _ = try db.execute("UPDATE organisation SET state = 'closed' WHERE id = 'more-1250'")
        }
        let anew = try await page(phone, cursor)
        #expect(anew["part"] as? Int == 1 && schools(anew).first == schools(first).first)
        let now = try #require(anew["next"] as? String)
        #expect(try await page(phone, now)["part"] as? Int == 2)
        for odd in ["1", "x.1.2", "\(now).1", now.replacingOccurrences(of: ".", with: ".-")] {
            #expect(try await page(phone, odd)["part"] as? Int == 1, "\(odd)")
        }
    }

    @Test("What a phone does not take along is said")
    func left() async throws {
        let visits = try await plant()
        let phone = try await visits.site.browser(as: "inspector")
        #expect(try await page(phone)["left"] as? Int == 0)
        try await visits.site.services.database.write { db in
            for number in 0..<110 {
                try FindingSamples.organisation("far-\(number)", "远\(number)小学", .school, county: "500101", db)
            }
        }
        #expect(try await page(phone)["left"] as? Int == 11)
    }
}
