import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct WebhookTests {
    private func webhook(_ name: String, _ occasion: Webhook.Occasion = .daily) throws -> Webhook {
        let address = try #require(RobotAddress("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k1"))
        return Webhook(id: Identifier("hook-\(name)"), name: name, kind: .weCom, address: address, occasion: occasion)
    }

    @Test("An office has its own robots, its neighbour sees none of them", arguments: Engine.available)
    func own(on engine: Engine) async throws {
        let site = try await ReminderSite(on: engine)
        let (officer, next) = (FindingSamples.officer(), FindingSamples.officer("500102"))
        let new = try webhook("群")
        try await FindingSamples.act(as: officer, in: site.database) { act in try Webhooks.add(new, act) }
        await #expect(throws: WebhookRefusal.nameTaken) {
            try await FindingSamples.act(as: officer, in: site.database) { act in try Webhooks.add(new, act) }
        }
        let (mine, theirs) = try await site.database.read { db in
            (try Webhooks.list(visibleTo: officer, in: db), try Webhooks.list(visibleTo: next, in: db))
        }
        #expect(mine == [new])
        #expect(theirs.isEmpty)
        var changed = new
        changed.isOn = false
        let off = changed
        await #expect(throws: WebhookRefusal.notFound) {
            try await FindingSamples.act(as: next, in: site.database) { act in try Webhooks.change(off, act) }
        }
        try await FindingSamples.act(as: officer, in: site.database) { act in try Webhooks.change(off, act) }
        await #expect(throws: WebhookRefusal.stale) {
            try await FindingSamples.act(as: officer, in: site.database) { act in try Webhooks.change(off, act) }
        }
        let audited = try await site.database.read { db in
            try db.rows("SELECT content FROM audit_entry WHERE subject_kind = 'webhook'").map {
                try $0.get(0) as String
            }
        }
        #expect(audited.count == 2)
        #expect(!audited.contains { $0.contains("key=") })
    }

    @Test(
        "Each working day a robot says how many wait and are late, counted as the office's workbench counts",
        arguments: Engine.available)
    func digest(on engine: Engine) async throws {
        let site = try await ReminderSite(on: engine)
        let hooks = [try webhook("每日"), try webhook("逾期", .late)]
        try await FindingSamples.act(as: FindingSamples.officer(), in: site.database) { act in
            for hook in hooks { try Webhooks.add(hook, act) }
        }
        // 4 April is a Saturday; on 10 April the unit's problem is late by a day.
        for day in ["2026-04-03", "2026-04-04", "2026-04-10", "2026-04-10"] as [Day] { try await site.sweep(day) }
        #expect(try await site.mails(to: "每日").map(\.body.lead) == ["待办1件，其中逾期1件。"])
        let late = try await site.mails(to: "逾期")
        #expect(late.map(\.subject) == ["第101区督导待办（4月10日）"])
        let line = try #require(late.first?.body.sections.first?.lines.first)
        #expect(line == .init(text: "催办逾期整改", note: "1件，逾期1件", path: "/findings?state=late&own=1", isLate: true))
    }

    @Test(
        "An address counts once its link came back, to its own person and for a day",
        arguments: Engine.available)
    func verification(on engine: Engine) async throws {
        let site = try await ReminderSite(on: engine)
        let (mine, other) = (viewer("principal-500101"), viewer("principal-500102"))
        let mail = try #require(MailAddress("zhou@example.cn"))
        func begin(_ token: String) async throws {
            try await FindingSamples.act(as: mine, in: site.database) { act in
                try MailVerification.begin(mail, token: token, office: "督导室", act)
            }
        }
        await #expect(throws: ReminderRefusal.noServer) { try await begin("t0") }
        try await site.database.write { db in
            try DeploymentSettings.set(MailSettings.host, "smtp.example.cn", in: db)
            try DeploymentSettings.set(MailSettings.sender, "dudao@example.cn", in: db)
        }
        try await begin("t1")
        await #expect(throws: ReminderRefusal.tooSoon) { try await begin("t2") }
        for (who, token) in [(other, "t1"), (mine, "t2"), (mine, "")] {
            await #expect(throws: ReminderRefusal.tokenWrong) {
                try await FindingSamples.act(as: who, in: site.database) { act in
                    try MailVerification.finish(token, act)
                }
            }
        }
        let at = Instant(milliseconds: (mine.day.number * 24 + 2) * 3_600_000)
        let (last, over) = try await site.database.read { db in
            (
                try MailVerification.pending("t1", of: mine.person, at: at.adding(seconds: 86_399), in: db),
                try MailVerification.pending("t1", of: mine.person, at: at.adding(seconds: 86_400), in: db)
            )
        }
        #expect(last == "zhou@example.cn" && over == nil)
        try await FindingSamples.act(as: mine, in: site.database) { act in try MailVerification.finish("t1", act) }
        let wish = try await site.database.read { db in try ReminderWishes.load(of: mine.person, in: db) }
        #expect(wish.mail == mail && wish.pendingMail.isEmpty)
        let stored: String? = try await site.database.read { db in
            try db.first("SELECT token_digest FROM reminder_wish WHERE person_id = \(mine.person)")?.get(0)
        }
        #expect(stored == "")
    }

    private func viewer(_ person: String) -> Viewer {
        Viewer(
            account: Identifier("a-\(person)"), person: Identifier(person), name: person, role: .principal,
            scope: .organisation(Identifier("school-\(person.suffix(6))")), day: "2026-03-10")
    }
}
