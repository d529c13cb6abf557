/// What a campaign's filter and a procedure's condition may ask about a unit.
package struct UnitProfile: Hashable, Sendable {
    package let id: OrganisationID
    package let code: String
    package let name: String
    /// Six digits; a zone's own code where there is one.
    package let regionCode: String
    package let kind: String
    /// 办别, such as 公办 or 民办.
    package let running: String
    /// 隶属, such as 市属 or 区属.
    package let authority: String
    package let stages: [String]
    package let tags: [String]
    /// What earlier campaigns and rounds came to; loaded only where a stratum asks.
    package var results: [UnitResult] = []
    /// Findings of the unit that are not closed; loaded only where a stratum asks.
    package var openFindings = 0

    package init(
        id: OrganisationID, code: String, name: String, regionCode: String, kind: String, running: String = "",
        authority: String = "", stages: [String] = [], tags: [String] = []
    ) {
        self.id = id
        self.code = code
        self.name = name
        self.regionCode = regionCode
        self.kind = kind
        self.running = running
        self.authority = authority
        self.stages = stages
        self.tags = tags
    }
}
