import SQLCore
import Store
import Supervision

/// The office's own settings and its places.
enum DemoOffice {
    static func found(_ stage: DemoStage) throws {
        try DeploymentSettings.set(DeploymentSettings.officeName, DemoPlaces.office, in: stage.db)
        try DeploymentSettings.set(DeploymentSettings.jurisdiction, "chongqing", in: stage.db)
        try DeploymentSettings.set(DeploymentSettings.documentMark, "云教督", in: stage.db)
        try stage.system(on: stage.calendar.start.adding(days: -30)) { act in
            let zones = [(DemoPlaces.zone, DemoPlaces.zoneName), (DemoPlaces.neighbour, DemoPlaces.neighbourName)]
                .map { Region(code: $0.0, name: $0.1, level: .zone, parent: DemoPlaces.county) }
            let districts = DemoPlaces.districts.map {
                Region(code: $0.zone, name: $0.name, level: .zone, parent: DemoPlaces.city)
            }
            try Regions.insert(zones + districts, in: act.db)
        }
    }
}
