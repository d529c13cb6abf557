extension RoleMatrix {
    /// 督政 and 迎检.
    static let governments = """
        GET  /governments | office unit leader | own
        GET  /governments/export.xlsx | office unit leader | own
        GET  /governments/standards | office leader | own
        GET  /governments/:id | loop | 404
        GET  /governments/:id/shares.xlsx | loop | 404
        GET  /governments/:id/pack.zip | loop | 404
        POST /governments/:id/report | office unit | 404
        POST /governments/:id/reminders | office unit | 404
        GET  /governments/:id/division | office unit | 404
        POST /governments/:id/division | office unit | 404
        GET  /indicator-shares | office unit leader | own
        GET  /indicator-shares/export.xlsx | office unit leader | own
        GET  /indicator-shares/:id | office unit leader | 404
        POST /indicator-shares/:id | unit | 404
        POST /indicator-shares/:id/submission | unit | 404
        POST /indicator-shares/:id/evidence | unit | 404
        POST /indicator-shares/:id/return | office unit | 404

        GET  /duties | office leader | own
        GET  /duties/new | office | own
        POST /duties | office | own
        GET  /duties/:id | office leader | 404
        GET  /duties/:id/ranking.xlsx | office leader | 404
        GET  /duties/:id/targets.xlsx | office leader | 404
        GET  /duties/:id/targets/new | office | 404
        POST /duties/:id/targets | office | 404
        POST /duties/:id/issuance | office | 404
        POST /duties/:id/closure | office | 404
        POST /duties/:id/reopening | office | 404
        GET  /duty-targets | office unit leader | own
        GET  /duty-targets/export.xlsx | office unit leader | own
        GET  /duty-targets/:id | office unit leader | 404
        POST /duty-targets/:id/report | unit | 404
        POST /duty-targets/:id/evidence | unit | 404
        POST /duty-targets/:id/confirmation | office | 404
        POST /duty-targets/:id/return | office | 404
        POST /duty-targets/:id/removal | office | 404

        GET  /result-notices | office unit leader | own
        GET  /result-notices/export.xlsx | office unit leader | own
        GET  /result-notices/new | office | own
        POST /result-notices | office | own
        GET  /result-notices/:id | office unit leader | 404
        POST /result-notices/:id/publication | director | 404
        POST /result-notices/:id/withdrawal | director | 404
        POST /result-notices/:id/feedback | unit | 404
        POST /result-notices/:id/answers | office | 404
        GET  /result-notices/:id/feedback.xlsx | office leader | 404
        GET  /public/results | anyone | own
        GET  /public/results/:id | anyone | 404
        POST /public/results/:id/feedback | anyone | 404

        GET  /receptions | office unit leader | own
        GET  /receptions/export.xlsx | office unit leader | own
        GET  /receptions/new | office | own
        POST /receptions | office | own
        GET  /receptions/:id | office unit leader | 404
        GET  /receptions/:id/edit | office | 404
        POST /receptions/:id | office | 404
        GET  /receptions/:id/items.xlsx | office unit leader | 404
        GET  /receptions/:id/pack.zip | office leader | 404
        GET  /receptions/:id/items/new | office | 404
        POST /receptions/:id/items | office | 404
        POST /receptions/:id/reminders | office | 404
        POST /receptions/:id/report | office | 404
        POST /receptions/:id/receipt | office | 404
        POST /receptions/:id/finish | office | 404
        GET  /receptions/:id/findings/new | office | 404
        POST /receptions/:id/findings/new | office | 404
        POST /receptions/:id/findings | office | 404
        GET  /reception-items | office unit leader | own
        GET  /reception-items/export.xlsx | office unit leader | own
        GET  /reception-items/:id | office unit leader | 404
        GET  /reception-items/:id/edit | office | 404
        POST /reception-items/:id | office | 404
        POST /reception-items/:id/answer | office unit | 404
        POST /reception-items/:id/submission | office unit | 404
        POST /reception-items/:id/evidence | office unit | 404
        POST /reception-items/:id/acceptance | office | 404
        POST /reception-items/:id/return | office | 404
        POST /reception-items/:id/reminder | office | 404
        POST /reception-items/:id/removal | office | 404
        GET  /leader | office leader | own
        GET  /leader/wall | office leader | own
        GET  /leader/export.xlsx | office leader | own
        GET  /leader/rule | office leader | own
        POST /leader/rule | office | own
        """
}
