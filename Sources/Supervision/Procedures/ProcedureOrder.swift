extension Procedure {
    /// The places of all steps that the step at `place` waits for, directly or through others, in the list's order.
    package func ancestors(of place: Int) -> [Int] {
        guard steps.contains(where: { $0.after != nil }) else { return Array(0..<place) }
        var found: Set<Int> = []
        var waiting = directly(before: place)
        while let next = waiting.popLast() {
            if found.insert(next).inserted { waiting += directly(before: next) }
        }
        return found.subtracting([place]).sorted()
    }

    /// The places of the steps that it names, or of the one right before it.
    func directly(before place: Int) -> [Int] {
        guard let named = steps[place].after else { return place == 0 ? [] : [place - 1] }
        return named.compactMap { code in steps.firstIndex { $0.code == code } }
    }

    /// Steps that wait for each other, each for the next and the last for the first; nil when there are none.
    package var circle: [ProcedureStep]? {
        // Whoever waits for nobody that is left over can begin; who is left at the end waits in a circle.
        var left = Set(steps.indices)
        while let free = left.first(where: { left.isDisjoint(with: directly(before: $0)) }) { left.remove(free) }
        guard var place = left.min() else { return nil }
        var path: [Int] = []
        while !path.contains(place), let next = directly(before: place).first(where: left.contains) {
            path.append(place)
            place = next
        }
        return path.drop { $0 != place }.map { steps[$0] }
    }
}
