/// The 代字 of an office that has not set its own: 渝云教督 for an office of 云江新区 in 重庆.
package enum DocumentMark {
    /// `province` begins with the two digits of GB/T 2260; `region` is the name of the office's own region, empty for
    /// the province itself.
    package static func derived(province: String, region: String) -> String {
        (abbreviations[String(province.prefix(2))] ?? "") + region.prefix(1) + "教督"
    }

    /// GB/T 2260 province digits to the usual one-character names.
    private static let abbreviations = [
        "11": "京", "12": "津", "13": "冀", "14": "晋", "15": "蒙", "21": "辽", "22": "吉", "23": "黑", "31": "沪",
        "32": "苏", "33": "浙", "34": "皖", "35": "闽", "36": "赣", "37": "鲁", "41": "豫", "42": "鄂", "43": "湘",
        "44": "粤", "45": "桂", "46": "琼", "50": "渝", "51": "川", "52": "黔", "53": "滇", "54": "藏", "61": "陕",
        "62": "甘", "63": "青", "64": "宁", "65": "新",
    ]
}
