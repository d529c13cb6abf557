package import Supervision

// What the address of a list asks for, read once for the page and for the figures that count its rows. `ask` gives what
// a parameter says, empty when it says nothing. Sorting and paging are the page's own.

extension FindingFilter {
    package init(asking ask: (String) -> String) {
        self.init()
        group = Group(rawValue: ask("state")) ?? .open
        grade = Finding.Grade(rawValue: ask("grade"))
        source = Finding.Source(rawValue: ask("source"))
        (campaign, campaigns) = ids(ask("campaign"))
        organisation = id(ask("organisation"))
        unitGroup = ask("group")
        criterion = ask("criterion")
        district = District(text: ask("district"))
        kind = ask("kind") == "none" ? .noCampaign : Campaign.Kind(rawValue: ask("kind")).map { .campaign($0) }
        issuedIn = FigurePeriod(ask("issued"))
        closedIn = FigurePeriod(ask("closed"))
        openOn = Day(ask("openOn"))
        search = ask("q")
        until = Day(ask("until"))
        from = Day(ask("from"))
        isOwn = ask("own") == "1"
        least = Finding.Grade(rawValue: ask("least"))
        year = Int(ask("year")).flatMap { (1900...2199).contains($0) ? $0 : nil }
        inspection = id(ask("inspection"))
        mark = Mark(rawValue: ask("mark"))
        tone = WallChart.Tone(rawValue: ask("tone"))
        hidesLongClosed = ask("recent") == "1"
        revisit = id(ask("revisit"))
        unit = UnitFilter(asking: ask)
        each = FigureLedger.findings.each(ask)
    }
}

extension InspectionFilter {
    package init(asking ask: (String) -> String, on day: Day) {
        self.init()
        (campaign, campaigns) = ids(ask("campaign"))
        organisation = id(ask("organisation"))
        member = id(ask("member"))
        step = ask("step")
        wants = ask("wants") == "hearing" ? StepAct.hearings : StepAct(rawValue: ask("wants")).map { [$0] } ?? []
        state = ask("state")
        grade = ask("grade")
        isGraded = ask("graded") == "1"
        stratum = ask("stratum")
        district = District(text: ask("district"))
        kind = ask("kind")
        manner = ask("manner")
        campaignState = ask("project")
        text = ask("q")
        todo = TodoKind(rawValue: ask("todo"))
        lateOn = ask("late") == "1" ? day : nil
        visited = FigurePeriod(ask("visited"))
        done = FigurePeriod(ask("done"))
        during = FigurePeriod(ask("during"))
        unit = UnitFilter(asking: ask)
        each = FigureLedger.inspections.each(ask)
    }
}

extension CampaignFilter {
    package init(asking ask: (String) -> String) {
        self.init()
        kind = ask("kind")
        manner = ask("manner")
        state = ask("state")
        year = Int(ask("year"))
        framework = ask("framework")
        procedure = ask("procedure")
        text = ask("q")
        lacksTeams = ask("teams") == "lacking"
        hasShortTeams = ask("teams") == "short"
        during = FigurePeriod(ask("during"))
        ended = FigurePeriod(ask("ended"))
        let (one, several): (CampaignID?, [CampaignID]) = ids(ask("campaign"))
        campaigns = one.map { [$0] } ?? several
    }
}

extension DocumentFilter {
    package init(asking ask: (String) -> String) {
        self.init()
        text = ask("q")
        kind = Document.Kind(rawValue: ask("kind"))
        state = Document.State(rawValue: ask("state"))
        waitsForIssue = ask("state") == "waiting"
        isOut = ask("state") == "out"
        isReceived = ["open": false, "done": true][ask("receipt")]
        year = Int(ask("year"))
        issued = FigurePeriod(ask("issued"))
        published = FigurePeriod(ask("published"))
        isPublished = ["yes": true, "no": false][ask("published")]
        unit = ask("unit")
        isOwn = ask("own") == "1"
    }
}

extension ResultFilter {
    package init(asking ask: (String) -> String) {
        self.init()
        purpose = ResultUse.Purpose(rawValue: ask("purpose")) ?? .annualCheck
        isUsed = ["yes": true, "no": false][ask("used")]
        grade = ask("grade")
        year = Int(ask("year"))
        done = FigurePeriod(ask("done"))
        text = ask("q")
    }
}

extension ResultUseFilter {
    package init(asking ask: (String) -> String) {
        self.init()
        purpose = ResultUse.Purpose(rawValue: ask("purpose"))
        organisation = id(ask("organisation"))
        inspection = id(ask("inspection"))
        isDecided = ["yes": true, "no": false][ask("decided")]
        year = Int(ask("year"))
        on = FigurePeriod(ask("on"))
        text = ask("q")
    }
}

extension FigureLedger {
    fileprivate func each(_ ask: (String) -> String) -> FigureEach? {
        FigureEach(rawValue: ask("each")).flatMap { each.contains($0) ? $0 : nil }
    }
}

private func id<Subject>(_ text: String) -> Identifier<Subject>? { text.isEmpty ? nil : Identifier(text) }

/// One id, or several with commas between them.
private func ids<Subject>(_ text: String) -> (one: Identifier<Subject>?, several: [Identifier<Subject>]) {
    let all = text.split(separator: ",").prefix(200).map { Identifier<Subject>(String($0)) }
    return all.count == 1 ? (all[0], []) : (nil, all)
}
