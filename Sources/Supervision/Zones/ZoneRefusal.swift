/// Why a zone, or who looks after a school in it, does not change as asked.
package enum ZoneRefusal: Refusal, Equatable {
    case notFound, stale, nameLength, noteTooLong, endBeforeBeginning, dayMissing
    case noSchools, noInspectors, notASchool(String)
    case nameTaken(String)
    case beforeZone(Day)
    case ended(Day)
    case unknownSchools([String])
    case unknownInspectors([String])
    case alreadyIn(String)
    case full(zone: String, have: Int, limit: Int)
    case notInZone(String)
    case stands(person: String, school: String, ZoneObstacle)
    case alreadyPosted(person: String, school: String)
    case laterChange(String, Day)
    case otherOffice(school: String, zone: String)
    case hasBegun(Day)
    case membersBefore(Day)
    case rule(String)
    case seedMissing
    case pastStart
    case proposalChanged
    case nothingProposed

    package var code: String {
        switch self {
        case .notFound: "zone.notFound"
        case .stale: "zone.stale"
        case .nameLength: "zone.nameLength"
        case .noteTooLong: "zone.noteTooLong"
        case .endBeforeBeginning: "zone.endBeforeBeginning"
        case .dayMissing: "zone.dayMissing"
        case .noSchools: "zone.noSchools"
        case .noInspectors: "zone.noInspectors"
        case .notASchool: "zone.notASchool"
        case .nameTaken: "zone.nameTaken"
        case .beforeZone: "zone.beforeZone"
        case .ended: "zone.ended"
        case .unknownSchools: "zone.unknownSchools"
        case .unknownInspectors: "zone.unknownInspectors"
        case .alreadyIn: "zone.alreadyIn"
        case .full: "zone.full"
        case .notInZone: "zone.notInZone"
        case .stands: "zone.stands"
        case .alreadyPosted: "zone.alreadyPosted"
        case .laterChange: "zone.laterChange"
        case .otherOffice: "zone.otherOffice"
        case .hasBegun: "zone.hasBegun"
        case .membersBefore: "zone.membersBefore"
        case .rule: "zone.rule"
        case .seedMissing: "zone.seedMissing"
        case .pastStart: "zone.pastStart"
        case .proposalChanged: "zone.proposalChanged"
        case .nothingProposed: "zone.nothingProposed"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound: .notFound
        case .stale, .proposalChanged, .nothingProposed: .conflict
        default: .invalid
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有这个责任区，或者您无权查看。"
        case .stale: "刚被他人修改，请刷新后再试。"
        case .nameLength: "名称请填写2至40个字。"
        case .noteTooLong: "说明请控制在500字以内。"
        case .endBeforeBeginning: "结束日期不能早于开始日期。"
        case .dayMissing: "请填写日期。"
        case .noSchools: "请填写学校的代码或全称，每行一个，一次不超过500个。"
        case .noInspectors: "请填写督学的编号或姓名，每行一个，一次不超过100个。"
        case .notASchool(let name): "“\(name)”不是学校或幼儿园，不能划入责任区。"
        case .nameTaken(let name): "已有名为“\(name)”的责任区。"
        case .beforeZone(let day): "日期不能早于责任区设立之日\(day.chinese)。"
        case .ended(let day): "责任区已于\(day.chinese)撤销。"
        case .unknownSchools(let lines): "没有找到：\(ZoneRefusal.some(lines))。请填写代码或全称，一个也没有划入。"
        case .unknownInspectors(let lines): "没有找到在聘督学：\(ZoneRefusal.some(lines))。请填写编号，姓名不重复的也可以填姓名，一个也没有加入。"
        case .alreadyIn(let name): "“\(name)”在这一天已在本责任区。"
        case .full(let zone, let have, let limit):
            "“\(zone)”将有\(have)所学校，超过每个责任区\(limit)所的规定。请另设责任区，或在“挂牌规定”里修改本地规定。"
        case .notInZone(let name): "“\(name)”在这一天不在本责任区。"
        case .stands(let person, let school, let obstacle): "\(person)不能负责“\(school)”：\(obstacle.text)。"
        case .alreadyPosted(let person, let school): "\(person)已是“\(school)”的责任督学。"
        case .laterChange(let name, let day): "“\(name)”在\(day.chinese)已另有安排，请填写更晚的日期或先撤销那次安排。"
        case .otherOffice(let school, let zone): "“\(school)”在另一督导室的“\(zone)”，请先由该督导室移出，再划入这里。"
        case .hasBegun(let day): "这里有自\(day.chinese)起的记录，已经发生的不删除。日期请填\(day.chinese)之后。"
        case .membersBefore(let day): "自\(day.chinese)起已有学校或督学在本责任区，设立日期不能更晚。"
        case .rule(let problem): problem
        case .seedMissing: "请填写种子，不超过100字；同样的种子得出同样的方案。"
        case .pastStart: "方案的开始日期不能早于今天。"
        case .proposalChanged: "生成方案之后，责任区、督学或回避情况有了变化，请看过新的方案再采用。"
        case .nothingProposed: "方案里没有可以采用的安排。"
        }
    }

    private static func some(_ lines: [String]) -> String {
        "\(lines.prefix(10).joined(separator: "、"))\(lines.count > 10 ? "等\(lines.count)个" : "")"
    }
}

/// Why one inspector cannot look after one school.
package enum ZoneObstacle: Hashable, Sendable {
    /// A recusal, or that the person belongs to the school, or the term.
    case barred(TeamObstacle)
    /// Kept the school without a break for as long as the rule allows.
    case keptLong(years: Int, since: Day)

    package var text: String {
        switch self {
        case .barred(let obstacle): obstacle.text
        case .keptLong(let years, let since): "自\(since.chinese)起已连续负责满\(years)年，应当轮换"
        }
    }
}
