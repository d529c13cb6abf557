/// Why a calendar subscription does not change.
package enum CalendarFeedRefusal: Refusal, Equatable {
    case none

    package var code: String { "calendarFeed.none" }
    package var kind: RefusalKind { .conflict }
    package var message: String { "还没有订阅地址，或者已经停用。需要时请重新生成。" }
}
