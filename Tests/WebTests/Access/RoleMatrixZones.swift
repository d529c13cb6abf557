extension RoleMatrix {
    /// 督学责任区 and the register of inspectors: who keeps them, whose zones and schools they are.
    static let zones = """
        GET  /zones | office leader inspector | own
        GET  /zones/export.xlsx | office leader inspector | own
        GET  /zones/mine | unit inspector | own
        GET  /zones/mine/board | unit | own
        GET  /zones/rules | office leader inspector | own
        POST /zones/rules | office | own
        GET  /zones/board-text | office | own
        POST /zones/board-text | office | own
        GET  /zones/schools | office leader inspector | own
        GET  /zones/schools/export.xlsx | office leader inspector | own
        GET  /zones/import | office | own
        POST /zones/import | office | own
        GET  /zones/proposal | office | own
        GET  /zones/proposal/export.xlsx | office | own
        POST /zones/proposal | office | own
        GET  /zones/new | office | own
        POST /zones | office | own
        GET  /zones/:id | office leader inspector | 404
        GET  /zones/:id/edit | office | 404
        POST /zones/:id | office | 404
        POST /zones/:id/schools | office | 404
        POST /zones/:id/schools/:school/end | office | 404
        POST /zones/:id/inspectors | office | 404
        POST /zones/:id/inspectors/:person/end | office | 404
        POST /zones/:id/postings | office | 404
        POST /zones/:id/postings/:posting/end | office | 404
        GET  /zones/:id/boards | office leader inspector | 404
        GET  /zones/:id/boards/:school | office leader inspector | 404

        GET  /inspectors/:id/photo | office unit admin leader inspector | 404
        POST /inspectors/:id/photo | office admin | 404
        POST /inspectors/:id/profile | office admin | 404
        POST /inspectors/:id/terms | office admin | 404
        POST /inspectors/:id/activities/:activity/removal | office admin | 404
        GET  /inspectors/training | office admin leader | own
        GET  /inspectors/training/export.xlsx | office admin leader | own
        GET  /inspectors/training/new | office | own
        POST /inspectors/training | office | own
        GET  /inspectors/training/import | office | own
        POST /inspectors/training/import | office | own
        GET  /inspectors/training/template.xlsx | office | own
        GET  /inspectors/candidates | office | own
        GET  /inspectors/candidates/export.xlsx | office | own
        GET  /inspectors/candidates/new | office | own
        POST /inspectors/candidates | office | own
        GET  /inspectors/candidates/:id | office | 404
        POST /inspectors/candidates/:id/review | office | 404
        POST /inspectors/candidates/:id/notice | office | 404
        POST /inspectors/candidates/:id/refusal | office | 404
        POST /inspectors/candidates/:id/appointment | office | 404

        GET  /inspectors/appraisals | office leader | own
        GET  /inspectors/appraisals/export.xlsx | office leader | own
        GET  /inspectors/appraisals/mine | inspector | own
        GET  /inspectors/appraisals/rules | office leader | own
        POST /inspectors/appraisals/rules | office | own
        GET  /inspectors/appraisals/:id/:year | office leader inspector | 404
        POST /inspectors/appraisals/:id/:year | director | 404
        GET  /inspectors/appraisals/:id/:year/:measure | office leader inspector | 404
        GET  /inspectors/appraisals/:id/:year/:measure/export.xlsx | office leader inspector | 404
        GET  /inspectors/ratings | office leader | own
        POST /inspectors/ratings | office | own
        GET  /inspectors/ratings/:id | office leader | 404
        GET  /inspectors/ratings/:id/export.xlsx | office leader | 404
        POST /inspectors/ratings/:id/closing | office | 404
        POST /inspectors/ratings/:id/terms | office | 404
        GET  /inspectors/parent-ratings | office leader | own
        GET  /inspectors/parent-ratings/export.xlsx | office leader | own
        GET  /inspectors/parent-ratings/words | office | own
        POST /inspectors/parent-ratings/words/:id/removal | office | 404
        GET  /public/schools/:id/ratings/:person | anyone | 404
        GET  /public/schools/:id/ratings/:person/puzzle | anyone | 404
        POST /public/schools/:id/ratings/:person | anyone | 404
        GET  /inspectors/ratings/mine | unit | own
        POST /inspectors/ratings/mine | unit | own
        GET  /ratings/:code | anyone | 404
        POST /ratings/:code | anyone | 404
        """
}
