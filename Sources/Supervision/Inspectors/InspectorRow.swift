/// A column of the inspectors' import.
package enum InspectorField: String, CaseIterable, ImportField {
    case code, name, region, appointment, level, certificate, employer, phone, from, until

    package var title: String {
        switch self {
        case .code: "督学编号"
        case .name: "姓名"
        case .region: "所属地区"
        case .appointment: "专兼职"
        case .level: "督学级别"
        case .certificate: "督学证号"
        case .employer: "工作单位"
        case .phone: "手机"
        case .from: "聘期开始"
        case .until: "聘期结束"
        }
    }

    package var isRequired: Bool { self == .name }

    package var hint: String {
        switch self {
        case .code: "本单位内不重复；留空用督学证号"
        case .name: "必填"
        case .region: "行政区划代码或名称；留空为本单位所在地"
        case .appointment: "专职或兼职；留空为兼职"
        case .level: InspectorLevel.choices
        case .certificate, .employer, .phone: "选填"
        case .from, .until: "日期，如 2021-03-08；兼职一般三年一聘"
        }
    }

    package var aliases: [String] {
        switch self {
        case .code: ["编号", "工号", "督学代码", "人员编号", "序列号"]
        case .name: ["督学姓名", "督学", "人员姓名"]
        case .region: ["区县", "行政区划", "行政区划代码", "所属区县", "地区", "责任区县", "所在区县", "聘任单位所在地"]
        case .appointment: ["专职兼职", "专职/兼职", "专/兼职", "督学类型", "督学类别", "任职类型", "聘任类型", "性质"]
        case .level: ["级别", "督学等级", "聘任级别", "聘任层级"]
        case .certificate: ["证号", "证书编号", "督学证编号", "督学证书号"]
        case .employer: ["单位", "所在单位", "单位名称", "任职单位", "工作单位及职务"]
        case .phone: ["电话", "手机号", "联系电话", "手机号码", "联系方式"]
        case .from: ["聘任日期", "聘任时间", "任职日期", "任期开始", "聘期起", "开始日期", "受聘日期"]
        case .until: ["到期日期", "任期结束", "聘期止", "聘期截止", "结束日期", "聘任截止"]
        }
    }
}

/// An inspector as one row of a sheet describes them, ready to be stored.
package struct InspectorRow: Hashable, Sendable {
    /// Counted as the sheet does.
    package let row: Int
    /// Empty where the row names none: the store then finds the person by name and employer.
    package let code: String
    package let name: String
    /// The code of the place whose office appointed them; nil when the sheet does not say.
    package let region: String?
    package let appointment: InspectorAppointment
    package let level: InspectorLevel
    package let certificate: String
    package let employer: String
    package let phone: String
    package let term: Period?

    /// What two rows for the same inspector share.
    package var key: String { code.isEmpty ? "\(name)/\(employer)" : code }

    package enum Reading: Sendable {
        case value(InspectorRow)
        case problems([RowProblem])
    }

    package static func parse(
        _ cells: [String], row: Int, mapping: ColumnMapping<InspectorField>, regions: RegionTable,
        home: String? = nil
    ) -> Reading {
        var reader = RowReader(cells, row: row, mapping: mapping)
        let name = reader.required(.name, atMost: 50)
        let region = reader.region(in: regions, home: home)
        let appointment = reader.choice(.appointment, InspectorAppointment.self) ?? .partTime
        let level = reader.choice(.level, InspectorLevel.self) ?? .county
        let term = reader.term()
        guard reader.problems.isEmpty else { return .problems(reader.problems) }
        let certificate = reader.text(.certificate)
        let code = reader.text(.code)
        return .value(
            InspectorRow(
                row: row, code: code.isEmpty ? certificate : code, name: name, region: region,
                appointment: appointment, level: level, certificate: certificate, employer: reader.text(.employer),
                phone: reader.text(.phone), term: term))
    }

    /// The problem of a row whose inspector stood in an earlier row of the same file.
    package func repeats(_ earlier: Int, mapping: ColumnMapping<InspectorField>) -> RowProblem {
        RowProblem(
            row: row, column: mapping.heading(of: code.isEmpty ? .name : .code), value: code.isEmpty ? name : code,
            reason: "与第\(earlier)行重复。")
    }
}

extension RowReader<InspectorField> {
    fileprivate mutating func region(in regions: RegionTable, home: String?) -> String? {
        guard !text(.region).isEmpty else { return home }
        do {
            return try regions.place(text(.region), home: home).code
        } catch {
            report(.region, error.message)
            return nil
        }
    }

    /// Nil when no first day is given; a last day alone says nothing about when it began.
    fileprivate mutating func term() -> Period? {
        let from = day(.from)
        let until = day(.until)
        guard let from else { return nil }
        guard let term = Period(from: from, until: until) else {
            report(.until, "聘期结束不能早于聘期开始。")
            return nil
        }
        return term
    }
}
