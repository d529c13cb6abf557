package import SQLCore
import Store
package import Supervision

/// A few real places, so that a test need not plant all of them.
package enum SampleRegions {
    /// 武汉 with two districts, 重庆 with two districts and a local zone in 渝北.
    package static let regions: [Region] = [
        Region(code: "420000", name: "湖北省", level: .province, parent: nil),
        Region(code: "420100", name: "武汉市", level: .city, parent: "420000"),
        Region(code: "420106", name: "武昌区", level: .county, parent: "420100"),
        Region(code: "420111", name: "洪山区", level: .county, parent: "420100"),
        Region(code: "500000", name: "重庆市", level: .province, parent: nil),
        Region(code: "500106", name: "沙坪坝区", level: .county, parent: "500000"),
        Region(code: "500112", name: "渝北区", level: .county, parent: "500000"),
        Region(code: "500112Z01", name: "云江新区", level: .zone, parent: "500112"),
    ]

    package static func plant(in database: any SQLDatabase) async throws {
        try await database.write { db in try Regions.insert(regions, in: db) }
    }
}
