/// Why a table cannot be read.
package enum SpreadsheetError: OfficeError, Equatable {
    /// There is no such file, or it may not be read.
    case unreadable
    case empty
    /// Neither a workbook nor text.
    case notASpreadsheet
    /// A web page that only calls itself a workbook, as many systems export.
    case webPage
    case passwordProtected
    /// The binary workbook of Excel 97–2003 (`.xls`, `.et`).
    case oldFormat
    case binaryWorkbook
    case openDocument
    case damaged(part: String)
    case missingPart(String)
    /// The XML declares a document type, which no office program writes.
    case documentType(part: String)
    case tooLarge(megabytes: Int)
    /// It unpacks to far more than any table would: a zip bomb.
    case bomb
    case tooManyRows(limit: Int)
    case tooManyColumns(row: Int, limit: Int)
    case cellTooLong(row: Int, column: Int, limit: Int)
    case noSheet(named: String)
    case noVisibleSheet
    /// Text that is neither UTF-8 nor GB18030.
    case unknownEncoding
    case unclosedQuote(row: Int)
}

extension SpreadsheetError {
    package var code: String {
        switch self {
        case .unreadable: "spreadsheet.unreadable"
        case .empty: "spreadsheet.empty"
        case .notASpreadsheet: "spreadsheet.notASpreadsheet"
        case .webPage: "spreadsheet.webPage"
        case .passwordProtected: "spreadsheet.passwordProtected"
        case .oldFormat: "spreadsheet.oldFormat"
        case .binaryWorkbook: "spreadsheet.binaryWorkbook"
        case .openDocument: "spreadsheet.openDocument"
        case .damaged: "spreadsheet.damaged"
        case .missingPart: "spreadsheet.missingPart"
        case .documentType: "spreadsheet.documentType"
        case .tooLarge: "spreadsheet.tooLarge"
        case .bomb: "spreadsheet.bomb"
        case .tooManyRows: "spreadsheet.tooManyRows"
        case .tooManyColumns: "spreadsheet.tooManyColumns"
        case .cellTooLong: "spreadsheet.cellTooLong"
        case .noSheet: "spreadsheet.noSheet"
        case .noVisibleSheet: "spreadsheet.noVisibleSheet"
        case .unknownEncoding: "spreadsheet.unknownEncoding"
        case .unclosedQuote: "spreadsheet.unclosedQuote"
        }
    }

    package var message: String { messageAboutFile ?? messageAboutContent ?? "表格无法读取，请另存为 xlsx 后重试。" }

    private var messageAboutFile: String? {
        switch self {
        case .unreadable: "文件打不开，请确认文件存在且未被其他程序占用。"
        case .empty: "表格是空的，请确认选对了文件。"
        case .notASpreadsheet: "这不是表格文件，请提供 Excel 工作簿（xlsx）或 CSV 文件。"
        case .webPage: "这个文件其实是网页格式，只是扩展名像表格。请用 Excel 或 WPS 打开，另存为 xlsx 后再导入。"
        case .passwordProtected: "工作簿设有打开密码。请在 Excel 或 WPS 中取消密码，另存为 xlsx 后再导入。"
        case .oldFormat: "这是旧版 Excel 格式（xls 或 et）。请用 Excel 或 WPS 打开，另存为 xlsx 后再导入。"
        case .binaryWorkbook: "这是二进制工作簿（xlsb）。请在 Excel 中另存为 xlsx 后再导入。"
        case .openDocument: "这是 OpenDocument 表格（ods）。请另存为 xlsx 后再导入。"
        case .damaged(let part): "工作簿已损坏（\(part)）。请用 Excel 或 WPS 重新打开并另存为 xlsx 后再试。"
        case .missingPart(let part): "工作簿不完整，缺少“\(part)”。请用 Excel 或 WPS 重新打开并另存为 xlsx 后再试。"
        case .documentType(let part): "工作簿含有不允许的 XML 声明（\(part)），为安全起见未读取。请另存为 xlsx 后再试。"
        default: nil
        }
    }

    private var messageAboutContent: String? {
        switch self {
        case .tooLarge(let megabytes): "表格内容太大，展开后超过 \(megabytes) MB。请拆分成几个文件。"
        case .bomb: "文件压缩比异常，展开后远大于正常表格，为安全起见未读取。请另存为 xlsx 后再试。"
        case .tooManyRows(let limit): "表格超过 \(limit) 行，请拆分成几个文件。"
        case .tooManyColumns(let row, let limit): "第 \(row) 行超过 \(limit) 列，请删去多余的列。"
        case .cellTooLong(let row, let column, let limit):
            "第 \(row) 行第 \(column) 列的内容超过 \(limit) 个字，请缩短；如果是 CSV 文件，请检查引号是否成对。"
        case .noSheet(let name): "工作簿中没有名为“\(name)”的工作表，请检查名称。"
        case .noVisibleSheet: "工作簿中没有可见的工作表，请取消隐藏后再试。"
        case .unknownEncoding: "文本编码无法识别。请用 Excel 或 WPS 另存为 xlsx，或保存为 UTF-8 编码的 CSV。"
        case .unclosedQuote(let row): "从第 \(row) 行开始的引号没有结束，请检查引号是否成对。"
        default: nil
        }
    }
}
