import SQLCore
package import Supervision

package enum TipPhotoMark {}
package typealias TipPhotoID = Identifier<TipPhotoMark>
package enum TipCheckMark {}
package typealias TipCheckID = Identifier<TipCheckMark>

/// The tables of tips: what the public tells the office, and what the office does about it.
package enum Tips {
    /// Region by region; neither units nor inspectors find a tip, inspectors only what they are asked to verify.
    static func visible(to viewer: Viewer) -> SQL {
        Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" }).condition(for: viewer, alias: "t.")
    }

    /// What the viewer's own office works on; the nation's has only what is nobody's below it.
    static func own(_ viewer: Viewer, _ alias: SQL) -> SQL {
        viewer.scope == .nation ? Place().isOwn(alias: alias) : Todos.own(viewer, alias)
    }

    /// A tip with its row, for the office that works on it; an office above reads the list and nothing more.
    ///
    /// Whoever is bound to the unit does nothing with it but give it to somebody else.
    static func current(
        _ id: TipID, version: Int? = nil, evenBound: Bool = false, _ act: Act
    ) throws -> (tip: Tip, row: TipRow) {
        let row = try act.db.first(
            "SELECT \(columns) FROM tip t WHERE t.id = \(id) AND \(own(act.viewer, "t."))")
        guard let found = try row.map(TipRow.init) else { throw TipRefusal.notFound }
        if let version, version != found.tip.version { throw TipRefusal.changedMeanwhile }
        guard found.erasedOn == nil else { throw TipRefusal.erased }
        if !evenBound, let bar = try TipBars.find(act.viewer.person, from: found.unit, on: act.day, in: act.db) {
            throw TipRefusal.bound(bar)
        }
        return (found.tip, found)
    }

    /// Stores what a move changed, unless somebody was faster; `kind` is written into its history.
    static func save(
        _ next: Tip, _ row: TipRow, _ kind: TipEvent.Kind, note: String = "", of details: [String: String] = [:],
        _ act: Act
    ) throws {
        let changed = try act.db.execute(
            """
            UPDATE tip SET state = \(next.state), handler_id = \(next.handler), outcome = \(next.outcome?.rawValue ?? ""),
                rating = \(next.rating), version = \(next.version)
            WHERE id = \(row.id) AND version = \(row.tip.version)
            """)
        guard changed == 1 else { throw TipRefusal.changedMeanwhile }
        try write(kind, of: row.id, note, act)
        try act.record(
            "tip.\(kind.rawValue)", of: "tip", row.id.rawValue, in: row.place,
            details.merging(["state": next.state.rawValue]) { first, _ in first })
    }

    static func write(_ kind: TipEvent.Kind, of id: TipID, _ words: String, _ act: Act) throws {
        let event: Identifier<TipEvent> = act.newID()
        try act.db.execute(
            """
            INSERT INTO tip_event (id, tip_id, kind, note, person_name, at)
            VALUES (\(event), \(id), \(kind.rawValue), \(words.trimmed), \(act.viewer.name), \(act.at))
            """)
    }

    static let columns: SQL = """
        t.id, t.number, t.topic, t.organisation_id, t.unit_name, t.wants_answer, t.has_contact, t.photo_count, t.state,
        t.handler_id, t.handler_name, t.outcome, t.forwarded_to, t.original_id, t.finding_id, t.received_on, t.received_at,
        t.accepted_on, t.due_on, t.answer_by, t.closed_on, t.is_late, t.answer, t.rating, t.has_news, t.erased_on,
        t.province, t.city, t.county, t.zone, t.version
        """
}

/// A tip as the office's list shows it: not a word of the tipster's.
package struct TipRow: Sendable, Equatable {
    package let tip: Tip
    package let number: String
    package let topic: TipTopic
    package let unit: OrganisationID?
    package let unitName: String
    package let wantsAnswer: Bool
    package let hasContact: Bool
    package let photos: Int
    package let handlerName: String
    package let forwardedTo: String
    package let original: TipID?
    package let finding: FindingID?
    package let receivedOn: Day
    package let receivedAt: Instant
    package let acceptedOn: Day?
    package let dueOn: Day?
    package let answerBy: Day?
    package let closedOn: Day?
    package let isLate: Bool
    package let answer: String
    package let hasNews: Bool
    package let erasedOn: Day?
    package let place: Place

    package static let unregistered = "未登记的单位"

    package var id: TipID { tip.id }
    /// The unit for whoever may not read what the tipster wrote: a name that only they gave is theirs.
    package var plainUnit: String { unit == nil ? TipRow.unregistered : unitName }
    package var state: Tip.State { tip.state }

    /// Days past the day of the next step; nil while in time.
    package func daysLate(on today: Day) -> Int? {
        guard let dueOn, dueOn < today else { return nil }
        return dueOn.distance(to: today)
    }

    init(_ row: SQLRow) throws {
        tip = Tip(
            id: try row.get(0), state: try row.get(8), handler: try row.get(9),
            outcome: Tip.Outcome(rawValue: try row.get(11)), rating: try row.get(23), version: try row.get(30))
        number = try row.get(1)
        topic = try row.get(2)
        unit = try row.get(3)
        unitName = try row.get(4)
        wantsAnswer = try row.get(5)
        hasContact = try row.get(6)
        photos = try row.get(7)
        handlerName = try row.get(10)
        forwardedTo = try row.get(12)
        original = try row.get(13)
        finding = try row.get(14)
        receivedOn = try row.get(15)
        receivedAt = try row.get(16)
        acceptedOn = try row.get(17)
        dueOn = try row.get(18)
        answerBy = try row.get(19)
        closedOn = try row.get(20)
        isLate = try row.get(21)
        answer = try row.get(22)
        hasNews = try row.get(24)
        erasedOn = try row.get(25)
        place = Place(
            province: try row.get(26), city: try row.get(27), county: try row.get(28), zone: try row.get(29))
    }
}

/// One line of what the office did.
package struct TipEvent: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        case assigned, sent, recalled, verified, merged, passedOn, answered, reopened, asked, found, unitSet, rated
        case erased, further, newsRead

        package var label: String {
            switch self {
            case .assigned: "确定承办人"
            case .sent: "交督学核实"
            case .recalled: "撤回核实"
            case .verified: "督学报告核实情况"
            case .merged: "并入另一件"
            case .passedOn: "转其他单位"
            case .answered: "答复"
            case .reopened: "重新办理"
            case .asked: "请举报人补充"
            case .found: "列入问题台账"
            case .unitSet: "指定被反映的单位"
            case .rated: "举报人评价"
            case .erased: "清除内容"
            case .further: "举报人补充"
            case .newsRead: "已阅举报人的补充"
            }
        }
    }

    package let kind: String
    package let note: String
    package let person: String
    package let at: Instant

    package var label: String { Kind(rawValue: kind)?.label ?? kind }
}
