import Foundation
import SQLCore
import Store
import Supervision
import TestKit
import Web

/// A site with one district's people: what tests of findings begin with.
struct FindingSite {
    let site: TestSite

    static let photo = Array(Data(base64Encoded: png) ?? Data())
    /// One transparent pixel.
    private static let png =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="

    /// 周敏 has three accounts: officer and director of the district's office, and clerk of its school.
    init(today: Day = "2026-03-10", engine: Engine = .sqlite) async throws {
        site = try await TestSite(engine: engine, today: today)
        try await site.services.database.write { db in try FindingSamples.plant(in: db) }
        let district = Scope.region(.county, code: "500101")
        try await site.account("officer", .officer, district, name: "周敏", person: "zhou")
        try await site.account("director-zhou", .director, district, name: "周敏", person: "zhou")
        try await site.account("clerk-zhou", .clerk, .organisation("school-500101"), name: "周敏", person: "zhou")
        try await site.account("officer2", .officer, district, name: "吴启明")
        try await site.account("director", .director, district, name: "罗敏")
        try await site.account("principal", .principal, .organisation("school-500101"), name: "何晓燕")
        try await site.account("clerk", .clerk, .organisation("school-500101"), name: "蒋涛")
        try await site.account("bureau", .principal, .organisation("bureau-500101"), name: "陈国梁")
        try await site.account("neighbour", .officer, .region(.county, code: "500102"), name: "邻区")
        try await site.account("city", .officer, .region(.city, code: "500100"), name: "市督导")
        try await site.account("city-director", .director, .region(.city, code: "500100"), name: "市主任")
        try await site.account("inspector", .inspector, .granted, name: "督学")
        try await site.account("leader", .leader, district, name: "领导")
    }

    /// A problem issued by 周敏 as officer, or by whom `login` names.
    func issue(
        _ units: [OrganisationID] = ["school-500101"], as viewer: Viewer = FindingSamples.officer(person: "zhou")
    ) async throws -> Issued {
        let id = try await FindingSamples.act(as: viewer, in: site.services.database) { act in
            try Findings.issue(FindingSamples.problem(units), act)
        }
        return try await issued(id)
    }

    func issued(_ id: FindingID) async throws -> Issued {
        let day = site.services.today()
        let dossier = try await site.services.database.read { db in
            try Findings.require(id, visibleTo: .system(on: day), in: db)
        }
        return Issued(id: id, parts: dossier.parts.map(\.part))
    }

    struct Issued {
        let id: FindingID
        let parts: [FindingPart]

        var home: String { "/findings/\(id)" }
        var part: FindingPart { parts[0] }
        func path(_ act: String, part: Int = 0) -> String { "\(home)/parts/\(parts[part].id)/\(act)" }
    }

    /// Posts an act with the part's present version.
    @discardableResult
    func act(
        _ browser: TestBrowser, _ act: String, on issued: Issued, part: Int = 0,
        _ fields: KeyValuePairs<String, String> = [:], files: Int = 0, version: Int? = nil
    ) async throws -> TestAnswer {
        let now = try await self.issued(issued.id)
        let version = version ?? now.parts.first { $0.id == issued.parts[part].id }?.version ?? 0
        let pairs = [("version", "\(version)")] + fields.map { ($0.key, $0.value) }
        let sent = (0..<files).map { (field: "files", name: "整改\($0).png", bytes: FindingSite.photo) }
        return try await browser.send(issued.path(act, part: part), pairs, files: sent)
    }

    /// Walks the part up to the state before `act` by the usual people.
    func walk(_ issued: Issued, part: Int = 0, to state: FindingPart.State, unit: String = "principal") async throws {
        let unit = try await site.browser(as: unit)
        let office = try await site.browser(as: "officer2")
        let order: [FindingPart.State] = [.acknowledged, .planned, .submitted, .verified, .closed]
        for step in order.prefix(through: order.firstIndex(of: state) ?? 0) {
            switch step {
            case .acknowledged: try await act(unit, "acknowledgement", on: issued, part: part)
            case .planned:
                try await act(
                    unit, "plan", on: issued, part: part, ["measures": "更换并建台账", "responsible": "何晓燕、蒋涛"])
            case .submitted: try await act(unit, "submission", on: issued, part: part, ["note": "已整改"], files: 1)
            case .verified: try await act(office, "verification", on: issued, part: part)
            default:
                try await act(try await site.browser(as: "director"), "closure", on: issued, part: part)
            }
        }
    }
}

extension TestBrowser {
    /// A form with or without files.
    func send(
        _ path: String, _ fields: [(String, String)], files: [(field: String, name: String, bytes: [UInt8])] = [],
        accept: String = "text/html"
    ) async throws -> TestAnswer {
        guard !files.isEmpty else { return try await post(path, pairs: fields, accept: accept) }
        return try await upload(path, pairs: fields, files: files, accept: accept)
    }
}
