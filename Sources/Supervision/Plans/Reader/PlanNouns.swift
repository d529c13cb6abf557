/// Names of what an office counts, and the words at which such a name ends.
enum PlanNouns {
    static let all = Lexicon(
        """
        幼儿园 公办幼儿园 民办幼儿园 普惠性幼儿园 普惠性民办园 公办园 民办园 无证园 中小学 中小学校 小学 初中 高中 普通高中 义务教育学校 义务教育阶段学校 民办学校 \
        民办中小学 公办中小学 学校 高校 中职学校 中等职业学校 职业学校 特殊教育学校 特教学校 校外培训机构 培训机构 教学点 校点 校区 区县 县区 市县 区 县 市 乡镇 街道 镇 \
        样本区 协议区 样本县 协议县 样本校 样本学校 示范区 示范校 责任区 督学责任区 督学 责任督学 专职督学 兼职督学 专兼职督学 特约督学 市级督学 教师 骨干教师 \
        干部教师 中小学干部教师 校长 园长 校园长 书记 学生 中小学生 幼儿 儿童 家长 专家 人员 干部 工作人员 问题 事项 监管事项 随机抽查事项 服务事项 指标 意见书 督导意见书 \
        通知书 报告 论文 案例 典型案例 课题 讲座 报告会 专题报告 培训班 会议 现场会 推进会 督导组 小组 村 贫困村 社区 机构 部门 单位 成员单位 问卷 单位次 班级 座谈会 \
        县直部门 县直有关部门 区直部门 市直部门 县属部门 区属部门 县（市、区） 县（市、区）政府 镇（街道） 乡镇（街道） 市（区） 县（区） 专项督导 综合督导 专项检查 专项督查 交叉检查 随访督导 经常性督导 督学培训 例会 督学例会 调研 督查 检查 \
        测评 演练 活动 主题督导 联合督导 实地督查 回头看 业务培训 集中培训 省份 学位 岗位 课 节课 \
        教育集团 集团 学区 联盟 基地 平台 项目 学科 年级
        """)

    /// Verbs and small words at which a name ends, or before which it begins.
    static let stops = Lexicon(
        """
        ， 。 ； ： 、 ！ ？ ） ” \" 进行 开展 实施 完成 通过 参加 接受 达到 达标 创建 评估 督导 督查 检查 赴 到 在 和 与 及 率先 走进 交流 对 被 为 已 均 都 全部 以 等 作为 \
        由 办园行为 市级 区级 省级 国家级 进入 建成 组织 举办 安装 得到 享受 挂职 来 于 把 将 要 应 需 给 向 从 按 按照 确保 力争 争取 实现 推进 推动 落实 召开 印发 制定 \
        做好 抓好 选派 选聘 聘任 培训 新增 培养 认定 验收 申报 评选 受到 获得 荣获 使 让 总 共 累计 合计 先后 其中 包括 涉及 围绕 期间 明确 完善 保持 占 了 有 是 不 近 约 每 年内 \
        以上 以下 左右 集中 统一 同时 并 或 至 达 超 仍 还 又 再 也 就 能 可 会 后 前 时 内 外 上 起 止 底 校容校貌 提供 发放 投入 安排 下达 配备 配齐 建设 新建 改扩建 整改 \
        销号 办结 发现 查处 处理 反馈 受理 覆盖 抽查 随机 回访 走访 入校 到校 深入 减少 增加 提高 下降 上升 降低 增长 分别 全面 积极 认真 继续 力求 努力
        """)

    /// Whether a stop word ends right before `index`.
    static func endsStop(_ text: PlanText, at index: Int, from limit: Int) -> Bool {
        (1...4).contains { index - $0 >= limit && left.match(text, at: index - $0, before: index)?.end == index }
            && !isWhole(text, at: index - 1) && !text.isOne(of: "率比度数额", at: index)
    }

    /// Whether a word begins, or is under way, that only looks like a stop: 达标, 约谈.
    static func isWhole(_ text: PlanText, at index: Int) -> Bool { wholes.contains { text.starts($0, at: index) } }

    /// Words whose first character is no stop in them.
    private static let wholes: [Word] = [
        "达标", "占比", "约谈", "近视", "由此", "已建", "对口", "为民", "与会", "均衡", "及格", "及时", "等级", "等次", "已测", "将军", "被督导", "由来",
        "有效", "有关", "了解", "向好",
        "从业", "给予", "把握", "全部", "为主", "以上", "和谐", "在园", "在校", "在籍", "在编", "在岗", "在职", "应届", "应急", "需求", "要点", "要求",
        "使用",
    ]

    /// As `stops`, without the verbs that are also parts of names before a figure: 督导, 评估, 抽查.
    private static let left = Lexicon(
        """
        ， 。 ； ： 、 ！ ？ 进行 完成 通过 接受 达到 赴 在 和 与 及 对 被 为 已 均 都 全部 以 等 作为 由 期间 进入 建成 组织 举办 安装 得到 享受 于 把 将 要 应 需 给 向 从 \
        按照 确保 力争 争取 实现 推进 推动 落实 召开 印发 制定 做好 抓好 选派 选聘 新增 使 让 总 共 累计 合计 先后 其中 包括 涉及 围绕 明确 完善 保持 占 了 有 是 开展 每月 每年 \
        每学期 每季度 每周 至少 不少于 不低于 不超过 达 超 约 近 提高 提升 增加 增长 全市 全区 全县 我市 我区 我县 本市 本区 本县 同时 并 安排 努力 使全市 力求 全年 每学年 每周 上半年 下半年
        """)
}
