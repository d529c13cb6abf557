package typealias OrganisationID = Identifier<Organisation>
