// What may happen to a tip; each gives the next value, or says why not.
extension Tip {
    /// Somebody takes it on, or it is given to somebody else: by the handler, or by the office's head; by anybody of the
    /// office where the handler is gone or has to stay away.
    package func assigned(
        to person: PersonID, by actor: PersonID, isHead: Bool, isVacant: Bool = false
    ) throws(TipRefusal) -> Tip {
        guard !state.isClosed else { throw .closed }
        guard handler == nil || handler == actor || isHead || isVacant else { throw .notHandler }
        return next {
            $0.handler = person
            if $0.state == .received { $0.state = .accepted }
        }
    }

    /// Another unit is meant; where another office works on that one, it begins there anew, with nobody of here.
    package func redirected(toAnotherOffice isAway: Bool, by actor: PersonID) throws(TipRefusal) -> Tip {
        guard !state.isClosed else { throw .closed }
        try requireAtHand(by: actor)
        return next {
            guard isAway else { return }
            $0.state = .received
            $0.handler = nil
            $0.outcome = nil
        }
    }

    /// An inspector is sent to find out.
    package func sentToVerify(by actor: PersonID) throws(TipRefusal) -> Tip {
        try require(Tip.State.inHand, by: actor)
        return next { $0.state = .verifying }
    }

    /// The inspector need not go, or somebody else will.
    package func recalled(by actor: PersonID) throws(TipRefusal) -> Tip {
        try require([.verifying], by: actor)
        return next { $0.state = .accepted }
    }

    /// The inspector has told what was found.
    package func verified(_ outcome: Outcome) throws(TipRefusal) -> Tip {
        guard state == .verifying else { throw .wrongState(state) }
        return next {
            $0.state = .verified
            $0.outcome = outcome
        }
    }

    /// The same matter as another tip, and answered with it.
    package func merged(into original: Tip, by actor: PersonID) throws(TipRefusal) -> Tip {
        try requireAtHand(by: actor)
        guard original.id != id, original.state != .duplicate else { throw .noOriginal }
        return next {
            $0.state = .duplicate
            $0.handler = $0.handler ?? actor
        }
    }

    /// Not this office's business; the tipster is told whose it is.
    package func passedOn(to whom: String, by actor: PersonID) throws(TipRefusal) -> Tip {
        try requireAtHand(by: actor)
        guard !whom.isBlank else { throw .empty("转往哪个单位") }
        guard whom.count <= 100 else { throw .tooLong("转往单位", 100) }
        return next {
            $0.state = .elsewhere
            $0.handler = $0.handler ?? actor
        }
    }

    package func answered(_ text: String, _ outcome: Outcome?, by actor: PersonID) throws(TipRefusal) -> Tip {
        try require(Tip.State.inHand, by: actor)
        guard !text.isBlank else { throw .empty("答复") }
        guard text.count <= TipLimits.answer else { throw .tooLong("答复", TipLimits.answer) }
        guard let outcome = outcome ?? self.outcome else { throw .empty("办理结论") }
        return next {
            $0.state = .answered
            $0.outcome = outcome
        }
    }

    /// What was closed was not the end of it; an earlier rating falls with the answer it rated.
    ///
    /// Its handler's or the head's to do, because whoever reopens it may learn who sent it.
    package func reopened(_ reason: String, by actor: PersonID, isHead: Bool) throws(TipRefusal) -> Tip {
        guard state.isClosed else { throw .wrongState(state) }
        guard handler == actor || isHead else { throw .notHandler }
        guard !reason.isBlank else { throw .empty("重新办理的理由") }
        guard reason.count <= TipLimits.note else { throw .tooLong("理由", TipLimits.note) }
        return next {
            $0.state = .accepted
            $0.handler = actor
            $0.outcome = nil
            $0.rating = nil
        }
    }

    /// The handler asks, on the page that the code opens.
    package func asked(_ text: String, by actor: PersonID) throws(TipRefusal) -> Tip {
        try require([.accepted, .verifying, .verified], by: actor)
        guard !text.isBlank else { throw .empty("要补充了解的内容") }
        guard text.count <= TipLimits.message else { throw .tooLong("内容", TipLimits.message) }
        return next { _ in }
    }

    /// The handler has read what the tipster added.
    package func newsRead(by actor: PersonID) throws(TipRefusal) -> Tip {
        guard handler == actor else { throw .notHandler }
        return next { _ in }
    }

    /// The tipster says what the answer is worth, once, 1 to 5.
    package func rated(_ stars: Int) throws(TipRefusal) -> Tip {
        guard state == .answered else { throw .notAnswered }
        guard rating == nil else { throw .rated }
        guard (1...5).contains(stars) else { throw .empty("评价") }
        return next { $0.rating = stars }
    }

    /// Only the handler may learn who sent it, with a reason.
    package func requireLook(by actor: PersonID, reason: String) throws(TipRefusal) {
        guard handler == actor else { throw .notHandler }
        guard !reason.isBlank else { throw .empty("查看理由") }
        guard reason.count <= TipLimits.note else { throw .tooLong("查看理由", TipLimits.note) }
    }

    /// A tip that nobody has taken is anybody's of the office; later it is its handler's.
    private func requireAtHand(by actor: PersonID) throws(TipRefusal) {
        guard state == .received || Tip.State.inHand.contains(state) else { throw .wrongState(state) }
        guard handler == nil || handler == actor else { throw .notHandler }
    }

    private func require(_ states: [State], by actor: PersonID) throws(TipRefusal) {
        guard states.contains(state) else { throw .wrongState(state) }
        guard handler == actor else { throw .notHandler }
    }

    private func next(_ change: (inout Tip) -> Void) -> Tip {
        var next = self
        change(&next)
        next.version += 1
        return next
    }
}

/// How much may be written, in characters.
package enum TipLimits {
    package static let text = 5_000
    package static let unit = 100
    package static let happened = 100
    package static let name = 50
    package static let contact = 100
    package static let message = 2_000
    package static let answer = 2_000
    package static let note = 500
    package static let brief = 2_000
    /// What a tipster may add later.
    package static let furtherMessages = 20
    package static let photos = 6
    package static let photoBytes = 10 << 20
}
