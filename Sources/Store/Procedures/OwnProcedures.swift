package import SQLCore
package import Supervision

/// An office's own procedure as it is listed and opened.
package struct OwnProcedure: Sendable, Equatable {
    package enum State: String, Sendable, SQLConvertible, CaseIterable {
        case active, retired

        package var label: String {
            switch self {
            case .active: "在用"
            case .retired: "已停用"
            }
        }
    }

    package let id: OwnProcedureID
    package let name: String
    package let state: State
    /// Which version stands, counted from 1.
    package let number: Int
    package let procedure: Procedure
    package let place: Place
    package let updatedAt: Instant
    package let version: Int
    /// How many campaigns began with it.
    package let campaigns: Int
}

package typealias OwnProcedureID = Identifier<OwnProcedure>

/// The own_procedure table: procedures that offices made for themselves; each save is a version that stays.
///
/// A campaign keeps its own copy, so that nothing that is changed here touches it.
package enum OwnProcedures {
    package static func find(
        _ id: OwnProcedureID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> OwnProcedure? {
        let place = try Place.office(of: viewer.scope, in: db)
        return try db.first("SELECT \(columns) FROM own_procedure w WHERE w.id = \(id) AND \(offered(to: place))")
            .map(OwnProcedure.init)
    }

    package static func require(
        _ id: OwnProcedureID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> OwnProcedure {
        guard let found = try find(id, visibleTo: viewer, in: db) else { throw OwnProcedureRefusal.notFound }
        return found
    }

    /// As `require`, but only what the viewer's own office made: others read it and copy it.
    static func requireOwn(_ id: OwnProcedureID, _ act: Act) throws -> OwnProcedure {
        let found = try require(id, visibleTo: act.viewer, in: act.db)
        guard found.place == (try Place.office(of: act.viewer.scope, in: act.db)) else {
            throw OwnProcedureRefusal.notYours
        }
        return found
    }

    /// Those that an office may use: its own and those of the offices above it.
    static func offered(to place: Place) -> SQL {
        """
        w.province IN ('', \(place.province)) AND w.city IN ('', \(place.city))
            AND w.county IN ('', \(place.county)) AND w.zone IN ('', \(place.zone))
        """
    }

    /// What the campaign form offers beside the shipped ones.
    package static func choices(for place: Place, in db: SQLConnection) throws -> [OwnProcedure] {
        try db.rows(
            """
            SELECT \(columns) FROM own_procedure w WHERE \(offered(to: place)) AND w.state = 'active'
            ORDER BY w.name, w.id LIMIT 200
            """
        ).map(OwnProcedure.init)
    }

    /// The procedure that a campaign form names: a shipped one, or one that the office may use.
    package static func named(_ code: String, for place: Place, in db: SQLConnection) throws -> Procedure? {
        if let shipped = Procedure.shipped.first(where: { $0.code == code }) { return shipped }
        return try choices(for: place, in: db).first { $0.id.rawValue == code }?.procedure
    }

    static var columns: SQL {
        """
        w.id, w.name, w.state, w.number, w.content, w.province, w.city, w.county, w.zone, w.updated_at, w.version,
        (SELECT count(*) FROM campaign c WHERE c.procedure_code = w.id)
        """
    }
}

extension OwnProcedure {
    init(_ row: SQLRow) throws {
        try self.init(
            id: row.get(0), name: row.get(1), state: row.get(2), number: row.get(3),
            procedure: JSONColumn.value(row.get(4)),
            place: Place(province: row.get(5), city: row.get(6), county: row.get(7), zone: row.get(8)),
            updatedAt: row.get(9), version: row.get(10), campaigns: row.get(11))
    }
}

/// Why an office's procedure would not change.
package enum OwnProcedureRefusal: Refusal, Equatable {
    case notFound
    case notYours
    case unsound([String])
    case nameMissing
    case nameTaken(String)
    case tooMany(Int)
    case changedMeanwhile

    package var code: String {
        switch self {
        case .notFound: "ownProcedure.notFound"
        case .notYours: "ownProcedure.notYours"
        case .unsound: "ownProcedure.unsound"
        case .nameMissing: "ownProcedure.nameMissing"
        case .nameTaken: "ownProcedure.nameTaken"
        case .tooMany: "ownProcedure.tooMany"
        case .changedMeanwhile: "ownProcedure.changedMeanwhile"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound: .notFound
        case .notYours: .forbidden
        case .unsound, .nameMissing, .nameTaken: .invalid
        case .tooMany, .changedMeanwhile: .conflict
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有这个工作流程。"
        case .notYours: "这个流程由上级督导机构建立，不能修改；可以复制一份再改。"
        case .unsound(let problems): "流程还不能保存：\(problems.joined())"
        case .nameMissing: "请填写流程名称，50字以内。"
        case .nameTaken(let name): "已经有一个流程叫“\(name)”，请换一个名称。"
        case .tooMany(let limit): "自建流程最多\(limit)个，请先停用不再使用的。"
        case .changedMeanwhile: "这个流程刚刚被他人修改，您的改动没有保存。请核对最新内容后重新提交。"
        }
    }
}
