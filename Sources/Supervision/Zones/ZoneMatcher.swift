/// Shares schools out between people as evenly as it can be done, then takes from each what is beyond the cap.
///
/// A school moves along a chain of people while its first has at least two more than its last; when no chain is left, no
/// other choice has a smaller sum of squares (optimal semi-matching), nor more schools within the cap.
struct ZoneMatcher {
    /// By school: who may look after it.
    private let eligible: [[Int]]
    private let cap: Int
    private let perSchool: Int
    private let ticket: (_ school: Int, _ person: Int) -> [UInt8]
    /// By school: who looks after it.
    private(set) var seated: [[Int]]
    private(set) var load: [Int]
    /// By school: who keeps it.
    private var fixed: [Set<Int>]

    init(
        eligible: [[Int]], before: [Int], cap: Int, perSchool: Int,
        ticket: @escaping (_ school: Int, _ person: Int) -> [UInt8]
    ) {
        self.eligible = eligible
        self.cap = cap
        self.perSchool = perSchool
        self.ticket = ticket
        seated = eligible.map { _ in [] }
        fixed = eligible.map { _ in [] }
        load = before
    }

    /// Those who look after the school already stay, within the cap.
    mutating func keep(_ people: [Int], at school: Int) {
        for person in people where load[person] < cap && seated[school].count < perSchool {
            seated[school].append(person)
            fixed[school].insert(person)
            load[person] += 1
        }
    }

    mutating func seat() {
        let order = eligible.indices.sorted { (eligible[$0].count, $0) < (eligible[$1].count, $1) }
        for school in order {
            while seated[school].count < perSchool, let next = lightest(for: school) {
                seated[school].append(next)
                load[next] += 1
            }
        }
        balance()
        trim()
    }

    private func lightest(for school: Int) -> Int? {
        let free = eligible[school].filter { !seated[school].contains($0) }
        guard let least = free.map({ load[$0] }).min() else { return nil }
        let equals = free.filter { load[$0] == least }
        guard equals.count > 1 else { return equals.first }
        let tickets = equals.map { (person: $0, digest: ticket(school, $0)) }
        return tickets.min { $0.digest.lexicographicallyPrecedes($1.digest) }?.person
    }

    private mutating func balance() {
        var moved = true
        while moved {
            moved = false
            let order = load.indices.sorted { (-load[$0], $0) < (-load[$1], $1) }
            for person in order where relieve(person) { moved = true }
        }
    }

    /// Finds the shortest chain from somebody to one who has at least two fewer, and moves a school along each step.
    private mutating func relieve(_ first: Int) -> Bool {
        var schools: [[Int]] = load.map { _ in [] }
        for (school, people) in seated.enumerated() {
            for person in people where !fixed[school].contains(person) { schools[person].append(school) }
        }
        var reached: [Int: (from: Int, school: Int)] = [:]
        var queue = [first]
        var next = 0
        while next < queue.count {
            let here = queue[next]
            next += 1
            for school in schools[here] {
                for person in eligible[school]
                where person != first && reached[person] == nil && !seated[school].contains(person) {
                    reached[person] = (here, school)
                    if load[person] <= load[first] - 2 {
                        pass(from: first, to: person, reached)
                        return true
                    }
                    queue.append(person)
                }
            }
        }
        return false
    }

    private mutating func pass(from first: Int, to last: Int, _ reached: [Int: (from: Int, school: Int)]) {
        load[first] -= 1
        load[last] += 1
        var person = last
        while person != first, let step = reached[person] {
            seated[step.school].removeAll { $0 == step.from }
            seated[step.school].append(person)
            person = step.from
        }
    }

    /// Nobody gets more than the cap; who had more elsewhere already gets nothing.
    private mutating func trim() {
        for school in seated.indices.reversed() {
            for person in seated[school] where load[person] > cap && !fixed[school].contains(person) {
                seated[school].removeAll { $0 == person }
                load[person] -= 1
            }
        }
    }
}
