/// A unit or topic about which more tips came lately than it usually has (举报热点).
package struct TipHotSpot: Hashable, Sendable, Codable {
    /// The region code of the office that works on them.
    package let office: String
    package let subject: Subject
    /// Tips of the last thirty days.
    package let count: Int
    /// Tips of the 360 days before them.
    package let before: Int
    /// How many the office wants before it is told.
    package let least: Int

    package enum Subject: Hashable, Sendable, Codable {
        case unit(OrganisationID, name: String)
        case topic(TipTopic)
    }

    package static let days = 30
    package static let daysBefore = 360

    /// Nil unless there are at least `least`, and more than thirty days of the time before had.
    package init?(_ subject: Subject, at office: String, count: Int, before: Int, least: Int) {
        guard count >= least, count * TipHotSpot.daysBefore > before * TipHotSpot.days else { return nil }
        self.office = office
        self.subject = subject
        self.count = count
        self.before = before
        self.least = least
    }

    /// What it is about, once among all hot spots.
    package var key: String {
        switch subject {
        case .unit(let id, _): "\(office)/unit/\(id)"
        case .topic(let topic): "\(office)/topic/\(topic.rawValue)"
        }
    }

    package var title: String {
        switch subject {
        case .unit(_, let name): "\(name)近30天举报诉求\(count)件"
        case .topic(let topic): "“\(topic.label)”近30天举报诉求\(count)件"
        }
    }

    /// How it compares, without any word of a tip.
    package var reason: String {
        let usual =
            before == 0
            ? "此前360天没有同类举报诉求" : "此前360天共\(before)件，平均每30天\(tenths)件"
        return "近30天收到\(count)件，达到设定的\(least)件；\(usual)。"
    }

    /// The usual count with one decimal, rounded half up.
    private var tenths: String {
        let value = (before * 10 * TipHotSpot.days * 2 + TipHotSpot.daysBefore) / (TipHotSpot.daysBefore * 2)
        return "\(value / 10).\(value % 10)"
    }
}
