/// How one organisation belongs to another, and for how long.
package struct OrganisationRelation: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable, Codable {
        case branch
        case teachingPoint = "teaching-point"
        case group
        case mergedInto = "merged-into"
        case splitInto = "split-into"
        case managedBy = "managed-by"

        /// Those that a person enters; mergers and splits have forms of their own, groups pages of their own.
        package static let entered: [Kind] = [.branch, .teachingPoint, .managedBy]

        package var label: String {
            switch self {
            case .branch: "分校（校区）"
            case .teachingPoint: "教学点"
            case .group: "教育集团成员"
            case .mergedInto: "并入"
            case .splitInto: "拆分为"
            case .managedBy: "受管理"
            }
        }
    }

    package let kind: Kind
    package let organisation: OrganisationID
    /// The main school, the group's leader, the successor or the manager.
    package let other: OrganisationID
    package let validity: Period

    package init(
        _ kind: Kind, _ organisation: OrganisationID, to other: OrganisationID, validity: Period
    ) throws(OrganisationRefusal) {
        guard organisation != other else { throw .relatedToItself }
        self.kind = kind
        self.organisation = organisation
        self.other = other
        self.validity = validity
    }

    /// Refuses a relation that an existing one of the same kind already covers at some time.
    ///
    /// An organisation may belong to several groups and be split into several others, but it is a branch of, a teaching point of, merged into and
    /// managed by one other at a time.
    package func require(besides existing: [OrganisationRelation]) throws(OrganisationRefusal) {
        let clash = existing.contains { relation in
            relation.kind == kind && relation.organisation == organisation && relation.validity.overlaps(validity)
                && (![.group, .splitInto].contains(kind) || relation.other == other)
        }
        if clash { throw .relationTwice }
    }
}
