import Foundation
import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

/// A district with an inspector, its office and a school, as a device and browsers see them.
struct VisitSite {
    let site: TestSite

    init() async throws {
        site = try await TestSite()
        try await FindingSamples.act(as: FindingSamples.officer(), in: site.services.database) { act in
            try FindingSamples.plant(in: act.db)
            try VisitSample.appoint(in: act.db)
            try VisitSample.appoint("neighbour", county: "500102", in: act.db)
            try VisitSample.plantChecklist(act)
        }
        try await site.account("inspector", .inspector, .granted, person: "inspector")
        try await site.account("neighbour", .inspector, .granted, person: "neighbour")
        try await site.account("officer", .officer, .region(.county, code: "500101"), person: "officer")
        try await site.account("leader", .leader, .region(.county, code: "500101"))
        try await site.account("principal", .principal, .organisation("school-500101"))
    }

    static let id = "01890000-0000-7000-8000-000000000001"
    static let photo = "01890000-0000-7000-8000-0000000000f1"

    /// A body as the app makes it, with some fields changed.
    static func body(_ changes: [String: Any] = [:], id: String = VisitSite.id) throws -> [UInt8] {
        var body: [String: Any] = [
            "id": id, "school": "school-500101", "kind": "routine", "checklist": "visit-checklist-1", "theme": "开学",
            "isAnnounced": false, "companions": ["李老师"], "startedAt": "2026-03-10T01:00:00.000Z",
            "endedAt": "2026-03-10T02:00:00.000Z", "sentAt": "2026-03-10T02:00:00.000Z",
            "location": ["lat": 29.5, "lon": 106.5, "accuracy": 12], "record": "听课两节。", "practice": "",
            "counters": ["lessons": 2, "talks": 0, "files": 1, "questionnaires": 0, "patrols": 1],
            "answers": [["criterion": "1.1", "value": "是", "note": ""], ["criterion": "2", "value": "35"]],
            "problems": [], "knownFindings": [], "photos": [],
        ]
        for (key, value) in changes { body[key] = value }
        return [UInt8](try JSONSerialization.data(withJSONObject: body))
    }

    func visits() async throws -> Int {
        try await site.services.database.read { db in try db.first("SELECT count(*) FROM visit")?.get(0) ?? 0 }
    }
}

extension TestAnswer {
    var json: [String: Any] { (try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]) ?? [:] }
    var code: String { json["code"] as? String ?? "" }
}

@Suite struct VisitScriptTests {
    private static let path = "/api/visits/\(VisitSite.id)"

    @Test("A visit is stored before it is acknowledged; the same again is the same, whenever it was sent")
    func send() async throws {
        let visits = try await VisitSite()
        let phone = try await visits.site.browser(as: "inspector")
        #expect(try await phone.script(.get, Self.path).json["state"] as? String == "unknown")
        let first = try await phone.script(.post, Self.path, VisitSite.body())
        #expect(first.status == .ok)
        #expect(first.json["state"] as? String == "stored")
        #expect(first.json["number"] as? String == "督访20260310-000001")
        let again = try await phone.script(
            .post, Self.path, VisitSite.body(["sentAt": "2026-03-10T02:05:00.000Z"]))
        #expect(again.text == first.text)
        let other = try await phone.script(.post, Self.path, VisitSite.body(["record": "改过"]))
        #expect(other.status == .conflict && other.code == "visit.changed")
        #expect(try await visits.visits() == 1)
        #expect(try await phone.script(.get, Self.path).json["state"] as? String == "stored")
    }

    @Test("Who may not send is told why, in a way that a script understands")
    func refused() async throws {
        let visits = try await VisitSite()
        let stranger = try await visits.site.browser().script(.post, Self.path, VisitSite.body(), sealed: false)
        #expect(stranger.status == .unauthorized && stranger.code == "web.signInFirst")
        let phone = try await visits.site.browser(as: "inspector")
        let forged = try await phone.script(.post, Self.path, VisitSite.body(), sealed: false)
        #expect(forged.status == .forbidden && forged.code == "web.forged")
        let school = try await visits.site.browser(as: "principal").script(.post, Self.path, VisitSite.body())
        #expect(school.status == .forbidden && school.code == "web.notYours")
        let neighbour = try await visits.site.browser(as: "neighbour").script(.post, Self.path, VisitSite.body())
        #expect(neighbour.status == .forbidden && neighbour.code == "visit.notYours")
        let nowhere = try await phone.script(.post, Self.path, VisitSite.body(["school": "gone"]))
        #expect(nowhere.status == .notFound && nowhere.code == "visit.noSchool")
        try await visits.site.services.database.write { db in
            _ = try db.execute("UPDATE account SET active = false WHERE login = 'inspector'")
        }
        let revoked = try await phone.script(.post, Self.path, VisitSite.body())
        #expect([.unauthorized, .forbidden].contains(revoked.status))
        #expect(try await visits.visits() == 0)
    }

