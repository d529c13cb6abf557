/// What one unit of a resource costs, and how many units a school can take (补足单价).
package struct ResourcePrice: Hashable, Sendable {
    package let variable: BalanceVariable
    /// 元 for one unit.
    package let price: Points
    /// How much of the variable one unit is: one teacher, one ㎡, 10,000 元 of equipment.
    package let unit: Points
    /// Bought in whole units only; otherwise in hundredths of one.
    package let isWhole: Bool
    /// The most units for one school, or for one stage of it where the figure belongs to the stage; nil for no bound.
    package let most: Points?

    package init(
        _ variable: BalanceVariable, price: Points, unit: Points = Points(1), isWhole: Bool? = nil, most: Points? = nil
    ) {
        precondition(unit > .zero && price >= .zero, "a unit of something, at a price")
        self.variable = variable
        self.price = price
        self.unit = unit
        self.isWhole = isWhole ?? variable.isWhole
        self.most = most
    }

    /// The least that is bought at once, in the variable's own unit times `Points.scale`.
    var step: Int { isWhole ? unit.scaled : max(1, unit.scaled / 100) }

    /// 元 for one step.
    var pricePerStep: Double {
        Double(price.scaled) / Double(Points.scale) * (Double(step) / Double(unit.scaled))
    }

    /// How many steps the bound leaves; nil for no bound.
    var mostSteps: Int? {
        most.map { most in Int(clamping: Int128(most.scaled) * Int128(unit.scaled) / Int128(Points.scale * step)) }
    }
}

/// The prices of a county, with those of single schools that differ (分校单价).
package struct PriceList: Hashable, Sendable {
    package private(set) var common: [BalanceVariable: ResourcePrice]
    package private(set) var special: [String: [BalanceVariable: ResourcePrice]]

    package init(_ common: [ResourcePrice] = [], special: [String: [ResourcePrice]] = [:]) {
        self.common = Dictionary(common.map { ($0.variable, $0) }, uniquingKeysWith: { $1 })
        self.special = special.mapValues { prices in
            Dictionary(prices.map { ($0.variable, $0) }, uniquingKeysWith: { $1 })
        }
    }

    package mutating func set(_ price: ResourcePrice, for school: String?) {
        guard let school else { return common[price.variable] = price }
        special[school, default: [:]][price.variable] = price
    }

    /// Nil for what cannot be bought there.
    package func price(of variable: BalanceVariable, at school: String) -> ResourcePrice? {
        special[school]?[variable] ?? common[variable]
    }
}
