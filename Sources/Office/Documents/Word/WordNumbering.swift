/// The lists of a DOCX: what stands before each numbered paragraph.
struct WordNumbering {
    struct Level {
        var start = 1
        var format = WordNumberFormat.decimal
        /// `%1` stands for the number of the first level.
        var text = ""
        var suffix = "tab"
        var isLegal = false
        /// The level, from 1, after which it begins anew; 0 never; nil after any higher one.
        var restart: Int?
        var style: String?
    }

    private struct List {
        var levels: [Int: Level] = [:]
        /// The numbering style whose levels it has.
        var link: String?
    }

    private struct Instance {
        var list = ""
        var levels: [Int: Level] = [:]
        var starts: [Int: Int] = [:]
    }

    private var lists: [String: List] = [:]
    private var instances: [String: Instance] = [:]
    private static let levelCount = 9

    init() {}

    init(_ xml: XMLPull) throws {
        var (list, instance): (String?, String?)
        var place = 0
        while try xml.read() {
            guard xml.event == .start else {
                if xml.event == .end, xml.isNamed("abstractNum") { list = nil }
                if xml.event == .end, xml.isNamed("num") { instance = nil }
                continue
            }
            if xml.isNamed("abstractNum") {
                list = xml.text(of: "abstractNumId") ?? ""
                lists[list ?? ""] = List()
            } else if xml.isNamed("num") {
                instance = xml.text(of: "numId") ?? ""
                instances[instance ?? ""] = Instance()
            } else if xml.isNamed("lvl") || xml.isNamed("lvlOverride") {
                place = max(0, min(xml.number(of: "ilvl") ?? 0, WordNumbering.levelCount - 1))
                guard xml.isNamed("lvl") else { continue }
                if let instance { instances[instance]?.levels[place] = Level() }
                if let list { lists[list]?.levels[place] = Level() }
            } else if let instance {
                readInstance(xml, instance, place)
            } else if let list {
                if xml.isNamed("numStyleLink") { lists[list]?.link = xml.text(of: "val") }
                lists[list]?.levels[place]?.read(xml)
            }
        }
    }

    private mutating func readInstance(_ xml: XMLPull, _ id: String, _ place: Int) {
        if xml.isNamed("abstractNumId") {
            instances[id]?.list = xml.text(of: "val") ?? ""
        } else if xml.isNamed("startOverride") {
            instances[id]?.starts[place] = xml.smallNumber(of: "val")
        } else {
            instances[id]?.levels[place]?.read(xml)
        }
    }

    /// The list that counts for an instance; several instances may count together.
    func list(of instance: String, _ styles: WordStyles) -> String? {
        guard let list = instances[instance]?.list, let found = lists[list] else { return nil }
        guard found.levels.isEmpty, let link = found.link, let other = styles.number(of: link) else { return list }
        return instances[other]?.list ?? list
    }

    func level(_ place: Int, of instance: String, _ list: String) -> Level? {
        var level = instances[instance]?.levels[place] ?? lists[list]?.levels[place]
        if let start = instances[instance]?.starts[place] { level?.start = start }
        return level
    }

    /// The levels that this instance begins anew when it is first used.
    func restarts(of instance: String) -> [Int] { instances[instance].map { Array($0.starts.keys) } ?? [] }

    /// The level that belongs to a style.
    func level(for style: String, in list: String) -> Int? {
        lists[list]?.levels.first { $0.value.style == style }?.key
    }
}

extension WordNumbering.Level {
    fileprivate mutating func read(_ xml: XMLPull) {
        if xml.isNamed("start") {
            start = xml.smallNumber(of: "val") ?? 1
        } else if xml.isNamed("numFmt") {
            format = xml.text(of: "val").map { WordNumberFormat(rawValue: $0) ?? .decimal } ?? .decimal
        } else if xml.isNamed("lvlText") {
            text = xml.text(of: "val") ?? ""
        } else if xml.isNamed("suff") {
            suffix = xml.text(of: "val") ?? "tab"
        } else if xml.isNamed("isLgl") {
            isLegal = xml.isOn
        } else if xml.isNamed("lvlRestart") {
            restart = xml.smallNumber(of: "val")
        } else if xml.isNamed("pStyle") {
            style = xml.text(of: "val")
        }
    }
}
