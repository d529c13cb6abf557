import Office
import Store
import Supervision

/// 表Ⅰ: the county's basics in 24 columns, summed over its schools; the heads are ours, see docs/balance.md.
struct CountyBasicsTable {
    private let tables: OfficialTables

    init(_ tables: OfficialTables) {
        self.tables = tables
    }

    private struct Column {
        let group: String
        let title: String
        let kind: SheetLayout.Column.Kind
        let cell: SheetCell
    }

    var sheet: OfficialSheet {
        let columns = self.columns
        var groups: [(String, Int)] = []
        for column in columns {
            if groups.last?.0 == column.group {
                groups[groups.count - 1].1 += 1
            } else {
                groups.append((column.group, 1))
            }
        }
        return OfficialSheet(
            "Ⅰ", "县域义务教育基本情况", tables,
            columns: columns.map { SheetLayout.Column($0.title, kind: $0.kind, width: 11) },
            heads: [
                groups.map { SheetSpan($0.0, columns: $0.1) }, columns.map { SheetSpan($0.title) },
                columns.indices.map { SheetSpan("\($0 + 1)") },
            ],
            rows: [columns.map(\.cell)],
            notes: ["小学学校总数含一贯制学校小学部和50人及以上的教学点；特殊教育学校不计；人口保留两位小数，比率保留一位小数。"])
    }

    private var columns: [Column] {
        let asked = [("常住人口（万人）", 2), ("户籍人口（万人）", 2), ("乡镇街道（个）", 0)].map {
            Column(group: "人口与区划", title: $0.0, kind: .number(digits: $0.1), cell: .unasked)
        }
        return asked + stage(.primary, combined: "其中一贯制学校小学部（所）", third: "其中教学点（所）")
            + stage(.junior, combined: "其中一贯制学校初中部（所）", third: "其中完全中学初中部（所）") + [
                Column(group: "生师比", title: "小学", kind: .number(digits: 1), cell: pupilsPerTeacher(.primary)),
                Column(group: "生师比", title: "初中", kind: .number(digits: 1), cell: pupilsPerTeacher(.junior)),
                amount("残疾儿童", "适龄残疾儿童少年数（人）", "disabledChildren"),
                ratio("残疾儿童", "入学率（%）", "disabledEnrolled", "disabledChildren"),
                ratio("随迁子女", "公办和购买学位就读比例（%）", "migrantPlaces", "migrantChildren"),
                amount("年平均工资收入", "义务教育教师（元）", "teacherPay"),
                amount("年平均工资收入", "公务员（元）", "civilServantPay"),
            ]
    }

    private func amount(_ group: String, _ title: String, _ key: String) -> Column {
        Column(
            group: group, title: title, kind: .number(digits: 0), cell: .rounded(figure(key), digits: 0))
    }

    private func ratio(_ group: String, _ title: String, _ part: String, _ all: String) -> Column {
        Column(
            group: group, title: title, kind: .number(digits: 1),
            cell: .share(figure(part), of: figure(all)))
    }

    private func figure(_ key: String) -> Fraction? { tables.own[key].map { Fraction($0) } }

    /// Seven columns: schools, two kinds of them, classes, pupils, migrant pupils, teachers.
    private func stage(_ stage: Stage, combined: String, third: String) -> [Column] {
        let units = units(of: stage)
        let joined = units.filter { $0.stages.isSuperset(of: [.primary, .junior]) }
        let other = units.filter {
            stage == .primary
                ? BalanceSchool.isTeachingPoint(name: $0.name, tags: $0.tags)
                : !$0.stages.contains(.primary) && $0.stages.isSuperset(of: [.junior, .senior])
        }
        let counts = [("学校总数（所）", units.count), (combined, joined.count), (third, other.count)].map {
            Column(group: stage.label, title: $0.0, kind: .number(digits: 0), cell: .integer($0.1))
        }
        let sums = [
            ("班数（个）", "classes"), ("在校生数（人）", "pupils"), ("其中随迁子女（人）", "migrantPupils"), ("专任教师数（人）", "teachers"),
        ]
        .map {
            Column(
                group: stage.label, title: $0.0, kind: .number(digits: 0),
                cell: .rounded(sum($0.1, stage), digits: 0))
        }
        return counts + sums
    }

    private func pupilsPerTeacher(_ stage: Stage) -> SheetCell {
        guard let pupils = sum("pupils", stage), let teachers = sum("teachers", stage) else { return .lacking }
        return pupils.divided(by: teachers).map { .rounded($0, digits: 1) } ?? .text("/")
    }

    /// Those that the resource part counts in the stage, and those that run it and have not said how many pupils it has.
    private func units(of stage: Stage) -> [MonitoredUnit] {
        let schools = tables.county.schools
        let counted = zip(schools.schools, schools.organisations).filter { $0.0.counts(in: stage) }.map(\.1)
        let all = Set(counted).union(schools.silent.filter { $0.stage == stage }.map(\.organisation))
        return tables.units.filter { all.contains($0.organisation) }
    }

    /// Nil while one of them has not said.
    private func sum(_ code: String, _ stage: Stage) -> Fraction? {
        let units = units(of: stage)
        guard !units.isEmpty else { return nil }
        let values = units.map { $0.values[RecordedValues.key(code, stage)] }
        guard !values.contains(nil) else { return nil }
        return .sum(values.compactMap { $0.map { Fraction($0) } })
    }
}
