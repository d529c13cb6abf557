/// The rule that two acts on one matter need two persons.
///
/// It compares persons, not accounts: somebody with two logins is still one pair of eyes.
package enum FourEyes {
    /// Refuses when `person` already did one of the acts that somebody else must have done.
    package static func require(
        _ person: PersonID, otherThan earlier: [PersonID?], for act: String
    ) throws(FourEyesRefusal) {
        if earlier.contains(person) { throw FourEyesRefusal(act: act) }
    }
}

/// The same person would check their own work.
package struct FourEyesRefusal: Refusal, Equatable {
    package let act: String

    package init(act: String) {
        self.act = act
    }

    package var code: String { "fourEyes.samePerson" }
    package var kind: RefusalKind { .forbidden }
    package var message: String { "“\(act)”须由另一人办理，您已办理过前一环节。" }
}
