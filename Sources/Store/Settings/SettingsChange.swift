package import SQLCore
package import Supervision

/// What an administrator sets for the whole deployment.
package struct SettingsChange: Sendable, Equatable {
    /// Name and new value of each setting.
    package let values: [String: String]

    package init(_ values: [String: String]) {
        self.values = values
    }

    /// Stores what differs, an audit entry for each, and says how many did.
    @discardableResult
    package func carryOut(_ act: Act) throws -> Int {
        try SettingsChange.require(act.viewer, in: act.db)
        var changed = 0
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            let old = try DeploymentSettings.value(of: name, in: act.db)
            guard (old ?? "") != value else { continue }
            try DeploymentSettings.set(name, value, in: act.db)
            let said = DeploymentSettings.secrets.contains(name) ? ["changed": "1"] : ["from": old ?? "", "to": value]
            try act.record("settings.changed", of: "setting", name, said)
            changed += 1
        }
        return changed
    }

    /// A deployment for several regions belongs to the office of its home region, not to those below.
    package static func require(_ viewer: Viewer, in db: SQLConnection) throws {
        guard let home = try DeploymentSettings.value(of: DeploymentSettings.homeRegion, in: db), !home.isEmpty,
            let place = try Place.of(region: home, in: db)?.place
        else { return }
        guard viewer.scope.covers(place) else { throw SettingsRefusal.notHome }
    }
}

/// Why a setting does not change.
package enum SettingsRefusal: Refusal, Equatable {
    case notHome

    package var code: String { "settings.notHome" }
    package var kind: RefusalKind { .forbidden }
    package var message: String { "系统设置由本系统所属地区的管理员修改，您的管理范围不包含该地区。" }
}
