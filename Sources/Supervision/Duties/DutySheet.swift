/// A year's targets for townships and departments (目标任务书), set by an assessment office (考核办).
package struct DutySheet: Hashable, Sendable {
    package let id: DutySheetID
    package var year: Int
    package var name: String
    /// Whose targets they are, such as 县考核办.
    package var issuer: String
    package var documentNumber: String
    /// By when the units report what they reached.
    package var dueOn: Day
    package internal(set) var state: State
    package internal(set) var version: Int

    package init(
        id: DutySheetID, year: Int, name: String, issuer: String, documentNumber: String = "", dueOn: Day,
        state: State = .draft, version: Int = 1
    ) {
        self.id = id
        self.year = year
        self.name = name
        self.issuer = issuer
        self.documentNumber = documentNumber
        self.dueOn = dueOn
        self.state = state
        self.version = version
    }

    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        case draft, issued, closed

        package var label: String {
            switch self {
            case .draft: "编制中"
            case .issued: "已下达"
            case .closed: "已评定"
            }
        }
    }
}

package typealias DutySheetID = Identifier<DutySheet>

extension DutySheet {
    /// Given to the units; from then on targets are neither added nor taken out.
    package func issued(targets: Int) throws(DutyRefusal) -> DutySheet {
        guard state == .draft else { throw .sheetState("下达", state) }
        guard targets > 0 else { throw .empty }
        return moved(to: .issued)
    }

    /// Every target is confirmed and the ranking stands.
    package func closed(unconfirmed: Int) throws(DutyRefusal) -> DutySheet {
        guard state == .issued else { throw .sheetState("评定", state) }
        guard unconfirmed == 0 else { throw .unconfirmed(unconfirmed) }
        return moved(to: .closed)
    }

    /// Open again, to correct what feedback showed to be wrong.
    package func reopened() throws(DutyRefusal) -> DutySheet {
        guard state == .closed else { throw .sheetState("重新评定", state) }
        return moved(to: .issued)
    }

    private func moved(to state: State) -> DutySheet {
        var next = self
        next.state = state
        next.version += 1
        return next
    }
}

/// Why a year's targets do not change.
package enum DutyRefusal: Refusal, Equatable {
    case notFound
    case stale
    case notYours
    case sheetState(String, DutySheet.State)
    case wrongState(String, DutyTarget.State)
    case empty
    case unconfirmed(Int)
    case noteTooLong
    case reasonMissing
    case differenceUnexplained
    case twice(String, String)

    package var code: String {
        switch self {
        case .notFound: "duty.notFound"
        case .stale: "duty.stale"
        case .notYours: "duty.notYours"
        case .sheetState: "duty.sheetState"
        case .wrongState: "duty.wrongState"
        case .empty: "duty.empty"
        case .unconfirmed: "duty.unconfirmed"
        case .noteTooLong: "duty.noteTooLong"
        case .reasonMissing: "duty.reasonMissing"
        case .differenceUnexplained: "duty.differenceUnexplained"
        case .twice: "duty.twice"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound: .notFound
        case .stale, .sheetState, .wrongState, .unconfirmed, .empty: .conflict
        case .notYours: .forbidden
        default: .invalid
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有这份目标任务。"
        case .stale: "刚被他人改过，请刷新页面后再办理。"
        case .notYours: "这份目标任务由其他督导机构管理。"
        case .sheetState(let act, let state): "目标任务书“\(state.label)”，不能\(act)。"
        case .wrongState(let act, let state): "这项目标“\(state.label)”，不能\(act)。"
        case .empty: "还没有目标，请先录入各单位的目标再下达。"
        case .unconfirmed(let count): "还有\(count)项没有核定，不能评定；请先核定，单位未报的也可以由督导室核定并写明理由。"
        case .noteTooLong: "说明请控制在\(DutyTarget.noteLimit)字以内。"
        case .reasonMissing: "请写明退回的理由，单位会看到。"
        case .differenceUnexplained: "核定值与单位填报的不一致（或单位没有填报），请写明理由。"
        case .twice(let unit, let title): "“\(unit)”已有目标“\(title)”，不能重复。"
        }
    }
}
