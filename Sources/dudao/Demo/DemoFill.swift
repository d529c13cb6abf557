import SQLCore
import Store
import Supervision

/// Fills an empty database with a fictional zone's supervision year.
struct DemoFill {
    let database: any SQLDatabase
    let files: FileStore
    let calendar: DemoCalendar

    /// Low, because a demo's password is printed on the screen; the record's form is the real one.
    static let passwordCost = 1_024

    /// Says, in the settings, for which day the demo was filled, and that it was filled to the end.
    static let mark = "demo.filled"

    init(database: any SQLDatabase, files: FileStore, today: Day) {
        self.database = database
        self.files = files
        calendar = DemoCalendar(today: today)
    }

    func run() async throws {
        let calendar = calendar
        let password = try Password.hashed(DemoCast.password, cost: DemoFill.passwordCost)
        let evidence = try DemoEvidence(files)
        try await database.write { db in
            let stage = DemoStage(db, calendar)
            try DemoOffice.found(stage)
            let registry = try DemoRegistry(stage)
            try DemoAccounts.make(DemoCast.fixed + DemoCast.schoolPeople, password, stage)
            try DemoGroups.tell(stage)
            let year = DemoYear(stage: stage, evidence: evidence, password: password)
            let framework = try year.framework()
            try DemoFrameworks.make(after: framework, stage)
            try DemoTeams.plan(stage)
            try year.before(framework)
            try year.now(framework)
            try DemoBatches(stage: stage).tell()
            try DemoCase.tell(registry, evidence, stage)
            try DemoEvaluation(registry: registry, evidence: evidence, stage: stage).tell()
            try DemoDuties(registry: registry, stage: stage).tell()
            try DemoCollections(registry: registry, stage: stage).tell()
            try DemoLedger(registry: registry, stage: stage).tell()
            try DemoRoadmap(stage: stage).tell()
            try DemoQuality(registry: registry, stage: stage).tell()
            try DemoZones(registry: registry, evidence: evidence, stage: stage).tell()
            try DemoVisits(registry: registry, evidence: evidence, stage: stage).tell()
            try DemoCoverage(registry: registry, evidence: evidence, stage: stage).tell()
            try DemoAppraisals(stage: stage).tell()
            try DemoTips(registry: registry, evidence: evidence, stage: stage).tell()
            try DemoReception(registry: registry, evidence: evidence, stage: stage).tell()
            try DemoDefinitions.tell(stage)
            try DemoPapers.tell(stage)
            try DemoLetters.tell(stage)
            try DemoCreation.tell(stage)
            try DemoTime(stage: stage, evidence: evidence).tell(registry)
            try DemoTeams.tell(framework.id, stage)
            try DemoPlan(stage: stage).tell()
            try DemoReminders(stage: stage).tell()
            try DemoFigures.tell(stage)
            try DemoSummaries.tell(stage)
            try DeploymentSettings.set(DemoFill.mark, calendar.today.text, in: db)
        }
    }
}
