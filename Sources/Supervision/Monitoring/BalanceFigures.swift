/// What a school reported of the figures that balance standards judge, each in a place of its own; what is not there is
/// missing, never zero.
///
/// One list of numbers for a school, since a nation has 188,000 of them: no dictionary is made on the way from the
/// database to the verdict.
package struct BalanceFigures: Hashable, Sendable {
    private var places = [Int](repeating: missing, count: 3 * BalanceVariable.allCases.count + shared)

    private static let missing = Int.min
    private static let shared = BalanceVariable.allCases.count

    package init() {}

    /// Ten-thousandths of the variable's unit; `stage` is nil for a figure of the whole school.
    package subscript(_ variable: BalanceVariable, _ stage: Stage?) -> Points? {
        get {
            guard let place = Self.place(variable, stage), places[place] != Self.missing else { return nil }
            return Points(scaled: places[place])
        }
        set {
            guard let place = Self.place(variable, stage) else { return }
            places[place] = newValue?.scaled ?? Self.missing
        }
    }

    /// Nil for a stage that no balance standard judges or weighs.
    private static func place(_ variable: BalanceVariable, _ stage: Stage?) -> Int? {
        switch stage {
        case nil: variable.position
        case .primary: shared + variable.position
        case .junior: 2 * shared + variable.position
        case .senior: 3 * shared + variable.position
        default: nil
        }
    }
}

extension BalanceFigures {
    /// Reads what `RecordedValues.packed` wrote, as it stands; nil where it is none.
    ///
    /// Other figures are passed over.
    package init?(packed: String) {
        self.init()
        let keys = Self.keys
        var isWhole = true
        RecordedValues.scan(packed) { key, number in
            guard let place = keys.place(of: key) else { return }
            guard let value = RecordedValues.number(number) else { isWhole = false; return }
            places[place] = value.scaled
        }
        guard isWhole else { return nil }
    }

    /// Those of a record, as they stand.
    package init(_ values: RecordedValues) {
        self.init()
        for (variable, stage) in Self.reported {
            self[variable, stage] = values[RecordedValues.key(variable.rawValue, stage)]
        }
    }

    /// Those of the stages that a school runs, with its equipment in 元 as balance standards ask for it.
    ///
    /// What stages share cannot be shared out, and is missing, while one of them has not said how many pupils it has. A
    /// record has equipment in 万元; more than a number holds is missing too.
    package func kept(_ stages: Set<Stage>) -> BalanceFigures {
        var (figures, isShareable) = (self, true)
        for stage in BalanceSchool.stages {
            if stages.contains(stage) {
                isShareable = isShareable && self[.pupils, stage] != nil
            } else {
                for variable in BalanceVariable.allCases { figures[variable, stage] = nil }
            }
        }
        guard isShareable else {
            for variable in BalanceVariable.allCases { figures[variable, nil] = nil }
            return figures
        }
        figures[.equipment, nil] = self[.equipment, nil].flatMap { value in
            let (product, isOver) = value.scaled.multipliedReportingOverflow(by: MoneyUnit.tenThousand.yuan)
            return isOver ? nil : Points(scaled: product)
        }
        return figures
    }

    /// Figures that a record may have; of a senior stage only its pupils weigh.
    private static let reported = BalanceVariable.allCases.flatMap { variable -> [(BalanceVariable, Stage?)] in
        guard variable.isOfStage else { return [(variable, nil)] }
        return [(variable, .primary), (variable, .junior)] + (variable == .pupils ? [(variable, .senior)] : [])
    }

    private static let keys = BalanceKeys(
        reported.compactMap { variable, stage in
            place(variable, stage).map { (RecordedValues.key(variable.rawValue, stage), $0) }
        })
}

/// Finds the place of a key given as bytes, without making a text of it.
private struct BalanceKeys {
    /// By `slot`: where the key's bytes begin in `bytes`, how many they are, and its place; none where `count` is 0.
    private var slots = [(start: Int, count: Int, place: Int)](repeating: (0, 0, 0), count: size)
    private var bytes: [UInt8] = []

    private static let size = 128

    init(_ keys: [(key: String, place: Int)]) {
        for (key, place) in keys {
            let text = Array(key.utf8)
            var slot = text.withUnsafeBufferPointer(Self.slot)
            while slots[slot].count > 0 { slot = (slot + 1) % Self.size }
            slots[slot] = (bytes.count, text.count, place)
            bytes += text
        }
    }

    func place(of key: UnsafeBufferPointer<UInt8>) -> Int? {
        var slot = Self.slot(key)
        while slots[slot].count > 0 {
            let (start, count, place) = slots[slot]
            if count == key.count, isSame(key, start) { return place }
            slot = (slot + 1) % Self.size
        }
        return nil
    }

    private func isSame(_ key: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
        for index in key.indices where bytes[start + index] != key[index] { return false }
        return true
    }

    /// From the length and three bytes: most of a record's keys are none of ours, and hashing them whole would take longer
    /// than everything else.
    private static func slot(_ key: UnsafeBufferPointer<UInt8>) -> Int {
        guard let first = key.first else { return 0 }
        let (last, middle) = (key[key.count - 1], key[key.count / 2])
        let mixed = UInt32(key.count) << 24 ^ UInt32(first) << 16 ^ UInt32(middle) << 8 ^ UInt32(last)
        return Int((mixed &* 2_654_435_769) >> 25)
    }
}

extension BalanceVariable {
    fileprivate var position: Int {
        switch self {
        case .pupils: 0
        case .qualifiedTeachers: 1
        case .backboneTeachers: 2
        case .artsTeachers: 3
        case .teachingArea: 4
        case .indoorSportsArea: 5
        case .sportsArea: 6
        case .equipment: 7
        case .mediaRooms: 8
        case .computers: 9
        case .books: 10
        case .teachers: 11
        case .seniorTitleTeachers: 12
        }
    }
}
