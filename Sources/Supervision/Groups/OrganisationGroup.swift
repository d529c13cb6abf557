/// Units that an office looks at together: 教育集团, 学区, 联盟.
package struct OrganisationGroup: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case group, district, alliance

        package var label: String {
            switch self {
            case .group: "教育集团"
            case .district: "学区"
            case .alliance: "学校联盟"
            }
        }

        /// A 集团 is led by one of its schools.
        package var needsLead: Bool { self == .group }
    }

    package let id: Identifier<OrganisationGroup>
    package var name: String
    package var kind: Kind
    /// The school that leads it (牵头校).
    package var lead: OrganisationID?
    package var validity: Period
    package var note: String
    package var version: Int

    package init(
        id: Identifier<OrganisationGroup>, name: String, kind: Kind, lead: OrganisationID?, validity: Period,
        note: String = "", version: Int = 1
    ) throws(GroupRefusal) {
        let name = name.trimmed
        guard (2...60).contains(name.count) else { throw .nameLength }
        guard note.count <= 500 else { throw .noteTooLong }
        guard lead != nil || !kind.needsLead else { throw .leadMissing }
        self.id = id
        self.name = name
        self.kind = kind
        self.lead = lead
        self.validity = validity
        self.note = note
        self.version = version
    }

    /// Refuses a membership outside the group's own days, and one that overlaps another of the same unit.
    package func require(_ membership: Period, besides others: [Period]) throws(GroupRefusal) {
        guard membership.from >= validity.from else { throw .beforeGroup(validity.from) }
        if let end = validity.until { guard membership.from <= end else { throw .ended(end) } }
        guard !others.contains(where: { $0.overlaps(membership) }) else { throw .memberTwice }
    }
}

/// Why a group is not made or changed.
package enum GroupRefusal: Refusal, Equatable {
    case notFound, stale, nameLength, noteTooLong, leadMissing, memberTwice, endBeforeBeginning, noMembers
    case nameTaken(String)
    case beforeGroup(Day)
    case ended(Day)
    case unknownUnits([String])

    package var code: String {
        switch self {
        case .notFound: "group.notFound"
        case .stale: "group.stale"
        case .nameLength: "group.nameLength"
        case .noteTooLong: "group.noteTooLong"
        case .leadMissing: "group.leadMissing"
        case .memberTwice: "group.memberTwice"
        case .endBeforeBeginning: "group.endBeforeBeginning"
        case .noMembers: "group.noMembers"
        case .nameTaken: "group.nameTaken"
        case .beforeGroup: "group.beforeGroup"
        case .ended: "group.ended"
        case .unknownUnits: "group.unknownUnits"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound: .notFound
        case .stale: .conflict
        default: .invalid
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有这个集团或学区，或者您无权查看。"
        case .stale: "刚被他人修改，请刷新后再试。"
        case .nameLength: "名称请填写2至60个字。"
        case .noteTooLong: "说明请控制在500字以内。"
        case .leadMissing: "教育集团须填写牵头校。"
        case .memberTwice: "这个单位在同一时期已是成员。"
        case .endBeforeBeginning: "结束日期不能早于开始日期。"
        case .noMembers: "请填写成员单位的代码或全称，每行一个。"
        case .nameTaken(let name): "已有名为“\(name)”的集团或学区。"
        case .beforeGroup(let day): "加入日期不能早于成立日期\(day.chinese)。"
        case .ended(let day): "已于\(day.chinese)结束，不能再加入成员。"
        case .unknownUnits(let lines):
            "没有找到：\(lines.prefix(10).joined(separator: "、"))\(lines.count > 10 ? "等\(lines.count)个" : "")。请填写代码或全称，一个也没有加入。"
        }
    }
}
