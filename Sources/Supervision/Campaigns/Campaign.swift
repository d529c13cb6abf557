package struct Campaign: Hashable, Sendable {}
package typealias CampaignID = Identifier<Campaign>
