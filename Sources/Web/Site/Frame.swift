import Store
package import Supervision

/// What stands around a page: who is signed in, where, and what they just did.
package struct Frame: Sendable, Equatable {
    let name: String
    let role: Role
    let account: String
    let office: String
    let banner: String
    /// A sentence about what was just done; shown once.
    let notice: String

    package init(name: String, role: Role, account: String, office: String, banner: String = "", notice: String = "") {
        self.name = name
        self.role = role
        self.account = account
        self.office = office
        self.banner = banner
        self.notice = notice
    }

    init(_ call: Call) {
        self.init(
            name: call.viewer.name, role: call.viewer.role, account: call.viewer.account.rawValue,
            office: call.guest.session?.office ?? call.services.settings.officeName,
            banner: call.services.settings.banner,
            notice: Notice.text(of: call.query["done"] ?? ""))
    }
}

/// Sentences shown once after a change, chosen by a code in the address so that nobody can put words in our mouth.
package enum Notice {
    package static func text(of code: String) -> String {
        switch code {
        case "": ""
        case "saved": "已保存。"
        case "created": "已新建。"
        case "removed": "已删除。"
        case "imported": "已导入。"
        case "discarded": "已放弃，没有改动任何数据。"
        case "published": "已发布。"
        case "submitted": "已提交。"
        case "sent": "已送达。"
        case "approved": "已批准。"
        case "issued": "已签发。"
        case "withdrawn": "已作废，文号保留。"
        case "unpublished": "已从公开页面撤下。"
        case "delivered": "初步意见已送达被督导单位。"
        case "received": "已签收，申辩期限从今天起算。"
        case "waived": "已放弃申辩。"
        case "defended": "申辩已提交。"
        case "answered": "答复已记录。"
        case "voted": "您的评议意见已记录。"
        case "recordKept": "环节记录已登记。"
        case "attended": "参训人员已登记。"
        case "handedIn": "已送审，等待主任签发。"
        case "figuresTaken": "数字已更新，文字没有改动。"
        case "givenBack": "已退回拟稿人修改。"
        case "receiptSigned": "已签收。"
        case "redrafted": "已按作废的公文新拟一份草稿。"
        case "restored": "已恢复为所选的版本。"
        case "investigated": "调查情况已记录。"
        case "opinionSent": "督导意见书已签发、编号并送达。"
        case "returned": "已退回。"
        case "stopped": "已停用。"
        case "unchanged": "内容与现有版本相同，没有改动。"
        case "verified": "核查结果已记录。"
        case "closed": "已销号。"
        case "reopened": "已重新打开。"
        case "acknowledged": "已签收。"
        case "asked": "申请已提交，等待督导室审批；审批前原期限仍然有效。"
        case "decided": "已答复责任单位。"
        case "withdrawnWish": "申请已撤回。"
        case "extended": "期限已延后，时限随之改变。"
        case "reminded": "催办已送达责任单位。"
        case "rechecked": "复查已记录。"
        case "reported": "已记录上报。"
        case "drafted": "已存为草稿，下发之前单位看不到。"
        case "selfReported": "已登记，督导室可以看到；请接着报整改方案。"
        case "drawn": "抽取完成。"
        case "clashesAcknowledged": "时间冲突已确认，理由已记录。"
        case "framed": "抽取名单已冻结。"
        case "assigned": "已分派。"
        case "proposed": "分组方案已生成，采用之前不影响任何单位。"
        case "invited": "已提交；需要对方督导室同意的，同意后列入可派人员。"
        case "ended": "已结束。"
        case "cancelled": "已取消。"
        case "ruled": "决定已记录。"
        case "lifted": "回避已解除。"
        case "retracted": "已撤回。"
        case "planned": "计划已保存。"
        case "zonesPosted": "已按方案挂牌。"
        case "used": "已调阅，本次运用已有记录。"
        case "started": "已启动。"
        case "finished": "项目已结束。"
        case "recorded": "已补录。"
        case "chosen": "已列入重点复查。"
        case "unchosen": "已移出重点复查。"
        case "prompted": "已催报，责任单位会在工作台和清单里看到。"
        case "nobodyToRemind": "没有需要催报的。"
        case "accepted": "已核收，放入材料包。"
        case "sentUp": "已登记上报。"
        case "receipted": "已登记回执。"
        case "receptionFinished": "已办结。"
        case "divided": "分工已保存，各部门会在工作台看到。"
        case "confirmed": "已核定。"
        case "dutyIssued": "已下达，各单位会在工作台看到。"
        case "dutyClosed": "已评定，排名已固定。"
        case "dutyReopened": "已重新打开评定。"
        case "noticePublished": "已签发，公开页面可以看到。"
        case "noticeWithdrawn": "已撤回，公开页面不再显示。"
        case "feedbackGiven": "反馈已提交。"
        case "unitsTakenIn": "已补列，新单位会在工作台看到。"
        case "noNewUnits": "没有需要补列的单位。"
        case "stepDone": "本环节已办结，记录在经过里。"
        case "terminated": "当年的评估已终止，理由已记录。"
        case "collectionChecked": "已重新校核，下面是有问题的单位。"
        case "collectionBulk", "collectionReviewed": "已办理。"
        case "collectionLocked": "已锁定，各项指标按锁定的数据计算。"
        case "collectionUnlocked": "已解锁，理由已记录。"
        case "collectionClosed": "采集已结束。"
        case "collectionReopened": "已重新打开，单位可以继续填报。"
        case "judged": "判定已保存，台账随之改变。"
        case "certified": "认定日期已登记，限期整改事项的期限从这一天起算。"
        case "settled": "已登记完成。"
        case "planRead": "已读取，请对照原文校核。"
        case "planSplit": "已拆分，请核对每一项的目标和时间。"
        case "planAccepted": "已接受，现在可以定负责人、记进度、立项目。"
        case "planAssigned": "分工已保存，有关人员会在工作台看到。"
        case "planClosed": "计划已结束。"
        case "completed": "本步骤已完成。"
        case "skipped": "已跳过本步骤。"
        case "calendar": "放假安排已导入，有关期限已重新计算。"
        case "mailAsked": "确认邮件已放入发件箱，请到邮箱中打开链接。"
        case "mailVerified": "邮箱已确认，以后的提醒发送到这里。"
        case "resend": "已重新排队，马上发送。"
        case "discardedMessage": "已丢弃，不再发送。"
        case "sessionEnded": "已退出。"
        case "factorRemoved": "两步验证已停用。"
        case "windowMoved": "已改期，原来的日期留在记录里。"
        case "feedRevoked": "日历订阅已停用，原来的地址不能再用。"
        case "factorReset": "两步验证已重置，本人下次登录后可重新设置。"
        case "password": "密码已修改，请用新密码登录。"
        case "tipsErased": "到期的内容已清除。"
        case "signedOut": "已退出登录。"
        default: "操作已完成。"
        }
    }
}
