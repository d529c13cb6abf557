/// A natural person: four-eyes rules compare persons, never accounts.
package enum Person {}
package typealias PersonID = Identifier<Person>

/// A login of one person in one role.
package enum Account {}
package typealias AccountID = Identifier<Account>
