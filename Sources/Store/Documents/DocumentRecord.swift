import SQLCore
package import Supervision

/// A document with what it is about and who is concerned.
package struct DocumentRecord: Sendable, Equatable {
    package enum SubjectKind: String, Sendable {
        case inspection, campaign, office
    }

    package var document: Document
    package let subjectKind: SubjectKind
    package let subject: String
    package let organisation: OrganisationID?
    /// To whom, as its name was; empty for a report.
    package let organisationName: String
    package let place: Place

    package init(
        _ document: Document, subjectKind: SubjectKind, subject: String, organisation: OrganisationID? = nil,
        organisationName: String = "", place: Place
    ) {
        self.document = document
        self.subjectKind = subjectKind
        self.subject = subject
        self.organisation = organisation
        self.organisationName = organisationName
        self.place = place
    }

    package var id: DocumentID { document.id }
    package var campaign: CampaignID? { subjectKind == .campaign ? Identifier(subject) : nil }
    package var inspection: InspectionID? { subjectKind == .inspection ? Identifier(subject) : nil }
}

extension DocumentRecord {
    static var columns: SQL {
        """
        d.content, d.subject_kind, d.subject_id, d.organisation_id, d.organisation_name, d.province, d.city, d.county,
        d.zone
        """
    }

    init(_ row: SQLRow) throws {
        let kind: String = try row.get(1)
        try self.init(
            JSONColumn.value(row.get(0)), subjectKind: SubjectKind(rawValue: kind) ?? .inspection, subject: row.get(2),
            organisation: row.get(3), organisationName: row.get(4),
            place: Place(province: row.get(5), city: row.get(6), county: row.get(7), zone: row.get(8)))
    }
}

extension Document.State: SQLConvertible {}
extension Document.Kind: SQLConvertible {}
