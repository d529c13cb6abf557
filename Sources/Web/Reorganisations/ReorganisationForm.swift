import SQLCore
import Store
import Supervision

/// A merger, split, closure or change of category as it was typed, with what was decided so far.
struct ReorganisationForm: Sendable {
    /// What was chosen for each thing, and for the rest of its kind.
    struct Fates: Sendable {
        let byKey: [String: Fate]
        let byKind: [Dependent.Kind: Fate]

        /// For each thing its own decision, else the one for the rest of its kind where it may be had.
        func chosen(
            for change: Reorganisation, to place: Place? = nil, _ act: Act
        ) throws -> [String: Fate] {
            var chosen = byKey
            let things = try Dependents.list(change, to: place, visibleTo: act.viewer, in: act.db)
            for thing in things where chosen[thing.key] == nil {
                guard let fate = byKind[thing.kind], change.fates(of: thing).contains(fate) else { continue }
                chosen[thing.key] = fate
            }
            return chosen
        }
    }

    let change: OrganisationChange
    let day: Day
    let reason: String
    let version: Int
    let code: OrganisationCode?
    /// Codes or whole names.
    let successors: [String]
    let remains: Bool
    let fates: Fates

    init(
        _ change: OrganisationChange, _ fields: Fields, day: Day, reason: String, version: Int
    ) throws(FormRefusal) {
        self.change = change
        self.day = day
        self.reason = reason
        self.version = version
        successors = fields.text("successors").split(whereSeparator: { $0.isNewline || "、，,;；".contains($0) })
            .map { String($0).trimmed }.filter { !$0.isEmpty }
        remains = fields.text("remains") == "yes"
        fates = ReorganisationForm.fates(fields)
        if change == .code {
            do {
                code = try OrganisationCode(fields.text("code"))
            } catch {
                throw FormRefusal(["code": error.message])
            }
        } else {
            code = nil
        }
        if change == .merger || change == .split, successors.isEmpty {
            throw FormRefusal(["successors": "请填写单位的代码或全称。"])
        }
    }

    static func fates(_ fields: Fields) -> Fates {
        var byKey: [String: Fate] = [:]
        var byKind: [Dependent.Kind: Fate] = [:]
        for name in fields.names {
            guard let fate = Fate(text: fields.text(name)) else { continue }
            if name.hasPrefix("fate-") { byKey[String(name.dropFirst(5))] = fate }
            if name.hasPrefix("rest-"), let kind = Dependent.Kind(rawValue: String(name.dropFirst(5))) {
                byKind[kind] = fate
            }
        }
        return Fates(byKey: byKey, byKind: byKind)
    }

    /// The rule's value; a successor that nobody knows is told beside its field.
    func reorganisation(of id: OrganisationID, visibleTo viewer: Viewer, in db: SQLConnection) throws -> Reorganisation
    {
        let heirs = try successors.map { text in
            guard let found = try Organisations.find(named: text, visibleTo: viewer, in: db) else {
                throw FormRefusal(["successors": "没有代码或名称为“\(text)”的单位，或不由本单位管理。"])
            }
            return found.id
        }
        let kind: Reorganisation.Kind =
            switch change {
            case .merger: .merger
            case .split: .split
            case .code: .recategory
            default: .closure
            }
        do {
            return try Reorganisation(kind, of: id, into: heirs, remains: kind == .split && remains)
        } catch {
            throw FormRefusal(["successors": error.message])
        }
    }

    func carry(_ id: OrganisationID, _ act: Act) throws {
        let change = try reorganisation(of: id, visibleTo: act.viewer, in: act.db)
        let chosen = try fates.chosen(for: change, act)
        let order = ReorganisationOrder(change, on: day, reason: reason, fates: chosen)
        try Reorganisations.carry(order, act) {
            switch change.kind {
            case .merger:
                try Organisations.merge(
                    id, version: version, into: change.successors[0], on: day, reason: reason, act)
            case .split:
                try Organisations.split(
                    id, version: version, into: change.successors, remains: change.remains, on: day, reason: reason,
                    act)
            case .recategory:
                guard let code else { return }
                _ = try Organisations.recategorise(id, version: version, to: code, on: day, reason: reason, act)
            case .closure, .transfer:
                _ = try Organisations.close(id, version: version, on: day, reason: reason, act)
            }
        }
    }
}

extension DecisionSection {
    /// What has to be decided about for what was typed; nil where nothing hangs on the unit or the form is not whole.
    static func read(
        _ change: OrganisationChange, of record: OrganisationRecord, _ fields: Fields, regions: RegionTable,
        viewer: Viewer, in db: SQLConnection
    ) throws -> DecisionSection? {
        guard let found = try? planned(change, of: record, fields, regions: regions, viewer: viewer, in: db) else {
            return nil
        }
        let things = try Dependents.list(found.change, to: found.place, visibleTo: viewer, in: db)
        guard !things.isEmpty else { return nil }
        let names = try found.change.successors.map { id in
            (id, try Organisations.require(id, visibleTo: viewer, in: db).name)
        }
        return DecisionSection(
            change: found.change, things: things, names: Dictionary(uniqueKeysWithValues: names),
            fates: ReorganisationForm.fates(fields))
    }

    private static func planned(
        _ change: OrganisationChange, of record: OrganisationRecord, _ fields: Fields, regions: RegionTable,
        viewer: Viewer, in db: SQLConnection
    ) throws -> (change: Reorganisation, place: Place?)? {
        switch change {
        case .facts:
            let row = try OrganisationChange.row(fields, regions: regions, home: viewer.home)
            let place = try Organisations.place(of: row.facts.authority, in: db)
            return place == record.place ? nil : (try Reorganisation(.transfer, of: record.id), place)
        case .merger, .split, .code, .closure:
            let form = try ReorganisationForm(
                change, fields, day: record.organisation.since, reason: fields.text("reason"), version: 0)
            return (try form.reorganisation(of: record.id, visibleTo: viewer, in: db), nil)
        case .name, .reopening, .relations: return nil
        }
    }
}
