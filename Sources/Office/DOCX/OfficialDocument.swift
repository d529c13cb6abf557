/// An official document (公文) as GB/T 9704-2012 divides it; what it looks like is for its readers to decide.
///
/// `DOCXWriter` lays it out for Word and WPS, the web shows the same value as HTML.
package struct OfficialDocument: Sendable, Equatable {
    /// Which head it has.
    package enum Form: String, Sendable, CaseIterable {
        /// 文件格式: the red head, the number below it and a red rule.
        case document
        /// 信函格式 (10.1): the head 30 mm below the edge, a red double rule below it and one at the page's foot.
        case letter
        /// 纪要格式 (10.3): as `document`; who was present stands below the text.
        case minutes
    }

    package var form: Form
    /// 发文机关标志, such as `某某区人民政府教育督导室文件`; nil leaves out the red head.
    package var letterhead: String?
    /// 份号, six digits.
    package var copyNumber: String?
    /// 密级和保密期限, such as `秘密★1年`.
    package var secrecy: String?
    /// 紧急程度, such as `加急`.
    package var urgency: String?
    /// 发文字号, such as `某教督〔2026〕3号`.
    package var number: String?
    /// 签发人 of what goes to an office above.
    package var signatory: String?
    package var title: String
    /// 主送机关, without the colon.
    package var recipient: String?
    package var blocks: [Block]
    /// Titles of attached files (附件), without numbers; those of the annexes stand before them by themselves.
    package var attachments: [String]
    /// 出席, 请假, 列席 of minutes.
    package var rolls: [Roll] = []
    /// 发文机关署名.
    package var signer: String?
    /// 成文日期 as it is printed, such as `2026年3月1日`.
    package var date: String?
    /// 附注, without its brackets.
    package var remark: String?
    /// What is printed with it after the signature, each from a new page on.
    package var annexes: [Annex] = []
    /// 抄送机关.
    package var copies: [String]
    /// 印发机关 and 印发日期 of the 版记.
    package var issuedBy: String?
    package var issuedOn: String?

    package init(
        form: Form = .document, letterhead: String? = nil, number: String? = nil, title: String,
        recipient: String? = nil, blocks: [Block], attachments: [String] = [], signer: String? = nil,
        date: String? = nil, annexes: [Annex] = [], copies: [String] = [], issuedBy: String? = nil,
        issuedOn: String? = nil
    ) {
        self.form = form
        self.letterhead = letterhead
        self.number = number
        self.title = title
        self.recipient = recipient
        self.blocks = blocks
        self.attachments = attachments
        self.signer = signer
        self.date = date
        self.annexes = annexes
        self.copies = copies
        self.issuedBy = issuedBy
        self.issuedOn = issuedOn
    }

    /// 份号, 密级 and 紧急程度, in this order from the top.
    package var marks: [String] { [copyNumber, secrecy, urgency].compactMap { $0 } }

    /// What 附件说明 lists: annexes, then attached files.
    package var attachmentTitles: [String] { annexes.map(\.title) + attachments }

    /// The blocks with numbers before the headings: `一、`, `（一）`, `1. `, `（1）`.
    package var numberedBlocks: [Block] { OfficialDocument.numbered(blocks) }
}
