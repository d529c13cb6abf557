/// What an office prints on the boards at its schools' gates (督学公示牌): the same words on all of them.
package struct NoticeBoardText: Hashable, Sendable {
    package var hotline: String
    package var duties: [String]
    package var items: [String]
    package var version: Int

    package init(
        hotline: String = "", duties: [String] = usualDuties, items: [String] = usualItems, version: Int = 0
    ) {
        self.hotline = hotline
        self.duties = duties
        self.items = items
        self.version = version
    }

    /// The five duties and the eight routine items of the national measures on posted inspectors, in short words.
    package static let usualDuties = [
        "监督学校依法依规办学", "指导学校管理和教育教学", "受理、核实对学校的举报和投诉", "发现问题，督促学校整改", "向督导部门报告情况，提出建议",
    ]
    package static let usualItems = [
        "校务管理和制度执行", "招生、收费和择校", "课程开设和课堂教学", "学生学习、体育锻炼和课业负担", "教师师德和专业发展", "校园及周边安全、学生交通安全",
        "食堂、食品、饮水和宿舍卫生", "校风、教风和学风",
    ]

    /// Refuses what does not fit on the sheet.
    package func checked() throws(NoticeBoardRefusal) -> NoticeBoardText {
        guard hotline.count <= 40 else { throw .hotlineTooLong }
        guard (1...8).contains(duties.count), duties.allSatisfy({ (1...40).contains($0.count) }) else { throw .duties }
        guard (1...12).contains(items.count), items.allSatisfy({ (1...40).contains($0.count) }) else { throw .items }
        return self
    }
}

/// Why the text of the boards is not taken.
package enum NoticeBoardRefusal: Refusal, Equatable {
    case hotlineTooLong, duties, items, stale, noPhoto, notAPhoto, photoTooLarge

    package var code: String {
        switch self {
        case .hotlineTooLong: "board.hotlineTooLong"
        case .duties: "board.duties"
        case .items: "board.items"
        case .stale: "board.stale"
        case .noPhoto: "board.noPhoto"
        case .notAPhoto: "board.notAPhoto"
        case .photoTooLarge: "board.photoTooLarge"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .stale: .conflict
        case .noPhoto: .notFound
        default: .invalid
        }
    }

    package var message: String {
        switch self {
        case .hotlineTooLong: "电话请控制在40字以内。"
        case .duties: "职责请填1至8条，每行一条，每条不超过40字。"
        case .items: "督导事项请填1至12项，每行一项，每项不超过40字。"
        case .stale: "刚被他人修改，请刷新后再试。"
        case .noPhoto: "还没有照片。"
        case .notAPhoto: "请选择 JPG 或 PNG 照片；文件内容不是这两种图片。"
        case .photoTooLarge: "照片不能超过3MB。"
        }
    }
}
