extension RoleMatrix {
    /// Campaigns, teams, rounds, procedures and inspections.
    static let campaigns = """
        GET  /deadlines | loop admin | own
        GET  /working-days | loop admin | own
        GET  /working-days/export.xlsx | loop admin | own
        GET  /working-days/new | admin | own
        GET  /working-days/template.xlsx | admin | own
        POST /working-days/check | admin | own
        POST /working-days | admin | own
        GET  /working-days/:year | loop admin | own
        GET  /campaigns | office leader | own
        GET  /campaigns/export.xlsx | office leader | own
        GET  /campaigns/new | office | own
        POST /campaigns | office | own
        GET  /campaigns/:id | office leader | 404
        GET  /campaigns/:id/edit | office | 404
        POST /campaigns/:id | office | 404
        POST /campaigns/:id/frame | office | 404
        POST /campaigns/:id/start | office | 404
        POST /campaigns/:id/finish | office | 404
        POST /campaigns/:id/steps/:act | office | 404
        POST /campaigns/:id/skip | office | 404
        GET  /campaigns/:id/records | office leader | 404
        GET  /campaigns/:id/records/export.xlsx | office leader | 404
        GET  /campaigns/:id/training | office leader | 404
        GET  /campaigns/:id/training/export.xlsx | office leader | 404
        POST /campaigns/:id/training | office | 404
        POST /campaigns/:id/training/:entry/removal | office | 404
        GET  /campaigns/:id/draw | office leader | 404
        POST /campaigns/:id/draw | office | 404
        GET  /campaigns/:id/draw.json | office leader | 404
        GET  /campaigns/:id/draw.csv | office leader | 404
        GET  /public/draws/:id | anyone | 404
        GET  /public/draws/:id/record.json | anyone | 404
        GET  /campaigns/:id/teams | office leader | 404
        POST /campaigns/:id/teams | office | 404
        GET  /campaigns/:id/teams/export.xlsx | office leader | 404
        POST /campaigns/:id/teams/size | office | 404
        GET  /campaigns/:id/teams/proposal | office | 404
        POST /campaigns/:id/teams/proposal | office | 404
        GET  /campaigns/:id/teams/proposal/export.xlsx | office | 404
        POST /campaigns/:id/teams/proposal/acceptance | office | 404
        POST /campaigns/:id/teams/proposal/removal | office | 404
        GET  /campaigns/:id/teams/proposal/units/:unit | office | 404
        POST /campaigns/:id/teams/proposal/units/:unit | office | 404
        GET  /campaigns/:id/people | office leader | 404
        GET  /campaigns/:id/people/export.xlsx | office leader | 404
        POST /campaigns/:id/people | office | 404
        POST /campaigns/:id/people/:invitation/end | office | 404
        GET  /campaigns/:id/round | office leader | 404
        POST /campaigns/:id/round | office | 404
        POST /campaigns/:id/round/:organisation/removal | office | 404

        GET  /invitations | office | own
        GET  /invitations/export.xlsx | office | own
        GET  /invitations/:id | office | 404
        POST /invitations/:id/answer | office | 404
        POST /invitations/:id/end | office | 404

        GET  /recusals | office unit team | own
        GET  /recusals/export.xlsx | office unit team | own
        GET  /recusals/new | office unit team | own
        POST /recusals | office unit team | own
        GET  /recusals/:id | office unit team | 404
        POST /recusals/:id/decision | director | 404
        POST /recusals/:id/lifting | director | 404
        POST /recusals/:id/withdrawal | office unit team | 404
        POST /recusals/:id/reading | office unit team | 404

        GET  /rounds | office leader | own
        GET  /rounds/new | office | own
        POST /rounds | office | own
        GET  /rounds/:id | office leader | 404
        GET  /rounds/:id/export.xlsx | office leader | 404
        GET  /rounds/:id/edit | office | 404
        POST /rounds/:id | office | 404
        POST /rounds/:id/plan | office | 404
        POST /rounds/:id/spread | office | 404
        POST /rounds/:id/records | office | 404
        POST /rounds/:id/records/:organisation/removal | office | 404
        GET  /rounds/:id/next | office | 404
        POST /rounds/:id/next | office | 404

        GET  /results | office | own
        GET  /results/export.xlsx | office | own
        GET  /results/uses | office leader | own
        GET  /results/uses/export.xlsx | office leader | own
        POST /results/uses | office | own
        GET  /results/uses/:id | office leader | 404
        POST /results/uses/:id/decision | office | 404
        GET  /campaigns/:id/batches | office leader | 404
        GET  /campaigns/:id/batches/units | office leader | 404
        GET  /campaigns/:id/batches/units/export.xlsx | office leader | 404
        GET  /campaigns/:id/days | office | 404
        POST /campaigns/:id/days | office | 404
        POST /campaigns/:id/days/plan | office | 404
        GET  /campaigns/:id/days/export.xlsx | office | 404
        GET  /campaigns/:id/clashes | office leader | 404
        GET  /campaigns/:id/clashes/export.xlsx | office leader | 404
        POST /campaigns/:id/clashes/acknowledgement | office | 404

        GET  /supervision-calendar | unit | own
        GET  /supervision-calendar/export.xlsx | unit | own
        GET  /organisations/:id/calendar | office leader | 404
        GET  /organisations/:id/calendar/export.xlsx | office leader | 404

        GET  /inspections | loop | own
        GET  /inspections/export.xlsx | loop | own
        GET  /inspections/:id | loop | 404
        POST /inspections/:id/days | office team | 404
        POST /inspections/:id/choice | office | 404
        POST /inspections/:id/skip | office | 404
        GET  /inspections/:id/hearings | office team leader | 404
        POST /inspections/:id/hearings | office team | 404
        GET  /inspections/:id/records | office team leader | 404
        POST /inspections/:id/records | office team | 404

        GET  /procedures | office leader | own
        GET  /procedures/export.xlsx | office leader | own
        GET  /procedures/new | office | own
        POST /procedures | office | own
        GET  /procedures/shipped/:code | office leader | own
        GET  /procedures/:id | office leader | 404
        GET  /procedures/:id/edit | office | 404
        POST /procedures/:id | office | 404
        POST /procedures/:id/state | office | 404
        GET  /procedures/:id/versions/:number | office leader | 404
        """
}
