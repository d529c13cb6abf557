/// A unit among those it is compared with.
package struct ValuePeer: Sendable {
    package let organisation: OrganisationID
    /// Units of the same kind and stages are compared with each other.
    package let group: String
    package let values: RecordedValues

    package init(organisation: OrganisationID, group: String, values: RecordedValues) {
        self.organisation = organisation
        self.group = group
        self.values = values
    }
}

extension CollectionForm {
    /// Fewer in a group than this say nothing about what is usual.
    package static let fewestPeers = 5
    /// |0.6745·(x − median) ÷ MAD| above this is an outlier (Iglewicz and Hoaglin).
    package static let outlierLimit = 3.5

    /// What stands out of its group, by unit.
    package func outliers(among peers: [ValuePeer]) -> [OrganisationID: [CheckFinding]] {
        var found: [OrganisationID: [CheckFinding]] = [:]
        for (_, group) in Dictionary(grouping: peers, by: \.group) {
            for check in checks where check.looksAtPeers {
                for (peer, finding) in outliers(check, group) { found[peer, default: []].append(finding) }
            }
        }
        return found
    }

    private func outliers(_ check: ValueCheck, _ group: [ValuePeer]) -> [(OrganisationID, CheckFinding)] {
        let (key, per): (String, [String])
        switch check.rule {
        case .outlier(let of, let by), .unit(let of, let by): (key, per) = (of, by)
        default: return []
        }
        let shares = group.compactMap { peer in share(of: key, per: per, peer.values).map { (peer, $0) } }
        guard shares.count >= Self.fewestPeers else { return [] }
        let median = Self.median(shares.map(\.1))
        let spread = Self.median(shares.map { abs($0.1 - median) })
        return shares.compactMap { peer, share in
            let word: String
            if case .unit = check.rule {
                guard median > 0, share > 0, let slip = Self.slip(share, median) else { return nil }
                word = "\(slip)，是否把元、万元填错"
            } else {
                // Where more than half are alike the spread is nothing, and nothing can be said.
                guard spread > 0, 0.6745 * abs(share - median) > Self.outlierLimit * spread else { return nil }
                word = "明显\(share > median ? "偏高" : "偏低")"
            }
            let value = peer.values[key] ?? .zero
            let divided = per.isEmpty ? "" : "，平均每人\(Self.shown(share))"
            return (
                peer.organisation,
                found(
                    check, [key] + per,
                    "\(named(key, value))\(divided)，同类\(shares.count)个单位的中位数为\(Self.shown(median))，\(word)。")
            )
        }
    }

    /// Nil while the value is missing, or where nobody shares it.
    ///
    /// Denominators of stages that a unit does not run are left out.
    private func share(of key: String, per: [String], _ values: RecordedValues) -> Double? {
        guard let value = values[key] else { return nil }
        guard !per.isEmpty else { return Double(value.scaled) / Double(Points.scale) }
        let divisor = per.compactMap { values[$0]?.scaled }.reduce(0, +)
        return divisor > 0 ? Double(value.scaled) / Double(divisor) : nil
    }

    static func median(_ numbers: [Double]) -> Double {
        let sorted = numbers.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }

    /// With four digits at most; for reading, never for comparing.
    private static func shown(_ number: Double) -> String {
        Points(scaled: Int((min(number, 1e9) * Double(Points.scale)).rounded())).text
    }
}
