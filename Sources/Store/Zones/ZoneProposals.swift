package import SQLCore
package import Supervision

/// Proposals of who looks after which school: made anew whenever they are looked at, and never stored.
package enum ZoneProposals {
    package struct Made: Sendable {
        package let frame: ZoneFrame
        package let rules: ZoneRules
        package let proposal: ZoneProposal
    }

    /// For one zone of the viewer's own office, or for all of them.
    package static func make(
        for zone: ZoneID?, _ wish: ZoneWish, by viewer: Viewer, in db: SQLConnection
    ) throws -> Made {
        let place = try Place.of(viewer.scope, in: db)
        let record = try zone.map { try Zones.require($0, visibleTo: viewer, in: db) }
        if let record, record.place != place { throw ZoneRefusal.notFound }
        let frame = try ZoneFrames.load(zone: record, at: place, on: wish.from, in: db)
        let rules = try ZoneRuleBook.rules(at: place, in: db)
        return Made(frame: frame, rules: rules, proposal: ZoneProposal(frame, wish, under: rules))
    }

    /// The proposal that was looked at becomes postings; refused when it would come out otherwise by now.
    package static func accept(for zone: ZoneID?, _ wish: ZoneWish, digest: String, _ act: Act) throws -> Int {
        let wish = try wish.checked(on: act.day)
        let made = try make(for: zone, wish, by: act.viewer, in: act.db)
        guard made.proposal.digest == digest else { throw ZoneRefusal.proposalChanged }
        let changes = made.proposal.changes
        guard !changes.isEmpty else { throw ZoneRefusal.nothingProposed }
        var zones: [ZoneID: ZoneRecord] = [:]
        for line in changes {
            let record = try zones[line.school.zone] ?? Zones.requireOwn(line.school.zone, act)
            zones[record.id] = record
            for person in line.leaving {
                try Zones.cut(
                    "zone_posting", "organisation_id = \(line.school.id) AND person_id = \(person)",
                    after: wish.from.adding(days: -1), act)
            }
            for person in line.people where !line.kept.contains(person) {
                try Zones.insert(person, line.school.id, record, from: wish.from, by: .proposal, act)
            }
        }
        try act.record(
            "zone.proposalAccepted", of: "zone", zone?.rawValue ?? "", in: try Place.of(act.viewer.scope, in: act.db),
            ["seed": wish.seed, "from": wish.from.text, "schools": "\(changes.count)"])
        return changes.count
    }
}
