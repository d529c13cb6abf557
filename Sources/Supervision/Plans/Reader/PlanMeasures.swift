/// Measure words (量词) that make a number a figure.
enum PlanMeasures {
    static let all = Lexicon(
        """
        所 名 人 人次 次 项 份 场 场次 期 批 批次 件 条 套 家 处 门 节 课时 学时 小时 分钟 天 个工作日 工作日 元 万元 亿元 平方米 ㎡ 册 台 盏 辆 户 篇 \
        轮 届 类 种 支 班 镇 校 园 县 区 市 分 倍 例 起 本 张 座 间 对 组 片 个 个百分点 百分点 % 位 万 千 亿 学分 元/生 元/生·年 个学时 个课时 个班 \
        个小时 个月 周 日 亩 公里 吨 箱 床 所次 校次 园次 家次 项次 件次 户次 只 册次 课 个名额 万平方米 人份 节次 街道 乡镇
        """)

    /// Chinese numerals before these are figures; before the others, turns of speech.
    static let concrete: Set<String> = [
        "所", "名", "人", "人次", "次", "份", "场", "场次", "期", "批次", "家", "课时", "学时", "小时", "天", "工作日", "元", "万元", "亿元", "册",
        "台",
        "辆", "户", "篇", "轮", "校", "园", "县", "区", "市", "间", "个", "座", "本", "节", "位", "%", "百分点", "个百分点", "个工作日", "个学时",
        "个月", "所次",
        "校次", "倍", "件", "幼儿园", "学校", "街道", "乡镇",
    ]

    /// After a mask these are parts of a name.
    static let places: Set<String> = ["市", "县", "区", "镇", "校", "园", "街道", "乡镇", "处"]

    /// Stretches of time: figures only where something must be done within or for at least so long.
    static let durations: Set<String> = ["天", "日", "周", "月", "小时", "分钟", "工作日"]

    /// 个工作日 is counted in 工作日.
    static func plain(_ unit: String) -> String {
        unit.count > 2 && unit.hasPrefix("个") ? String(unit.dropFirst()) : unit == "个月" ? "月" : unit
    }

    /// 3万人: the number is multiplied, unless the unit is money.
    static let factors = ["万": 10_000, "千": 1_000, "亿": 100_000_000]
}
