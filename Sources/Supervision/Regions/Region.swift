/// A place that somebody governs: a division of GB/T 2260, or a local zone (开发区).
package struct Region: Hashable, Sendable {
    /// Six digits; a zone that an office added itself has `Z` and two digits after its parent's code.
    package let code: String
    package let name: String
    package let level: RegionLevel
    /// The code of the place above; nil for a province.
    package let parent: String?
    package let validity: Period?

    package init(code: String, name: String, level: RegionLevel, parent: String?, validity: Period? = nil) {
        self.code = code
        self.name = name
        self.level = level
        self.parent = parent
        self.validity = validity
    }

    /// Added by an office and unknown to the standard.
    package var isLocal: Bool { code.utf8.count != 6 }
    package var isZone: Bool { level == .zone }

    /// Governed by the nation directly and divided into districts: what is called 市属 there is the province's.
    package var isMunicipality: Bool { level == .province && name.hasSuffix("市") }

    /// A zone that the standard does not have, with a code of its own: `420100Z01` is the first in 420100.
    package static func localZone(
        named name: String, in parent: Region, serial: Int, from day: Day
    ) throws(RegionRefusal) -> Region {
        let name = name.normalisedCell
        guard parent.level == .city || parent.level == .county || parent.isMunicipality else {
            throw .zoneInside(parent.name)
        }
        guard !name.isEmpty, (1...99).contains(serial) else { throw .zoneUnnamed }
        let code = "\(parent.code)Z\(serial < 10 ? "0" : "")\(serial)"
        return Region(code: code, name: name, level: .zone, parent: parent.code, validity: Period(from: day))
    }
}

/// Why a place cannot be taken or found.
package enum RegionRefusal: Refusal, Equatable {
    case malformed(line: Int)
    case duplicate(String)
    case orphan(String)
    case unknown(String)
    case ambiguous(String, candidates: [String])
    case zoneInside(String)
    case zoneUnnamed

    package var code: String {
        switch self {
        case .malformed: "region.malformed"
        case .duplicate: "region.duplicate"
        case .orphan: "region.orphan"
        case .unknown: "region.unknown"
        case .ambiguous: "region.ambiguous"
        case .zoneInside: "region.zoneInside"
        case .zoneUnnamed: "region.zoneUnnamed"
        }
    }

    package var kind: RefusalKind { .invalid }

    package var message: String {
        switch self {
        case .malformed(let line): "行政区划表第\(line)行格式不对。"
        case .duplicate(let code): "行政区划代码\(code)重复。"
        case .orphan(let code): "行政区划代码\(code)的上级不存在。"
        case .unknown(let text): "没有“\(text)”这个行政区划，请核对代码或名称。"
        case .ambiguous(let text, let candidates):
            "叫“\(text)”的行政区划不止一个（\(candidates.prefix(3).joined(separator: "、"))），请填代码或写全上级。"
        case .zoneInside(let name): "\(name)之下不能设开发区，请选择所在的市或区县。"
        case .zoneUnnamed: "请填写开发区名称。"
        }
    }
}
