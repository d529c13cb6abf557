/// A column of the sheet of trainings and meetings.
package enum TrainingField: String, CaseIterable, ImportField {
    case code, name, kind, day, title, organiser, hours

    package var title: String {
        switch self {
        case .code: "督学编号"
        case .name: "姓名"
        case .kind: "类别"
        case .day: "日期"
        case .title: "名称"
        case .organiser: "组织单位"
        case .hours: "学时"
        }
    }

    package var isRequired: Bool { self == .day || self == .title }

    package var hint: String {
        switch self {
        case .code: "与姓名填一项；姓名重复的须填编号"
        case .name: "编号留空时按姓名查找；两项都填的须是同一人"
        case .kind: "\(InspectorActivityKind.choices)；留空为培训"
        case .day: "必填，举办日期（多日的填最后一天），如 2026-03-08"
        case .title: "必填，不超过100字；同一人同一天同名的只登记一次，再次导入则更新"
        case .organiser: "选填，不超过100字"
        case .hours: "培训必填，最多一位小数；会议不计学时"
        }
    }

    package var aliases: [String] {
        switch self {
        case .code: ["编号", "工号", "督学证号", "督学代码", "人员编号"]
        case .name: ["督学姓名", "督学", "参训人员", "参加人员", "参训督学"]
        case .kind: ["类型", "培训类别", "活动类别", "性质"]
        case .day: ["培训日期", "培训时间", "时间", "举办日期", "结束日期", "会议日期"]
        case .title: ["培训名称", "培训内容", "培训班名称", "培训项目", "会议名称", "主题"]
        case .organiser: ["主办单位", "培训单位", "举办单位", "承办单位"]
        case .hours: ["学时数", "培训学时", "课时"]
        }
    }
}

/// One inspector at one training or meeting, as one row of a sheet says it.
package struct TrainingRow: Hashable, Sendable {
    /// Counted as the sheet does.
    package let row: Int
    /// Either may be empty, not both.
    package let code: String
    package let name: String
    package let kind: InspectorActivityKind
    package let day: Day
    package let title: String
    package let organiser: String
    package let tenths: Int

    package enum Reading: Sendable {
        case value(TrainingRow)
        case problems([RowProblem])
    }

    /// What two rows for the same attendance share.
    package var key: String { "\(code.isEmpty ? name : code)/\(day.text)/\(title)" }

    package static func parse(
        _ cells: [String], row: Int, mapping: ColumnMapping<TrainingField>, on today: Day
    ) -> Reading {
        var reader = RowReader(cells, row: row, mapping: mapping)
        let (code, name) = (reader.text(.code), reader.text(.name))
        if code.isEmpty, name.isEmpty { reader.report(.code, "请填写督学编号或姓名。") }
        let kind = reader.choice(.kind, InspectorActivityKind.self) ?? .training
        let day = reader.day(.day)
        if reader.text(.day).isEmpty { reader.report(.day, "不能为空。") }
        if let day, day > today { reader.report(.day, "请在举办之后登记。") }
        let title = reader.required(.title)
        let organiser = reader.text(.organiser)
        if organiser.count > 100 { reader.report(.organiser, "不能超过100字。") }
        let tenths = kind.counts ? TrainingStanding.tenths(reader.text(.hours)) ?? 0 : 0
        if kind.counts, tenths == 0 { reader.report(.hours, "应为学时，大于0，最多一位小数，不超过500。") }
        guard let day, reader.problems.isEmpty else { return .problems(reader.problems) }
        return .value(
            TrainingRow(
                row: row, code: code, name: name, kind: kind, day: day, title: title, organiser: organiser,
                tenths: tenths))
    }

    /// What the sheet has no column for stays as it is: nil is what the row says.
    package func keeping(kind: InspectorActivityKind?, organiser: String?) -> TrainingRow {
        let kind = kind ?? self.kind
        return TrainingRow(
            row: row, code: code, name: name, kind: kind, day: day, title: title,
            organiser: organiser ?? self.organiser, tenths: kind.counts ? tenths : 0)
    }

    /// The problem of a row that says what an earlier one of the same file said.
    package func repeats(_ earlier: Int, mapping: ColumnMapping<TrainingField>) -> RowProblem {
        RowProblem(
            row: row, column: mapping.heading(of: .title), value: title, reason: "与第\(earlier)行重复。")
    }
}
