extension BalanceStandard {
    /// 《县域义务教育优质均衡发展督导评估办法》（教督〔2017〕6号）, part 1: seven indicators, six of which a school must
    /// reach and the seventh at 85 %; every coefficient within 0.50 and 0.45.
    package static let qualityBalance = BalanceStandard(
        code: "youzhi-junheng", name: "县域义务教育优质均衡", clause: "教督〔2017〕6号第五条（资源配置）",
        indicators: [
            quality("teachers.qualified", "每百名学生拥有高于规定学历教师数", "人", .qualifiedTeachers, "4.2", "5.3"),
            quality("teachers.backbone", "每百名学生拥有县级以上骨干教师数", "人", .backboneTeachers, "1", "1"),
            quality("teachers.arts", "每百名学生拥有体育、艺术专任教师数", "人", .artsTeachers, "0.9", "0.9"),
            quality(
                "area.teaching", "生均教学及辅助用房面积", "平方米", .teachingArea, less: .indoorSportsArea, "4.5", "5.8"),
            quality("area.sports", "生均体育运动场馆面积", "平方米", .sportsArea, "7.5", "10.2"),
            quality("equipment", "生均教学仪器设备值", "元", .equipment, "2000", "2500"),
            quality("rooms.media", "每百名学生拥有网络多媒体教室数", "间", .mediaRooms, "2.3", "2.4"),
        ],
        rule: .each(tolerated: 1, floor: points("0.85")))

    /// 《县域义务教育均衡发展督导评估暂行办法》（教督〔2012〕3号）: the composite coefficient over eight indicators.
    package static let basicBalance = BalanceStandard(
        code: "jiben-junheng", name: "县域义务教育基本均衡", clause: "教督〔2012〕3号（综合差异系数）",
        indicators: [
            basic("area.teaching", "生均教学及辅助用房面积", "平方米", .teachingArea),
            basic("area.sports", "生均体育运动场馆面积", "平方米", .sportsArea),
            basic("equipment", "生均教学仪器设备值", "元", .equipment),
            basic("computers", "每百名学生拥有计算机台数", "台", .computers),
            basic("books", "生均图书册数", "册", .books),
            basic("teachers", "师生比", "人/生", .teachers),
            basic("teachers.qualified", "生均高于规定学历教师数", "人/生", .qualifiedTeachers),
            basic("teachers.titles", "生均中级及以上专业技术职务教师数", "人/生", .seniorTitleTeachers),
        ],
        rule: .composite(limits: [.primary: points("0.65"), .junior: points("0.55")]))

    package static let shipped = [qualityBalance, basicBalance]

    private static func quality(
        _ code: String, _ name: String, _ unit: String, _ resource: BalanceVariable, less: BalanceVariable? = nil,
        _ primary: String, _ junior: String
    ) -> BalanceIndicator {
        BalanceIndicator(
            code: code, name: name, unit: unit, resource: resource, less: less,
            isPerHundred: name.hasPrefix("每百名"), isShared: !resource.isOfStage,
            minimum: [.primary: points(primary), .junior: points(junior)],
            limit: [.primary: points("0.5"), .junior: points("0.45")])
    }

    private static func basic(
        _ code: String, _ name: String, _ unit: String, _ resource: BalanceVariable
    ) -> BalanceIndicator {
        BalanceIndicator(
            code: code, name: name, unit: unit, resource: resource, less: nil, isPerHundred: name.hasPrefix("每百名"),
            isShared: !resource.isOfStage, minimum: [:], limit: [:])
    }

    private static func points(_ text: String) -> Points {
        guard let points = Points(text) else { preconditionFailure("\(text) is no decimal") }
        return points
    }
}
