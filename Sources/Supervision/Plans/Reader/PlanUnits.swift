/// Whom an item is about: kinds of units, and units by name.
enum PlanUnits {
    /// Units that a run of words names, each once, in their order.
    static func find(in range: Range<Int>, _ text: PlanText) -> [Read<String>] {
        var found: [Read<String>] = []
        func add(_ words: Range<Int>, _ name: String, _ confidence: Int) {
            guard !found.contains(where: { $0.value == name }) else { return }
            found.append(Read(name, text.span(words), confidence: confidence))
        }
        var index = range.lowerBound
        while index < range.upperBound {
            if let end = paper(index, range, text) {
                index = end
            } else if let general = categories.match(text, at: index, before: range.upperBound) {
                if !general.meaning.isEmpty { add(index..<general.end, general.meaning, 95) }
                index = general.end
            } else if let named = name(at: index, range, text) {
                add(named, text.folded(named), 80)
                index = named.upperBound
            } else {
                index += 1
            }
        }
        return found
    }

    /// What is said of units that a clause names: 扬中市 · 全面做好全国督导评估迎检工作.
    static func shares(in range: Range<Int>, _ text: PlanText) -> [PlanReading.Share] {
        var shares: [PlanReading.Share] = []
        var start = range.lowerBound
        for index in range where text.isOne(of: "，。；", at: index) || index == range.upperBound - 1 {
            let clause = start..<index
            start = index + 1
            let names = names(in: clause, text)
            guard let last = names.last, clause.upperBound - last.upperBound >= 4,
                !text.isOne(of: "的、", at: last.upperBound)
            else { continue }
            shares.append(
                PlanReading.Share(
                    units: names.map { text.folded($0) }, text: text.words(last.upperBound..<clause.upperBound),
                    span: text.span(clause)))
        }
        return shares.count > 1 ? shares : []
    }

    private static func names(in range: Range<Int>, _ text: PlanText) -> [Range<Int>] {
        var names: [Range<Int>] = []
        var index = range.lowerBound
        while index < range.upperBound {
            if let end = paper(index, range, text) {
                index = end
            } else if let general = categories.match(text, at: index, before: range.upperBound) {
                index = general.end
            } else if let named = name(at: index, range, text) {
                names.append(named)
                index = named.upperBound
            } else {
                index += 1
            }
        }
        return names
    }

    /// The end of 《…》, in which nobody is named.
    private static func paper(_ index: Int, _ range: Range<Int>, _ text: PlanText) -> Int? {
        guard text.isOne(of: "《", at: index) else { return nil }
        return (index..<min(range.upperBound, index + 80)).first { text.isOne(of: "》", at: $0) }.map { $0 + 1 }
    }

    private static let endings: [(Word, most: Int)] = [
        ("市", 4), ("县", 5), ("区", 5), ("新区", 5), ("开发区", 9), ("镇", 5), ("乡", 5), ("街道", 6), ("幼儿园", 14), ("小学", 12),
        ("中学", 12), ("学校", 12),
    ]

    /// A unit's own name, which begins after a sign or a small word and ends with what it is.
    private static func name(at index: Int, _ range: Range<Int>, _ text: PlanText) -> Range<Int>? {
        guard index == range.lowerBound || isEdge(index, range.lowerBound, text), PlanHead.isHan(text.glyphs[index])
        else { return nil }
        var end = index
        while end < range.upperBound, end - index < 15, PlanHead.isHan(text.glyphs[end]) {
            if end > index, joins.match(text, at: end, before: range.upperBound) != nil { break }
            end += 1
        }
        // The longest run that ends as a name does.
        for close in stride(from: end, to: index + 1, by: -1) {
            guard
                let ending = endings.filter({ text.starts($0.0, at: close - $0.0.count) }).max(by: {
                    $0.0.count < $1.0.count
                }),
                close - index <= ending.most, close - index > ending.0.count,
                generic.match(text, at: index, before: close) == nil,
                !holdsVerb(index..<close - ending.0.count, text), !follows(close, range, text),
                !endsGenerically(index..<close, text)
            else { continue }
            return index..<close
        }
        // 二十七小 between commas: a school's number.
        if end - index <= 6, text.isOne(of: "小中", at: end - 1), end - index > 1,
            text.isOne(of: "、，）", at: end) || end == range.upperBound,
            isNumbered(index..<end - 1, text)
        {
            return index..<end
        }
        return nil
    }

