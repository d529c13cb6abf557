package import SQLCore
package import Supervision

/// What the ids in a figure's filter are called, so that its words can say them.
package enum FigureNames {
    /// The figure that a request means, its qualifiers in words.
    package static func narrowed(
        _ request: FigureRequest, from book: FigureBook, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> NarrowedFigure {
        let narrowed = try book.narrowed(request)
        return narrowed.called(try of(narrowed.qualifiers.compactMap(\.address), visibleTo: viewer, in: db))
    }

    package static func of(
        _ filters: [FigureFilter], visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [String: String] {
        var names: [String: String] = [:]
        for filter in filters {
            switch filter.name {
            case "campaign":
                for id in filter.value.split(separator: ",").map(String.init) {
                    names[id] = try Campaigns.find(CampaignID(id), visibleTo: viewer, in: db)?.campaign.name
                }
                let several = filter.value.split(separator: ",").compactMap { names[String($0)] }
                if several.count > 1 { names[filter.value] = several.joined(separator: "、") }
            case "organisation":
                names[filter.value] = try Organisations.find(
                    OrganisationID(filter.value), visibleTo: viewer, in: db)?.name
            default: break
            }
        }
        return names
    }
}
