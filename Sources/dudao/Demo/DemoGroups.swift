import Store
import Supervision

/// An education group and a school district of the zone, one member of which has left.
enum DemoGroups {
    static func tell(_ stage: DemoStage) throws {
        let day = stage.calendar.start.adding(days: -15)
        try stage.act(DemoCast.officer, on: day) { act in
            let group = try found("望江小学教育集团", .group, lead: "2150910001", from: day.adding(days: -700), act)
            try OrganisationGroups.addMembers(
                ["云江新区云桥小学", "云江新区江畔小学", "云江新区和平小学"], to: group, from: day.adding(days: -700), act)
            let members = try OrganisationGroups.members(of: group, in: act.db)
            if let left = members.first(where: { $0.name == "云江新区和平小学" }) {
                try OrganisationGroups.endMember(left.id, of: group, on: day.adding(days: -200), act)
            }
            let district = try found("清溪学区", .district, lead: nil, from: day.adding(days: -300), act)
            try OrganisationGroups.addMembers(
                ["云江新区清溪小学", "云江新区清溪初级中学", "清溪镇中心幼儿园"], to: district, from: day.adding(days: -300), act)
        }
    }

    private static func found(
        _ name: String, _ kind: OrganisationGroup.Kind, lead code: String?, from day: Day, _ act: Act
    ) throws -> String {
        let lead = try code.map { try Organisations.require(code: $0, visibleTo: act.viewer, in: act.db).id }
        let group = try OrganisationGroup(
            id: act.newID(), name: name, kind: kind, lead: lead, validity: Period(from: day))
        try OrganisationGroups.insert(group, act)
        return group.id.rawValue
    }
}