    @Test("What is wrong in a visit is said field by field, and nothing of it is stored")
    func invalid() async throws {
        let visits = try await VisitSite()
        let phone = try await visits.site.browser(as: "inspector")
        let photo: [String: Any] = [
            "id": VisitSite.photo, "sha256": String(repeating: "a", count: 64), "bytes": 10, "of": "visit",
        ]
        let many = (0..<10_000).map { number -> [String: Any] in
            var one = photo
            one["id"] = "01890000-0000-7000-8000-\(String(String(number + 0x1000_0000_0000, radix: 16).suffix(12)))"
            return one
        }
        let cases: [(String, [String: Any])] = [
            ("record", ["record": " "]), ("startedAt", ["startedAt": "gestern"]), ("sentAt", ["sentAt": ""]),
            ("kind", ["kind": "secret"]), ("counters.lessons", ["counters": ["lessons": 1_000]]),
            ("answers.1.1", ["answers": [["criterion": "1.1", "value": "也许"]]]),
            ("answers.9", ["answers": [["criterion": "9", "value": "是"]]]), ("checklist", ["checklist": "none"]),
            ("problems.0.outcome", ["problems": [["id": VisitSite.photo, "problem": "乱", "outcome": "none"]]]),
            ("problems.0", ["problems": [["id": "1", "problem": "乱", "outcome": "serious"]]]),
            ("photos", ["photos": many]), ("endedAt", ["endedAt": "2026-03-09T01:00:00.000Z"]),
            ("isAnnounced", ["isAnnounced": "maybe"]), ("answers.0.criterion", ["answers": [["value": "是"]]]),
        ]
        for (field, change) in cases {
            let answer = try await phone.script(.post, Self.path, VisitSite.body(change))
            let problems = answer.json["problems"] as? [String: String] ?? [:]
            #expect(
                answer.status == .unprocessableContent && problems[field] != nil, "\(field): \(answer.text.prefix(300))"
            )
            #expect(answer.json["retry"] as? Bool == false)
        }
        let huge = try await phone.script(
            .post, Self.path, VisitSite.body(["record": String(repeating: "长", count: 900_000)]))
        #expect(huge.status == .contentTooLarge)
        let noJSON = try await phone.script(.post, Self.path, [UInt8]("nonsense".utf8))
        #expect(noJSON.status == .unprocessableContent)
        let wrongID = try await phone.script(.post, "/api/visits/1", VisitSite.body())
        #expect(wrongID.code == "visit.badID")
        #expect(try await visits.visits() == 0)
    }

    @Test("A wrong clock and a missing place are accepted with a mark that the phone can show")
    func marked() async throws {
        let visits = try await VisitSite()
        let phone = try await visits.site.browser(as: "inspector")
        let answer = try await phone.script(
            .post, Self.path,
            VisitSite.body([
                "sentAt": "1999-01-01T00:00:00Z", "location": NSNull(), "startedAt": "2026-03-12T01:00:00.000Z",
                "endedAt": "2026-03-12T02:00:00.000Z",
            ]))
        let notes = answer.json["notes"] as? [[String: String]] ?? []
        #expect(notes.map { $0["code"] } == ["visit.clockOff", "visit.future", "visit.noLocation"])
        #expect(notes.allSatisfy { !($0["message"] ?? "").isEmpty })
    }

    @Test("A day that no list could read again is no time, and what a database would cut is left out")
    func unreadable() async throws {
        let visits = try await VisitSite()
        let phone = try await visits.site.browser(as: "inspector")
        for (from, until) in [
            ("2199-12-31T16:00:00.000Z", "2199-12-31T17:00:00.000Z"), ("2300-01-01T00:00:00Z", "2300-01-01T01:00:00Z"),
        ] {
            let answer = try await phone.script(
                .post, Self.path, VisitSite.body(["startedAt": from, "endedAt": until]))
            let problems = answer.json["problems"] as? [String: String] ?? [:]
            #expect(answer.status == .unprocessableContent && problems["startedAt"] == "时间不正确。", "\(from)")
        }
        #expect(try await visits.visits() == 0)
        let answers: [[String: Any]] = [
            ["criterion": "1.1", "value": "是", "note": "前\0后"], ["criterion": "2", "value": "35"],
        ]
        let taken = try await phone.script(
            .post, Self.path, VisitSite.body(["record": "看\0了", "theme": "开\0学", "answers": answers]))
        #expect(taken.status == .ok, "\(taken.text)")
        let page = try await visits.site.browser(as: "officer").get("/visits/\(VisitSite.id)").text
        for words in ["看了", "开学", "前后", "35"] { #expect(page.contains(words), "\(words)") }
        #expect(try await visits.site.browser(as: "officer").get("/visits").text.contains("共 <strong>1</strong> 次到校"))
    }

    @Test("A revoked account is told so by whoever knows its password, and by nobody else")
    func disabled() async throws {
        let visits = try await VisitSite()
        try await visits.site.services.database.write { db in
            _ = try db.execute("UPDATE account SET active = false WHERE login = 'inspector'")
        }
        let stranger = visits.site.browser()
        let said = try await stranger.post(
            "/login", ["login": "inspector", "password": TestSite.password], sealed: false)
        #expect(said.status == .forbidden && said.text.contains("账号已停用"))
        let wrong = try await stranger.post("/login", ["login": "inspector", "password": "guess"], sealed: false)
        #expect(wrong.status == .unauthorized && !wrong.text.contains("停用"))
    }

    @Test("Too many requests in a minute are put off, not lost")
    func pace() async throws {
        let visits = try await VisitSite()
        let phone = try await visits.site.browser(as: "inspector")
        var last = try await phone.script(.post, "/api/visits/1", [1])
        for _ in 0..<3_000 { last = try await phone.script(.post, "/api/visits/1", [1]) }
        #expect(last.status == .tooManyRequests && last.json["retry"] as? Bool == true)
        visits.site.advance(seconds: 61)
        #expect(
            try await phone.script(.post, Self.path, VisitSite.body(["sentAt": "2026-03-10T02:01:01.000Z"])).status
                == .ok)
    }
}
