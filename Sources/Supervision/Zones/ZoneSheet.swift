/// A column of the sheet of zones.
package enum ZoneField: String, CaseIterable, ImportField {
    case zone, code, school, inspector, name, from

    package var title: String {
        switch self {
        case .zone: "责任区"
        case .code: "学校标识码"
        case .school: "学校"
        case .inspector: "督学编号"
        case .name: "责任督学"
        case .from: "自"
        }
    }

    package var isRequired: Bool { self == .zone }

    package var hint: String {
        switch self {
        case .zone: "必填；没有的责任区会新设"
        case .code: "与学校全称填一项"
        case .school: "标识码留空时按全称查找"
        case .inspector: "与姓名填一项；留空只划区不挂牌"
        case .name: "编号留空时按姓名查找，姓名重复的须填编号"
        case .from: "日期，如 2026-03-01；留空为今天"
        }
    }

    package var aliases: [String] {
        switch self {
        case .zone: ["督学责任区", "责任区名称", "片区", "所属责任区"]
        case .code: ["标识码", "学校代码", "代码", "单位代码"]
        case .school: ["学校名称", "单位", "单位名称", "幼儿园", "校（园）"]
        case .inspector: ["编号", "督学证号", "责任督学编号"]
        case .name: ["督学", "督学姓名", "姓名", "挂牌督学"]
        case .from: ["开始日期", "挂牌日期", "起始日期", "自何日"]
        }
    }
}

/// One row of the sheet: a school of a zone with its inspector, as it is written there.
package struct ZoneRow: Hashable, Sendable {
    package let row: Int
    package let zone: String
    package let school: String
    /// Number or name; empty for a school that only joins the zone.
    package let inspector: String
    package let from: Day?

    package enum Reading: Sendable {
        case value(ZoneRow)
        case problems([RowProblem])
    }

    package static func parse(_ cells: [String], row: Int, mapping: ColumnMapping<ZoneField>) -> Reading {
        var reader = RowReader(cells, row: row, mapping: mapping)
        let zone = reader.required(.zone, atMost: 40)
        let code = reader.text(.code)
        let school = code.isEmpty ? reader.text(.school) : code
        if school.isEmpty { reader.report(.code, "请填写学校标识码或学校全称。") }
        let from = reader.day(.from)
        guard reader.problems.isEmpty else { return .problems(reader.problems) }
        let number = reader.text(.inspector)
        return .value(
            ZoneRow(
                row: row, zone: zone, school: school, inspector: number.isEmpty ? reader.text(.name) : number,
                from: from))
    }
}
