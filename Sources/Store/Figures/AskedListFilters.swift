package import Supervision

extension ExtensionFilter {
    package init(asking ask: (String) -> String) {
        self.init()
        state = ExtensionRequest.State(rawValue: ask("state"))
        kind = ExtensionRequest.Kind(rawValue: ask("kind"))
        isOwn = ask("own") == "1"
        search = ask("q")
        asked = FigurePeriod(ask("asked"))
        decided = FigurePeriod(ask("decided"))
    }
}

extension RecheckFilter {
    package init(asking ask: (String) -> String) {
        self.init()
        result = Recheck.Result(rawValue: ask("result"))
        from = Day(ask("from"))
        until = Day(ask("until"))
        on = FigurePeriod(ask("on"))
        search = ask("q")
    }
}

extension ObjectionFilter {
    package init(asking ask: (String) -> String) {
        self.init()
        text = ask("q")
        state = Objection.State(rawValue: ask("state"))
        isOpen = ask("open") == "1"
        isOwn = ask("own") == "1"
        document = ask("document").isEmpty ? nil : Identifier(ask("document"))
        on = FigurePeriod(ask("on"))
    }
}

extension DutyTargetFilter {
    package init(asking ask: (String) -> String, of sheet: DutySheetID? = nil) {
        self.init(of: sheet)
        state = ask("state")
        kind = ask("kind")
        year = Int(ask("year"))
        isOwn = ask("own") == "1"
        text = ask("q")
        organisation = ask("unit").isEmpty ? nil : Identifier(ask("unit"))
    }
}

extension ReceptionFilter {
    package init(asking ask: (String) -> String) {
        self.init()
        state = ask("state")
        year = Int(ask("year"))
        isOwn = ask("own") == "1"
        text = ask("q")
    }
}

extension OrganisationFilter {
    package init(asking ask: (String) -> String) {
        self.init()
        text = ask("q")
        region = ask("region").uppercased()
        kind = OrganisationKind(rawValue: ask("kind"))
        running = RunningType(rawValue: ask("running"))
        authority = AuthorityLevel(rawValue: ask("authority"))
        stage = Stage(rawValue: ask("stage"))
        isCompulsory = ask("stage") == "compulsory"
        tag = ask("tag")
        group = ask("group")
        state = ask("state") == "all" ? nil : State(rawValue: ask("state")) ?? .open
    }
}

extension InspectorFilter {
    package init(asking ask: (String) -> String) {
        self.init()
        text = ask("q")
        level = InspectorLevel(rawValue: ask("level"))
        isFullTime = ["full-time": true, "part-time": false][ask("appointment")]
        state = ask("state") == "all" ? nil : State(rawValue: ask("state")) ?? .active
        isOwn = ask("own") == "1"
    }
}

extension RoundUnitFilter {
    package init(asking ask: (String) -> String) {
        self.init()
        standing = ask("standing")
        plannedYear = Int(ask("year"))
        doneYear = Int(ask("doneYear"))
        doneBefore = Int(ask("doneBefore"))
        grade = ask("grade")
        text = ask("q")
    }
}
