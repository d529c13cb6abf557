extension RoleMatrix {
    /// Assessments, opinions, findings, documents and reports.
    static let loop = """
        GET  /inspections/:id/assessment/:role | loop | 404
        POST /inspections/:id/assessment/:role | unit team | 404
        POST /inspections/:id/assessment/:role/submission | unit team | 404
        POST /inspections/:id/assessment/:role/evidence | unit team | 404
        POST /inspections/:id/assessment/:role/return | office | 404
        GET  /inspections/:id/assessment/:role/explanation | loop | 404
        GET  /inspections/:id/assessment/:role/findings | team | 404
        POST /inspections/:id/assessment/:role/findings | team | 404

        GET  /evidence/:id | loop | 404
        POST /evidence/:id/removal | loop | 404

        GET  /inspections/:id/opinion | loop | 404
        POST /inspections/:id/opinion/preliminary | team office | 404
        POST /inspections/:id/opinion/delivery | team office | 404
        POST /inspections/:id/opinion/receipt | unit | 404
        POST /inspections/:id/opinion/term | office | 404
        POST /inspections/:id/opinion/defence | unit | 404
        POST /inspections/:id/opinion/waiver | unit | 404
        POST /inspections/:id/opinion/answers | office | 404
        POST /inspections/:id/opinion/final | office | 404
        POST /inspections/:id/opinion/votes | team office | 404
        POST /inspections/:id/opinion/approval | director | 404
        POST /inspections/:id/opinion/rejection | director | 404
        POST /inspections/:id/opinion/acknowledgement | unit | 404

        GET  /documents | loop | own
        GET  /documents/export.xlsx | loop | own
        GET  /documents/:id | loop | 404
        GET  /documents/:id/docx | loop | 404
        GET  /documents/:id/pack.zip | loop | 404
        GET  /documents/:id/versions | office | 404
        POST /documents/:id/versions/:number/restoration | office | 404
        GET  /documents/:id/text | office | 404
        POST /documents/:id/text | office | 404
        GET  /documents/new | office | own
        POST /documents | office | own
        POST /documents/:id/attachments | office | 404
        POST /documents/:id/submission | office | 404
        POST /documents/:id/return | director | 404
        POST /documents/:id/receipt | unit | 404
        POST /documents/:id/redraft | office | 404
        GET  /documents/wordings | office | own
        GET  /documents/wordings/new | office | own
        GET  /documents/wordings/preview | office | own
        POST /documents/wordings | office | own
        GET  /documents/wordings/:id | office | 404
        GET  /documents/wordings/:id/preview | office | 404
        GET  /documents/wordings/:id/versions | office | 404
        POST /documents/wordings/:id | office | 404
        POST /documents/wordings/:id/removal | office | 404
        GET  /documents/formats | office | own
        GET  /documents/formats/:kind | director | own
        POST /documents/formats/:kind | director | own
        GET  /objections | office leader | own
        GET  /objections/export.xlsx | office leader | own
        GET  /objections/:id | office leader | 404
        POST /objections/:id/investigation | office | 404
        POST /objections/:id/answer | office | 404
        POST /documents/:id/issuance | director | 404
        POST /documents/:id/dispatch | office | 404
        POST /documents/:id/withdrawal | director | 404
        POST /documents/:id/publication | office | 404
        POST /documents/:id/publication/withdrawal | office | 404
        POST /documents/:id/figures | office | 404

        POST /campaigns/:id/report | office | 404
        GET  /public | anyone | own
        GET  /public/:id | anyone | 404
        GET  /public/:id/docx | anyone | 404
        GET  /public/objections | anyone | own
        GET  /public/:id/objection | anyone | 404
        POST /public/:id/objection | anyone | 404
        GET  /public/:id/attachments/:file | anyone | 404
        GET  /findings | loop | own
        GET  /findings/export.xlsx | loop | own
        GET  /findings/new | office | own
        POST /findings/new | office | own
        POST /findings | office | own
        GET  /findings/:id | loop | 404
        GET  /findings/:id/parts/:part/division | office | 404
        POST /findings/:id/parts/:part/division | office | 404
        POST /findings/:id/parts/:part/evidence | unit | 404
        POST /findings/:id/parts/:part/acknowledgement | unit | 404
        POST /findings/:id/parts/:part/plan | unit | 404
        POST /findings/:id/parts/:part/submission | unit | 404
        POST /findings/:id/parts/:part/verification | office | 404
        POST /findings/:id/parts/:part/return | office | 404
        POST /findings/:id/parts/:part/closure | director | 404
        POST /findings/:id/parts/:part/reopening | office | 404
        GET  /findings/lists.xlsx | loop | own
        POST /findings/:id/parts/:part/extensions | unit | 404
        POST /findings/:id/parts/:part/extensions-long | unit | 404
        POST /findings/:id/parts/:part/extensions/:extension/decision | office | 404
        POST /findings/:id/parts/:part/extensions/:extension/withdrawal | unit | 404
        POST /findings/:id/parts/:part/extension | office | 404
        POST /findings/:id/parts/:part/reminder | office | 404
        POST /findings/:id/parts/:part/milestones | office | 404
        POST /findings/:id/parts/:part/milestones/:milestone/report | unit | 404
        POST /findings/:id/parts/:part/milestones/:milestone/confirmation | office | 404
        POST /findings/:id/parts/:part/milestones/:milestone/return | office | 404
        POST /findings/:id/parts/:part/rechecks | office | 404
        GET  /findings/extensions | loop | own
        GET  /findings/extensions/export.xlsx | loop | own
        GET  /findings/milestones | loop | own
        GET  /findings/milestones/export.xlsx | loop | own
        GET  /findings/rechecks | loop | own
        GET  /findings/rechecks/export.xlsx | loop | own
        GET  /findings/reports | office leader | own
        GET  /findings/reports/export.xlsx | office leader | own
        GET  /findings/:id/report | office leader | 404
        POST /findings/:id/report | office | 404
        GET  /findings/wordings | office | own
        POST /findings/wordings | office | own
        POST /findings/wordings/:id | office | 404
        POST /findings/wordings/:id/removal | office | 404
        GET  /findings/terms | office | own
        POST /findings/terms | office | own
        GET  /findings/self-check | unit | own
        POST /findings/self-check | unit | own
        GET  /findings/bulk/new | office | own
        POST /findings/bulk | office | own
        GET  /findings/bulk/:id | office | 404
        GET  /findings/drafts | office | own
        GET  /findings/drafts/:id | office | 404
        GET  /findings/revisits | office | own
        POST /findings/revisits | office | own
        GET  /findings/revisits/export.xlsx | office | own
        GET  /findings/wall | loop | own
        """
}