    private static func isNumbered(_ range: Range<Int>, _ text: PlanText) -> Bool {
        range.contains { PlanText.numerals[text.glyphs[$0]] != nil || text.isOne(of: "十实附", at: $0) }
    }

    private static func isEdge(_ index: Int, _ lower: Int, _ text: PlanText) -> Bool {
        if text.isOne(of: "，。；：、（）“”\"《》 ", at: index - 1) { return true }
        return joins.match(text, at: index - 1, before: index) != nil
            || index - 2 >= lower && leads.match(text, at: index - 2, before: index)?.end == index
            || index - 3 >= lower && leads.match(text, at: index - 3, before: index)?.end == index
    }

    /// A name holds no verb and no 的: 基础差的学校, 依托市 are none.
    private static func holdsVerb(_ range: Range<Int>, _ text: PlanText) -> Bool {
        range.contains { verbs.match(text, at: $0, before: range.upperBound) != nil }
    }

    private static let verbs = Lexicon(
        """
        的 对 迎接 公示 召开 服务 依托 结合 督促 体现 查找 关于 开展 进展 缓慢 工作 问题 责任 任务 实施 完成 参加 接受 指导 组织 推动 推进 促进 落实 实现 加强 深入 建立 制定 印发 做好 选派 进一步 \
        以 在 为 与 和 由 于 使 从 并 或 其 所 标 表 我 本 各 全 该 教育 督导 评估 学校 政府 覆盖 达到 达标 创建 引导 帮助 支持 提高 提升 优化 规范 管理 监督 检查 调研 走访 赴 到
        """)

    private static func follows(_ close: Int, _ range: Range<Int>, _ text: PlanText) -> Bool {
        close < range.upperBound && text.isOne(of: "级域属内外里直场委政", at: close)
            || (["教育督导", "教育局", "教委", "基础教育", "教体局", "第"] as [Word]).contains { text.starts($0, at: close) }
    }

    private static func endsGenerically(_ range: Range<Int>, _ text: PlanText) -> Bool {
        ([
            "责任区", "学区", "样本区", "协议区", "示范区", "校区", "地区", "社区", "园区", "城区", "城市", "全市", "全区", "全县", "创新县", "均衡县", "普惠县",
            "先进县", "样本县", "协议县",
            "各区", "各县", "各市", "我市", "我区", "我县", "本市", "本区", "本县", "省市", "区县", "市县", "现代化学校", "中小学", "各学校", "先进学校",
            "特色学校", "典型学校", "发展区",
            "督导区", "辖区", "片区", "招生学校", "达标学校", "民办学校", "公办学校", "质学校", "新学校", "级学校", "类学校", "受援学校", "成员学校", "建学校",
            "薄弱学校", "领衔学校", "结对学校",
            "属学校", "间学校", "小学校", "村学校", "学校", "幼儿园", "教育学校", "重点中学", "薄弱幼儿园", "镇中学", "乡村小学", "推进县",
        ] as [Word]).contains { word in
            // A bare category is no name; one with a name before it is.
            text.starts(word, at: range.upperBound - word.count)
                && (word.count >= range.count - (word == "学校" || word == "幼儿园" ? 1 : 0)
                    || word.count > 2 && word != "幼儿园")
        }
    }

    private static let joins = Lexicon("和 与 及 或 对 向 由 在 至 到 从 等 为 赴 给 将 把")
    private static let leads = Lexicon("指导 督促 组织 支持 推动 选取 确定 帮助 完成 协助 推进 迎接 接受 做好 抓好 配合")
    private static let generic = Lexicon(
        "各 全 我 本 省 区县 市县 有关 相关 部分 其他 各级 所有 每 该 城区 学 责任 样本 协议 创建 推进 加强 开展 落实 完善 完成 建立 进一步 继续 实施 强化 深化 聚焦 按照 根据 "
            + "国家 全国 示范 义务 教育 优质 普及 监测 督导 评估 市级 区级 县级 省级 校级 县域 人民 党 上级 下属 直属 民办 公办 薄弱 农村 乡村 城乡 城镇 推动 促进 引导 新建 典型 "
            + "特色 先进 重点 年度 现代化 参与 参加 特殊 中等 普通 职业 独立 高等 幼儿 九年 十二年 完全 市属 区属 县属 校 园 中小 已 未 当 多 若干 达标 合格 不 受援 "
            + "成员 领衔 结对 以 是 要 使 让 并 逐 分 同 需 应 可 能 及时 认真 积极 健全 发挥 提高 提升 不断 严格 坚持 统筹 全面 扎实 稳步 主动 有序 规范 充分 配齐 二是 一是 三是 四是 五是"
    )

