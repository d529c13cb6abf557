/// Pupils of one school's grade drawn systematically, each with the same chance.
package enum PupilSampling {
    /// Which pupils are drawn: their places in `keys`, in the order of the keys.
    ///
    /// The pupils stand in the order of their keys (class, then number), so a sheet sorted in another way draws the same.
    package static func draw(_ count: Int, from keys: [String], school: String, seed: String) -> [Int] {
        let ordered = keys.indices.sorted { DrawTicket.precedes(keys[$0], keys[$1]) }
        guard keys.count > count else { return ordered }
        let start = Int128(QualitySampling.start(of: "pupils/\(school)", seed: seed))
        return (0..<max(0, count)).map { step in
            let point = (start + Int128(step) * QualitySampling.unit) * Int128(keys.count)
            return ordered[Int(point / (Int128(count) * QualitySampling.unit))]
        }
    }

    /// The SHA-256 of the keys in the order of their bytes, each followed by a line feed: shows that a roster stayed as it was.
    package static func hash(_ keys: [String]) -> String { DrawTicket.frameHash(keys) }

    /// The chance of each of `pupils` where `count` are drawn.
    package static func chance(_ count: Int, of pupils: Int) -> Chance {
        pupils <= count ? .certain : Chance(count, of: max(1, pupils))
    }
}
