import Supervision

/// Small standards and forms as their files say them.
package enum DefinitionSample {
    /// One indicator that is computed and one that is judged by hand.
    package static func standard(
        code: String = "modern", name: String = "现代化监测",
        expression: String = "perHundred(mediaRooms, primary.pupils + junior.pupils)",
        limit: String = "2.5"
    ) -> String {
        """
        标准\t\(name)
        代码\t\(code)
        依据\t样例
        单位\t学校

        部分
        编号\t名称\t判定
        1\t条件

        数据
        编码\t名称\t单位\t类型\t对象\t分学段
        pupils\t在校生数\t人\t整数\t每个单位\t是
        mediaRooms\t网络多媒体教室数\t间\t整数\t每个单位

        指标
        编号\t部分\t名称\t判定\t对象\t算式\t关系\t限值
        1.1\t1\t多媒体教室\t计算\t全县\t\(expression)\t≥\t\(limit)
        1.2\t1\t章程\t人工

        """
    }

    package static func form(code: String = "after-school", rule: String = "served <= 900") -> String {
        """
        采集表\t课后服务
        代码\t\(code)
        填报单位\t学校
        学段\t小学、初中

        数据项
        部分\t编码\t名称\t单位\t小数\t最小\t最大\t学段\t必填\t合计\t定义
        一、服务\tserved\t参加学生数\t人\t0\t\t\t小学、初中\t是\t\t本学期报名的
        一、服务\tserviceTeachers\t参与教师数\t人\t0\t\t\t\t是

        校核
        编码\t类型\t内容\t说明
        served\t关系\t\(rule)\t参加学生数不超过900

        """
    }
}
