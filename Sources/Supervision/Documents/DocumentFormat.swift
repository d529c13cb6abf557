/// How an office issues one kind of document (发文格式): its head, its 代字 and how its numbers run.
package struct DocumentFormat: Hashable, Sendable {
    package var form: DocumentLayout.Form
    /// 发文机关标志; empty takes the office's name.
    package var letterhead: String
    /// 代字; empty takes the office's own.
    ///
    /// Kinds with one 代字 share one sequence of numbers.
    package var mark: String
    package var shape: DocumentNumber.Shape
    /// Where the numbers of one year begin, for an office that had begun the year on paper.
    package var start: Start?

    package struct Start: Hashable, Sendable {
        package let year: Int
        package let serial: Int

        package init(year: Int, serial: Int) {
            self.year = year
            self.serial = serial
        }
    }

    package init(
        form: DocumentLayout.Form = .document, letterhead: String = "", mark: String = "",
        shape: DocumentNumber.Shape = .standard, start: Start? = nil
    ) {
        self.form = form
        self.letterhead = letterhead
        self.mark = mark
        self.shape = shape
        self.start = start
    }

    /// What counts for a kind for which the office has set nothing.
    package static func usual(for kind: Document.Kind) -> DocumentFormat {
        switch kind {
        case .reminder, .interviewNotice: DocumentFormat(form: .letter)
        case .interviewMinutes: DocumentFormat(form: .minutes)
        default: DocumentFormat()
        }
    }

    /// The head of a new document; `form` is the drafter's choice where it is not the office's.
    package func layout(office: String, form chosen: DocumentLayout.Form? = nil) -> DocumentLayout {
        let form = chosen ?? self.form
        let usual = form == .minutes ? "\(office)约谈纪要" : office
        return DocumentLayout(form: form, letterhead: form == self.form && !letterhead.isBlank ? letterhead : usual)
    }

    /// The first serial of a year in which none was used.
    package func firstSerial(in year: Int) -> Int { start.flatMap { $0.year == year ? $0.serial : nil } ?? 1 }

    package func problems() -> [String: String] {
        var problems: [String: String] = [:]
        if letterhead.count > 40 { problems["letterhead"] = "发文机关标志请控制在40字以内。" }
        if mark.count > 20 || mark.contains(where: { "〔〕[]［］".contains($0) || $0.isWhitespace }) {
            problems["mark"] = "代字请控制在20字以内，不带括号、年份和空格。"
        }
        if let start, !(1...9_999).contains(start.serial) { problems["serial"] = "起始号请填写1至9999之间的整数。" }
        return problems
    }
}

/// Why a 发文格式 is not kept.
package enum DocumentFormatRefusal: Refusal, Equatable {
    case unsound([String: String])
    case markTaken(String)
    case numbersBegun(String, Int)
    case changedMeanwhile

    package var code: String {
        switch self {
        case .unsound: "format.unsound"
        case .markTaken: "format.markTaken"
        case .numbersBegun: "format.numbersBegun"
        case .changedMeanwhile: "format.changedMeanwhile"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .unsound: .invalid
        case .markTaken, .numbersBegun, .changedMeanwhile: .conflict
        }
    }

    package var message: String {
        switch self {
        case .unsound(let problems): problems.sorted { $0.key < $1.key }.map(\.value).joined()
        case .markTaken(let mark): "代字“\(mark)”已由其他督导机构使用，请换一个，以免两家的文号相混。"
        case .numbersBegun(let mark, let last): "代字“\(mark)”本年度已编到\(last)号，不能再改起始号；请换代字，或从下一年度开始。"
        case .changedMeanwhile: "这项发文格式刚刚被他人修改，您的改动没有保存。请核对最新内容后重新提交。"
        }
    }
}
