/// A column of the organisations' import.
package enum OrganisationField: String, CaseIterable, ImportField {
    case code, name, kind, region, authority
    case authorityRegion = "authority-region"
    case running, stages, tags, address, pupils
    case closed

    package var title: String {
        switch self {
        case .code: "标识码"
        case .name: "单位名称"
        case .kind: "单位类型"
        case .region: "所在地"
        case .authority: "隶属"
        case .authorityRegion: "主管单位所在地"
        case .running: "办别"
        case .stages: "学段"
        case .tags: "标签"
        case .address: "地址"
        case .pupils: "在校生数"
        case .closed: "是否撤销"
        }
    }

    package var isRequired: Bool { self == .name || self == .region }

    package var hint: String {
        switch self {
        case .code: "10位学校标识码，或含字母的本地代码；没有的留空"
        case .name: "全称，必填"
        case .kind: OrganisationKind.choices + "；有标识码的可留空"
        case .region: "行政区划代码或名称，必填"
        case .authority: AuthorityLevel.choices + "；留空按所在地一级"
        case .authorityRegion: "主管单位不在所在地上级时填写，代码或名称"
        case .running: RunningType.choices
        case .stages: "可填多个，用顿号隔开：" + Stage.choices
        case .tags: "可填多个，用顿号隔开"
        case .address: "选填"
        case .pupils: "整数，选填"
        case .closed: "是或否，选填"
        }
    }

    package var aliases: [String] {
        switch self {
        case .code:
            [
                "代码", "编码", "学校代码", "学校标识码", "学校机构标识码", "机构标识码", "机构代码", "单位代码", "单位编码", "学校编码", "标识代码",
                "园所代码", "幼儿园代码", "幼儿园标识码", "本地代码", "本地编码", "机构编码", "学校（机构）代码", "统一编码", "学校识别码",
            ]
        case .name:
            [
                "名称", "全称", "学校名称", "学校", "校名", "学校全称", "单位", "单位全称", "机构名称", "学校机构名称", "园名", "园所名称",
                "幼儿园名称", "幼儿园", "学校（园）名称", "学校(幼儿园)名称", "校（园）名称", "校园名称", "被督导单位",
            ]
        case .kind: ["类型", "类别", "单位类别", "机构类型", "机构类别", "学校类型", "学校类别", "办学类型", "性质类别"]
        case .region:
            [
                "所属区县", "区县", "行政区划", "行政区划代码", "区划代码", "所在地代码", "所在地区", "所在区县", "所在区", "属地", "地区", "县区",
                "县（市、区）", "县市区", "所属区域", "所属地区", "所属行政区", "所在行政区", "区域", "所在县区", "区（县）", "地区代码", "所属县区",
            ]
        case .authority: ["隶属关系", "主管部门", "管理级别", "主管级别", "隶属级别", "管理层级", "举办层级", "主管部门级别", "管理权限", "管理体制"]
        case .authorityRegion: ["主管部门所在地", "主管单位区划", "主管部门区划代码", "属地管理部门代码", "主管部门代码"]
        case .running: ["办学性质", "举办者类型", "举办者", "办园性质", "办学体制", "公民办", "公办民办", "公/民办", "举办性质", "性质", "办园体制", "学校性质"]
        case .stages: ["办学层次", "教育阶段", "学校学段", "办学学段", "教育层次", "层次", "开办学段"]
        case .tags: ["标记", "备注标签", "分类标签", "分组", "片区"]
        case .address: ["详细地址", "单位地址", "学校地址", "园址", "校址", "通讯地址", "办学地址", "所在地址"]
        case .pupils: ["在校学生数", "学生数", "学生人数", "幼儿数", "在园幼儿数", "在园人数", "在校人数", "在园幼儿人数", "在校生", "在校生人数"]
        case .closed: ["撤销", "已撤销", "是否停办", "停办", "是否注销", "是否撤并"]
        }
    }
}
