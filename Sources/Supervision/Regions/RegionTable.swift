/// All the places that a deployment knows.
package struct RegionTable: Sendable {
    package private(set) var regions: [Region]
    private var byCode: [String: Region]
    private var byName: [String: [Region]]

    /// Refuses a code that comes twice and a place whose parent is missing.
    package init(_ regions: [Region]) throws(RegionRefusal) {
        self.regions = regions
        byCode = [:]
        byName = Dictionary(grouping: regions, by: \.name)
        for region in regions {
            guard byCode.updateValue(region, forKey: region.code) == nil else { throw .duplicate(region.code) }
        }
        for region in regions {
            if let parent = region.parent, byCode[parent] == nil { throw .orphan(region.code) }
        }
    }

    /// The table with one more place, such as a local zone.
    package func adding(_ region: Region) throws(RegionRefusal) -> RegionTable {
        try RegionTable(regions + [region])
    }

    package func find(_ code: String) -> Region? { byCode[code] }

    package func children(of code: String) -> [Region] { regions.filter { $0.parent == code } }

    /// The place itself and what it lies in, the province last.
    package func chain(from code: String) -> [Region] {
        var chain: [Region] = []
        var next = byCode[code]
        while let region = next, chain.count < 5 {
            chain.append(region)
            next = region.parent.flatMap { byCode[$0] }
        }
        return chain
    }

    /// The names from the province down, such as `湖北省武汉市洪山区`.
    package func fullName(of code: String) -> String {
        chain(from: code).reversed().map(\.name).joined()
    }

    /// The place that a cell names: by code (six digits, or the twelve of the statistical code) or by name.
    ///
    /// Of several places of one name the one inside `home`, the office's own region, is meant.
    package func place(_ text: String, home: String? = nil) throws(RegionRefusal) -> Region {
        let text = text.normalisedCell
        if let region = byCode[text] ?? byCode[text.uppercased()] { return region }
        if text.isASCIIDigits {
            guard text.utf8.count == 9 || text.utf8.count == 12, let region = byCode[String(text.prefix(6))] else {
                throw .unknown(text)
            }
            return region
        }
        return try named(text, home: home)
    }

    private func named(_ text: String, home: String?) throws(RegionRefusal) -> Region {
        let text = text.filter { !"-/>·".contains($0) && !$0.isWhitespace }
        let found = byName[text] ?? byEnding(text)
        guard let first = found.first else { throw .unknown(text) }
        guard found.count > 1 else { return first }
        let near = found.filter { region in chain(from: region.code).contains { $0.code == home } }
        guard near.count == 1, let only = near.first else {
            throw .ambiguous(text, candidates: found.map { fullName(of: $0.code) })
        }
        return only
    }

    /// A name written with what it lies in, as far up as the writer cared to go: `武汉市洪山区`.
    private func byEnding(_ text: String) -> [Region] {
        for start in text.indices.dropFirst() {
            let candidates = (byName[String(text[start...])] ?? []).filter { fullName(of: $0.code).hasSuffix(text) }
            if !candidates.isEmpty { return candidates }
        }
        return []
    }
}

extension RegionTable {
    /// Reads `code,name,level,parent` with a header; names hold no commas and nothing is quoted.
    package static func parse(_ csv: String) throws(RegionRefusal) -> RegionTable {
        var regions: [Region] = []
        for (index, line) in csv.split(whereSeparator: \.isNewline).enumerated().dropFirst() {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            guard cells.count == 4, !cells[0].isEmpty, !cells[1].isEmpty, let level = RegionLevel(rawValue: cells[2])
            else { throw .malformed(line: index + 1) }
            let parent = cells[3].isEmpty ? nil : cells[3]
            guard (parent == nil) == (level == .province) else { throw .malformed(line: index + 1) }
            regions.append(Region(code: cells[0], name: cells[1], level: level, parent: parent))
        }
        return try RegionTable(regions)
    }
}
