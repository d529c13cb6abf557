import Store
import Supervision

extension FigureRecount {
    private func those(_ what: String..., year: Bool = false) -> [FigureWorld.Deed] {
        world.deeds.filter { deed in
            what.contains(deed.what) && deed.county == county
                && (year ? deed.on.year == period.year : period.contains(deed.on))
        }
    }

    private func counted(_ deeds: [FigureWorld.Deed], of base: [FigureWorld.Deed]) -> FigureValue {
        base.isEmpty ? .noData : FigureValue(deeds.count)
    }

    func deeds(_ code: String) -> FigureValue? {
        papers(code) ?? people(code) ?? records(code)
    }

    private func papers(_ code: String) -> FigureValue? {
        let all = those("document", "published", "withdrawn")
        let out = those("document", "published")
        func kind(_ word: String) -> FigureValue { counted(out.filter { $0.word == word }, of: all) }
        let (objections, rechecks) = (those("objection"), those("recheck"))
        switch code {
        case "document.issued": return counted(out, of: all)
        case "document.notice": return kind("notice")
        case "document.circular": return kind("circular")
        case "document.report": return kind("report")
        case "document.reminder": return kind("reminder")
        case "document.rectification": return kind("rectificationNotice")
        case "opinion.issued": return kind("opinion")
        case "document.published": return counted(those("published"), of: those("published"))
        case "document.objections": return counted(objections, of: objections)
        case "document.objections.answered":
            return counted(objections.filter { $0.word == "answered" }, of: objections)
        case "finding.recheck": return counted(rechecks, of: rechecks)
        case "finding.recheck.holds": return counted(rechecks.filter { $0.word == "holds" }, of: rechecks)
        case "finding.recheck.cameBack": return counted(rechecks.filter { $0.word == "cameBack" }, of: rechecks)
        case "finding.extension.asked": return counted(those("extension"), of: those("extension"))
        case "finding.extension.granted":
            return counted(those("extension").filter { $0.word == "granted" }, of: those("extension"))
        default: return nil
        }
    }

    private func people(_ code: String) -> FigureValue? {
        let (came, uses) = (those("attendance"), those("use"))
        let (targets, receptions) = (those("target", year: true), those("reception", year: true))
        let inspectors = world.deeds.filter { $0.what == "inspector" && $0.county == county }
        func project(_ deed: FigureWorld.Deed) -> String? {
            world.visits.first { $0.id == deed.subject }?.project.id
        }
        func number(_ values: [String?], of base: [FigureWorld.Deed]) -> FigureValue {
            base.isEmpty ? .noData : FigureValue(Set(values.compactMap(\.self)).count)
        }
        switch code {
        case "training.persons": return counted(came, of: came)
        case "training.sessions": return number(came.map(project), of: came)
        case "training.organisations":
            return number(came.map { $0.number % 4 == 0 ? nil : $0.unit }, of: came)
        case "result.used": return counted(uses, of: uses)
        case "result.decided": return counted(uses.filter { $0.word == "decided" }, of: uses)
        case "duty.targets": return counted(targets, of: targets)
        case "duty.confirmed": return counted(targets.filter { $0.word == "confirmed" }, of: targets)
        case "reception.all": return counted(receptions, of: receptions)
        case "reception.finished": return counted(receptions.filter { $0.word == "finished" }, of: receptions)
        case "inspector.serving": return asNow(counted(inspectors, of: inspectors))
        case "inspector.fullTime": return asNow(counted(inspectors.filter { $0.word == "full" }, of: inspectors))
        case "inspector.partTime": return asNow(counted(inspectors.filter { $0.word == "part" }, of: inspectors))
        default: return nil
        }
    }

    private func records(_ code: String) -> FigureValue? {
        let heard = those("hearing")
        let forms = those("self", "onSite", "thirdParty").filter { $0.word == "submitted" }
        let selves = forms.filter { $0.what == "self" }
        let opinions = those("opinion")
        let evidence = those("evidence").filter { $0.number != 3 }
        // A seat is where its visit was, on the day of the visit.
        let seats = world.deeds.filter { deed in
            deed.what == "seat" && deed.county == county
                && world.visits.first { $0.id == deed.subject }?.visited.map(period.contains) ?? false
        }
        func owner(_ word: String) -> FigureValue {
            counted(evidence.filter { $0.word == word }, of: evidence.filter { $0.word == word })
        }
        func form(_ role: String) -> FigureValue { counted(forms.filter { $0.what == role }, of: forms) }
        switch code {
        case "inspection.heard": return counted(heard, of: heard)
        case "inspection.heard.persons":
            return heard.isEmpty ? .noData : FigureValue(heard.map { $0.number + 1 }.reduce(0, +))
        case "assessment.self": return form("self")
        case "assessment.self.organisations":
            return forms.isEmpty ? .noData : FigureValue(Set(selves.map(\.unit)).count)
        case "assessment.onSite": return form("onSite")
        case "assessment.thirdParty": return form("thirdParty")
        case "assessment.evidence": return owner("assessment")
        case "finding.evidence": return owner("finding-part")
        case "opinion.delivered": return counted(opinions, of: opinions)
        case "opinion.defended": return counted(opinions.filter { $0.word == "defended" }, of: opinions)
        case "inspector.sent": return counted(seats, of: seats)
        case "inspector.sent.persons":
            return seats.isEmpty ? .noData : FigureValue(Set(seats.map { $0.number % 3 }).count)
        default: return nil
        }
    }
}
