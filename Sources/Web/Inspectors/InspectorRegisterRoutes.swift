import Hummingbird
import SQLCore
import Store
import Supervision

/// `/inspectors/:id/…`: qualification and certificate, further terms, trainings.
enum InspectorRegisterRoutes {
    static func register(on site: inout Sitemap) {
        let keepers = InspectorRoutes.keepers
        site.post("/inspectors/:id/profile", keepers) { call, sent in
            try await change(call, sent) { act, id in
                let (from, until) = (
                    Day(sent.fields.text("certificate-from")), Day(sent.fields.text("certificate-until"))
                )
                guard from != nil || until == nil else { throw FormRefusal([:], message: "请填写督学证开始日期。") }
                let certificate = from.flatMap { Period(from: $0, until: until) }
                guard from == nil || certificate != nil else {
                    throw FormRefusal([:], message: "督学证有效期结束不能早于开始。")
                }
                let profile = InspectorProfile(
                    qualification: try QualificationFields.read(sent.fields), certificate: certificate,
                    version: sent.fields.number("version") ?? 0)
                try InspectorRegister.set(profile, of: id, act)
            }
        }
        site.post("/inspectors/:id/terms", keepers) { call, sent in
            try await change(call, sent) { act, id in
                guard let from = Day(sent.fields.text("term-from")),
                    let until = Day(sent.fields.text("term-until")), let next = Period(from: from, until: until)
                else { throw InspectorTermRefusal.noEnd }
                try InspectorRegister.renew(
                    id, for: next, reason: sent.fields.text("term-reason"), version: sent.fields.number("version") ?? 0,
                    act)
            }
        }
        site.post("/inspectors/:id/activities/:activity/removal", keepers) { call, sent in
            let activity: InspectorActivityID = call.id("activity")
            return try await change(call, sent) { act, id in
                try InspectorActivities.remove(activity, of: id, act)
            }
        }
    }

    private static func change(
        _ call: Call, _ sent: Submission, _ body: @escaping @Sendable (Act, PersonID) throws -> Void
    ) async throws -> Response {
        let found = try await InspectorRoutes.record(call)
        return try await call.change(
            sent,
            again: { refusal in
                guard refusal.kind != .notFound else { throw refusal }
                return try await InspectorRoutes.show(call, found, typed: sent.fields, problem: refusal)
            },
            { act in
                try body(act, found.id)
                return "/inspectors/\(found.id)?done=saved"
            })
    }
}
