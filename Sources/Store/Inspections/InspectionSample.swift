package import Supervision

extension InspectionRow {
    /// An inspection that does not exist, by which a framework is shown as an assessor would see it.
    package static func sample(name: String, campaign: String, on day: Day) -> InspectionRow {
        InspectionRow(
            id: "preview", campaign: "preview", campaignName: campaign, kind: .special, framework: nil, startsOn: day,
            endsOn: day, organisation: "preview", organisationVersion: "", code: "", name: name, stratum: "", step: "",
            stepName: "", state: .running, plannedOn: nil, visitedOn: nil, isChosen: false, score: nil, grade: nil,
            lead: nil, leadName: "", place: Place(), version: 1, findings: 0, openFindings: 0, isHidden: false)
    }
}
