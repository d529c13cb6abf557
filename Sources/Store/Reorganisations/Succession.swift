import SQLCore
import Supervision

/// Carries out what was decided about each thing that hung on a unit.
struct Succession {
    let order: ReorganisationOrder
    let unit: OrganisationRecord
    let names: [OrganisationID: String]
    let act: Act

    var db: SQLConnection { act.db }
    /// The last day on which it was as it was.
    var last: Day { order.change.kind == .closure ? order.day : order.day.adding(days: -1) }
    var note: String { "\(order.change.kind.label)：\(order.reason)" }

    func carry(_ decision: Decision) throws {
        let id = decision.thing.id
        switch (decision.thing.kind, decision.fate) {
        case (_, .stay): return
        case (.finding, .pass(let heir)): try passFinding(Identifier(id), to: heir)
        case (.finding, .follow): try moveFinding(Identifier(id))
        case (.cooperation, .pass(let heir)): try cooperate(id, heir: heir)
        case (.cooperation, _): try cooperate(id, heir: nil)
        case (.inspection, .pass(let heir)), (.prepared, .pass(let heir)): try passInspection(id, to: heir)
        case (.inspection, .follow), (.prepared, .follow): try place(ofInspection: id)
        case (.inspection, _): try endInspection(id)
        case (.prepared, _): try dropInspection(id)
        case (.account, .pass(let heir)): try passAccount(id, to: heir)
        case (.account, _): try endAccount(id)
        case (.task, .pass(let heir)):
            try DependentTasks.pass(id, to: heir, named: names[heir] ?? "", act)
        case (.round, .pass(let heir)): try passRound(id, to: heir)
        case (.relation, let fate): try relation(id, fate)
        case (.membership, let fate): try membership(id, fate)
        case (.zone, let fate): try zone(id, fate)
        case (.frame, _), (.task, _), (.round, _), (.finding, .end): return
        }
    }

    func deadlines(of subject: String, to heir: OrganisationID, _ place: Place) throws {
        try db.execute(
            """
            UPDATE deadline SET organisation_id = CASE WHEN organisation_id = \(unit.id) THEN \(heir)
                    ELSE organisation_id END,
                province = \(place.province), city = \(place.city), county = \(place.county), zone = \(place.zone)
            WHERE subject_id = \(subject) AND met_on IS NULL AND cancelled_on IS NULL
            """)
    }

    func passAccount(_ id: String, to heir: OrganisationID) throws {
        let place = try Place.of(.organisation(heir), in: db)
        try db.execute(
            """
            UPDATE account SET organisation_id = \(heir), province = \(place.province), city = \(place.city),
                county = \(place.county), zone = \(place.zone), version = version + 1
            WHERE id = \(id)
            """)
        try Sessions.deleteAll(of: Identifier(id), in: db)
        try act.record("account.passed", of: "account", id, in: place, ["to": heir.rawValue])
    }

    func endAccount(_ id: String) throws {
        try db.execute("UPDATE account SET active = false, version = version + 1 WHERE id = \(id)")
        try Sessions.deleteAll(of: Identifier(id), in: db)
        try act.record("account.disabled", of: "account", id, in: unit.place, ["because": order.change.kind.rawValue])
    }

    func passRound(_ key: String, to heir: OrganisationID) throws {
        try db.execute(
            """
            INSERT INTO round_record (round_key, organisation_id, done_on, source, campaign_id, grade)
            SELECT round_key, \(heir), done_on, \("由\(unit.name)转记"), NULL, grade FROM round_record
            WHERE round_key = \(key) AND organisation_id = \(unit.id) ON CONFLICT DO NOTHING
            """)
    }

    func relation(_ id: String, _ fate: Fate) throws {
        if case .pass(let heir) = fate {
            try db.execute(
                """
                INSERT INTO organisation_relation (id, organisation_id, other_id, kind, from_day, until_day)
                SELECT \(act.newID() as Identifier<OrganisationRelation>),
                    CASE WHEN organisation_id = \(unit.id) THEN \(heir) ELSE organisation_id END,
                    CASE WHEN other_id = \(unit.id) THEN \(heir) ELSE other_id END, kind, \(order.day), \(Day.never)
                FROM organisation_relation WHERE id = \(id)
                """)
        }
        try db.execute("DELETE FROM organisation_relation WHERE id = \(id) AND from_day > \(last)")
        try db.execute("UPDATE organisation_relation SET until_day = \(last) WHERE id = \(id)")
    }

    func membership(_ id: String, _ fate: Fate) throws {
        if case .pass(let heir) = fate {
            try db.execute(
                """
                INSERT INTO group_member (id, group_id, organisation_id, from_day, until_day)
                SELECT \(act.newID() as Identifier<OrganisationRelation>), group_id, \(heir), \(order.day), \(Day.never)
                FROM group_member WHERE id = \(id)
                """)
        }
        try db.execute("DELETE FROM group_member WHERE id = \(id) AND from_day > \(last)")
        try db.execute("UPDATE group_member SET until_day = \(last) WHERE id = \(id)")
    }
}