    /// Words for kinds of units, with the name they go by; an empty name is passed over.
    private static let categories = Lexicon<String>([
        ("义务教育学校", "义务教育学校"), ("义务教育阶段学校", "义务教育学校"), ("各级各类学校", "各级各类学校"), ("各类学校", "各级各类学校"), ("中小学校幼儿园", "中小学、幼儿园"),
        ("中小学幼儿园", "中小学、幼儿园"), ("中小学校（幼儿园）", "中小学、幼儿园"), ("中小学校", "中小学"), ("中小学生", ""), ("中小学教师", ""), ("中小学干部", ""),
        ("公办中小学", "公办中小学"), ("民办中小学", "民办中小学"), ("中小学", "中小学"), ("公办幼儿园", "公办幼儿园"), ("民办幼儿园", "民办幼儿园"),
        ("普惠性幼儿园", "普惠性幼儿园"),
        ("无证幼儿园", "无证幼儿园"), ("无证办园", "无证幼儿园"), ("薄弱幼儿园", "薄弱幼儿园"), ("普惠性民办园", "普惠性幼儿园"), ("幼儿园", "幼儿园"),
        ("民办学校", "民办学校"), ("公办学校", "公办学校"),
        ("普通高中学校", "普通高中"), ("普通高中", "普通高中"), ("高中学校", "普通高中"), ("高中阶段学校", "高中阶段学校"), ("中等职业学校", "中等职业学校"),
        ("中职学校", "中等职业学校"),
        ("职业学校", "中等职业学校"), ("特殊教育学校", "特殊教育学校"), ("特教学校", "特殊教育学校"), ("高等学校", "高等学校"), ("高校", "高等学校"),
        ("市属学校", "市属学校"), ("区属学校", "区属学校"),
        ("县属学校", "县属学校"), ("直属学校", "直属学校"), ("校外培训机构", "校外培训机构"), ("社会教育培训机构", "校外培训机构"), ("学科类培训机构", "校外培训机构"),
        ("培训机构", "校外培训机构"),
        ("各区政府", "各区政府"), ("区政府", "各区政府"), ("各区人民政府", "各区政府"), ("各县（市、区）", "各县（市、区）"), ("各市（区）政府", "各市（区）政府"),
        ("各市（区）", "各市（区）"),
        ("各县区", "各县区"), ("各区县", "各区县"), ("市、区政府", "市、区政府"), ("县（市、区）", "各县（市、区）"), ("县级政府", "县级政府"), ("县政府", "县政府"),
        ("各区", "各区"), ("各县", "各县"),
        ("乡镇（街道）", "乡镇（街道）"), ("镇（街道）", "乡镇（街道）"), ("乡镇街道", "乡镇（街道）"), ("县属部门", "县属部门"), ("各部门", "各部门"),
        ("有关部门", "有关部门"), ("教学点", "教学点"),
        ("农村学校", "农村学校"), ("九年一贯制学校", "九年一贯制学校"), ("样本区", "样本区"), ("协议区", "协议区"), ("样本县", "样本县"), ("协议县", "协议县"),
        ("样本学校", "样本学校"), ("样本校", "样本学校"),
        ("义务教育现代化学校", "义务教育现代化学校"), ("新优质学校", ""), ("教育集团", "教育集团"), ("成员学校", "集团成员学校"), ("成员校", "集团成员学校"),
        ("领衔学校", "集团领衔学校"), ("领衔校", "集团领衔学校"),
        ("新建学校", "新建学校"), ("新建校", "新建学校"), ("小学部", ""), ("初中部", ""), ("小学化", ""), ("小学", "小学"), ("初中", "初中"),
    ])
}
